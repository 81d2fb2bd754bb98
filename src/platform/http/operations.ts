import type { Static, TObject, TProperties, TSchema } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ref } from '../../shared/schema.ts'
import type { Actor } from '../access/access.ts'
import { noteSeen, type Seen, seenIn } from '../access/seen.ts'
import { type Page, PageStyle, pageAnswer, sendPage } from '../html/html-page.ts'
import { csvAnswer, sendCsv } from './csv-answer.ts'
import { filterIn, linked, orderIn, requireLately, unusualSort, withFields } from './list-query.ts'
import { type Answer, type Answering, etag, orNotFound, writeOnce } from './operation.ts'
import type { Gets, IdsAlone, Lists, Prints, Table, Tabulates, Told, Writes } from './operation-spec.ts'
import { PageQuery, type PageRequest, type Placed, type Places, page, pageRequest } from './pages.ts'
import { namesIn, type Operation, type Tag, type Tagged } from './route.ts'
import { withView } from './views-of-operations.ts'

/** The operations of a domain. They are of one part of the contract, unless one names another. */
export function operationsOf(tag: Tag, operations: readonly Operation[]): readonly Tagged[] {
  return operations.map((operation) => ({ tag, ...withView(operation) }))
}

// A builder has two signatures: the first holds each entry of a table to its schemas, the second is what is left of that at run time.
/** A function of whatever its entry has it take. */
type Loose<Result> = (...given: never) => Result

interface AnyWrites extends Told, Pick<Operation, 'key' | 'ifMatch' | 'params'> {
  body?: TSchema
  gives: Readonly<Record<number, TSchema>>
  everyTime?: boolean
  run: Loose<Promise<Answer>>
}

/** A write: one transaction, and once, however often it is sent with one key. */
export function write<
  const To extends `${'POST' | 'PATCH'} /${string}`,
  Gives extends TSchema,
  Body extends TSchema = never,
  Own extends TProperties = IdsAlone,
>(id: string, to: To, spec: Writes<To, Own, Body, Gives>): Operation
export function write(id: string, to: string, { run, gives, body, everyTime = false, ...told }: AnyWrites): Operation {
  const [method, path = ''] = to.split(' ')
  const valuesOf = valuesIn(path)
  return {
    ...told,
    id,
    writes: true,
    method: method === 'PATCH' ? 'PATCH' : 'POST',
    path,
    ...(everyTime && { everyTime }),
    ...(body && { body: ref(body) }),
    responses: Object.fromEntries(Object.entries(gives).map(([status, schema]) => [status, ref(schema)])),
    answer: (platform, request, reply) =>
      writeOnce(platform, request, reply, {
        id,
        everyTime,
        work: (tx, context) => call(run, tx, context, ...valuesOf(request), ...(body ? [request.body] : [])),
      }),
  }
}

interface AnyLooks<Found> extends Told, Pick<Operation, 'params' | 'query' | 'body'> {
  of?: Loose<Promise<unknown>>
  read: Loose<Promise<Found | undefined>>
}
interface AnyGets extends AnyLooks<unknown> {
  gives: TSchema
  tell?: Loose<unknown> | undefined
  versioned?: true | undefined
}

interface AnyLists extends AnyLooks<readonly Placed[]>, Pick<AnyGets, 'gives' | 'tell'> {
  place?: Places
  days?: readonly string[]
  codes?: readonly string[]
  filter?: TObject
  tellsOf?: Loose<readonly Seen[]>
}

/** One thing, or one answer that is worked out from what there is. */
export function get<
  const Path extends `/${string}`,
  Gives extends TSchema,
  Found,
  Query extends TObject = never,
  Own extends TProperties = IdsAlone,
>(id: string, path: Path, spec: Gets<Path, Own, Query, Gives, Found> & { query?: Query }): Operation
export function get(id: string, path: string, { gives, tell, versioned, ...spec }: AnyGets): Operation {
  return looking('GET', id, path, spec, { 200: ref(gives) }, async (look, request, reply) => {
    const { found, told } = await look(...(spec.query ? [request.query] : []))
    if (versioned) reply.header('etag', etag(versionOf(found)))
    return linked(request, reply, told(gives, tell ? call(tell, found) : found))
  })
}

/** A question that is too long for an address: it is sent with POST, and nothing is kept. */
export function ask<
  const Path extends `/${string}`,
  Gives extends TSchema,
  Found,
  Body extends TSchema,
  Own extends TProperties = IdsAlone,
>(id: string, path: Path, spec: Gets<Path, Own, Body, Gives, Found> & { body: Body }): Operation
export function ask(id: string, path: string, { gives, tell, body, ...spec }: AnyGets & { body: TSchema }): Operation {
  const own = { ...spec, body: ref(body) }
  return looking('POST', id, path, own, { 200: ref(gives) }, async (look, request) => {
    const { found, told } = await look(request.body)
    return told(gives, tell ? call(tell, found) : found)
  })
}

/** A list, a page at a time. `read` gives one row more than it is asked for, where there are more; `filter` is what the list can be narrowed to. */
export function list<
  const Path extends `/${string}`,
  Gives extends TSchema,
  Row extends Placed,
  Filter extends TObject = never,
  Own extends TProperties = IdsAlone,
>(id: string, path: Path, spec: Lists<Path, Own, Gives, Row, Filter> & { filter?: Filter }): Operation
export function list(
  id: string,
  path: string,
  { gives, tell, place, days, codes, tellsOf, filter, ...spec }: AnyLists,
): Operation {
  const seen = (rows: readonly Placed[], actor: Actor, { limit }: PageRequest) =>
    rows.slice(0, limit).flatMap((row) => (tellsOf ? call(tellsOf, row, actor) : []))
  const own = { ...spec, query: filter ? withFields(PageQuery, filter) : PageQuery, seen }
  return looking('GET', id, path, own, { 200: ref(gives) }, async (look, request, reply, { now }) => {
    requireLately(request.query, now(request.actor.commissionerId))
    const order = orderIn(request.query, { days, codes, place })
    const asked = pageRequest(request.query as PageQuery, order.place, unusualSort(request.query, filter))
    const { found, told } = await look(asked, ...(filter ? [filterIn(request.query)] : []))
    const { items, nextCursor } = page(asked, found, order.by)
    const body = { items: items.map((row) => (tell ? call(tell, row) : row)), nextCursor }
    return linked(request, reply, told(gives, body))
  })
}

/** A page for somebody to read and to print. */
export function printable<
  const Path extends `/${string}`,
  Query extends TObject = never,
  Own extends TProperties = IdsAlone,
>(id: string, path: Path, spec: Prints<Path, Own, Query> & { query?: Query }): Operation
export function printable(id: string, path: string, spec: AnyLooks<Page> & { gives: string }): Operation {
  const { gives, query, ...told } = spec
  const own = { ...told, query: query ? withFields(PageStyle, query) : PageStyle }
  return looking('GET', id, path, own, { 200: pageAnswer(gives) }, async (look, request, reply) =>
    sendPage(reply, (await look(...(query ? [request.query] : []))).found, request.query as PageStyle),
  )
}

/** A table for a spreadsheet: CSV, to be saved, with nothing in it that a spreadsheet would run. */
export function table<
  const Path extends `/${string}`,
  Query extends TObject = never,
  Own extends TProperties = IdsAlone,
>(id: string, path: Path, spec: Tabulates<Path, Own, Query> & { query?: Query }): Operation
export function table(id: string, path: string, { gives, ...spec }: AnyLooks<Table> & { gives: string }): Operation {
  return looking('GET', id, path, spec, { 200: csvAnswer(gives) }, async (look, request, reply) => {
    const { found } = await look(...(spec.query ? [request.query] : []))
    return sendCsv(reply, found)
  })
}

/** What is the same for everybody, and comes with the service. */
export function fixed<Gives extends TSchema>(
  id: string,
  path: `/${string}`,
  { gives, value, ...told }: Told & { gives: Gives; value: Static<Gives> },
): Operation {
  return { ...told, id, method: 'GET', path, responses: { 200: ref(gives) }, answer: async () => value }
}

/** What was found, and how it is told: without what the actor may not see of it. */
interface Looked<Found> {
  readonly found: Found
  readonly told: <Body>(schema: TSchema, body: Body) => Body
}

/** What is read, in one round trip that also asks whether the actor may see what it belongs to; 404 where not. */
export function looking<Found>(
  method: 'GET' | 'POST',
  id: string,
  path: string,
  { of, read, seen, ...told }: AnyLooks<Found> & { seen?: Loose<readonly Seen[]> },
  responses: Operation['responses'],
  answer: (
    look: (...sent: unknown[]) => Promise<Looked<Found>>,
    request: FastifyRequest,
    reply: FastifyReply,
    platform: Answering,
  ) => Promise<unknown>,
): Operation {
  const valuesOf = valuesIn(path)
  return {
    ...told,
    id,
    method,
    path,
    responses,
    answer: (platform, request, reply) => {
      const { database, now, sight, readLog } = platform
      const { actor } = request
      const params = valuesOf(request)
      const look = async (...sent: unknown[]) => {
        const at = now(actor.commissionerId)
        const { owner, found, opened } = await database.read(actor, async (reads) => {
          const [owner, found] = await Promise.all([
            of ? call(of, reads, actor, ...params) : true,
            call(read, reads, actor, ...params, ...sent, at),
          ])
          for (const one of found && seen ? call(seen, found, actor, ...sent) : []) noteSeen(reads, one)
          return { owner, found, opened: seenIn(reads) }
        })
        orNotFound(owner)
        const whole = orNotFound(found)
        readLog.note(actor, id, opened, at)
        return {
          found: whole,
          told: <Body>({ $id = '' }: TSchema, body: Body) => sight.withhold($id, body, owner),
        }
      }
      return answer(look, request, reply, platform)
    },
  }
}

/** What is looked up as often as the answer takes: whoever asks can wait for it. */
export function followed<Found>(
  id: string,
  path: `/${string}`,
  { gives, ...spec }: AnyLooks<Found> & { gives: TSchema },
  answer: Parameters<typeof looking<Found>>[5],
): Operation {
  return looking('GET', id, path, spec, { 200: ref(gives) }, answer)
}

/** The values of the path parameters, in their order. */
function valuesIn(path: string) {
  const names = namesIn(path)
  return ({ params }: FastifyRequest): unknown[] => {
    const values = params as Readonly<Record<string, unknown>>
    return names.map((name) => values[name])
  }
}

/** What is given here was validated by the schemas that type the function. */
const call = <Result>(work: Loose<Result>, ...given: unknown[]): Result => work(...(given as never))

const versionOf = (found: unknown): number => (found as { readonly version: number }).version
