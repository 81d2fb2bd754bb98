import type { Reads } from '../platform/database/database.ts'
import { fieldKeysFor, type SealedField } from '../platform/secrets/field-keys.ts'

/** A secret opens only as that of its row. */
const about = (commissionerId: string, id: string) => `webhook_secret ${commissionerId} ${id}`

export const sealSecret = (reads: Reads, commissionerId: string, id: string, secret: string): SealedField =>
  fieldKeysFor(reads).seal(secret, about(commissionerId, id))

export const openSecret = (reads: Reads, commissionerId: string, id: string, sealed: SealedField): string =>
  fieldKeysFor(reads).open(sealed, about(commissionerId, id))
