import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole, requireStaff } from '../case-access/open-for-writing.ts'
import type { NewGapDecision, OpenedCoverGap } from '../crisis-contingencies/cover-gap-schemas.ts'
import { type KeptGap, setDeciderAccepts } from '../crisis-contingencies/cover-gaps-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { requireSomebody, tierRoleAt } from '../sign-off/decider.ts'
import { tierWords } from '../words/roles.ts'
import { openGap, settleGap } from './open-gap.ts'

/** Who sits where the plan was decided on says why they accept that nobody can be called then. */
export async function decideOnCoverGap(
  tx: Tx,
  context: Context,
  id: string,
  { because }: Static<typeof NewGapDecision>,
): Promise<Answer<OpenedCoverGap>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, { table: 'cover_gap', id })
  const gap = await openGap(tx, actor, id)
  requireSeat(actor, budgetCase, gap)
  if (gap.deciderBecause !== null) throw new Problem('wrong-state', 'It has been decided on already')
  await setDeciderAccepts(tx, actor, id, because, now)
  const facts = { by: 'decider' }
  await record(tx, actor, { type: 'cover-gap.accepted', subjectId: id, caseId: budgetCase.id, at: now, facts })
  const decided = { ...gap, deciderBecause: because, decidedByName: actor.name || actor.actorId }
  return done(await settleGap(tx, context, decided))
}

/** Refuses whoever does not sit at the tier; where the scheme has it no longer, it is the commissioner's officer's. */
function requireSeat(actor: Actor, budgetCase: LockedCase, gap: KeptGap): void {
  requireSomebody(actor)
  const tier = budgetCase.rules.tiers.find((known) => known.tier === gap.tier)
  if (!tier) {
    requireCaseRole(budgetCase, actor, 'commissioner-officer')
    return
  }
  if (!tierRoleAt(tier, budgetCase, actor))
    throw new Problem('not-the-decider', `The decision is with ${tierWords[tier.tier].short}`)
  requireStaff(budgetCase)
}
