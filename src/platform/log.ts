import type { FastifyBaseLogger } from 'fastify'
import { type DestinationStream, pino } from 'pino'

/**
 * The service's log. A line holds a method, a route, a status, a duration and identifiers; never a body, a query,
 * a header, a token or anything that a person wrote.
 */
export function createLog(level: string, destination?: DestinationStream): FastifyBaseLogger {
  const options = {
    level,
    base: { service: 'recovery-budgets' },
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: {
      paths: [
        'req.headers',
        'authorization',
        'token',
        'body',
        'nhsNumber',
        '*.nhsNumber',
        'name',
        '*.givenName',
        '*.familyName',
        '*.bornOn',
      ],
      remove: true,
    },
    serializers: {
      req: (request: { method: string; id: string; routeOptions?: { url?: string } }) => ({
        method: request.method,
        route: request.routeOptions?.url,
        id: request.id,
      }),
      res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    },
  }
  return destination ? pino(options, destination) : pino(options)
}
