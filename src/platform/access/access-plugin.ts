import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from '../http/errors.ts'
import { type Actor, missing } from './access.ts'
import { Authenticator, type AuthenticatorOptions } from './authenticator.ts'
import { Tickets } from './tickets.ts'

const largestToken = 8_192

/** Puts `request.actor` on every request and holds each route to the permission it names. */
export const accessPlugin = fp<AuthenticatorOptions>(
  async (app: FastifyInstance, options) => {
    const authenticator = new Authenticator(options)
    const tickets = new Tickets()
    app.decorate('tickets', tickets)
    app.decorateRequest('actor', null as unknown as Actor)

    app.addHook('onRoute', (route) => {
      if (route.config?.public || route.config?.permission) return
      throw new Error(`${String(route.method)} ${route.url} names no permission`)
    })

    app.addHook('onRequest', async (request: FastifyRequest) => {
      const { permission, view = null, writes = false } = request.routeOptions.config
      if (!permission) return
      const token = bearerToken(request.headers.authorization)
      const ticket = tickets.take(token)
      const known = ticket ?? authenticator.recall(token)
      if (!known) await app.limitVerification(request)
      request.actor = { ...(await (known ?? authenticator.verify(token))), view, writes }
      if (!ticket) await app.requireOrigin(request, request.actor)
      if (!request.actor.permissions.has(permission)) throw missing(permission, request.actor)
    })
  },
  { name: 'access', dependencies: ['errors', 'limits', 'cors'] },
)

/** The scheme's name is of any case, and blanks follow it (RFC 9110 §11.4). */
function bearerToken(header: string | undefined): string {
  const token = header && /^bearer +([^ ]+)$/i.exec(header)?.[1]
  if (!token || token.length > largestToken) throw new Problem('unauthenticated')
  return token
}
