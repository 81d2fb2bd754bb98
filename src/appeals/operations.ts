import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { acceptAppeal } from './accept-appeal.ts'
import { decideAppeal } from './decide-appeal.ts'
import { lodgeAppeal } from './lodge-appeal.ts'
import { withoutVersion } from './open-appeal.ts'
import { findAppeal, listAppeals } from './repository.ts'
import {
  Appeal,
  AppealAcceptance,
  AppealDecided,
  AppealDecision,
  AppealFilter,
  AppealPage,
  NewAppeal,
} from './schemas.ts'
import { withdrawAppeal } from './withdraw-appeal.ts'

export const appealOperations = operationsOf('Appeals', [
  write('lodgeAppeal', 'POST /decisions/:decisionId/appeals', {
    summary: 'Appeal against a decision, in one call',
    description:
      'By the person, a representative or an advocate, against any decision that goes against the person; or recorded for them, in their own words, by the care coordinator or the commissioner. What the person has stays as it is until it is decided.',
    permission: 'appeal:write',
    problems: [409, 422],
    body: NewAppeal,
    gives: { 201: Appeal },
    run: lodgeAppeal,
  }),
  list('listAppeals', '/cases/:caseId/appeals', {
    summary: 'List the appeals of a case, newest first',
    permission: 'appeal:read',
    filter: AppealFilter,
    gives: AppealPage,
    of: findCase,
    read: listAppeals,
    tell: withoutVersion,
  }),
  get('getAppeal', '/appeals/:appealId', {
    summary: 'Read an appeal, with the day it is due',
    permission: 'appeal:read',
    gives: Appeal,
    of: belongingTo('appeal'),
    read: findAppeal,
    tell: withoutVersion,
    versioned: true,
  }),
  write('acceptAppeal', 'POST /appeals/:appealId/acceptance', {
    summary: 'Say whether a further appeal within six months is heard',
    description:
      'By a reviewer who took no part in the decision. One that is not heard has reasons and a letter, and can be complained about.',
    permission: 'appeal:decide',
    key: 'required',
    problems: [409, 412, 422],
    body: AppealAcceptance,
    gives: { 200: Appeal },
    run: acceptAppeal,
  }),
  write('decideAppeal', 'POST /appeals/:appealId/decision', {
    summary: 'Decide an appeal, by a reviewer who took no part in the decision',
    permission: 'appeal:decide',
    key: 'required',
    problems: [409, 412, 422],
    body: AppealDecision,
    gives: { 201: AppealDecided },
    run: decideAppeal,
  }),
  write('withdrawAppeal', 'POST /appeals/:appealId/withdrawal', {
    summary: 'Take an appeal back',
    permission: 'appeal:write',
    problems: [409, 412],
    gives: { 200: Appeal },
    run: withdrawAppeal,
  }),
])
