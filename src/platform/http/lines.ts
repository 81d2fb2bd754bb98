import { type Static, type TObject, type TSchema, Type } from '@sinclair/typebox'
import { ref } from '../../shared/schema.ts'
import type { Tx } from '../database/database.ts'
import { type Answer, type Context, writeOnce } from './operation.ts'
import type { Told } from './operation-spec.ts'
import type { Operation } from './route.ts'
import type { SentLines } from './sent-lines.ts'

/** A write that takes many lines: they are read before the transaction begins, so that no lock waits for it. */
export function takeLines<Gives extends TSchema, Query extends TObject, Read>(
  id: string,
  to: `POST /${string}`,
  {
    gives,
    query,
    read,
    run,
    ...told
  }: Told & {
    query: Query
    gives: { 201: Gives }
    read: (sent: SentLines, query: Static<Query>) => Promise<Read>
    run: (tx: Tx, context: Context, query: Static<Query>, read: Read) => Promise<Answer<Static<Gives>>>
  },
): Operation {
  return {
    ...told,
    id,
    writes: true,
    method: 'POST',
    path: to.replace('POST ', ''),
    query,
    body: Type.Unknown(),
    takesLines: true,
    mostSeconds: 60,
    responses: { 201: ref(gives[201]) },
    answer: async (platform, request, reply) => {
      const asked = request.query as Static<Query>
      const lines = await read(request.body as SentLines, asked)
      return writeOnce(platform, request, reply, {
        id,
        everyTime: false,
        work: (tx, context) => run(tx, context, asked, lines),
      })
    },
  }
}
