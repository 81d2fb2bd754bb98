import type { Static } from '@sinclair/typebox'
import { listNear } from '../case-access/near-repository.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { findSaidFor, setAnswered, told } from '../said-for/repository.ts'
import type { ObjectionAnswer, SaidForPerson } from '../said-for/schemas.ts'
import { londonDate } from '../shared/dates.ts'
import { isOneOf } from '../staff/same-human.ts'

/** Answers that something was not the person, by an officer who neither recorded it nor is too near the case. */
export async function answerObjection(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof ObjectionAnswer>,
): Promise<Answer<SaidForPerson>> {
  const { actor, now } = context
  const [locked, held] = await Promise.all([lockCase(tx, actor, { table: 'said_for', id }), findSaidFor(tx, actor, id)])
  const budgetCase = orNotFound(locked)
  const saidFor = orNotFound(held)
  requireCaseRole(budgetCase, actor, 'commissioner-officer')
  const near = await listNear(tx, budgetCase.id)
  if (near.has(budgetCase.writer.humanId) || (await isOneOf(tx, actor, [saidFor.recordedBy])))
    throw new Problem('reviewer-not-independent')
  const { objection } = saidFor
  if (!objection || objection.outcome !== null)
    throw new Problem('wrong-state', 'No objection to this waits for an answer')
  await Promise.all([
    setAnswered(tx, actor, id, input, now),
    stopClock(tx, actor, 'objection', id, londonDate(now)),
    record(tx, actor, {
      type: 'said-for.answered',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { kind: saidFor.kind, about: saidFor.subjectId, outcome: input.outcome },
    }),
  ])
  const answered = { outcome: input.outcome, answerWords: input.words, answeredAt: now.toISOString() }
  return done({ ...told(saidFor), objection: { ...objection, ...answered } })
}
