import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findCase } from '../case-access/repository.ts'
import type { CaseSummary } from '../cases/schemas.ts'
import { toCaseSummary } from '../cases/views.ts'
import { callOff } from '../closing/announce-ending.ts'
import { findAnnounced } from '../closing/announced-repository.ts'
import { findPersonSubject } from '../people/repository.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { mayRecord, recordersForPerson } from '../rules/people/recording.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import type { KeptBudget } from './schemas.ts'

/** Writes down that a person who has no sign-in keeps a budget whose end was announced. Who signs in says it themselves, by one act. */
export async function recordKeptBudget(
  tx: Tx,
  context: Context,
  caseId: string,
  { words, saidFor }: Static<typeof KeptBudget>,
): Promise<Answer<CaseSummary>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const as = requireCaseRole(budgetCase, actor, ...recordersForPerson)
  const { subject } = orNotFound(await findPersonSubject(tx, actor.commissionerId, budgetCase.personId))
  if (subject !== null) throw new Problem('case-role-required', 'The person signs in, and keeps it by one act')
  const announced = await findAnnounced(tx, actor, caseId)
  if (!announced) throw new Problem('wrong-state', 'No end of the budget is announced')
  orThrow(mayRecord(as, { words, saidFor }, londonDate(announced.announcedAt), londonDate(now)))
  await callOff(tx, context, caseId)
  await keepSaidFor(tx, context, budgetCase, { kind: 'keeping', subjectId: announced.id, as, words, saidFor })
  await finish(tx, now)
  return done(toCaseSummary(orNotFound(await findCase(tx, actor, caseId))))
}
