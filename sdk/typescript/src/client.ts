import type { CallOptions, IfMatch } from './call.ts'
import type { Problem } from './contract.gen.ts'
import { isWorth, secondsAskedFor } from './failures.ts'
import { isJson } from './media-types.ts'
import { type Operations, type Sent, sent } from './operations.gen.ts'
import { NoAnswerError, NoTokenError, ProblemError, UnexpectedAnswerError } from './problems.ts'
import { type Patience, retryAfterOf, unlessEnded, usualPatience, wait, waitBefore } from './retries.ts'
import { KeptToken, type TokenSource, TokenSourceAwayError } from './tokens.ts'

export interface ClientOptions {
  /** Where the service is, without `/v1`: `https://budgets.example.nhs.uk`. */
  readonly baseUrl: string
  /** Who asks. Without one, only what is public can be read. */
  readonly token?: TokenSource
  /** How long a call may take with all its tries, in milliseconds. */
  readonly timeoutMs?: number
  readonly patience?: Partial<Patience>
  /** Another `fetch`, as one that goes through a proxy. */
  readonly fetch?: typeof fetch
}

/** All that belongs to an answer and is not in it. */
interface About {
  readonly etag: string | undefined
  readonly requestId: string | undefined
  readonly replayed: boolean
}
const abouts = new WeakMap<object, About>()

/** The ETag of what was read, for `ifMatch`. */
export const etagOf = (answer: object): string | undefined => abouts.get(answer)?.etag
/** By which the service knows the request that was answered with this. */
export const requestIdOf = (answer: object): string | undefined => abouts.get(answer)?.requestId
/** Whether the answer is the one that was kept from when the same request was sent before. */
export const wasReplayed = (answer: object): boolean => abouts.get(answer)?.replayed ?? false

type Input = Readonly<Record<string, unknown>>

/** The service, with each operation of the contract as a function that sends again what may be sent again. */
export function createClient(options: ClientOptions): Operations {
  const connection = new Connection(options)
  const call = (name: string) => (input: Input | undefined, options: CallOptions | undefined) =>
    connection.call(name, sent[name as keyof Operations], input ?? {}, options ?? {})
  // The functions have the types that the contract gives them; what they do is the same for all.
  return Object.fromEntries(Object.keys(sent).map((name) => [name, call(name)])) as unknown as Operations
}

class Connection {
  readonly #baseUrl: string
  readonly #token: KeptToken | undefined
  readonly #timeoutMs: number
  readonly #patience: Patience
  readonly #fetch: typeof fetch

  constructor({ baseUrl, token, timeoutMs = 60_000, patience, fetch: own }: ClientOptions) {
    this.#baseUrl = baseUrl.replace(/\/+$/, '')
    this.#token = token === undefined ? undefined : new KeptToken(token)
    this.#timeoutMs = timeoutMs
    this.#patience = { ...usualPatience, ...patience }
    // A browser's fetch is one only where it is called on nothing.
    this.#fetch = own ?? ((...of) => fetch(...of))
  }

  async call(operation: string, how: Sent, input: Input, options: CallOptions): Promise<unknown> {
    const timeoutMs = options.timeoutMs ?? this.#timeoutMs
    const limit = new AbortController()
    const timer = setTimeout(() => limit.abort(new DOMException('it took too long', 'TimeoutError')), timeoutMs)
    const signal = options.signal ? AbortSignal.any([options.signal, limit.signal]) : limit.signal
    try {
      return await this.#tried(operation, how, input, { ...options, timeoutMs }, signal)
    } finally {
      // What is answered as a stream goes on for as long as it has to.
      clearTimeout(timer)
    }
  }

  async #tried(
    operation: string,
    how: Sent,
    input: Input,
    options: CallOptions & { readonly timeoutMs: number },
    signal: AbortSignal,
  ): Promise<unknown> {
    const request = requestOf(this.#baseUrl, how, input, options)
    const ends = Date.now() + options.timeoutMs
    let isRenewed = false
    for (let retry = 0; ; ) {
      const answer = await this.#send(operation, request, signal)
      const told =
        answer instanceof Response && answer.ok
          ? await this.#told(operation, answer, how[4] === 'stream', signal)
          : answer
      if (told instanceof Told) return told.answer
      const problem = told instanceof Response ? await problemOf(operation, told) : told
      // A token may have been ended since it was given. It is asked for once more, and that is no try of the request.
      if (problem instanceof ProblemError && problem.status === 401 && !isRenewed) {
        isRenewed = true
        if (this.#token?.forget(request.headers.get('authorization')?.slice('Bearer '.length) ?? '')) continue
      }
      if (retry >= this.#patience.retries || !isWorth(problem, request.isSafe)) throw problem
      const milliseconds = waitBefore(retry, secondsAskedFor(problem), this.#patience)
      if (Date.now() + milliseconds >= ends) throw problem
      retry += 1
      await wait(milliseconds, signal).catch((cause) => {
        throw isOwn(options.signal) ? cause : problem
      })
    }
  }

  /** The answer; or that there was none. What its caller ends is thrown as their reason. */
  async #send(
    operation: string,
    request: Sendable,
    signal: AbortSignal,
  ): Promise<Response | NoAnswerError | NoTokenError> {
    const token = await this.#tokenFor(operation, signal)
    if (token instanceof NoTokenError) return token
    if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`)
    const { url, method, headers, body } = request
    try {
      return await this.#fetch(url, { method, headers, signal, ...(body === undefined ? {} : { body }) })
    } catch (cause) {
      if (signal.aborted && !isTimeout(signal.reason)) throw signal.reason
      const message = signal.aborted ? `${operation} was not answered in time` : `${operation} was not answered`
      const none = new NoAnswerError(message, { operation, cause })
      if (signal.aborted) throw none
      return none
    }
  }

  /** The token, within the time of the call: whoever gives them may never answer. Or that they were not there. */
  async #tokenFor(operation: string, signal: AbortSignal): Promise<string | NoTokenError | undefined> {
    try {
      return await (this.#token && unlessEnded(this.#token.get(), signal))
    } catch (cause) {
      if (signal.aborted && !isTimeout(signal.reason)) throw signal.reason
      const none = new NoTokenError(`${operation} was not sent: no token was given`, { operation, cause })
      if (!signal.aborted && cause instanceof TokenSourceAwayError) return none
      throw none
    }
  }

  /** What was answered; or that it broke off. */
  async #told(
    operation: string,
    response: Response,
    isStream: boolean,
    signal: AbortSignal,
  ): Promise<Told | NoAnswerError> {
    const type = response.headers.get('content-type') ?? ''
    const about = aboutOf(response)
    try {
      if (response.status === 204) return new Told(undefined)
      if (isStream && response.body) {
        abouts.set(response.body, about)
        return new Told(response.body)
      }
      if (isJson(type)) {
        const answer: unknown = await response.json()
        if (typeof answer === 'object' && answer !== null) abouts.set(answer, about)
        return new Told(answer)
      }
      return new Told(type.startsWith('text/') ? await response.text() : await response.blob())
    } catch (cause) {
      // It was done, and what it answers was lost on the way.
      const { requestId } = about
      const none = new NoAnswerError(`the answer to ${operation} broke off`, { operation, requestId, cause })
      if (signal.aborted) throw none
      return none
    }
  }
}

/** What was answered, whatever it is. */
class Told {
  readonly answer: unknown
  constructor(answer: unknown) {
    this.answer = answer
  }
}

const isTimeout = (reason: unknown) => reason instanceof DOMException && reason.name === 'TimeoutError'
const isOwn = (signal: AbortSignal | undefined) => signal?.aborted ?? false

/** A request that can be sent more than once. */
interface Sendable {
  readonly url: string
  readonly method: string
  readonly headers: Headers
  readonly body: string | Blob | undefined
  /** Sent twice, it is done once. */
  readonly isSafe: boolean
}

function requestOf(
  baseUrl: string,
  [method, path, query, kind, how]: Sent,
  input: Input,
  { idempotencyKey, requestId, correlationId }: CallOptions,
): Sendable {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = input[name]
    if (value === undefined || value === '') throw new TypeError(`${name} is missing`)
    return encodeURIComponent(String(value))
  })
  const search = new URLSearchParams()
  for (const name of query)
    for (const value of [input[name]].flat())
      if (value !== undefined && value !== null) search.append(name, String(value))
  const headers = new Headers({ accept: 'application/json, application/problem+json, */*;q=0.5' })
  if (method === 'POST') headers.set('idempotency-key', idempotencyKey ?? newKey())
  if (requestId !== undefined) headers.set('x-request-id', requestId)
  if (correlationId !== undefined) headers.set('x-correlation-id', correlationId)
  const etag = ifMatchOf(input.ifMatch as IfMatch | undefined)
  if (etag !== undefined) headers.set('if-match', etag)
  const body = bodyOf(kind, input.body, headers)
  const url = `${baseUrl}${filled}${search.size > 0 ? `?${search}` : ''}`
  return { url, method, headers, body, isSafe: method === 'GET' || (method === 'POST' && how !== 'each-time') }
}

function ifMatchOf(given: IfMatch | undefined): string | undefined {
  if (given === undefined || typeof given === 'string') return given
  const etag = etagOf(given)
  if (etag === undefined) throw new TypeError('ifMatch has no ETag: give what the client answered, or the ETag itself')
  return etag
}

function bodyOf(kind: Sent[3], body: unknown, headers: Headers): string | Blob | undefined {
  if (kind === 'none' || body === undefined) return undefined
  if (kind === 'lines' && typeof body === 'string') {
    headers.set('content-type', 'application/x-ndjson')
    return body
  }
  if (kind === 'file' || kind === 'lines') {
    if (!(body instanceof Blob)) throw new TypeError('the body is a Blob, with its type')
    headers.set('content-type', body.type)
    return body
  }
  headers.set('content-type', kind === 'json' ? 'application/json' : 'application/merge-patch+json')
  return JSON.stringify(body)
}

/** By chance also where there is no `crypto.randomUUID`, as on a page that came by plain http. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

const aboutOf = ({ headers }: Response): About => ({
  etag: headers.get('etag') ?? undefined,
  requestId: headers.get('x-request-id') ?? undefined,
  replayed: headers.get('idempotency-replayed') === 'true',
})

async function problemOf(operation: string, response: Response): Promise<ProblemError | UnexpectedAnswerError> {
  const { requestId } = aboutOf(response)
  const of = { operation, requestId, retryAfterSeconds: retryAfterOf(response.headers) }
  const body: unknown = await response.json().catch(() => undefined)
  return isProblemBody(body) ? new ProblemError(body, of) : new UnexpectedAnswerError(response.status, of)
}

const isProblemBody = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'status' in body && 'detail' in body
