import { Readable } from 'node:stream'
import type { TSchema } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ref } from '../../shared/schema.ts'
import type { Actor } from '../access/access.ts'
import { seenIn } from '../access/seen.ts'
import type { Snapshot } from '../database/database.ts'
import { asPage, PageStyle, pageAnswer, pageAround } from '../html/html-page.ts'
import type { Answering } from './operation.ts'
import type { Operation } from './route.ts'

type Told = Pick<Operation, 'summary' | 'description' | 'permission' | 'problems'>
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
