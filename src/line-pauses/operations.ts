import { findCase } from '../case-access/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { pauseLines } from './pause-lines.ts'
import { listPauses } from './repository.ts'
import { resumeLine } from './resume-line.ts'
import { LinePause, LinePausePage, LinesPaused, NewLinePause } from './schemas.ts'

/** What follows where a line pauses or begins again, which comes later on the pathway. */
type OnPaused = (tx: Tx, context: Context, caseId: string) => void

export const linePauseOperations = (onPaused: OnPaused) =>
  operationsOf('Crises', [
    write('pauseLines', 'POST /cases/:caseId/line-pauses', {
      summary: 'Pause lines of the plan in force',
      description:
        'By the person, for as long as they wish; by those who work with them, for 28 days at the most, while the person is in hospital, detained or away, or who gives the support is. Lines begin again by date. Nothing ends, and no money goes back; what a paused line would pay for is not bought on those days.',
      permission: 'support:pause',
      problems: [409, 422],
      body: NewLinePause,
      gives: { 201: LinesPaused },
      async run(tx, context, caseId, input) {
        onPaused(tx, context, caseId)
        return pauseLines(tx, context, caseId, input)
      },
    }),
    list('listLinePauses', '/cases/:caseId/line-pauses', {
      summary: 'List the pauses of lines, newest first',
      permission: 'plan:read',
      gives: LinePausePage,
      of: findCase,
      read: listPauses,
    }),
    write('resumeLine', 'POST /line-pauses/:linePauseId/resumption', {
      summary: 'Have a line begin again today',
      permission: 'support:pause',
      problems: [409],
      gives: { 200: LinePause },
      async run(tx, context, linePauseId) {
        const resumed = await resumeLine(tx, context, linePauseId)
        onPaused(tx, context, resumed.body.caseId)
        return resumed
      },
    }),
  ])
