import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from './errors.ts'

/** Once the service closes, what still arrives on an open line is told to go elsewhere; what was accepted before is finished. */
export const closingPlugin = fp(
  async (app: FastifyInstance) => {
    let closing = false
    app.addHook('preClose', async () => {
      closing = true
    })
    app.addHook('onRequest', async (_request, reply) => {
      if (!closing) return
      reply.header('connection', 'close')
      throw new Problem('service-unavailable')
    })
  },
  { name: 'closing', dependencies: ['errors'] },
)
