import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { isChosen } from '../case-team/repository.ts'
import { startClock } from '../clocks/running-repository.ts'
import { findDecision } from '../decisions/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { isRecorder, mayRecord, recordersForPerson } from '../rules/people/recording.ts'
import { mayLodge } from '../rules/reviews-and-appeals/appeals.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { getRules } from '../schemes/repository.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { withoutVersion } from './open-appeal.ts'
import { insertAppeal, listLodgedBefore } from './repository.ts'
import type { Appeal, NewAppeal } from './schemas.ts'

/**
 * Lodges an appeal in one call. What the person has is frozen as it is from this moment; the clock of the reviewer starts. A second
 * appeal against the same decision within six months is kept too, and waits, with a clock of its own, until a reviewer says whether it is
 * heard. The rules are those of the decision: what its letter said about an appeal holds. Those whom the letter says to tell record it in
 * the person's own words, and take no part in reviewing it. What the person ended themselves, nobody opens again by what they write down.
 */
export async function lodgeAppeal(
  tx: Tx,
  context: Context,
  decisionId: string,
  input: Static<typeof NewAppeal>,
): Promise<Answer<Appeal>> {
  const { actor, now } = context
  const [held, decided, before] = await Promise.all([
    lockCase(tx, actor, { table: 'decision', id: decisionId }),
    findDecision(tx, actor, decisionId),
    listLodgedBefore(tx, actor, decisionId),
  ])
  const budgetCase = orNotFound(held)
  const decision = orNotFound(decided)
  const lodgedAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'advocate', ...recordersForPerson)
  const own = lodgedAs === 'person' || (!isRecorder(lodgedAs) && (await isChosen(tx, actor, budgetCase.id, lodgedAs)))
  if (budgetCase.endedByPerson && !own)
    throw new Problem(
      'case-role-required',
      'The person said no themselves: only they, or somebody whom they chose, can appeal',
    )
  const { words, saidFor = null } = input
  const rules = await getRules(tx, actor.commissionerId, budgetCase.schemeId, decision.schemeVersion)
  const today = londonDate(now)
  const lateBecause = input.lateBecause ?? null
  const decidedOn = londonDate(new Date(decision.decidedAt))
  orThrow(mayRecord(lodgedAs, { words, saidFor }, decidedOn, today))
  // In time by the day on which the person said it: when it was typed is not theirs to answer for.
  const on = saidFor?.saidOn ?? today
  const { statutory } = orThrow(mayLodge(rules, { outcome: decision.outcome, decidedOn }, before, lateBecause, on))
  const status = statutory ? 'lodged' : 'awaiting-acceptance'
  const appeal = await insertAppeal(
    tx,
    actor,
    {
      caseId: budgetCase.id,
      decisionId,
      status,
      words,
      lateBecause,
      statutory,
      lodgedAs,
      how: saidFor?.how ?? null,
      saidOn: saidFor?.saidOn ?? null,
    },
    now,
  )
  const workingDays = rules.clocks.appealDecision
  const kind = statutory ? 'appeal-decision' : 'appeal-acceptance'
  const said = { kind: 'appeal', subjectId: appeal.id, as: lodgedAs, words, saidFor } as const
  await Promise.all([
    keepSaidFor(tx, context, budgetCase, said),
    startClock(tx, actor, { caseId: budgetCase.id, kind, subjectId: appeal.id, workingDays }, today),
    record(tx, actor, {
      type: 'appeal.lodged',
      subjectId: appeal.id,
      caseId: budgetCase.id,
      at: now,
      schemeVersion: decision.schemeVersion,
      facts: { decisionId, lodgedAs, how: appeal.how, saidOn: appeal.saidOn, statutory, late: lateBecause !== null },
    }),
  ])
  const dueOn = workingDaysAfter(today, workingDays)
  return created(withoutVersion({ ...appeal, dueOn }), `/v1/appeals/${appeal.id}`, appeal.version)
}
