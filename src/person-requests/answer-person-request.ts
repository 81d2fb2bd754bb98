import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { answerers } from '../rules/people/person-requests.ts'
import { londonDate } from '../shared/dates.ts'
import { findRequest, setAnswered } from './repository.ts'
import type { NewPersonAnswer, PersonRequest } from './schemas.ts'

/** Answers what the person asked, by who owes it or who answers for them. A no says why. */
export async function answerPersonRequest(
  tx: Tx,
  context: Context,
  id: string,
  { outcome, words }: Static<typeof NewPersonAnswer>,
): Promise<Answer<PersonRequest>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'person_request', id }),
    findRequest(tx, actor, id),
  ])
  const request = orNotFound(held)
  requireCaseRole(budgetCase, actor, ...answerers[request.owner])
  if (request.outcome !== null) throw new Problem('wrong-state', 'This was answered, or is asked no longer')
  if ((outcome === 'answered') !== (request.kind === 'question'))
    throw invalidAt('/outcome', 'A question is answered; what is asked for is agreed or declined')
  if (outcome !== 'agreed' && words === null) throw invalidAt('/words', 'Say it in words')
  await setAnswered(tx, actor, id, { outcome, words }, now)
  await stopClock(tx, actor, 'request-answer', id, londonDate(now))
  await record(tx, actor, {
    type: 'person-request.answered',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: { kind: request.kind, outcome },
  })
  const answeredByName = actor.name || actor.actorId
  return done({ ...request, outcome, answerWords: words, answeredByName, answeredAt: now.toISOString() })
}
