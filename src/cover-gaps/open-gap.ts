import type { OpenedCoverGap } from '../crisis-contingencies/cover-gap-schemas.ts'
import { findGap, gapTold, type KeptGap } from '../crisis-contingencies/cover-gaps-repository.ts'
import { closeGap } from '../crisis-contingencies/watch-cover.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'

/** A gap that waits to be mended or accepted. */
export async function openGap(tx: Tx, actor: Actor, id: string): Promise<KeptGap> {
  const gap = orNotFound(await findGap(tx, actor, id))
  if (gap.outcome !== null) throw new Problem('wrong-state', 'This is settled already')
  return gap
}

/** Both have accepted it: then it waits for nobody. */
export async function settleGap(tx: Tx, context: Context, gap: KeptGap): Promise<OpenedCoverGap> {
  if (gap.personBecause === null || gap.deciderBecause === null) return gapTold(gap)
  await closeGap(tx, context, gap, 'accepted')
  return gapTold({ ...gap, outcome: 'accepted', closedAt: context.now.toISOString() })
}
