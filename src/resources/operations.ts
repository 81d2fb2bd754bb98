import { findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { openReferral, toService } from '../rules/planning/open-referral.ts'
import { londonDate } from '../shared/dates.ts'
import { changeResource } from './change-resource.ts'
import { checkResource } from './check-resource.ts'
import {
  CourseEnrolment,
  CourseEnrolmentPage,
  CourseSession,
  CourseSessionPage,
  NewCourseEnrolment,
  NewCourseSession,
} from './course-schemas.ts'
import { listEnrolments, listSessions } from './courses-repository.ts'
import { derivedId } from './derived-id.ts'
import { endResource } from './end-resource.ts'
import { enrolOnCourse } from './enrol-on-course.ts'
import { importResources } from './import-resources.ts'
import { NewResourceImport, ResourceImport } from './import-schemas.ts'
import { listOpenReferralServices } from './list-open-referral-services.ts'
import { OpenReferral, OpenReferralPage, OpenReferralQuery, OpenReferralService } from './open-referral-schemas.ts'
import { registerResource } from './register-resource.ts'
import { asOn, findResource } from './repository.ts'
import { scheduleCourseSession } from './schedule-course-session.ts'
import { NewResource, Resource, ResourcePage, ResourcePatch, ResourceQuery } from './schemas.ts'
import { searchResources } from './search-resources.ts'
import { withdrawFromCourse } from './withdraw-from-course.ts'

export const resourceOperations = operationsOf('Resources', [
  write('registerResource', 'POST /resources', {
    summary: 'Register something that there is for people',
    description: 'A group, a course, a network or a service. Whoever registers it has made sure of it that day.',
    permission: 'resource:write',
    body: NewResource,
    gives: { 201: Resource },
    run: registerResource,
  }),
  get('searchResources', '/resources', {
    summary: 'Look for what there is: the free first, then what costs little, and the oldest entry of each first',
    description:
      'By words in any form, and by kind, cost, language, culture, first day, place and need. What has ended is left out; what nobody has made sure of for a year says so (`stale`).',
    permission: 'resource:read',
    query: ResourceQuery,
    gives: ResourcePage,
    read: searchResources,
  }),
  get('getResource', '/resources/:resourceId', {
    summary: 'Read an entry',
    permission: 'resource:read',
    gives: Resource,
    read: async (reads, actor, id, now) => {
      const found = await findResource(reads, actor, id)
      return found && asOn(found, londonDate(now))
    },
    tell: (found: Resource) => found,
    versioned: true,
  }),
  write('changeResource', 'PATCH /resources/:resourceId', {
    summary: 'Change an entry',
    description: 'Whoever changes it has made sure of it that day.',
    permission: 'resource:write',
    ifMatch: 'required',
    problems: [409],
    body: ResourcePatch,
    gives: { 200: Resource },
    run: changeResource,
  }),
  write('checkResource', 'POST /resources/:resourceId/check', {
    summary: 'Say that you made sure today that an entry is as it says',
    permission: 'resource:write',
    problems: [409],
    gives: { 200: Resource },
    run: checkResource,
  }),
  write('endResource', 'POST /resources/:resourceId/ending', {
    summary: 'Say that something is there no longer',
    permission: 'resource:write',
    problems: [409],
    gives: { 200: Resource },
    run: endResource,
  }),
  get('getOpenReferral', '/open-referral', {
    summary: 'See in which version and profile of Open Referral the directory is given',
    permission: 'resource:read',
    gives: OpenReferral,
    read: async () => openReferral,
  }),
  get('listOpenReferralServices', '/open-referral/services', {
    summary: 'List the directory as services of Open Referral UK, the oldest first',
    description:
      'What there is today, each service whole. Pages are numbered, as Open Referral UK has it; unlike there, one has to sign in.',
    permission: 'resource:read',
    query: OpenReferralQuery,
    gives: OpenReferralPage,
    read: listOpenReferralServices,
  }),
  get('getOpenReferralService', '/open-referral/services/:resourceId', {
    summary: 'Read an entry as a service of Open Referral UK',
    permission: 'resource:read',
    gives: OpenReferralService,
    read: async (reads, actor, id, now) => {
      const found = await findResource(reads, actor, id)
      return found && toService(found, derivedId, londonDate(now))
    },
  }),
  write('importResources', 'POST /resource-imports', {
    summary: 'Take services of another directory over, in the form of Open Referral UK',
    description:
      'Each is known again by its source and identifier, so a feed can be sent again. What somebody changed here since holds unless `overwrite` is set, and the report says which. It says too what could not be taken over of each.',
    permission: 'resource:write',
    body: NewResourceImport,
    gives: { 200: ResourceImport },
    run: importResources,
  }),
  write('scheduleCourseSession', 'POST /resources/:resourceId/sessions', {
    summary: 'Say when a course of a recovery college is given',
    permission: 'resource:write',
    problems: [409],
    body: NewCourseSession,
    gives: { 201: CourseSession },
    run: scheduleCourseSession,
  }),
  list('listCourseSessions', '/resources/:resourceId/sessions', {
    summary: 'List when a course is given and what places are left, newest first',
    permission: 'resource:read',
    gives: CourseSessionPage,
    of: findResource,
    read: listSessions,
  }),
  write('enrolOnCourse', 'POST /cases/:caseId/course-enrolments', {
    summary: 'Take a place on a course for a person, or wait for one',
    description:
      'By the person, who acts for them, their broker or their care coordinator. Where all places are taken the person waits, and has the next that is given up before the course begins, in the order in which they asked. None is given on a course whose entry was ended.',
    permission: 'course:enrol',
    problems: [409, 422],
    body: NewCourseEnrolment,
    gives: { 201: CourseEnrolment },
    run: enrolOnCourse,
  }),
  list('listCourseEnrolments', '/cases/:caseId/course-enrolments', {
    summary: 'List the places on courses that a person has, waits for or gave up, newest first',
    permission: 'plan:read',
    gives: CourseEnrolmentPage,
    of: findCase,
    read: listEnrolments,
  }),
  write('withdrawFromCourse', 'POST /course-enrolments/:courseEnrolmentId/withdrawal', {
    summary: 'Give up a place on a course, or the wait for one',
    permission: 'course:enrol',
    problems: [409],
    gives: { 200: CourseEnrolment },
    run: withdrawFromCourse,
  }),
])
