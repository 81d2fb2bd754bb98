import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'

/** The SHA-256 of bytes, in lower-case hexadecimal. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * The SHA-256 of a document in the canonical form of RFC 8785, in lower-case hexadecimal: the same for the same content,
 * whoever wrote it down and in whatever order. A client can compute it too.
 */
export function contentHash(document: object): string {
  return createHash('sha256')
    .update(canonicalize(document) ?? '')
    .digest('hex')
}
