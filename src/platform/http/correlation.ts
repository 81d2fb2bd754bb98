import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

const safe = /^[A-Za-z0-9._-]{1,64}$/
const parent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/

/** The client's request id where it is fit for a log line, otherwise a new one. */
export function requestId(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && safe.test(given) ? given : randomUUID()
}

/** Echoes `X-Request-ID` and `X-Correlation-ID` and follows W3C `traceparent`, as NHS APIs do. */
export const correlationPlugin = fp(
  async (app: FastifyInstance) => {
    app.addHook('onRequest', async (request, reply) => {
      reply.header('x-request-id', request.id)
      const correlation = request.headers['x-correlation-id']
      if (typeof correlation === 'string' && safe.test(correlation)) reply.header('x-correlation-id', correlation)
      const trace = parent.exec(String(request.headers.traceparent ?? ''))
      const traceId = trace?.[1] ?? randomBytes(16).toString('hex')
      reply.header('traceparent', `00-${traceId}-${randomBytes(8).toString('hex')}-${trace?.[3] ?? '00'}`)
      reply.header('cache-control', 'no-store')
    })
  },
  { name: 'correlation' },
)
