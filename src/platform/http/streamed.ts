import { Readable } from 'node:stream'
import { type TSchema, Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ref } from '../../shared/schema.ts'
import type { Actor } from '../access/access.ts'
import { type Seen, seenIn } from '../access/seen.ts'
import type { Reads, Snapshot } from '../database/database.ts'
import { asPage, PageStyle, pageAnswer, pageAround } from '../html/html-page.ts'
import { type Answering, orNotFound } from './operation.ts'
import type { Operation } from './route.ts'

type Told = Pick<Operation, 'summary' | 'description' | 'permission' | 'problems' | 'mostSeconds'>
/** What is sent, part by part. Whatever refuses does so before the first part. */
type Parts = (snapshot: Snapshot, actor: Actor, id: string, now: Date) => AsyncIterable<string>

/** One thing that is too long to be held: JSON, as a stream of its parts. */
export function streamed(
  id: string,
  path: `/${string}/:personId/${string}`,
  { gives, parts, ...told }: Told & { gives: TSchema; parts: Parts },
): Operation {
  return {
    ...told,
    id,
    method: 'GET',
    path,
    responses: { 200: ref(gives) },
    answer: async (platform, request, reply) => {
      const body = await begun(platform, id, request, reply, parts)
      return reply.type('application/json; charset=utf-8').send(body)
    },
  }
}

/** The same, as a page for a person to read and to print. */
export function streamedPage(
  id: string,
  path: `/${string}/:personId/${string}`,
  { gives, title, parts, ...told }: Told & { gives: string; title: string; parts: Parts },
): Operation {
  return {
    ...told,
    id,
    method: 'GET',
    path,
    query: PageStyle,
    responses: { 200: pageAnswer(gives) },
    answer: async (platform, request, reply) => {
      const [before, after] = pageAround(title, request.query as PageStyle)
      return asPage(reply).send(await begun(platform, id, request, reply, parts, before, after))
    },
  }
}

/**
 * The stream, once its first part is there: a refusal is still a problem then, and not a broken answer. Who looked is kept from then on,
 * however much of it they read.
 */
async function begun(
  { database, now, readLog }: Answering,
  id: string,
  { actor, params }: FastifyRequest,
  reply: FastifyReply,
  parts: Parts,
  before = '',
  after = '',
): Promise<Readable> {
  const { personId } = params as { personId: string }
  const at = now(actor.commissionerId)
  const told = database.snapshot(actor, async function* (look: Snapshot) {
    let opened = false
    for await (const part of parts(look, actor, personId, at)) {
      if (!opened) readLog.note(actor, id, seenIn(look.reads), at)
      yield opened ? part : before + part
      opened = true
    }
    yield after
  })
  return flowing(told, reply)
}

/** A stream of the parts, once the first is there. */
async function flowing(told: AsyncGenerator<string>, reply: FastifyReply): Promise<Readable> {
  const end = () => void told.return(undefined)
  const first = await told.next()
  // Whatever becomes of the answer, its connection to the database goes back: also where nobody has begun to read the stream, whose own
  // end then runs nothing, and where the answer was given up before there was one.
  if (reply.raw.closed || reply.raw.destroyed) end()
  else reply.raw.once('close', end)
  async function* all() {
    if (!first.done) yield first.value
    yield* told
  }
  return Readable.from(all(), { objectMode: false })
}

/** What a streamed file is told as. */
interface Named {
  readonly mediaType: string
  /** It names nobody. */
  readonly name: string
}

/** A file that is too long to be held, to be saved. Whose records it tells is kept by \`look\` before the first part. */
export function streamedFile<Found>(
  id: string,
  path: `/${string}/:${string}/${string}`,
  {
    gives,
    of,
    named,
    parts,
    ...told
  }: Told & {
    gives: Readonly<Record<string, string>>
    of: (reads: Reads, actor: Actor, id: string, now: Date) => Promise<Found | undefined>
    named: (found: Found) => Named
    parts: (
      snapshot: Snapshot,
      actor: Actor,
      found: Found,
      now: Date,
      look: (seen: readonly Seen[]) => Promise<void>,
    ) => AsyncGenerator<string>
  },
): Operation {
  const content = Object.entries(gives).map(([type, description]) => [type, { schema: Type.String({ description }) }])
  return {
    ...told,
    id,
    method: 'GET',
    path,
    responses: { 200: { description: 'The file.', content: Object.fromEntries(content) } },
    answer: async ({ database, now, readLog }, { actor, params }, reply) => {
      const [subject = ''] = Object.values(params as Readonly<Record<string, string>>)
      const at = now(actor.commissionerId)
      const found = orNotFound(await database.read(actor, (reads) => of(reads, actor, subject, at)))
      const look = async (seen: readonly Seen[]) => {
        readLog.note(actor, id, seen, at)
        await readLog.flush()
      }
      const body = await flowing(
        database.snapshot(actor, (snapshot) => parts(snapshot, actor, found, at, look)),
        reply,
      )
      const { mediaType, name } = named(found)
      return reply
        .type(`${mediaType}; charset=utf-8`)
        .header('content-disposition', `attachment; filename="${name}"`)
        .send(body)
    },
  }
}
