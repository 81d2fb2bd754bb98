import type { Static } from '@sinclair/typebox'
import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { lockCase } from '../case-access/repository.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { startClock } from '../clocks/running-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayRecord } from '../rules/people/recording.ts'
import { categoryMissing, titleMissing } from '../rules/planning/line-category.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { daysAt } from '../rules/sign-off/sign-off.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { claimWorkingDays, countedClaims, decidesOnClaim, spentInTime } from '../rules/spending/waiting-claims.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { requireBuyable } from '../spending-checks/require-buyable.ts'
import { listAlike } from './alike-repository.ts'
import { lookAtClaim } from './look-at-claim.ts'
import { isOwnReceiptKnown } from './own-receipts.ts'
import { findPaidPlan, insertClaim, type KeptClaim, listStanding, mostStanding, told } from './repository.ts'
import type { NewWaitingClaim, WaitingClaim } from './schemas.ts'
import { waitedDays } from './window.ts'

/**
 * Claims what the person paid for themself while they waited; also where their case has ended since. It goes to who may decide on all that was claimed, and
 * who is not of the team that was waited for.
 */
export async function claimForWaiting(
  tx: Tx,
  context: Context,
  caseId: string,
  { saidFor = null, ...input }: Static<typeof NewWaitingClaim>,
): Promise<Answer<WaitingClaim>> {
  const { actor, now } = context
  const budgetCase = orNotFound(await lockCase(tx, actor, caseId))
  const claimedAs = requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator')
  await requireMandate(tx, actor, caseId, claimedAs, 'claimForWaiting')
  const today = londonDate(now)
  const { words, documentHash = null, noReceiptBecause = null } = input
  orThrow(mayRecord(claimedAs, { words, saidFor }, input.spentOn, today))
  if ((documentHash === null) === (noReceiptBecause === null))
    throw invalidAt('/noReceiptBecause', 'Say why there is no receipt, where there is none; and not where there is')
  // What no budget buys is not paid back either.
  requireBuyable([
    ...categoryMissing(budgetCase.rules, input.category, '/category'),
    ...titleMissing(budgetCase.rules, input.bought, '/bought'),
  ])
  const [window, standing, plan, alike, known] = await Promise.all([
    waitedDays(tx, actor, caseId, input, today),
    listStanding(tx, actor, caseId),
    findPaidPlan(tx, actor, caseId),
    listAlike(tx, actor, { caseId, spentOn: input.spentOn, amountPence: input.amountPence }),
    documentHash === null ? false : isOwnReceiptKnown(tx, actor, budgetCase, documentHash),
  ])
  orThrow(spentInTime(window, input.spentOn, today))
  if (!plan) throw new Problem('nothing-to-review', 'It is claimed once a plan is agreed, whose budget can pay it')
  if (known) throw new Problem('receipt-held', 'This receipt was claimed for, or paid from the budget, already')
  if (standing.length >= mostStanding) throw new Problem('wrong-state', 'There are too many claims on this case')
  const tier = decidesOnClaim(budgetCase.rules, countedClaims(standing, input.amountPence))
  const workingDays = claimDays(budgetCase.rules, tier)
  const claim: KeptClaim = {
    ...input,
    id: newId(),
    caseId,
    status: 'waiting',
    waitedFrom: window.from,
    waitedUntil: window.until,
    documentHash,
    noReceiptBecause,
    fileSent: false,
    fileScan: null,
    fileScanSays: null,
    claimedBy: actor.actorId,
    claimedAs,
    claimedAt: now.toISOString(),
    tier,
    dueOn: workingDaysAfter(today, workingDays),
    agreedPence: null,
    planLineId: null,
    decisionId: null,
    closedAt: null,
    alike,
  }
  await insertClaim(tx, actor, claim)
  // What is in doubt is looked at while it waits.
  await lookAtClaim(tx, context, budgetCase, claim, claim.amountPence)
  const said = { kind: 'waiting-claim', subjectId: claim.id, as: claimedAs, words, saidFor } as const
  const facts = { cause: claim.cause, amountPence: claim.amountPence, spentOn: claim.spentOn, claimedAs, tier }
  await Promise.all([
    keepSaidFor(tx, context, budgetCase, said),
    startClock(tx, actor, { caseId, kind: 'claim-decision', subjectId: claim.id, workingDays }, today),
    record(tx, actor, { type: 'waiting-claim.made', subjectId: claim.id, caseId, at: now, facts }),
  ])
  return created(told(claim), `/v1/waiting-claims/${claim.id}`)
}

/** The working days that a claim may wait at a tier, or with an officer of the commissioner. */
export const claimDays = (rules: SchemeRules, tier: Tier | null): number =>
  tier === null ? claimWorkingDays : daysAt(rules, tier, 0)
