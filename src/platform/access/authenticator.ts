import { type JWTPayload, type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from 'jose'
import { Problem } from '../http/errors.ts'
import type { WorldClock } from '../work/clock.ts'
import type { Identity } from './access.ts'
import { actorOfClaims, type FindTenant, type VerifiedNumber } from './actor-of-claims.ts'
import { type Claims, readClaims } from './claims.ts'

/** Asymmetric signatures only: a public key must never serve as an HMAC secret (RFC 8725 §2.1). */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const clockToleranceSeconds = 30
const mostTokensKept = 20_000
/** For so long an actor is taken from memory: what was ended since is honoured no longer than that, by any instance. */
export const mostSecondsBehind = 30

export interface AuthenticatorOptions {
  keys: JWTVerifyGetKey
  issuer: string
  audience: string
  now: WorldClock
  findTenant: FindTenant
  /** How the issuer vouches for an NHS number; left out where it vouches for none. */
  verifiedNumber?: VerifiedNumber | undefined
}

interface Kept {
  readonly claims: Claims
  readonly expiresAt: number
  actor: Promise<Identity>
  foundAt: number
}

/** Turns a bearer token into an actor, and remembers it until it expires: a signature check costs more than a query. */
export class Authenticator {
  readonly #options: AuthenticatorOptions
  readonly #kept = new Map<string, Kept>()

  constructor(options: AuthenticatorOptions) {
    this.#options = options
  }

  /** The actor of a token that was verified before; of undefined, it must be verified. */
  recall(token: string): Promise<Identity> | undefined {
    const kept = this.#kept.get(token)
    if (!kept) return undefined
    const now = this.#options.now().getTime()
    if (kept.expiresAt <= now) {
      this.#kept.delete(token)
      return undefined
    }
    if (Math.abs(now - kept.foundAt) > mostSecondsBehind * 1000) {
      kept.actor = this.#find(token, kept.claims)
      kept.foundAt = now
    }
    return kept.actor
  }

  async verify(token: string): Promise<Identity> {
    const { keys, issuer, audience, now } = this.#options
    let payload: JWTPayload
    try {
      const verified = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms,
        clockTolerance: clockToleranceSeconds,
        currentDate: now(),
        requiredClaims: ['sub', 'exp', 'iat'],
      })
      payload = verified.payload
    } catch (error) {
      throw tokenProblem(error)
    }
    const claims = readClaims(payload)
    if (this.#kept.size >= mostTokensKept) this.#kept.delete(this.#kept.keys().next().value ?? '')
    const actor = this.#find(token, claims)
    const expiresAt = (Number(payload.exp) + clockToleranceSeconds) * 1000
    this.#kept.set(token, { claims, expiresAt, actor, foundAt: now().getTime() })
    return actor
  }

  /** One look-up for all who ask at once; one that fails is not remembered. */
  #find(token: string, claims: Claims): Promise<Identity> {
    const actor = actorOfClaims(claims, this.#options.findTenant, this.#options.verifiedNumber)
    actor.catch(() => {
      if (this.#kept.get(token)?.actor === actor) this.#kept.delete(token)
    })
    return actor
  }
}

/** A fault of the issuer is none of the client's: the same token may be good in a moment. */
function tokenProblem(error: unknown): Problem {
  if (error instanceof joseErrors.JWTExpired) return new Problem('unauthenticated', 'The token has expired')
  const issuerAway =
    error instanceof joseErrors.JWKSTimeout ||
    error instanceof joseErrors.JWKSInvalid ||
    error instanceof TypeError ||
    (error instanceof joseErrors.JOSEError && error.code === 'ERR_JOSE_GENERIC')
  if (issuerAway) return new Problem('service-unavailable', 'The issuer of tokens does not answer')
  return new Problem('unauthenticated', 'The token is not valid here')
}
