import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Actor } from '../access/access.ts'
import { Problem } from './errors.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** Counts a token that was not seen before against its address, before its signature is checked. */
    limitVerification(request: FastifyRequest): Promise<void>
  }
}

/** How far behind the event loop may be before new work is refused. */
const usualDelayMilliseconds = 1_000
/** The start itself holds the event loop up; what was measured then says nothing about requests. */
const settlingMilliseconds = 3_000

/**
 * Requests are counted by actor, once it is known, and otherwise by address; tokens that must be verified are counted
 * by address as well. Known tokens are never held up by what a neighbour behind the same address does.
 */
export const limitsPlugin = fp<{ perMinute: number; mostDelayMilliseconds?: number | undefined }>(
  async (app: FastifyInstance, { perMinute, mostDelayMilliseconds = usualDelayMilliseconds }) => {
    let settledAt = Number.POSITIVE_INFINITY
    app.addHook('onListen', async () => {
      settledAt = performance.now() + settlingMilliseconds
    })
    await app.register(underPressure, {
      maxEventLoopDelay: mostDelayMilliseconds,
      // A preflight that is refused hides from the page that the service is busy, and for how long.
      pressureHandler: async ({ method }: FastifyRequest) => {
        if (performance.now() > settledAt && method !== 'OPTIONS') throw new Problem('service-unavailable')
      },
    })
    await app.register(rateLimit, {
      max: perMinute,
      timeWindow: 60_000,
      cache: 20_000,
      enableDraftSpec: true,
      // A page's own questions: its request was counted.
      allowList: (request) => (request.actor as Actor | null)?.byPage === true,
      keyGenerator: (request) => {
        const actor = request.actor as Actor | null
        return actor ? `${actor.commissionerId} ${actor.actorId}` : request.ip
      },
      errorResponseBuilder: (_request, { ttl }) =>
        new Problem('rate-limited', undefined, { retryAfterSeconds: ttl / 1_000 }),
    })
    const verifications = app.createRateLimit({ max: perMinute, keyGenerator: (request) => `verify ${request.ip}` })
    app.decorate('limitVerification', async (request: FastifyRequest) => {
      const count = await verifications(request)
      if (count.isAllowed || !count.isExceeded) return
      throw new Problem('rate-limited', undefined, { retryAfterSeconds: count.ttlInSeconds })
    })
  },
  { name: 'limits', dependencies: ['errors'] },
)
