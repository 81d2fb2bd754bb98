import type { FastifyInstance, HTTPMethods } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from './errors.ts'

const answered: readonly HTTPMethods[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** A path of the contract answers a method it does not have with 405 and `Allow`. Registered before the routes, closed after them. */
export const methodsPlugin = fp(
  async (app: FastifyInstance) => {
    const methodsByPath = new Map<string, Set<string>>()
    app.addHook('onRoute', (route) => {
      if (route.schema?.hide) return
      const known = methodsByPath.get(route.url) ?? new Set()
      for (const method of [route.method].flat()) known.add(method)
      methodsByPath.set(route.url, known)
    })
    app.decorate('refuseOtherMethods', () => {
      for (const [url, known] of [...methodsByPath]) {
        const allow = [...known].sort().join(', ')
        app.route({
          method: answered.filter((method) => !known.has(method)),
          url,
          schema: { hide: true },
          config: { public: true },
          onRequest: async (_request, reply) => {
            reply.header('allow', allow)
            throw new Problem('method-not-allowed')
          },
          handler: async () => {},
        })
      }
    })
  },
  { name: 'methods', dependencies: ['errors'] },
)

declare module 'fastify' {
  interface FastifyInstance {
    /** Called once, after every route is there. */
    refuseOtherMethods(): void
  }
}
