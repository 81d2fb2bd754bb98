import { resealAccounts } from '../bank-accounts/reseal-accounts.ts'
import { resealParts } from '../bulk-imports/reseal-parts-repository.ts'
import type { Database } from '../database/tables.ts'
import { resealAddresses } from '../notifications/addresses-repository.ts'
import type { ResealSome } from '../platform/secrets/reseal.ts'
import { resealSecrets } from '../webhooks/repository.ts'

interface Resealing {
  readonly table: keyof Database
  /** What is sealed there, as the command says how many were. */
  readonly what: string
  readonly some: ResealSome
  /** How many are sealed in one transaction. */
  readonly atOnce: number
}

/** Every table with something sealed in it, and how that is sealed again with another key. */
export const resealing: readonly Resealing[] = [
  { table: 'bank_account', what: 'bank accounts', some: resealAccounts, atOnce: 200 },
  { table: 'webhook_secret', what: 'secrets of webhooks', some: resealSecrets, atOnce: 200 },
  { table: 'contact_address', what: 'addresses of people', some: resealAddresses, atOnce: 200 },
  // A part has a megabyte.
  { table: 'bulk_import_part', what: 'parts of imports that wait', some: resealParts, atOnce: 10 },
]
