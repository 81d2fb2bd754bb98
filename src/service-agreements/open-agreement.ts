import { listUnknownOrganisations } from '../organisations/repository.ts'
import { findPayee } from '../payees/repository.ts'
import { requireElsewhere } from '../payees/require-elsewhere.ts'
import type { Payee } from '../payees/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { type KeptAgreement, lockAgreement } from './repository.ts'

/** An agreement, locked, and with whom it is. One that has ended is changed no more. */
export async function openAgreement(
  tx: Tx,
  { actor, now }: Context,
  id: string,
): Promise<{ agreement: KeptAgreement; payee: Payee }> {
  const today = londonDate(now)
  const agreement = orNotFound(await lockAgreement(tx, actor, id, today))
  const payee = orNotFound(await findPayee(tx, actor, agreement.payeeId, today))
  if (agreement.endedOn !== null) throw new Problem('wrong-state', 'This agreement was ended')
  return { agreement, payee }
}

/** Refuses whoever is not of those who pay by an agreement: an officer of the commissioner, or somebody of the organisation that holds the money. */
export function requirePayer(actor: Actor, holderId: string | null): void {
  const pays = holderId === null ? actor.roles.includes('commissioner-officer') : actor.organisationId === holderId
  if (!pays) throw new Problem('not-the-payer')
}

/** Refuses what is agreed with, or paid by, an organisation that was ended: it takes part in nothing new. */
export async function requireTakingPart(
  tx: Tx,
  actor: Actor,
  organisations: readonly (string | null)[],
): Promise<void> {
  const ids = organisations.filter((id) => id !== null)
  if ((await listUnknownOrganisations(tx, actor.commissionerId, ids)).size > 0)
    throw new Problem('wrong-state', 'An organisation of this agreement does not take part any more')
}

/** Refuses whoever comes from the provider: it does not act for those who pay it. */
export const requireNotTheProvider = (tx: Tx, actor: Actor, payee: Payee): Promise<void> =>
  requireElsewhere(tx, actor, payee, 'Somebody from elsewhere does this for your own organisation')
