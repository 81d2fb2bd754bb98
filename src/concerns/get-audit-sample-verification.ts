import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { drawSample } from '../rules/concerns/audit-samples.ts'
import { sha256 } from './draw-audit-sample.ts'
import { listLeast } from './drawable-repository.ts'
import { findSample, listDrawn } from './samples-repository.ts'

/** Draws a sample again by its seed, and says whether it is the same. */
export async function getAuditSampleVerification(
  reads: Reads,
  actor: Actor,
  id: string,
): Promise<{ same: boolean } | undefined> {
  const sample = await findSample(reads, actor, id)
  if (!sample) return undefined
  const [{ items }, drawn] = await Promise.all([listLeast(reads, sample), listDrawn(reads, actor, id)])
  const again = drawSample(items, sample, sha256).map((one) => one.id)
  return { same: JSON.stringify(again) === JSON.stringify(drawn) }
}
