import { Problem } from '../platform/http/errors.ts'
import type { Platform } from '../platform/http/operation.ts'
import { operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { cursorAfter, sequenceAt } from './cursor.ts'
import { listSealedEvents } from './repository.ts'
import { EventPage, EventQuery } from './schemas.ts'

export async function eventRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.get(
    '/events',
    {
      // Stored facts are given as they are: what is old need not fit the schemas of today, and to try 75 of them on each event takes long.
      serializerCompiler: () => JSON.stringify,
      ...operation({
        id: 'listEvents',
        tag: 'Events',
        summary: 'Follow what happens, in order',
        description:
          'The feed for systems that follow: everything that happened at the commissioner, oldest first; who read what is in the audit alone. An event shows once it has its place in the hash chain, within about a second. Keep the last `nextCursor` and ask again; whoever asks twice with one cursor gets the same events twice, so let `sequence` tell what is known already.',
        permission: 'event:read',
        schema: { querystring: EventQuery, response: { 200: ref(EventPage) } },
      }),
    },
    async (request, reply) => {
      const { actor, query } = request
      if (actor.machine && !actor.ofCommissioner)
        throw new Problem('case-role-required', 'The feed is of the whole commissioner, and for its own systems')
      const after = sequenceAt(query.cursor)
      const items = await platform.database.read(actor, (reads) =>
        listSealedEvents(reads, actor.commissionerId, after, query.limit ?? 25),
      )
      const nextCursor = cursorAfter(items.at(-1)?.sequence ?? after)
      const next = new URL(request.url, 'http://localhost')
      next.searchParams.set('cursor', nextCursor)
      reply.header('link', `<${next.pathname}${next.search}>; rel="next"`)
      return { items, nextCursor }
    },
  )
}
