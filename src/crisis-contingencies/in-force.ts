import { listServicesOf } from '../current-services/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { coverGaps } from '../rules/planning/cover.ts'
import { coverThatStands, type ReachedService } from '../rules/planning/cover-sources.ts'
import { listAgreedTexts, listChangedTexts, type Text } from './repository.ts'
import type { CrisisContingencyInForce } from './schemas.ts'

/**
 * Every text of what is to happen in a crisis, the newest first: as it was agreed with each plan, and as it was changed since. A changed plan takes
 * the place of all before it.
 */
export async function listTexts(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<(Text & { readonly version: number })[]> {
  const [agreed, changed] = await Promise.all([
    listAgreedTexts(reads, actor, caseId),
    listChangedTexts(reads, actor, caseId),
  ])
  // Of two at one instant the change is the later: it is made to a text that is agreed.
  const texts = [...changed, ...agreed].sort((a, b) => b.since.getTime() - a.since.getTime())
  return texts.map((text, index) => ({ ...text, version: texts.length - index }))
}

/** The text that stood at an instant, as it was written. */
export async function findText(reads: Reads, actor: Actor, caseId: string, at: Date) {
  return (await listTexts(reads, actor, caseId)).find(({ since }) => since <= at)
}

/** The same as it is told. */
export async function findContingency(
  reads: Reads,
  actor: Actor,
  caseId: string,
  at: Date,
): Promise<CrisisContingencyInForce | undefined> {
  const [text, services] = await Promise.all([findText(reads, actor, caseId, at), listServicesOf(reads, actor, caseId)])
  return text && toInForce(caseId, text, services)
}

/** Every text, the newest first. */
export async function listContingencies(reads: Reads, actor: Actor, caseId: string) {
  const [texts, services] = await Promise.all([listTexts(reads, actor, caseId), listServicesOf(reads, actor, caseId)])
  return { items: texts.slice(0, 100).map((text) => toInForce(caseId, text, services)) }
}

/** A text as it is told, with the hours of the week that nobody covers: a service that the person no longer has covers none. */
export function toInForce(
  caseId: string,
  text: Text & { readonly version: number },
  services: readonly ReachedService[],
): CrisisContingencyInForce {
  const { supportPlanId, version, since, changedAs, crisisContingency } = text
  return {
    caseId,
    supportPlanId,
    version,
    inForceSince: since.toISOString(),
    changedAs,
    crisisContingency,
    gaps: coverGaps(coverThatStands(crisisContingency, services), crisisContingency.worstTimes),
  }
}
