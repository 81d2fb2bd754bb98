import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { pauseCase } from './pause-case.ts'
import { listPauses } from './repository.ts'
import { resumeCase } from './resume-case.ts'
import { CasePause, CasePausePage, NewCasePause } from './schemas.ts'

export const casePauseOperations = operationsOf('Cases', [
  write('pauseCase', 'POST /cases/:caseId/pauses', {
    summary: 'Pause a case, and keep your place',
    description:
      'By the person, or who acts for them. The clocks of what is owed to them stand still and keep the days that are left, nothing is reported late and nothing ends. Payments, services and a crisis go on as they are, and appeals and objections are answered in their time.',
    permission: 'request:write',
    problems: [409],
    body: NewCasePause,
    gives: { 201: CasePause },
    run: pauseCase,
  }),
  write('resumeCase', 'POST /cases/:caseId/resumption', {
    summary: 'Go on with a case that was paused',
    description: 'A pause with a last day ends by itself after it.',
    permission: 'request:write',
    problems: [409],
    gives: { 200: CasePause },
    run: resumeCase,
  }),
  list('listCasePauses', '/cases/:caseId/pauses', {
    summary: 'List when the person paused their case, newest first',
    permission: 'case:read',
    gives: CasePausePage,
    of: findCase,
    read: listPauses,
  }),
])
