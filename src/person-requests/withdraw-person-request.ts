import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { findRequest, setAnswered } from './repository.ts'
import type { PersonRequest } from './schemas.ts'

/** The person needs no answer any more. */
export async function withdrawPersonRequest(tx: Tx, context: Context, id: string): Promise<Answer<PersonRequest>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'person_request', id }),
    findRequest(tx, actor, id),
  ])
  const request = orNotFound(held)
  // Else who is complained of could take the complaint back.
  requireCaseRole(
    budgetCase,
    actor,
    ...(request.askedAs === 'person' ? (['person'] as const) : (['person', 'representative', 'advocate'] as const)),
  )
  if (request.outcome !== null) throw new Problem('wrong-state', 'This was answered, or is asked no longer')
  await setAnswered(tx, actor, id, { outcome: 'withdrawn', words: null }, now)
  await stopClock(tx, actor, 'request-answer', id, londonDate(now))
  await record(tx, actor, {
    type: 'person-request.withdrawn',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { kind: request.kind },
  })
  const answeredByName = actor.name || actor.actorId
  return done({ ...request, outcome: 'withdrawn', answeredByName, answeredAt: now.toISOString() })
}
