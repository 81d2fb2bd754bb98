import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { randomBytesOfPool } from '../work/new-id.ts'

const safe = /^[A-Za-z0-9._-]{1,64}$/
const parent = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/

/** The client's request id where it is fit for a log line, otherwise a new one. */
export function requestId(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['x-request-id']
  return typeof given === 'string' && safe.test(given) ? given : randomUUID()
}

const randomHex = (bytes: number) => randomBytesOfPool(bytes).toString('hex')

/** Echoes `X-Request-ID` and `X-Correlation-ID` and follows W3C `traceparent`, as NHS APIs do. */
export const correlationPlugin = fp(
  async (app: FastifyInstance) => {
    app.addHook('onRequest', (request, reply, next) => {
      const { 'x-correlation-id': correlation, traceparent } = request.headers
      if (typeof correlation === 'string' && safe.test(correlation)) reply.header('x-correlation-id', correlation)
      const trace = traceparent === undefined ? null : parent.exec(String(traceparent))
      reply.headers({
        'x-request-id': request.id,
        traceparent: `00-${trace?.[1] ?? randomHex(16)}-${randomHex(8)}-${trace?.[3] ?? '00'}`,
        'cache-control': 'no-store',
      })
      next()
    })
  },
  { name: 'correlation' },
)
