import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayRecord, recordersForPerson } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { findRecovery, setAnswer, told } from './repository.ts'
import type { NewRecoveryAnswer, SurplusRecovery } from './schemas.ts'

/** The person says what they think of it, or who acts for them; others write it down for them. It can be said again until it is decided. */
export async function answerSurplusRecovery(
  tx: Tx,
  context: Context,
  id: string,
  { words, saidFor = null }: Static<typeof NewRecoveryAnswer>,
): Promise<Answer<SurplusRecovery>> {
  const { actor, now } = context
  const [budgetCase, held] = await Promise.all([
    openForWriting(tx, context, { table: 'surplus_recovery', id }),
    findRecovery(tx, actor, id),
  ])
  const recovery = orNotFound(held)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', ...recordersForPerson)
  if (recovery.status !== 'proposed') throw new Problem('wrong-state', `It is ${recovery.status}`)
  orThrow(mayRecord(as, { words, saidFor }, recovery.toldOn, londonDate(now)))
  const said = { kind: 'recovery-answer', subjectId: id, as, words, saidFor } as const
  await Promise.all([
    keepSaidFor(tx, context, budgetCase, said),
    setAnswer(tx, actor, id, words, now),
    record(tx, actor, {
      type: 'surplus-recovery.answered',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { as },
    }),
  ])
  return done({ ...told(recovery), answer: words })
}
