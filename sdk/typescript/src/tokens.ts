import { isPassing, retryAfterOf, unlessEnded } from './retries.ts'

/** A token, and when it ends; where that is not said, it is read from the token itself. */
export interface Token {
  readonly token: string
  readonly expiresAt?: Date
}

/** Gives a token: the same one each time, or a new one each time it is asked. The client asks again before one ends, and once where one is refused. */
export type TokenSource = string | (() => Promise<string | Token>)

/** Whoever gives tokens was not there, or too busy: it may give one the next time it is asked. Thrown by a `TokenSource`. */
export class TokenSourceAwayError extends Error {
  override readonly name = 'TokenSourceAwayError'
  /** How many seconds to wait before it is asked again, where it said so. */
  readonly retryAfterSeconds: number | undefined

  constructor(message: string, of: { retryAfterSeconds?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: of.cause })
    this.retryAfterSeconds = of.retryAfterSeconds
  }
}

/** How long before its end a token is renewed, so that it does not end on the way. */
const earlyMs = 30_000

/** For so long a source may take. */
const longestMs = 30_000

/** A token that is kept until it ends or is refused. Whoever asks at the same moment waits for the same one. */
export class KeptToken {
  readonly #source: TokenSource
  #asked: Promise<Token> | undefined
  #kept: Token | undefined

  constructor(source: TokenSource) {
    this.#source = source
  }

  async get(now = Date.now()): Promise<string> {
    if (typeof this.#source === 'string') return this.#source
    if (this.#kept && !isOver(this.#kept, now)) return this.#kept.token
    return (await this.#ask(this.#source)).token
  }

  /** Whether there can be another than the one that was refused. */
  forget(token: string): boolean {
    if (typeof this.#source === 'string') return false
    // Somebody else may have renewed it meanwhile.
    if (this.#kept?.token === token) this.#kept = undefined
    return true
  }

  async #ask(source: () => Promise<string | Token>): Promise<Token> {
    // A source that never answers is asked again by the next who needs a token.
    this.#asked ??= unlessEnded(source(), AbortSignal.timeout(longestMs))
      .then((given) => {
        this.#kept = typeof given === 'string' ? { token: given } : given
        return this.#kept
      })
      .finally(() => {
        this.#asked = undefined
      })
    return this.#asked
  }
}

function isOver({ token, expiresAt }: Token, now: number): boolean {
  const ends = expiresAt?.getTime() ?? endOf(token)
  return ends !== undefined && ends - earlyMs <= now
}

/** The `exp` of a JSON Web Token. Nothing is verified here: that is for the service. */
function endOf(token: string): number | undefined {
  try {
    const claims: unknown = JSON.parse(atob((token.split('.')[1] ?? '').replaceAll('-', '+').replaceAll('_', '/')))
    if (typeof claims !== 'object' || claims === null || !('exp' in claims)) return undefined
    return typeof claims.exp === 'number' ? claims.exp * 1000 : undefined
  } catch {
    return undefined
  }
}

/** Tokens by the client credentials of a registered machine client (RFC 6749, 4.4), for `token` of the client. */
export function clientCredentials(of: {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope?: string
  readonly fetch?: typeof fetch
}): () => Promise<Token> {
  return async () => {
    const body = new URLSearchParams({ grant_type: 'client_credentials', ...(of.scope ? { scope: of.scope } : {}) })
    const encoded = [of.clientId, of.clientSecret].map(encodeURIComponent).join(':')
    const send = of.fetch ?? fetch
    const response = await send(of.tokenUrl, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(encoded)}`, accept: 'application/json' },
      body,
      signal: AbortSignal.timeout(longestMs),
    }).catch((cause) => {
      throw new TokenSourceAwayError('no token was given: the issuer did not answer', { cause })
    })
    const given: unknown = await response.json().catch(() => undefined)
    if (isPassing(response.status))
      throw new TokenSourceAwayError(`no token was given: the issuer answered ${response.status}`, {
        retryAfterSeconds: retryAfterOf(response.headers),
      })
    if (!response.ok || typeof given !== 'object' || given === null || !('access_token' in given))
      throw new Error(`no token was given: the issuer answered ${response.status}`)
    const seconds = 'expires_in' in given ? Number(given.expires_in) : Number.NaN
    return {
      token: String(given.access_token),
      ...(Number.isFinite(seconds) ? { expiresAt: new Date(Date.now() + seconds * 1000) } : {}),
    }
  }
}
