import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Seen } from '../access/seen.ts'

/** What is kept for a repeated key: the answer, and whose records it tells of. */
export interface Kept {
  readonly answer: unknown
  readonly seen: readonly Seen[]
}

const algorithm = 'aes-256-gcm'
const ivBytes = 12
const tagBytes = 16
const digest = (text: string) => createHash('sha256').update(text).digest('base64url')

/** How a request is known again from what is stored, and what opens its answer: the key itself, which is not stored. */
export class AnswerLock {
  /** The name that the answer is stored under. */
  readonly name: string
  /** What tells whether the same is asked for. It holds the key, since a short body could be guessed from a plain hash. */
  readonly request: string
  readonly #key: Buffer

  constructor(idempotencyKey: string, request: string) {
    this.name = digest(idempotencyKey)
    this.request = digest(`${idempotencyKey} ${digest(request)}`)
    this.#key = Buffer.from(hkdfSync('sha256', `${idempotencyKey} ${request}`, '', 'kept answer', 32))
  }

  close(kept: Kept): string {
    const iv = randomBytes(ivBytes)
    const cipher = createCipheriv(algorithm, this.#key, iv)
    const sealed = Buffer.concat([cipher.update(JSON.stringify(kept)), cipher.final()])
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
  }

  open(stored: string): Kept {
    const bytes = Buffer.from(stored, 'base64url')
    const decipher = createDecipheriv(algorithm, this.#key, bytes.subarray(0, ivBytes))
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const opened = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()])
    return JSON.parse(opened.toString('utf8')) as Kept
  }
}
