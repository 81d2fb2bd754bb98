import { Readable } from 'node:stream'
import type { Static, TSchema } from '@sinclair/typebox'
import { ref } from '../../shared/schema.ts'
import type { Actor } from '../access/access.ts'
import type { Snapshot } from '../database/database.ts'
import { asPage, PageStyle, pageAnswer, pageAround } from '../html/html-page.ts'
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
    answer: async ({ database, now }, request, reply) => {
      const { personId } = request.params as { personId: string }
      const body = await begun(database.snapshot(request.actor, (look) => parts(look, request.actor, personId, now())))
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
    answer: async ({ database, now }, request, reply) => {
      const { personId } = request.params as { personId: string }
      const [before, after] = pageAround(title, request.query as Static<typeof PageStyle>)
      async function* whole(look: Snapshot) {
        let opened = false
        for await (const part of parts(look, request.actor, personId, now())) {
          yield opened ? part : before + part
          opened = true
        }
        yield after
      }
      const body = await begun(database.snapshot(request.actor, whole))
      return asPage(reply).send(body)
    },
  }
}

/** The stream, once its first part is there: a refusal is still a problem then, and not a broken answer. */
async function begun(parts: AsyncGenerator<string>): Promise<Readable> {
  const first = await parts.next()
  async function* all() {
    try {
      if (!first.done) yield first.value
      yield* parts
    } finally {
      await parts.return(undefined)
    }
  }
  return Readable.from(all(), { objectMode: false })
}
