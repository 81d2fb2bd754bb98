import { CaseSummary } from '../cases/schemas.ts'
import { operationsOf, write } from '../platform/http/operations.ts'
import { callOffEnding } from './call-off-ending.ts'
import { endCase } from './end-case.ts'
import { CaseEnded, CaseEnding, CaseWithdrawal, CaseWithdrawn } from './schemas.ts'
import { withdrawCase } from './withdraw-case.ts'

export const endingOperations = operationsOf('Cases', [
  write('withdrawCase', 'POST /cases/:caseId/withdrawal', {
    summary: 'The person says no to a budget, at any time and without penalty',
    description:
      'By the person or who acts for them, or recorded for them, in their own words, by the care coordinator or the commissioner. Open appeals are taken back with it; the person can appeal again. The plan and its lines close, and what was not spent is released. An agreed budget ends at once by the person’s own act alone: said by anybody else it goes on for ten working days more, in which the person can call its end off, and staff decide on it with reasons, a letter and an appeal.',
    permission: 'expression:write',
    view: 'summary',
    key: 'required',
    problems: [403, 409, 422],
    body: CaseWithdrawal,
    gives: { 200: CaseWithdrawn },
    run: withdrawCase,
  }),
  write('callOffEnding', 'POST /cases/:caseId/announced-ending/cancellation', {
    summary: 'The person keeps a budget whose end was announced',
    description: 'One act, without reasons, until the end takes effect. By the person or who acts for them.',
    permission: 'expression:write',
    problems: [403, 409],
    gives: { 200: CaseSummary },
    run: callOffEnding,
  }),
  write('endCase', 'POST /cases/:caseId/ending', {
    summary: 'Record that a case has ended because the person died, moved away or was recorded twice',
    description:
      'Needs no words and no agreement of the person. An agreed budget ends at once by a death alone: that it ends for another reason is a decision, with reasons, a letter and an appeal, and it goes on for ten working days more, in which the person can call its end off. Of a record that was found twice it goes on under the record that goes on: its case goes over when the two are joined, unless both have one. The plan and its lines close, what was not spent is released, drafts are withdrawn and clocks stop. Appeals and accounts stay open to those who may.',
    permission: 'case:end',
    key: 'required',
    problems: [403, 409, 422],
    body: CaseEnding,
    gives: { 200: CaseEnded },
    run: endCase,
  }),
])
