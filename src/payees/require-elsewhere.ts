import { listOrganisationsBriefly } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { isTheOrganisation } from '../rules/spending/payees.ts'
import type { Payee } from './schemas.ts'

/** Whether the actor comes from the organisation that a payee is, by its identifier or by the name that the register has or somebody typed. The one place where it is said. */
export async function isOwnOrganisation(
  reads: Reads,
  actor: Actor,
  payee: Pick<Payee, 'name' | 'organisationId'>,
): Promise<boolean> {
  if (actor.organisationId === null) return false
  const own = (await listOrganisationsBriefly(reads, actor.commissionerId, [actor.organisationId])).get(
    actor.organisationId,
  )
  return own !== undefined && isTheOrganisation(payee, own)
}

/** Refuses whoever comes from the organisation that the payee is, also where the register has it by its name alone: nobody vouches for, decides on or signs for their own. */
export async function requireElsewhere(
  reads: Reads,
  actor: Actor,
  payee: Pick<Payee, 'name' | 'organisationId'>,
  detail: string,
): Promise<void> {
  if (await isOwnOrganisation(reads, actor, payee)) throw new Problem('second-person-needed', detail)
}
