import { findCase, findCaseOnEveryGround } from '../case-access/repository.ts'
import { caseTold } from '../case-access/visible-repository.ts'
import { addCaseMember } from '../case-team/add-case-member.ts'
import { endCaseMembership } from '../case-team/end-case-membership.ts'
import { CaseMember, CaseTeam, NewCaseMember, RepresentativeVerification } from '../case-team/schemas.ts'
import { verifyRepresentative } from '../case-team/verify-representative.ts'
import { Identifiers, SystemIdentifiers } from '../identifiers/schemas.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { londonDate } from '../shared/dates.ts'
import { acceptReferral } from './accept-referral.ts'
import { changeSchemeVersion } from './change-scheme-version.ts'
import { denyReferral } from './deny-referral.ts'
import { getCase } from './get-case.ts'
import { getCaseTeam } from './get-case-team.ts'
import { listCases, toListedCase } from './list-cases.ts'
import { CaseFilter, ListedCasePage, TaskFilter, TaskPage } from './list-schemas.ts'
import { openCase } from './open-case.ts'
import { referPerson } from './refer-person.ts'
import { NewReferral, Referral, ReferralPage } from './referral-schemas.ts'
import {
  findReferralOfCase,
  listReferrals,
  listUnanswered,
  referralTold,
  toldReferral,
} from './referrals-repository.ts'
import { Case, CaseOpened, CaseSummary, NewCase, TimelineEntryPage } from './schemas.ts'
import { setCaseIdentifiers } from './set-case-identifiers.ts'
import { listTasks, taskTold } from './tasks-repository.ts'
import { listTimeline } from './timeline-repository.ts'
import { SchemeVersionChange } from './version-schemas.ts'

export const caseOperations = operationsOf('Cases', [
  write('openCase', 'POST /cases', {
    summary: "Open a person's case in a scheme",
    description:
      'One case of a person is in flight in a scheme at a time. A case is opened by the person, or by somebody who has to do with them already; whoever has not records a referral. A trust’s staff and systems open it for their own trust.',
    permission: 'case:open',
    problems: [403, 409, 422],
    body: NewCase,
    gives: { 201: CaseOpened },
    run: openCase,
  }),
  write('referPerson', 'POST /referrals', {
    summary: 'Record that somebody referred a person with whom you have nothing to do yet',
    description:
      'It opens nothing, and you read nothing of the person by it, until somebody at the organisation that is named has accepted it. A trust’s staff and systems record it for their own trust.',
    permission: 'case:open',
    problems: [403, 409, 422],
    body: NewReferral,
    gives: { 201: Referral },
    run: referPerson,
  }),
  list('listReferrals', '/referrals', {
    summary:
      'List the referrals that you recorded, that are yours, or are said to come from your organisation, newest first',
    description: 'The commissioner sees all.',
    permission: 'case:read',
    gives: ReferralPage,
    tellsOf: referralTold,
    read: listReferrals,
    tell: toldReferral,
  }),
  list('listUnansweredReferrals', '/unanswered-referrals', {
    summary: 'List the referrals that wait for an answer, oldest first',
    description: 'For the organisations that owe the answer, and for the commissioner where it is late.',
    permission: 'referral:deny',
    gives: ReferralPage,
    tellsOf: referralTold,
    read: listUnanswered,
    tell: toldReferral,
  }),
  get('getReferral', '/cases/:caseId/referral', {
    summary: 'Read the referral on which a case was opened',
    description: 'There is none where the person opened it, or somebody who had to do with them already.',
    permission: 'case:read',
    gives: Referral,
    of: findCase,
    read: findReferralOfCase,
  }),
  write('acceptReferral', 'POST /referrals/:referralId/acceptance', {
    summary: 'Say that your organisation referred the person',
    description:
      'For the organisation that is named, and not for whoever recorded it. It opens the case, and the care coordinator who recorded it has their place.',
    permission: 'referral:accept',
    key: 'required',
    problems: [403, 409, 422],
    gives: { 200: Referral },
    run: acceptReferral,
  }),
  write('denyReferral', 'POST /referrals/:referralId/denial', {
    summary: 'Say that there was no such referral',
    description: 'For the organisation that is named, and the commissioner. The referral opens nothing, then or later.',
    permission: 'referral:deny',
    problems: [403, 409],
    gives: { 200: Referral },
    run: denyReferral,
  }),
  list('listCases', '/cases', {
    summary: 'List the cases you may see, newest first',
    description:
      'Narrowed to what is asked for: several filters together are asked of each case. `memberId`, `reviewDueBy` and `updatedSince` find only cases of which you may see the team, the reviews and the timeline; `updatedSince` goes back 31 days, and leaves out who looked at a record, what is about safeguarding, consents, and who the person is.',
    permission: 'case:read',
    filter: CaseFilter,
    gives: ListedCasePage,
    tellsOf: caseTold,
    read: listCases,
    tell: toListedCase,
  }),
  get('getCase', '/cases/:caseId', {
    summary: 'Get a case: its stage, deadlines, who needs to act and the next step',
    permission: 'case:read',
    gives: Case,
    read: getCase,
    tell: ({ version: _, ...found }) => found,
    versioned: true,
  }),
  list('listTimeline', '/cases/:caseId/timeline', {
    summary: 'List what happened on a case, newest first',
    description: 'Without what your grounds do not open: a page can hold less than `limit`, and another can follow it.',
    permission: 'case:read',
    view: 'timeline',
    gives: TimelineEntryPage,
    of: findCaseOnEveryGround,
    read: listTimeline,
  }),
  get('getCaseTeam', '/cases/:caseId/members', {
    summary: 'Read the team of a case',
    permission: 'case:read',
    view: 'team',
    gives: CaseTeam,
    of: findCase,
    read: getCaseTeam,
  }),
  write('addCaseMember', 'POST /cases/:caseId/members', {
    summary: 'Add somebody to the team of a case',
    description:
      'A broker joins only where the person has agreed to share with the broker’s organisation. A representative is added by the person; or by the care coordinator or the commissioner, who say on what ground, and whose evidence somebody independent has to see before they have their place. Nobody adds themselves as representative or advocate, nor is either who works on the case.',
    permission: 'case:team',
    problems: [409, 422],
    body: NewCaseMember,
    gives: { 201: CaseMember },
    run: addCaseMember,
  }),
  write('verifyRepresentative', 'POST /cases/:caseId/members/:memberId/verification', {
    summary: 'Say that the evidence of who acts for the person was seen',
    description:
      'By an officer of the commissioner who did not add them, and neither works nor decided on the case. Until then a representative whom the person did not choose themselves reads nothing and acts for nothing.',
    permission: 'case:team',
    key: 'required',
    problems: [403, 409],
    body: RepresentativeVerification,
    gives: { 200: CaseMember },
    run: verifyRepresentative,
  }),
  write('endCaseMembership', 'POST /cases/:caseId/members/:memberId/departure', {
    summary: 'End a place on the team, as at a hand-over',
    description:
      'The person does not leave. A representative or an advocate leaves by themselves, or is sent away by the person; anybody else removes them with a reason (`removal`).',
    permission: 'case:team',
    problems: [409],
    gives: { 200: CaseMember },
    run: endCaseMembership,
  }),
  list('listTasks', '/tasks', {
    summary: 'List what waits for you, of the newest cases first unless asked otherwise',
    permission: 'case:read',
    filter: TaskFilter,
    gives: TaskPage,
    place: 'two ids',
    days: ['dueOn'],
    tellsOf: taskTold,
    read: (reads, actor, page, filter, now) => listTasks(reads, actor, page, filter, londonDate(now)),
    tell: ({ place: _, of: __, ...task }) => task,
  }),
  write('setCaseIdentifiers', 'POST /cases/:caseId/identifiers', {
    summary: 'Set what another system knows a case by',
    description:
      'By the care coordinator, an officer of the commissioner or a system that sees the case, also when it has ended. Sent again, it changes nothing. No two cases have the same identifier of one system. What reads as an NHS number, or has that of the person in it, is refused: these identifiers are asked for in addresses. That one is taken counts as a search that you made (`rate-limited`).',
    permission: 'identifier:write',
    view: 'summary',
    problems: [409, 422],
    body: SystemIdentifiers,
    gives: { 200: Identifiers },
    run: setCaseIdentifiers,
  }),
  write('changeSchemeVersion', 'POST /cases/:caseId/scheme-version', {
    summary: 'Put a case under the version of the rules that is in force',
    description:
      'Between two steps, and only so: no case changes its rules by itself. What was done stands; a calculation that was not adopted must be made again. Refused while an appeal is open (wrong-state).',
    permission: 'budget:write',
    view: 'summary',
    key: 'required',
    problems: [409, 422],
    body: SchemeVersionChange,
    gives: { 200: CaseSummary },
    run: changeSchemeVersion,
  }),
])
