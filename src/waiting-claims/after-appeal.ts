import type { LockedCase } from '../case-access/case.ts'
import { startClock } from '../clocks/running-repository.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { claimDays } from './claim-for-waiting.ts'
import { payBack } from './pay-back.ts'
import { findClaim, setClaim } from './repository.ts'

/** An appeal was won: all that was claimed is owed. */
export async function payBackAfterAppeal(tx: Tx, context: Context, id: string): Promise<void> {
  const { actor, now } = context
  const claim = orNotFound(await findClaim(tx, actor, id))
  const planLineId = await payBack(tx, context, claim, claim.amountPence)
  const closed = { closedAt: now.toISOString(), agreedPence: claim.amountPence, planLineId }
  await setClaim(tx, actor, { ...claim, ...closed, status: 'agreed' })
}

/** It is decided on again, where it was, with a clock of its own. What was agreed of it stays. */
export async function decideClaimAgain(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, rules }: LockedCase,
  id: string,
): Promise<void> {
  const claim = orNotFound(await findClaim(tx, actor, id))
  await setClaim(tx, actor, { ...claim, status: 'waiting', closedAt: null })
  const workingDays = claimDays(rules, claim.tier)
  await startClock(tx, actor, { caseId, kind: 'claim-decision', subjectId: id, workingDays }, londonDate(now))
}
