import { listOrganisationsBriefly } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { isTheOrganisation } from '../rules/spending/payees.ts'
import type { Payee } from './schemas.ts'

/** Refuses whoever comes from the organisation that the payee is, also where the register has it by its name alone: nobody vouches for, decides on or signs for their own. */
export async function requireElsewhere(
  reads: Reads,
  actor: Actor,
  payee: Pick<Payee, 'name' | 'organisationId'>,
  detail: string,
): Promise<void> {
  if (actor.organisationId === null) return
  const own = (await listOrganisationsBriefly(reads, actor.commissionerId, [actor.organisationId])).get(
    actor.organisationId,
  )
  if (own && isTheOrganisation(payee, own)) throw new Problem('second-person-needed', detail)
}
