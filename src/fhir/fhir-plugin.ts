import type { Resource } from '@medplum/fhirtypes'
import type { FastifyContextConfig, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { seenIn } from '../platform/access/seen.ts'
import { Problem, problemTold, withHeadersOf } from '../platform/http/errors.ts'
import type { Answering } from '../platform/http/operation.ts'
import { type Operation, viewOf } from '../platform/http/route.ts'
import { bundleOf } from './bundle.ts'
import { capabilityOf, fhirJson } from './capability.ts'
import { bothSpans } from './instants.ts'
import { type Kind, kinds, type Told } from './kinds.ts'
import { lookedUp } from './look-up.ts'
import { outcomeOf, outcomeSaying } from './outcome.ts'
import { FhirRefusal } from './refusal.ts'
import { idIn, type Search, searchIn } from './search.ts'
import { settledUntil } from './settled-repository.ts'

export interface FhirOptions extends Answering {
  /** The operations of the contract, whose permissions and views hold here. */
  readonly operations: readonly Operation[]
}

type Pairs = readonly (readonly [string, string])[]

const mostBytesOfForm = 64 * 1024
const form = 'application/x-www-form-urlencoded'

/**
 * FHIR R4 for reading. There is no second rule of access here: each route has the permission and the view of an operation of the contract,
 * its rows are found by the same conditions, and each look is kept under the name of that operation.
 */
export async function fhirPlugin(app: FastifyInstance, { operations, ...platform }: FhirOptions): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser(form, { parseAs: 'string', bodyLimit: mostBytesOfForm }, (_request, text, parsed) =>
    parsed(null, [...new URLSearchParams(String(text))]),
  )
  app.setErrorHandler((error: Error, request, reply) => sendRefusal(error, request, reply))
  app.setNotFoundHandler((request, reply) => sendRefusal(new Problem('route-not-found'), request, reply))

  app.get('/metadata', { ...hidden, config: { public: true } }, async (request, reply) => {
    requireJson(request)
    return send(reply, capabilityOf(kinds, baseOf(request)))
  })

  refuseOthers(app, '/metadata', 'GET')

  for (const kind of kinds) {
    const config = configOf(kind, operations)
    const look = async (request: FastifyRequest, asked: Search): Promise<readonly Told[]> => {
      const { actor } = request
      const now = platform.now(actor.commissionerId)
      const { told, seen } = await platform.database.read(actor, async (reads) => {
        const { withhold } = platform.sight
        const search = asked.from
          ? { ...asked, ...bothSpans(asked, { before: await settledUntil(reads, now) }) }
          : asked
        const told = await kind.search({ reads, actor, search, withhold, host: hostOf(request) })
        return { told, seen: seenIn(reads) }
      })
      platform.readLog.note(actor, kind.follows, seen, now)
      return told
    }
    const searched = async (request: FastifyRequest, reply: FastifyReply) => {
      requireJson(request)
      const inAddress = queryOf(request)
      const asked = searchIn([...inAddress, ...((request.body ?? []) as Pairs)], kind.takes, {
        lenient: /\bhandling=lenient\b/i.test(String(request.headers.prefer ?? '')),
        inAddress: (name) => inAddress.some(([one]) => one === name),
        now: platform.now(request.actor.commissionerId),
      })
      const search = await lookedUp(platform, request.actor, asked.search)
      return send(reply, bundleOf(baseOf(request), kind.type, asked, await look(request, search)))
    }
    app.get<{ Params: { id: string } }>(`/${kind.type}/:id`, { ...hidden, config }, async (request, reply) => {
      requireJson(request)
      const id = idIn(request.params.id, !kind.takes.includes('identifier'))
      const [found] = id === undefined ? [] : await look(request, { ids: [id], count: 1, ahead: 0 })
      if (!found?.resource) throw new Problem('not-found')
      return send(reply.header('last-modified', found.at.toUTCString()), found.resource)
    })
    app.get(`/${kind.type}`, { ...hidden, config }, searched)
    app.post(`/${kind.type}/_search`, { ...hidden, config }, searched)
    refuseOthers(app, `/${kind.type}/:id`, 'GET')
    refuseOthers(app, `/${kind.type}`, 'GET')
    refuseOthers(app, `/${kind.type}/_search`, 'POST')
  }
}

const hidden = { schema: { hide: true } } as const
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A path that is there refuses the methods that it does not have, as the paths of the contract do. */
function refuseOthers(app: FastifyInstance, url: string, has: 'GET' | 'POST'): void {
  app.route({
    ...hidden,
    method: methods.filter((method) => method !== has),
    url,
    config: { public: true },
    onRequest: async (_request, reply) => {
      reply.header('allow', has)
      throw new Problem('method-not-allowed')
    },
    handler: async () => {},
  })
}

/** What the routes of a kind ask for: what the operation that it follows asks for. */
function configOf({ type, follows }: Kind, operations: readonly Operation[]): FastifyContextConfig {
  const operation = operations.find(({ id }) => id === follows)
  if (!operation) throw new Error(`${type} follows ${follows}, which is no operation`)
  return { permission: operation.permission, view: viewOf(operation), writes: false }
}

const hostOf = ({ protocol, host }: FastifyRequest): string => `${protocol}://${host}`
const baseOf = (request: FastifyRequest): string => `${hostOf(request)}/fhir/R4`
const queryOf = ({ url }: FastifyRequest): Pairs => [...new URLSearchParams(url.split('?').slice(1).join('?'))]

/** A client that takes no JSON of FHIR R4 gets none. */
function requireJson({ headers: { accept = '*/*' } }: FastifyRequest): void {
  const taken = accept.split(',').map((one) => one.trim().toLowerCase())
  const isTaken = (one: string) =>
    /^(\*\/\*|application\/(\*|json|fhir\+json))\s*(;|$)/.test(one) &&
    !/;\s*q=0(\.0*)?\s*(;|$)/.test(one) &&
    !/;\s*fhirversion=(?!4\.0)/.test(one)
  if (!taken.some(isTaken))
    throw new FhirRefusal(406, 'not-supported', 'There is JSON of FHIR R4 here, and no other format.')
}

const send = (reply: FastifyReply, resource: Resource): FastifyReply =>
  reply.type(`${fhirJson}; charset=utf-8`).serializer(JSON.stringify).send(resource)

/** Whether what was asked for, also by a path that cannot be read, is in FHIR. */
export const isInFhir = ({ url }: FastifyRequest): boolean => url.startsWith('/fhir/R4/')

/** Each refusal is an OperationOutcome: that of the service by its code, and that of FHIR itself by what is wrong. */
export function sendRefusal(error: Error, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof FhirRefusal)
    return send(reply.code(error.statusCode), outcomeSaying('error', error.issue, error.message))
  const problem = problemTold(error, request)
  return send(withHeadersOf(problem, reply), outcomeOf(problem))
}
