import { operationsOf, write } from '../platform/http/operations.ts'
import { endCase } from './end-case.ts'
import { CaseEnded, CaseEnding, CaseWithdrawal, CaseWithdrawn } from './schemas.ts'
import { withdrawCase } from './withdraw-case.ts'

export const endingOperations = operationsOf('Cases', [
  write('withdrawCase', 'POST /cases/:caseId/withdrawal', {
    summary: 'The person says no to a budget, at any time and without penalty',
    description:
      'By the person or who acts for them, or recorded for them, in their own words, by the care coordinator or the commissioner. Open appeals are taken back with it; the person can appeal again. The plan and its lines close, and what was not spent is released.',
    permission: 'expression:write',
    view: 'summary',
    key: 'required',
    problems: [403, 409, 422],
    body: CaseWithdrawal,
    gives: { 200: CaseWithdrawn },
    run: withdrawCase,
  }),
  write('endCase', 'POST /cases/:caseId/ending', {
    summary: 'Record that a case has ended because the person died, moved away or was recorded twice',
    description:
      'Needs no words and no agreement of the person. The plan and its lines close, what was not spent is released, drafts are withdrawn and clocks stop. Appeals and accounts stay open to those who may.',
    permission: 'case:end',
    key: 'required',
    problems: [403, 409, 422],
    body: CaseEnding,
    gives: { 200: CaseEnded },
    run: endCase,
  }),
])
