import type { Static } from '@sinclair/typebox'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { listServicesOf } from '../current-services/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { dependencesOf, mayChange } from '../rules/planning/dependences.ts'
import { isPaused, isPersons, isTooSoon, mayPause } from '../rules/planning/line-pauses.ts'
import { londonDate } from '../shared/dates.ts'
import { findPlanInForce, linesOpened } from '../support-plans/in-force.ts'
import { insertPauses, listNewestPauses } from './repository.ts'
import type { LinePause, LinesPaused, NewLinePause } from './schemas.ts'

/** Pauses lines of the plan in force. They begin again by date; nothing of them ends. */
export async function pauseLines(
  tx: Tx,
  context: Context,
  caseId: string,
  { lines, cause, from, until, dependenceKnown }: Static<typeof NewLinePause>,
): Promise<Answer<Static<typeof LinesPaused>>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const pausedAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator', 'broker')
  await requireMandate(tx, actor, caseId, pausedAs, 'pauseLines')
  const [held, known, { crisis }] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    listNewestPauses(tx, actor, caseId),
    factsOf(tx, context, caseId),
  ])
  if (crisis && !isPersons(pausedAs))
    throw new Problem('crisis-active', undefined, { conflict: { kind: 'crisis-episode', id: crisis.id } })
  const { plan, opened } = orNotFound(held, 'nothing-to-review')
  orThrow(mayPause(pausedAs, { cause, from, until }, londonDate(now)))
  const errors = lines.flatMap((line, index) => {
    const open = opened.find(({ key }) => key === line)
    const at = { pointer: `/lines/${index}` }
    if (!open) return [{ ...at, code: 'line-unknown', detail: 'The plan in force has no open line with this key' }]
    // Of the line whichever plan it was in: a changed plan ends no pause.
    const before = known.filter((pause) => pause.line === line)
    if (before.some((pause) => isPaused(pause, from)))
      return [{ ...at, code: 'line-paused', detail: 'This line is paused on that day already' }]
    if (isTooSoon(pausedAs, before, from))
      return [{ ...at, code: 'paused-before', detail: 'Only the person pauses this line again so soon' }]
    return []
  })
  if (errors.length > 0) throw new Problem('pause-unclear', undefined, { errors })
  const services = await listServicesOf(tx, actor, caseId)
  orThrow(mayChange(dependencesOf({ lines }, linesOpened(plan, opened), services), dependenceKnown))
  const items: LinePause[] = opened
    .filter(({ key }) => lines.includes(key))
    .map(({ id, key }) => ({
      id: newId(),
      caseId,
      planLineId: id,
      line: key,
      cause,
      from,
      until,
      pausedAs,
      pausedAt: now.toISOString(),
      resumedOn: null,
    }))
  insertPauses(tx, actor, items, now)
  await record(tx, actor, {
    type: 'plan-lines.paused',
    subjectId: caseId,
    caseId,
    at: now,
    facts: { lines: items.map(({ line }) => line), cause, from, until, pausedAs },
  })
  return created({ items }, `/v1/cases/${caseId}/line-pauses`)
}
