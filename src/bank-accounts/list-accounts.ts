import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { type KeptBankAccount, listConfirmed, lockConfirmed } from './repository.ts'
import { type BankDetails, openDetails } from './sealed.ts'

/** The accounts of these owners, payees and cases, that are confirmed, opened, also where who gave one acts no more: for a file that is made a second time. */
export async function listAccounts(
  reads: Reads,
  actor: Actor,
  owners: readonly string[],
): Promise<ReadonlyMap<string, BankDetails>> {
  return opened(reads, actor, await listConfirmed(reads, actor, owners, 'any-giver'))
}

/** Those that these owners are paid into, opened, held until the end of the transaction: whoever confirms another for one of them waits. */
export async function lockAccounts(
  tx: Tx,
  actor: Actor,
  owners: readonly string[],
): Promise<ReadonlyMap<string, BankDetails>> {
  return opened(tx, actor, await lockConfirmed(tx, actor, owners))
}

const opened = (reads: Reads, actor: Actor, confirmed: readonly KeptBankAccount[]) =>
  new Map(confirmed.map(({ id, ownerId, sealed }) => [ownerId, openDetails(reads, actor, id, sealed)]))

/** Those of these owners that a file of this payer could not pay, since their account is not confirmed; none where the payer has no account that is: it makes no file. */
export async function ownersWithoutAccount(
  reads: Reads,
  actor: Actor,
  payerId: string,
  owners: readonly string[],
): Promise<ReadonlySet<string>> {
  const confirmed = await listConfirmed(reads, actor, [...new Set([payerId, ...owners])])
  const known = new Set(confirmed.map(({ ownerId }) => ownerId))
  return new Set(known.has(payerId) ? owners.filter((owner) => !known.has(owner)) : [])
}
