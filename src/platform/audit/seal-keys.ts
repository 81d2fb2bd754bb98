import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { type KnownKeys, keyOfPublished, type SealKeys } from './seals.ts'

/** Where the keys of the seals are, outside the database. */
export interface SealKeyFiles {
  /** A private Ed25519 key in PEM (PKCS #8). */
  readonly keyFile: string
  /** The public keys that signed before, as the service published them. */
  readonly retiredKeysFile?: string | undefined
}

/** Its thumbprint (RFC 7638), so that the same key has the same identifier wherever it is read. */
function keyIdOf(key: KeyObject): string {
  const { crv, kty, x } = key.export({ format: 'jwk' })
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url')
}

const byId = (keys: readonly KeyObject[]): KnownKeys => new Map(keys.map((key) => [keyIdOf(key), key]))

/** The keys of a sealer, from its private key in PEM and the public keys that signed before it. */
export function sealKeysOf(pem: string, retired: KnownKeys = new Map()): SealKeys {
  const privateKey = createPrivateKey(pem)
  if (privateKey.asymmetricKeyType !== 'ed25519') throw new Error('it is no Ed25519 key')
  const own = byId([createPublicKey(privateKey)])
  return { keyId: [...own.keys()].join(), privateKey, known: new Map([...own, ...retired]) }
}

/** A new private key in PEM. */
export function newSealKey(): string {
  const { privateKey } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { format: 'pem', type: 'pkcs8' },
    publicKeyEncoding: { format: 'pem', type: 'spki' },
  })
  return privateKey
}

/** The public keys of a JSON Web Key Set, as `/.well-known/audit-keys.json` gives it. */
export async function readKnownKeys(path: string): Promise<KnownKeys> {
  return fromFile(path, (text) => byId((JSON.parse(text) as { keys: JsonWebKey[] }).keys.map(keyOfPublished)))
}

export async function readSealKeys({ keyFile, retiredKeysFile }: SealKeyFiles): Promise<SealKeys> {
  const retired = retiredKeysFile === undefined ? undefined : await readKnownKeys(retiredKeysFile)
  return fromFile(keyFile, (text) => sealKeysOf(text, retired))
}

/** What the file holds is never repeated: it may be a private key. */
async function fromFile<T>(path: string, read: (text: string) => T): Promise<T> {
  try {
    return read(await readFile(path, 'utf8'))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'it is no Ed25519 key'
    throw new Error(`The key of the audit's seals cannot be read from ${path}: ${why}`)
  }
}
