import type { FastifyBaseLogger, FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { type DestinationStream, pino } from 'pino'

/**
 * Written off the request's path: what waits goes out when there is enough of it, each second, and at the end of the process. A process that
 * is killed loses a second's lines and nothing else.
 */
const buffered = { sync: false, minLength: 8_192, periodicFlush: 1_000 }

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
    serializers: { err: describeError },
  }
  return pino(options, destination ?? pino.destination(buffered))
}

interface Thrown {
  readonly message: string
  readonly code?: string | undefined
  /** Of a database error alone. */
  readonly severity?: string | undefined
}

/** What PostgreSQL, or a pooler, says of connections, of its means and of its own state: no row is in it. */
const aboutNoRow = /^(08|53|57)/

/** What went wrong. A database error's message can quote a row: then only its code is fit for a log. */
export function faultOf({ code, severity, message }: Thrown): { code?: string; message?: string } {
  const isFit = severity === undefined || aboutNoRow.test(code ?? '')
  return { ...(code === undefined ? {} : { code }), ...(isFit ? { message } : {}) }
}

/** The first line of a stack is the message again. */
function describeError(error: Error & Thrown & { constraint?: string; routine?: string }) {
  const { name: type, constraint, routine, stack } = error
  const frames = stack?.split('\n').filter((line) => line.startsWith('    at '))
  return { type, ...faultOf(error), constraint, routine, frames }
}

/** One line a request, when it is answered. */
export const requestLogPlugin = fp(
  async (app: FastifyInstance) => {
    app.addHook('onResponse', (request, reply, next) => {
      request.log.info(
        {
          method: request.method,
          route: request.routeOptions.url,
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime * 10) / 10,
        },
        'answered',
      )
      next()
    })
  },
  { name: 'request-log' },
)
