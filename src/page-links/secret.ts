import { createHash, randomBytes } from 'node:crypto'

/** 256 secret bits: nobody guesses one, so that a plain hash is enough to keep. */
const secretBytes = 32
const tenantBytes = 16
const shape = /^[\w-]{64}$/

/** A secret of a link or a session: the tenant that it is of, and random bytes. It fits a path and a cookie. */
export function newSecret(commissionerId: string): string {
  const tenant = Buffer.from(commissionerId.replaceAll('-', ''), 'hex')
  return Buffer.concat([tenant, randomBytes(secretBytes)]).toString('base64url')
}

/** The tenant of a secret, in which it is looked for; undefined where it is none. */
export function tenantOf(secret: string): string | undefined {
  if (!shape.test(secret)) return undefined
  const hex = Buffer.from(secret, 'base64url').subarray(0, tenantBytes).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** What is kept of a secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url')
