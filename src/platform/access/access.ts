import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { type JWTPayload, type JWTVerifyGetKey, errors as joseErrors, jwtVerify } from 'jose'
import { type Permission, permissions, permissionsByRole, type Role, roles } from '../../permissions.ts'
import { Problem } from '../http/errors.ts'
import type { Clock } from '../work/clock.ts'

/** Who asks: an identity that the issuer vouches for, within one commissioner. */
export interface Actor {
  /** The token's `sub`. */
  readonly actorId: string
  readonly commissionerId: string
  readonly organisationId: string | null
  /** Of the commissioner itself, or of no organisation: not sent by one of those it works with. */
  readonly ofCommissioner: boolean
  /** A machine client acts for a system and has scopes; everybody else has roles. */
  readonly machine: boolean
  readonly roles: readonly Role[]
  readonly permissions: ReadonlySet<Permission>
  /** How letters and the team list name a member of staff. */
  readonly name: string
  /** The NHS number that the issuer has verified to be theirs, where the configuration says which claim holds it. */
  readonly verifiedNhsNumber?: string
}

/** What the token says and the service must look up once: the tenant and the organisation. */
export type FindTenant = (
  commissionerCode: string,
  organisationCode: string | undefined,
) => Promise<Pick<Actor, 'commissionerId' | 'organisationId' | 'ofCommissioner'> | undefined>

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor
  }
  interface FastifyContextConfig {
    /** The permission an operation asks for. A route names this or `public`, or the service does not start. */
    permission?: Permission
    public?: true
  }
}

export interface AccessOptions {
  keys: JWTVerifyGetKey
  issuer: string
  audience: string
  now: Clock
  findTenant: FindTenant
  /** The claim by which the issuer vouches for an NHS number; left out where it vouches for none. */
  nhsNumberClaim?: string | undefined
}

/** Asymmetric signatures only: a public key must never serve as an HMAC secret (RFC 8725 §2.1). */
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA']
const clockToleranceSeconds = 30
const largestToken = 8_192
const mostTokensKept = 20_000

/** Turns a bearer token into an actor, and remembers it until it expires: a signature check costs more than a query. */
class Authenticator {
  readonly #options: AccessOptions
  readonly #kept = new Map<string, { actor: Actor; expiresAt: number }>()

  constructor(options: AccessOptions) {
    this.#options = options
  }

  recall(token: string): Actor | undefined {
    const kept = this.#kept.get(token)
    if (!kept) return undefined
    if (kept.expiresAt > this.#options.now().getTime()) return kept.actor
    this.#kept.delete(token)
    return undefined
  }

  async verify(token: string): Promise<Actor> {
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
    const actor = await this.#actorOf(payload)
    if (this.#kept.size >= mostTokensKept) this.#kept.delete(this.#kept.keys().next().value ?? '')
    this.#kept.set(token, { actor, expiresAt: (Number(payload.exp) + clockToleranceSeconds) * 1000 })
    return actor
  }

  async #actorOf(claims: JWTPayload): Promise<Actor> {
    const text = (name: string) =>
      typeof claims[name] === 'string' && claims[name].length <= 200 ? claims[name] : undefined
    const commissioner = text('commissioner')
    if (!claims.sub || claims.sub.length > 200 || !commissioner)
      throw new Problem('unauthenticated', 'The token must name its subject and a commissioner')
    const tenant = await this.#options.findTenant(commissioner, text('organisation'))
    if (!tenant)
      throw new Problem(
        'unauthenticated',
        'The token names a commissioner or an organisation that is not registered here',
      )
    const held = roles.filter((role) => Array.isArray(claims.roles) && claims.roles.includes(role))
    const scopes = new Set(typeof claims.scope === 'string' ? claims.scope.split(' ') : [])
    const verifiedNhsNumber = this.#options.nhsNumberClaim && text(this.#options.nhsNumberClaim)
    const machine = held.length === 0 && text('client_id') !== undefined
    return {
      actorId: claims.sub,
      ...tenant,
      machine,
      roles: held,
      permissions: new Set(
        machine
          ? permissions.filter((permission) => scopes.has(permission))
          : held.flatMap((role) => permissionsByRole[role]),
      ),
      name: text('name') ?? '',
      ...(verifiedNhsNumber ? { verifiedNhsNumber } : {}),
    }
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

/** Whether the actor is a system of the commissioner, which sees what its officers see; a trust's sees the trust's. */
export function isOwnSystem({ machine, ofCommissioner }: Pick<Actor, 'machine' | 'ofCommissioner'>): boolean {
  return machine && ofCommissioner
}

/** Puts `request.actor` on every request and holds each route to the permission it names. */
export const accessPlugin = fp<AccessOptions>(
  async (app: FastifyInstance, options) => {
    const authenticator = new Authenticator(options)
    app.decorateRequest('actor', null as unknown as Actor)

    app.addHook('onRoute', (route) => {
      if (route.config?.public || route.config?.permission) return
      throw new Error(`${String(route.method)} ${route.url} names no permission`)
    })

    app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      const { permission } = request.routeOptions.config
      if (!permission) return
      const token = bearerToken(request.headers.authorization)
      const known = authenticator.recall(token)
      if (!known) await app.limitVerification(request, reply)
      request.actor = known ?? (await authenticator.verify(token))
      if (!request.actor.permissions.has(permission)) throw missing(permission)
    })
  },
  { name: 'access', dependencies: ['errors', 'limits'] },
)

function bearerToken(header: string | undefined): string {
  const token = header?.startsWith('Bearer ') ? header.slice(7) : undefined
  if (!token || token.length > largestToken) throw new Problem('unauthenticated')
  return token
}

/** The 403 that names what was missing. */
export function missing(permission: Permission): Problem {
  return new Problem('permission-missing', `The permission ${permission} is missing`, { permission })
}
