import type { FastifyInstance, InjectOptions } from 'fastify'
import type { Identity } from '../platform/access/access.ts'
import type { problemBody } from '../platform/http/errors.ts'
import { Problem } from '../platform/http/errors.ts'

type Refused = ReturnType<typeof problemBody>

/**
 * How a page asks: each question is a request to an operation of the contract, in the name of who opened the page, with the same validation,
 * access, audit and refusals as any other client's.
 */
export class Asking {
  readonly #app: FastifyInstance
  readonly #identity: Identity
  readonly #requestId: string

  constructor(app: FastifyInstance, identity: Identity, requestId: string) {
    this.#app = app
    this.#identity = identity
    this.#requestId = requestId
  }

  /** What an operation gives; a refusal is thrown as it was said. */
  async get<T>(path: string): Promise<T> {
    return JSON.parse(await this.#send({ method: 'GET', url: path }))
  }

  /** The same; undefined where there is nothing, or it is not theirs to see. */
  async find<T>(path: string): Promise<T | undefined> {
    return orNothing(this.get<T>(path))
  }

  /** A page that an operation gives, to stand in another: who it is from, what it says, and what stands below it. Undefined where there is none. */
  async pageOf(path: string): Promise<string | undefined> {
    const text = await orNothing(this.#send({ method: 'GET', url: path }))
    const parts = /<header>(.*)<\/header>\s*<main>(.*)<\/main>\s*<footer>(.*)<\/footer>/s.exec(text ?? '')
    return parts?.slice(1).join('')
  }

  /** A whole page that an operation gives, as it is, and its language. */
  async wholePage(path: string): Promise<{ readonly text: string; readonly language: string }> {
    const text = await this.#send({ method: 'GET', url: path })
    return { text, language: /<html lang="([\w-]+)"/.exec(text)?.[1] ?? 'en-GB' }
  }

  /** A change: sent again with the same key, it is done once. */
  async post<T>(path: string, body: object | null, key: string): Promise<T> {
    const headers = { 'idempotency-key': key }
    return JSON.parse(await this.#send({ method: 'POST', url: path, headers, ...(body && { payload: body }) }))
  }

  async #send({ headers, ...request }: InjectOptions): Promise<string> {
    return this.#app.tickets.with(this.#identity, async (ticket) => {
      const {
        statusCode,
        body,
        headers: answered,
      } = await this.#app.inject({
        ...request,
        headers: { ...headers, authorization: `Bearer ${ticket}`, 'x-request-id': this.#requestId },
      })
      if (statusCode < 400) return body
      const { code, detail, errors } = JSON.parse(body) as Refused
      if (code === 'rate-limited')
        throw new Problem(code, detail, { retryAfterSeconds: Number(answered['retry-after'] ?? 60) })
      throw new Problem(code, detail, { errors: errors ?? [] })
    })
  }
}

export const pathOfCase = (caseId: string): string => `/v1/cases/${caseId}`

/** Whether what an operation gives is of this case: the person may have others, whose pages these are not. */
export async function isOfCase(ask: Asking, caseId: string, path: string): Promise<boolean> {
  if (path === pathOfCase(caseId)) return true
  const found = await ask.find<{ readonly caseId: string }>(path)
  return found?.caseId === caseId
}

async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Problem && error.status === 404) return undefined
    throw error
  }
}
