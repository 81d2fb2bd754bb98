import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import type { Actor } from '../access/access.ts'
import { Problem } from './errors.ts'

/** By each origin that is registered, the clients that registered it: `commissionerId clientId`. */
export type Origins = ReadonlyMap<string, ReadonlySet<string>>

declare module 'fastify' {
  interface FastifyInstance {
    /** Refuses what a page of another origin asks with a token of a client that has not registered it. */
    requireOrigin(request: FastifyRequest, actor: Actor): Promise<void>
    /** Lets a page of a registered origin read the answer, a refusal as well. */
    tellOrigin(request: FastifyRequest, reply: FastifyReply): Promise<void>
    /** Answers what a browser asks before a page of a registered origin uses these methods on the paths of `app` that are like this one. */
    answerPreflights(app: FastifyInstance, path: string, methods: string): void
  }
}

const ofOperations = 'GET, POST, PATCH'
const asked =
  'authorization, content-type, idempotency-key, if-match, prefer, x-request-id, x-correlation-id, traceparent'
/** What a client reads of an answer beside its body. */
const told =
  'content-disposition, deprecation, etag, idempotency-replayed, link, location, ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, sunset, traceparent, x-correlation-id, x-request-id'
const secondsKept = 600

/** Whether a page of this service itself asks. */
const isOwn = (origin: string, { protocol, host }: FastifyRequest) => origin === `${protocol}://${host}`

/**
 * A page of another origin asks the operations as far as a client has registered that origin, and a token is used from the origins of its own
 * client alone (Fetch standard, CORS protocol). Nobody is let in by name of `*`, and no cookie goes along.
 */
export const corsPlugin = fp<{ findOrigins: () => Promise<Origins> }>(
  async (app: FastifyInstance, { findOrigins }) => {
    const clientsOf = async ({ headers: { origin } }: FastifyRequest) =>
      origin === undefined ? undefined : (await findOrigins()).get(origin)

    const tellOrigin = async (request: FastifyRequest, reply: FastifyReply) => {
      const { origin } = request.headers
      if (origin === undefined || !(await clientsOf(request))) return
      reply.headers({ 'access-control-allow-origin': origin, 'access-control-expose-headers': told })
    }
    app.decorate('tellOrigin', tellOrigin)
    app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
      if (request.routeOptions.config.permission) await tellOrigin(request, reply)
    })
    app.decorate('requireOrigin', async (request: FastifyRequest, { commissionerId, clientId }: Actor) => {
      const { origin } = request.headers
      if (origin === undefined || isOwn(origin, request)) return
      if (clientId !== undefined && (await clientsOf(request))?.has(`${commissionerId} ${clientId}`)) return
      throw new Problem('origin-not-registered')
    })
    app.decorate('answerPreflights', (own: FastifyInstance, path: string, methods: string) => {
      own.options(path, { config: { public: true }, schema: { hide: true } }, async (request, reply) => {
        const { origin = '' } = request.headers
        if (!(await clientsOf(request))) throw new Problem('origin-not-registered')
        return reply
          .headers({
            'access-control-allow-origin': origin,
            'access-control-allow-methods': methods,
            'access-control-allow-headers': asked,
            'access-control-max-age': String(secondsKept),
          })
          .code(204)
          .send()
      })
    })
  },
  { name: 'cors', dependencies: ['errors'] },
)

/** Answers the preflights of all operations. Registered after the limits, which count what is registered after them, while the headers come before whatever refuses. */
export const preflightsPlugin = fp(
  async (app: FastifyInstance) => {
    for (const path of ['/v1/*', '/fhir/R4/*']) app.answerPreflights(app, path, ofOperations)
  },
  { name: 'preflights', dependencies: ['cors'] },
)
