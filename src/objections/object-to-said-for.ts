import type { Static } from '@sinclair/typebox'
import { lockWithOthers } from '../case-access/of-person-repository.ts'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { isChosen } from '../case-team/repository.ts'
import { startClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { objectionWorkingDays } from '../rules/people/recording.ts'
import { findSaidFor, setObjected, told } from '../said-for/repository.ts'
import type { NewObjection, SaidForPerson } from '../said-for/schemas.ts'
import { dateInWords, londonDate } from '../shared/dates.ts'
import { undo } from './undo.ts'

/**
 * “That was not me.” What was recorded for the person is undone at once, as far as it can be, on their word alone, and goes to an officer of
 * the commissioner who did not record it, with a clock. Nobody has to prove that they did not say something.
 */
export async function objectToSaidFor(
  tx: Tx,
  context: Context,
  id: string,
  { words }: Static<typeof NewObjection>,
): Promise<Answer<SaidForPerson>> {
  const { actor, now } = context
  const about = await findSaidFor(tx, actor, id)
  if (about?.kind === 'death') await lockWithOthers(tx, actor, about.caseId)
  const [locked, held] = await Promise.all([lockCase(tx, actor, { table: 'said_for', id }), findSaidFor(tx, actor, id)])
  const budgetCase = orNotFound(locked)
  const saidFor = orNotFound(held)
  const as =
    saidFor.kind === 'death'
      ? requireCaseRole(budgetCase, actor, 'person')
      : requireCaseRole(budgetCase, actor, 'person', 'representative', 'advocate')
  // Else who works on the case could undo, by an advocate of their own, what the person did say.
  if (as === 'advocate' && !(await isChosen(tx, actor, budgetCase.id, as)))
    throw new Problem(
      'case-role-required',
      'The person, who acts for them, or an advocate whom they chose can say this',
    )
  if (saidFor.objection) throw new Problem('wrong-state', 'Somebody has said already that it was not the person')
  const today = londonDate(now)
  if (today > saidFor.objectionBy)
    throw new Problem(
      'objection-late',
      `This could be undone until ${dateInWords(saidFor.objectionBy)}: you can complain`,
    )
  await setObjected(tx, actor, id, words, now)
  const clock = { caseId: budgetCase.id, kind: 'objection', subjectId: id, workingDays: objectionWorkingDays } as const
  await Promise.all([
    startClock(tx, actor, clock, today),
    record(tx, actor, {
      type: 'said-for.objected',
      subjectId: id,
      caseId: budgetCase.id,
      at: now,
      facts: { kind: saidFor.kind, about: saidFor.subjectId, as },
    }),
  ])
  await undo(tx, context, budgetCase, saidFor)
  const objection = { at: now.toISOString(), words, outcome: null, answerWords: null, answeredAt: null }
  return done({ ...told(saidFor), objection })
}
