import { createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto'

/** A place in a tenant's chain: all that the signature of a seal covers, so that no seal serves at another place or for another tenant. */
export interface Place {
  readonly commissionerId: string
  readonly sequence: number
  readonly hash: string
  /** An instant in UTC, to the millisecond. */
  readonly sealedAt: string
}

/** A place that was signed, and with which key. */
export interface Seal extends Place {
  readonly keyId: string
  readonly signature: string
}

/** The public keys that seals are verified with, by their identifiers. */
export type KnownKeys = ReadonlyMap<string, KeyObject>

/** What the sealer signs with, and what it and its predecessors are known by. The database has none of it. */
export interface SealKeys {
  readonly keyId: string
  readonly privateKey: KeyObject
  readonly known: KnownKeys
}

const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** What is signed: the header and the payload of a JSON Web Signature (RFC 7515), always in this order. */
function signedText(keyId: string, { commissionerId, sequence, hash, sealedAt }: Place): string {
  const header = { alg: 'EdDSA', kid: keyId, typ: 'audit-seal' }
  return `${encoded(header)}.${encoded({ commissionerId, sequence, hash, sealedAt })}`
}

export function signSeal({ keyId, privateKey }: SealKeys, place: Place): Seal {
  const signature = sign(null, Buffer.from(signedText(keyId, place)), privateKey).toString('base64url')
  return { ...place, keyId, signature }
}

/** Why a seal is worth nothing, in a few words; undefined where it was signed with a key that is known. */
export function faultOfSeal(known: KnownKeys, seal: Seal): string | undefined {
  const key = known.get(seal.keyId)
  if (!key) return `the key ${seal.keyId} is not known`
  const text = Buffer.from(signedText(seal.keyId, seal))
  return verify(null, text, key, Buffer.from(seal.signature, 'base64url')) ? undefined : 'the signature does not fit'
}

/** The seal as a compact JSON Web Signature, which any library for it can verify with the published key. */
export function sealAsJws(seal: Seal): string {
  return `${signedText(seal.keyId, seal)}.${seal.signature}`
}

/** The seal that somebody kept. It must be a seal to the letter: the same text comes of it again. */
export function sealOfJws(jws: string): Seal | undefined {
  const [header = '', payload = '', signature = ''] = jws.split('.')
  const { kid } = decoded(header)
  const { commissionerId, sequence, hash, sealedAt } = decoded(payload)
  if (typeof kid !== 'string' || typeof commissionerId !== 'string' || typeof sequence !== 'number') return undefined
  if (typeof hash !== 'string' || typeof sealedAt !== 'string') return undefined
  const seal = { commissionerId, sequence, hash, sealedAt, keyId: kid, signature }
  return sealAsJws(seal) === jws ? seal : undefined
}

function decoded(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString())
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** A public key as it is published (RFC 8037), under the identifier that its seals name. */
export interface PublishedKey {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly kid: string
  readonly alg: 'EdDSA'
  readonly use: 'sig'
}

export function publishedKeys(known: KnownKeys): PublishedKey[] {
  return [...known].map(([kid, key]) => ({
    kty: 'OKP',
    crv: 'Ed25519',
    x: key.export({ format: 'jwk' }).x ?? '',
    kid,
    alg: 'EdDSA',
    use: 'sig',
  }))
}

/** The public key of a published one; throws for any other kind of key. */
export function keyOfPublished({ kty, crv, x }: JsonWebKey): KeyObject {
  if (kty !== 'OKP' || crv !== 'Ed25519' || typeof x !== 'string') throw new Error('it is no Ed25519 key')
  return createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
}
