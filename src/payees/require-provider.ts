import { findTakingPart } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import type { Payee } from './schemas.ts'

/** The payee, where it is a provider that something new can be agreed with; refused at `/payeeId` otherwise, and where its organisation was ended. */
export async function requireProvider(reads: Reads, actor: Actor, payee: Payee | undefined): Promise<Payee> {
  if (payee?.kind !== 'provider-organisation' || payee.endedAt !== null)
    throw invalidAt('/payeeId', 'No such provider is paid here', 'reference-unknown')
  if (payee.organisationId !== null && !(await findTakingPart(reads, actor.commissionerId, payee.organisationId)))
    throw invalidAt('/payeeId', 'This provider does not take part any more', 'reference-unknown')
  return payee
}
