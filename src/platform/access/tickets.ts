import { randomBytes } from 'node:crypto'
import type { Identity } from './access.ts'

declare module 'fastify' {
  interface FastifyInstance {
    tickets: Tickets
  }
}

/**
 * What a page of this process asks with: a ticket is made for one question, is in no other process, and is gone once it was shown. So a page
 * asks the operations of the contract as anybody else does, and has no access of its own.
 */
export class Tickets {
  readonly #held = new Map<string, Identity>()

  /** Asks once in this name. The ticket is void afterwards, whether it was shown or not. */
  async with<T>(identity: Identity, ask: (ticket: string) => Promise<T>): Promise<T> {
    const ticket = randomBytes(32).toString('base64url')
    this.#held.set(ticket, { ...identity, byPage: true })
    try {
      return await ask(ticket)
    } finally {
      this.#held.delete(ticket)
    }
  }

  /** Whose ticket it is; undefined where it is none. */
  take(ticket: string): Identity | undefined {
    const identity = this.#held.get(ticket)
    this.#held.delete(ticket)
    return identity
  }
}
