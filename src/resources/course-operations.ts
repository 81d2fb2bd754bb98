import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import {
  CourseEnrolment,
  CourseEnrolmentPage,
  CourseSession,
  CourseSessionPage,
  NewCourseEnrolment,
  NewCourseSession,
} from './course-schemas.ts'
import { listEnrolments, listSessions } from './courses-repository.ts'
import { enrolOnCourse } from './enrol-on-course.ts'
import { findResource } from './repository.ts'
import { scheduleCourseSession } from './schedule-course-session.ts'
import { withdrawFromCourse } from './withdraw-from-course.ts'

export const courseOperations = operationsOf('Resources', [
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
      'By the person, who acts for them, their broker or their care coordinator. Where all places are taken the person waits, and has the next that is given up before the course begins, in the order in which they asked.',
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
