import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { listNear } from '../case-access/near-repository.ts'
import { requireCaseRole, requireStaff } from '../case-access/open-for-writing.ts'
import { stopClock } from '../clocks/running-repository.ts'
import { keepDecision } from '../decisions/keep-decision.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, refusedAfter } from '../platform/http/operation.ts'
import { reasonsFor } from '../rules/sign-off/reasons.ts'
import { outcomeOf } from '../rules/spending/off-plan.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { requireSomebody, tierRoleAt } from '../sign-off/decider.ts'
import { refusalOf } from '../spending-checks/refusal-of-words.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { tierWords } from '../words/roles.ts'
import { lookAtClaim } from './look-at-claim.ts'
import { openClaim, requireWaiting } from './open-claim.ts'
import { payBack } from './pay-back.ts'
import { type KeptClaim, setClaim, told } from './repository.ts'
import type { NewClaimDecision, WaitingClaimDecided } from './schemas.ts'

/** Decides whether what the person paid is paid back: the whole, a part or none. What is agreed is owed to them from then on, and paid with the next run. */
export async function decideWaitingClaim(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewClaimDecision>,
): Promise<Answer<Static<typeof WaitingClaimDecided>>> {
  const { actor, now } = context
  const { budgetCase, claim } = await openClaim(tx, context, id)
  await requireClaimDecider(tx, actor, budgetCase, claim)
  requireWaiting(claim)
  const agreedPence = requireAmount(claim, input.agreedPence)
  for (const [index, { line = null }] of input.reasons.entries())
    if (line !== null) throw invalidAt(`/reasons/${index}/line`, 'It is about the whole: leave the line out')
  const outcome = outcomeOf(claim.amountPence, agreedPence)
  const reasons = orThrow(reasonsFor(budgetCase.rules, input.reasons, outcome !== 'agreed'))
  const pays = agreedPence > (claim.agreedPence ?? 0)
  const inTheWay = pays && refusalOf(await lookAtClaim(tx, context, budgetCase, claim, agreedPence))
  if (inTheWay) return refusedAfter(inTheWay)
  const planLineId = agreedPence === 0 ? null : await payBack(tx, context, claim, agreedPence)
  const fresh = {
    caseId: budgetCase.id,
    subject: 'waiting-claim',
    subjectId: id,
    subjectVersion: 1,
    outcome,
    tier: claim.tier ?? 'commissioner-officer',
    reasons,
    gapsAcceptedBecause: null,
    schemeVersion: budgetCase.schemeVersion,
  } as const
  const { bought, spentOn, amountPence: claimedPence } = claim
  const about = { waiting: { bought, spentOn, claimedPence, agreedPence } }
  const decision = await keepDecision(tx, context, budgetCase, fresh, about)
  const after: KeptClaim = {
    ...claim,
    status: outcome,
    dueOn: null,
    agreedPence: agreedPence === 0 ? null : agreedPence,
    planLineId,
    decisionId: decision.id,
    closedAt: now.toISOString(),
  }
  await setClaim(tx, actor, after)
  await stopClock(tx, actor, 'claim-decision', id, londonDate(now))
  await record(tx, actor, {
    type: 'waiting-claim.decided',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    schemeVersion: budgetCase.schemeVersion,
    facts: { outcome, agreedPence, decisionId: decision.id, reasons: reasons.map(({ code }) => code) },
  })
  return created({ waitingClaim: told(after), decision }, `/v1/decisions/${decision.id}`)
}

/** Who sits where the claim is, has nothing to do with the case, and did not claim it themself: the team that was waited for decides nothing of it. */
async function requireClaimDecider(
  tx: Tx,
  actor: Actor,
  budgetCase: LockedCase,
  { tier: at, claimedBy }: KeptClaim,
): Promise<void> {
  requireSomebody(actor)
  const tier = budgetCase.rules.tiers.find((known) => known.tier === at)
  if (!tier) requireCaseRole(budgetCase, actor, 'commissioner-officer')
  else if (!tierRoleAt(tier, budgetCase, actor))
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tier.tier].short}`)
  requireStaff(budgetCase)
  const near = await listNear(tx, budgetCase.id)
  if (near.has(budgetCase.writer.humanId)) throw new Problem('decision-not-independent')
  await requireSecondPerson(tx, actor, [claimedBy], 'Somebody else than who claimed it decides')
}

/** No more than was claimed, and no less than was agreed of it before: an appeal takes nothing away. */
function requireAmount({ amountPence, agreedPence }: KeptClaim, wanted: number): number {
  if (wanted > amountPence) throw invalidAt('/agreedPence', `${inPounds(amountPence)} was claimed`)
  if (wanted < (agreedPence ?? 0))
    throw invalidAt('/agreedPence', `${inPounds(agreedPence ?? 0)} of it was agreed before, and stays`)
  return wanted
}
