import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { isUnconfirmedSince } from '../case-progress/identity-repository.ts'
import { startClock } from '../clocks/running-repository.ts'
import { drawReserve } from '../ledger/reserve-repository.ts'
import { listNewestPauses, setResumed } from '../line-pauses/repository.ts'
import { replanPayments } from '../payments/plan-payments.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { scheduleRapidReview } from '../reviews/schedule-what-follows.ts'
import { activation, type CrisisTier, daysLeft, declarersOf } from '../rules/planning/crisis-tiers.ts'
import { isPaused, isPersons } from '../rules/planning/line-pauses.ts'
import { londonDate } from '../shared/dates.ts'
import { isRefusal } from '../shared/outcome.ts'
import { isSignatureDisputed } from '../sign-off/repository.ts'
import { whyNotOpened } from '../support-plans/budget-left.ts'
import { findPlanInForce, linesOpened } from '../support-plans/in-force.ts'
import type { Plan } from '../support-plans/repository.ts'
import { findMeans } from './means.ts'
import { findActive, insertEpisode } from './repository.ts'
import type { CrisisEpisode, NewCrisisEpisode } from './schemas.ts'

/**
 * Says that a crisis is on: the support that was agreed for it is there at once, whatever the hour, without a new sign-off. It stands down by
 * itself, and opens a rapid review. What no cap leaves room for is refused with the sums, and so is what waits until it is settled who the person is; the
 * rapid review is opened all the same.
 */
export async function declareCrisis(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewCrisisEpisode>,
): Promise<Answer<CrisisEpisode>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  const [held, active, pauses] = await Promise.all([
    findPlanInForce(tx, actor, caseId),
    findActive(tx, actor, caseId),
    listNewestPauses(tx, actor, caseId),
  ])
  const { plan, opened } = orNotFound(held, 'nothing-to-review')
  const tier = tierOf(plan.crisisContingency?.tiers, input.tier)
  const declaredAs = requireCaseRole(budgetCase, actor, ...declarersOf(tier))
  if (active) throw new Problem('crisis-active', undefined, { conflict: { kind: 'crisis-episode', id: active.id } })
  const heldBack = await whyHeldBack(tx, context, budgetCase, plan)
  if (heldBack) {
    if (!ofDeath.has(heldBack.code)) await scheduleRapidReview(tx, context, budgetCase, 'crisis')
    await record(tx, actor, {
      type: 'crisis.held-back',
      subjectId: caseId,
      caseId,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { tier: tier.key, because: seenByTeam.has(heldBack.code) ? heldBack.code : 'to-be-settled' },
    })
    return refusedAfter(heldBack)
  }
  const today = londonDate(now)
  const lines = linesOpened(plan, opened)
  const means = (await findMeans(tx, actor, plan, today)).of(tier)
  const takes = activation(tier, lines, input.days, means)
  await scheduleRapidReview(tx, context, budgetCase, 'crisis')
  if (isRefusal(takes)) {
    await record(tx, actor, {
      type: 'crisis.refused',
      subjectId: caseId,
      caseId,
      at: now,
      schemeVersion: budgetCase.schemeVersion,
      facts: { tier: tier.key, daysLeft: daysLeft(tier, lines, means).days },
    })
    const { code, detail } = takes
    return refusedAfter(new Problem(code, detail, { errors: [{ pointer: '/days', code, detail }] }))
  }
  const episode: CrisisEpisode = {
    id: newId(),
    caseId,
    supportPlanId: plan.id,
    tier: tier.key,
    status: 'active',
    declaredAs,
    declaredAt: now.toISOString(),
    ...takes,
    lines: [...takes.lines],
    returnedPence: 0,
    stoodDownAt: null,
    standDownCause: null,
  }
  const drawn = takes.lines.flatMap(({ line, committedPence }) => {
    const open = opened.find(({ key }) => key === line)
    return open ? [{ planLineId: open.id, pence: committedPence }] : []
  })
  // What others paused of it is there again: a crisis is no time to be without.
  const paused = pauses.filter((pause) => !isPersons(pause.pausedAs) && isPaused(pause, today))
  const growing = paused.filter(({ line }) => takes.lines.some((grows) => grows.line === line))
  await Promise.all(growing.map(({ id }) => setResumed(tx, actor, id, today)))
  await insertEpisode(tx, actor, episode, now)
  await drawReserve(tx, actor, caseId, plan.id, drawn, now)
  // What a line has more is paid to whoever has its money in advance, and the days that are there again are paid.
  replanPayments(tx, context, caseId)
  await startClock(tx, actor, { caseId, kind: 'stand-down', subjectId: episode.id, fixedOn: takes.endsOn }, today)
  await record(tx, actor, {
    type: 'crisis.declared',
    subjectId: episode.id,
    caseId,
    at: now,
    schemeVersion: budgetCase.schemeVersion,
    facts: { tier: tier.key, declaredAs, endsOn: takes.endsOn, committedPence: takes.committedPence },
  })
  return created(episode, `/v1/crisis-episodes/${episode.id}`)
}

function tierOf(tiers: readonly CrisisTier[] | undefined, key: string): CrisisTier {
  const tier = tiers?.find((known) => known.key === key)
  if (tier) return tier
  throw new Problem('reference-unknown', undefined, {
    errors: [
      { pointer: '/tier', code: 'reference-unknown', detail: 'The plan in force has no crisis tier with this key' },
    ],
  })
}

const ofDeath: ReadonlySet<string> = new Set(['death-recorded', 'death-reported'])
/** What each who may see the plan may know too; that somebody may be two records is for fewer. */
const seenByTeam: ReadonlySet<string> = new Set([...ofDeath, 'spending-stopped', 'identity-to-confirm'])

/** What keeps any money of the case from being opened keeps a crisis from being paid too. */
async function whyHeldBack(tx: Tx, context: Context, budgetCase: LockedCase, plan: Plan): Promise<Problem | undefined> {
  const { actor } = context
  if (await isSignatureDisputed(tx, actor, plan.id)) return new Problem('spending-stopped')
  if (plan.agreedAt !== null && (await isUnconfirmedSince(tx, actor, budgetCase.id, new Date(plan.agreedAt))))
    return new Problem('identity-to-confirm')
  return whyNotOpened(tx, context, budgetCase)
}
