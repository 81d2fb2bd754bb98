import { findOrganisation } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { isPaidProvider } from '../rules/planning/take-overs.ts'
import { findRegistered } from '../staff/repository.ts'

/**
 * Whether whom the person chose is paid for what they do here: an organisation that plans pay, or somebody who is registered as staff, for which the plan
 * need not say that anybody sends them. They have an interest of their own, and take over only after a decision.
 */
export async function isPaidFallback(
  reads: Reads,
  actor: Actor,
  choice: { readonly actorId: string; readonly organisationId: string | null },
): Promise<boolean> {
  const [organisation, registered] = await Promise.all([
    choice.organisationId === null ? undefined : findOrganisation(reads, actor.commissionerId, choice.organisationId),
    findRegistered(reads, actor, choice.actorId),
  ])
  return isPaidProvider(organisation?.kind) || registered !== undefined
}
