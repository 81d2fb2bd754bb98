import { randomUUID } from 'node:crypto'
import { problems } from '../../src/problems.ts'
import type { Actor, Who } from './actors.ts'
import type { Contract } from './contract.ts'
import type { Evidence } from './evidence.ts'

/** A problem as RFC 9457 and the register have it. */
export interface ProblemBody {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly code: keyof typeof problems
  readonly instance: string
  readonly permission?: string
  readonly conflict?: { readonly kind: string; readonly id: string }
  readonly errors?: readonly { pointer: string; code: string; detail: string }[]
}

/** What came back. `ok` and `problem` are the body, and throw with what came instead where the answer is of the other kind. */
export class Answer<Body> {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown

  constructor(status: number, headers: Headers, body: unknown) {
    this.status = status
    this.headers = headers
    this.body = body
  }

  get ok(): Body {
    if (this.status < 300) return this.body as Body
    throw new Error(`expected success, got ${this.status} ${JSON.stringify(this.body)}`)
  }

  get problem(): ProblemBody {
    if (this.status >= 400) return this.body as ProblemBody
    throw new Error(`expected a problem, got ${this.status}`)
  }

  get etag(): string {
    const etag = this.headers.get('etag')
    if (!etag) throw new Error(`the answer ${this.status} has no ETag`)
    return etag
  }
}

export interface RequestOptions {
  /** An Idempotency-Key; a new one on every POST where it is left out, none where it is null. */
  readonly key?: string | null
  readonly ifMatch?: string
  readonly headers?: Readonly<Record<string, string>>
  /** The bytes to send instead of a body as JSON. */
  readonly raw?: string | Buffer
}

/** One actor at the service. Every answer is held against the contract and against the rules that hold for all problems. */
export class Client {
  readonly actor: Actor | undefined
  /** Somebody else at the same service. */
  readonly as: (who: Who) => Client
  readonly #baseUrl: string
  readonly #contract: Contract
  readonly #evidence: Evidence
  readonly #token: () => Promise<string | undefined>

  constructor(
    at: { baseUrl: string; contract: Contract; evidence: Evidence },
    actor: Actor | undefined,
    token: () => Promise<string | undefined>,
    as: (who: Who) => Client,
  ) {
    this.actor = actor
    this.as = as
    this.#baseUrl = at.baseUrl
    this.#contract = at.contract
    this.#evidence = at.evidence
    this.#token = token
  }

  get<Body = unknown>(path: string, options?: RequestOptions): Promise<Answer<Body>> {
    return this.request('GET', path, undefined, options)
  }

  post<Body = unknown>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<Body>> {
    return this.request('POST', path, body, options)
  }

  put<Body = unknown>(path: string, body?: unknown, options?: RequestOptions): Promise<Answer<Body>> {
    return this.request('PUT', path, body, options)
  }

  /** A JSON Merge Patch of what was read with this ETag. */
  patch<Body = unknown>(path: string, body: unknown, options?: RequestOptions): Promise<Answer<Body>> {
    return this.request('PATCH', path, body, options)
  }

  delete<Body = unknown>(path: string, options?: RequestOptions): Promise<Answer<Body>> {
    return this.request('DELETE', path, undefined, options)
  }

  async request<Body = unknown>(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const token = await this.#token()
    const headers: Record<string, string> = {}
    if (token !== undefined) headers.authorization = `Bearer ${token}`
    if (method === 'POST' && options.key !== null) headers['idempotency-key'] = options.key ?? randomUUID()
    if (options.ifMatch !== undefined) headers['if-match'] = options.ifMatch
    if (body !== undefined || options.raw !== undefined) headers['content-type'] = 'application/json'
    const sent = options.raw ?? (body === undefined ? undefined : JSON.stringify(body))
    const response = await fetch(new URL(path, this.#baseUrl), {
      method,
      headers: { ...headers, ...options.headers },
      redirect: 'manual',
      ...(sent === undefined ? {} : { body: typeof sent === 'string' ? sent : new Uint8Array(sent) }),
    })
    const text = await response.text()
    const answer = new Answer<Body>(response.status, response.headers, textAsJson(response.headers, text))
    const contentType = response.headers.get('content-type')
    const fault =
      this.#contract.faultOf({
        method,
        path,
        status: answer.status,
        contentType,
        body: answer.body,
        headers: answer.headers,
      }) ?? faultOfAny(answer, contentType, body, text)
    if (fault) throw new Error(`${method} ${path}: ${fault}`)
    this.#evidence.note({
      operationId: this.#contract.operationAt(method, path)?.operationId,
      actor: this.actor,
      status: answer.status,
      code: contentType === 'application/problem+json' ? answer.problem.code : undefined,
      token,
      body,
    })
    return answer
  }
}

function textAsJson(headers: Headers, text: string): unknown {
  return text !== '' && /[/+]json/.test(headers.get('content-type') ?? '') ? JSON.parse(text) : text
}

const identifier = /[0-9a-f]{8}-[0-9a-f]{4}-/

/** What holds for every answer of every operation. */
function faultOfAny(
  answer: Answer<unknown>,
  contentType: string | null,
  sent: unknown,
  text: string,
): string | undefined {
  if (!answer.headers.get('x-request-id')) return 'the answer has no X-Request-ID'
  if (answer.status < 400 || contentType === 'application/health+json') return undefined
  if (contentType !== 'application/problem+json') return `${answer.status} is not a problem but ${contentType}: ${text}`
  const { code, status, title, type, instance, detail } = answer.problem
  const registered = problems[code]
  if (!registered) return `the problem's code ${code} is not in the register`
  if (registered[0] !== answer.status || status !== answer.status)
    return `${code} came with the status ${answer.status}`
  if (registered[1] !== title || type !== `/problems/${code}`)
    return `${code} has another title or type in the register`
  if (!instance.startsWith('urn:request:')) return 'the problem does not name its request'
  // `conflict` names what is in the way to those who may read it; a sentence is read by everybody.
  if (identifier.test(detail)) return `the sentence of ${code} names something by its identifier`
  if (answer.status === 500) return `an unexpected error: ${text}`
  const echoed = wordsIn(sent).find((words) => text.includes(words))
  return echoed === undefined ? undefined : `the problem repeats what was sent: ${echoed}`
}

/** What a person or a member of staff wrote, as against codes, scopes, keys, dates and identifiers. */
export function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 6 && !/^[a-z0-9-]*(:[a-z0-9-]*)?$/.test(value) ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, part]) => (name === 'code' ? [] : wordsIn(part)))
}
