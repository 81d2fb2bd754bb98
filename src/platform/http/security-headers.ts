import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import helmet from 'helmet'

/** Helmet's headers. They depend on no request, so they are worked out once. */
function securityHeaders(): Record<string, string> {
  const headers: Record<string, string> = {}
  const response = {
    setHeader(name: string, value: string) {
      headers[name.toLowerCase()] = value
    },
    removeHeader() {},
  }
  // A host that is reached by http alone, as in a test environment, has nothing to upgrade to; with https, Strict-Transport-Security does it.
  const contentSecurityPolicy = { directives: { upgradeInsecureRequests: null } }
  helmet({ contentSecurityPolicy })({} as IncomingMessage, response as unknown as ServerResponse, (error) => {
    if (error) throw error
  })
  return headers
}

/** Puts the security headers on every answer; a page of its own kind sets its own policy over them. */
export const securityHeadersPlugin = fp(
  async (app: FastifyInstance) => {
    // An answer may come compressed or not, and be let to another origin or not: it says so to caches either way.
    const headers = { ...securityHeaders(), vary: 'accept-encoding, origin' }
    app.addHook('onRequest', (_request, reply, next) => {
      reply.headers(headers)
      next()
    })
  },
  { name: 'security-headers' },
)
