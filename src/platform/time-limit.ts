import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from './errors.ts'

/**
 * A request whose answer is late gets a 503 instead. Fastify's own `handlerTimeout` does the same, and makes and throws an
 * error to abort a signal at every request, which nobody here listens to.
 */
export const timeLimitPlugin = fp<{ milliseconds: number }>(
  async (app: FastifyInstance, { milliseconds }) => {
    app.addHook('onRequest', (_request, reply, done) => {
      const timer = setTimeout(() => {
        if (!reply.sent) reply.send(new Problem('service-unavailable'))
      }, milliseconds)
      reply.raw.once('close', () => clearTimeout(timer))
      done()
    })
  },
  { name: 'time-limit', dependencies: ['errors'] },
)
