import { fileURLToPath } from 'node:url'
import { readKnownKeys, readSealKeys } from '../platform/audit/seal-keys.ts'
import type { KnownKeys } from '../platform/audit/seals.ts'
import { loadSandbox } from '../sandbox.ts'

/**
 * The keys that a command checks seals with: those of a published key set, of the service's own key, or of the sandbox.
 * They never come from the database, which whoever changed it would have changed as well.
 */
export async function knownKeysForCommand(keySet: string | undefined): Promise<KnownKeys> {
  const { AUDIT_SEAL_KEY_FILE: keyFile, AUDIT_SEAL_RETIRED_KEYS_FILE: retiredKeysFile } = process.env
  if (keySet) return readKnownKeys(keySet)
  if (keyFile) return (await readSealKeys({ keyFile, retiredKeysFile: retiredKeysFile || undefined })).known
  if (process.env.DATABASE_URL || process.env.NODE_ENV === 'production')
    throw new Error(
      '--keys must name a file with the key set of /.well-known/audit-keys.json, or AUDIT_SEAL_KEY_FILE the key',
    )
  const { sandboxSealKeys } = await loadSandbox()
  return (await sandboxSealKeys(fileURLToPath(new URL('../../.data', import.meta.url)))).known
}
