import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newSealKey, readSealKeys } from '../../src/platform/audit/seal-keys.ts'
import type { SealKeys } from '../../src/platform/audit/seals.ts'
import { type FieldKeys, newFieldKey, readFieldKeys } from '../../src/platform/secrets/field-keys.ts'
import { keptText } from '../postgres/kept-text.ts'

/** The key that the sandbox seals its audit with: made once, and kept beside its database and not in it. */
export async function sandboxSealKeys(folder: string): Promise<SealKeys> {
  await mkdir(folder, { recursive: true })
  const keyFile = join(folder, 'audit-seal-key.pem')
  await keptText(keyFile, () => newSealKey().trim())
  return readSealKeys({ keyFile })
}

/** The key that the sandbox seals bank details with, kept in the same way. */
export async function sandboxFieldKeys(folder: string): Promise<FieldKeys> {
  await mkdir(folder, { recursive: true })
  const keysFile = join(folder, 'bank-details-keys')
  await keptText(keysFile, newFieldKey)
  return readFieldKeys(keysFile)
}
