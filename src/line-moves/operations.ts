import { findCase } from '../case-access/repository.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { moveBetweenLines } from './move-between-lines.ts'
import { listLineMoves } from './repository.ts'
import { LineMove, LineMovePage, NewLineMove } from './schemas.ts'

export const lineMoveOperations = operationsOf('Spending', [
  write('moveBetweenLines', 'POST /cases/:caseId/line-moves', {
    summary: 'Move money from one line of the plan in force to another',
    description:
      'By the person, or who acts for them, or the care coordinator who records what the person said (`saidFor`). The scheme says how much moves without a new sign-off (`money.moves`): all moves of a plan count together. What crises brought stays, ring-fenced money and the two elements of a budget never mix, and support that the person relies on is made less by a changed plan alone.',
    permission: 'spending:write',
    key: 'required',
    problems: [409, 422],
    body: NewLineMove,
    gives: { 201: LineMove },
    run: moveBetweenLines,
  }),
  list('listLineMoves', '/cases/:caseId/line-moves', {
    summary: 'List what moved between the lines of the plans of a case, newest first',
    permission: 'spending:read',
    gives: LineMovePage,
    of: findCase,
    read: listLineMoves,
  }),
])
