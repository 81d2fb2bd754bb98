import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { newSealKey, readSealKeys } from '../../src/platform/audit/seal-keys.ts'
import type { SealKeys } from '../../src/platform/audit/seals.ts'
import { keptText } from '../postgres/kept-text.ts'

/** The key that the sandbox seals its audit with: made once, and kept beside its database and not in it. */
export async function sandboxSealKeys(folder: string): Promise<SealKeys> {
  await mkdir(folder, { recursive: true })
  const keyFile = join(folder, 'audit-seal-key.pem')
  await keptText(keyFile, () => newSealKey().trim())
  return readSealKeys({ keyFile })
}
