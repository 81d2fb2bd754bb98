import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { fieldKeysFor, type SealedField } from '../platform/secrets/field-keys.ts'
import { accountDigits } from '../rules/spending/bank-accounts.ts'

/** An account in the United Kingdom. */
export interface BankDetails {
  readonly name: string
  readonly sortCode: string
  readonly accountNumber: string
}

/** What a sealed account is bound to: its tenant and its own row, so that it opens nowhere else. */
const boundTo = ({ commissionerId }: Actor, id: string) => `bank_account ${commissionerId} ${id}`

export const sealDetails = (reads: Reads, actor: Actor, id: string, details: BankDetails): SealedField =>
  fieldKeysFor(reads).seal(
    JSON.stringify([details.name, details.sortCode.replaceAll('-', ''), details.accountNumber]),
    boundTo(actor, id),
  )

export function openDetails(reads: Reads, actor: Actor, id: string, sealed: SealedField): BankDetails {
  const [name, sortCode, accountNumber] = JSON.parse(fieldKeysFor(reads).open(sealed, boundTo(actor, id))) as [
    string,
    string,
    string,
  ]
  return { name, sortCode, accountNumber }
}

/** By what the same account is found again within a tenant, under each key that is known. */
export const fingerprintsOf = (
  reads: Reads,
  { commissionerId }: Actor,
  { sortCode, accountNumber }: Omit<BankDetails, 'name'>,
) => fieldKeysFor(reads).marks(`${commissionerId} ${accountDigits(sortCode, accountNumber)}`)
