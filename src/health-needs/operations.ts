import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { answerHealthNeed } from './answer-health-need.ts'
import { askedTold, listAskedOfPractice, toldAsked } from './asked-repository.ts'
import { disputePracticeAnswer } from './dispute-practice-answer.ts'
import { findPatient } from './patient-repository.ts'
import { recordPracticeAnswer } from './record-practice-answer.ts'
import { replyToPractice } from './reply-to-practice.ts'
import { findHealthNeed, listHealthNeeds } from './repository.ts'
import {
  HealthNeed,
  HealthNeedPage,
  HealthNeedPatient,
  NewHealthNeed,
  NewPracticeAnswer,
  NewPracticeDispute,
  NewPracticeReply,
  NewPracticeTelling,
  RecordedPracticeAnswer,
} from './schemas.ts'
import { suggestHealthNeed } from './suggest-health-need.ts'
import { tellPractice } from './tell-practice.ts'

const gives = { 200: HealthNeed }

export const healthNeedOperations = operationsOf('Needs assessments', [
  write('suggestHealthNeed', 'POST /cases/:caseId/health-needs', {
    summary: 'Ask a GP practice to agree the health need',
    description:
      'By the care coordinator, once the needs are assessed, where the scheme adds a health element to a social-care budget, and with the person’s consent to share with the practice for the assessment. It takes the place of what was suggested before: a change is agreed anew.',
    permission: 'health-need:write',
    problems: [409, 422],
    body: NewHealthNeed,
    gives: { 201: HealthNeed },
    run: suggestHealthNeed,
  }),
  list('listHealthNeeds', '/cases/:caseId/health-needs', {
    summary: 'List the health needs of a case and what the practice said, newest first',
    permission: 'health-need:read',
    gives: HealthNeedPage,
    of: findCase,
    read: listHealthNeeds,
  }),
  list('listAskedOfPractice', '/health-needs', {
    summary: 'List the health needs that your practice is asked about, newest first',
    permission: 'health-need:answer',
    gives: HealthNeedPage,
    tellsOf: askedTold,
    read: listAskedOfPractice,
    tell: toldAsked,
  }),
  get('getHealthNeed', '/health-needs/:healthNeedId', {
    summary: 'Read a health need and what the practice said',
    permission: 'health-need:read',
    gives: HealthNeed,
    of: belongingTo('health_need'),
    read: findHealthNeed,
  }),
  get('getHealthNeedPatient', '/health-needs/:healthNeedId/patient', {
    summary: 'Read whose health need it is, to find them among your patients',
    permission: 'health-need:answer',
    view: 'identity',
    gives: HealthNeedPatient,
    of: belongingTo('health_need'),
    read: findPatient,
  }),
  write('answerHealthNeed', 'POST /health-needs/:healthNeedId/answer', {
    summary: 'Agree a health need, decline it, or ask about it',
    description: 'By a GP of the practice that was asked, with their own sign-in.',
    permission: 'health-need:answer',
    key: 'required',
    problems: [409],
    body: NewPracticeAnswer,
    gives,
    run: answerHealthNeed,
  }),
  write('recordPracticeAnswer', 'POST /health-needs/:healthNeedId/recorded-answer', {
    summary: 'Record what a practice answered that does not sign in',
    description:
      'By the care coordinator or an officer of the commissioner; never by a broker of the case, or who wrote a plan of it. A letter, an e-mail or the note of a call shows it. It counts once somebody else has told the practice what was recorded.',
    permission: 'health-need:write',
    key: 'required',
    problems: [409],
    body: RecordedPracticeAnswer,
    gives,
    run: recordPracticeAnswer,
  }),
  write('tellPractice', 'POST /health-needs/:healthNeedId/telling', {
    summary: 'Record that the practice was told what was recorded for it',
    description: 'By somebody else than who recorded it.',
    permission: 'health-need:write',
    key: 'required',
    problems: [409],
    body: NewPracticeTelling,
    gives,
    run: tellPractice,
  }),
  write('replyToPractice', 'POST /health-needs/:healthNeedId/reply', {
    summary: 'Answer what the practice asked',
    permission: 'health-need:write',
    problems: [409],
    body: NewPracticeReply,
    gives,
    run: replyToPractice,
  }),
  write('disputePracticeAnswer', 'POST /health-needs/:healthNeedId/dispute', {
    summary: 'Say that an answer which was recorded for a practice is not its own',
    description:
      'By a GP of the practice, or by the care coordinator or an officer to whom the practice said so, who did not record the answer. No budget is worked out and no plan agreed by it any more; what is in force goes on, and the commissioner sees to it. Where it was a no that the person has a letter about, a second decision, `returned`, and a second letter say that it does not count.',
    permission: 'health-need:dispute',
    key: 'required',
    problems: [409],
    body: NewPracticeDispute,
    gives,
    run: disputePracticeAnswer,
  }),
])
