import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import { Problem } from './errors.ts'

const mergePatch = 'application/merge-patch+json'

/** A change is a JSON Merge Patch (RFC 7396), under its own media type or as plain JSON. Names like `__proto__` are refused. */
export const bodiesPlugin = fp(
  async (app: FastifyInstance) => {
    app.removeContentTypeParser('text/plain')
    app.addContentTypeParser(mergePatch, { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
    app.addHook('preParsing', async (request) => {
      if (request.method === 'PATCH' || !request.headers['content-type']?.startsWith(mergePatch)) return
      throw new Problem('media-type-unsupported')
    })
  },
  { name: 'bodies', dependencies: ['errors'] },
)
