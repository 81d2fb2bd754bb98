import type { Static } from '@sinclair/typebox'
import { sumRun } from '../payments/runs-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { findRun, sumNotListed, toldOf } from './repository.ts'
import type { PayRunProgress } from './schemas.ts'

/** A run, and how far its payments are. */
export async function getPayRun(
  reads: Reads,
  actor: Actor,
  payRunId: string,
): Promise<Static<typeof PayRunProgress> | undefined> {
  const [run, sums, notListed] = await Promise.all([
    findRun(reads, actor, payRunId),
    sumRun(reads, actor, payRunId),
    sumNotListed(reads, actor, payRunId),
  ])
  if (!run) return undefined
  const { count: payments, pence: totalPence, ...counts } = sums
  return { ...toldOf(run), progress: { payments, totalPence, ...notListed, ...counts } }
}
