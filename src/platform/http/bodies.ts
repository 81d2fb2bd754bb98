import type { FastifyInstance, FastifyRequest } from 'fastify'
import fp from 'fastify-plugin'
import { escapePointer, Problem } from './errors.ts'
import { repeatedKey } from './repeated-key.ts'

const mergePatch = 'application/merge-patch+json'
/** The name of a media type is of any case (RFC 9110 §8.3.1). */
const isMergePatch = (header: string | undefined) => /^\s*application\/merge-patch\+json\s*(;|$)/i.test(header ?? '')

/** A small body could open to one of any size, so none is opened (RFC 9110 §15.5.16 has what to answer). */
const isPlain = (header: string | undefined) => header === undefined || /^\s*(identity)?\s*$/i.test(header)

/**
 * A change is a JSON Merge Patch (RFC 7396), under its own media type or as plain JSON. Names like `__proto__` are refused, and so is a name
 * that an object has twice: of which value it would be, parsers disagree (RFC 8259 §4). An operation that takes no body looks at no empty one.
 */
export const bodiesPlugin = fp(
  async (app: FastifyInstance) => {
    const parse = app.getDefaultJsonParser('error', 'error')
    const takesBody = (request: FastifyRequest) => request.routeOptions.schema?.body !== undefined
    app.removeContentTypeParser(['text/plain', 'application/json'])
    app.addContentTypeParser<string>(['application/json', mergePatch], { parseAs: 'string' }, (request, text, done) => {
      if (text === '' && !takesBody(request)) return done(null)
      parse(request, text, (error, value) => {
        const path = error ? undefined : repeatedKey(text)
        done(path ? repeated(path) : error, value)
      })
    })
    app.addHook('onRequest', async (request) => {
      const { headers } = request.raw
      const isEmpty = headers['content-length'] === '0' || headers['content-length'] === undefined
      if (isEmpty && headers['transfer-encoding'] === undefined && !takesBody(request)) delete headers['content-type']
    })
    app.addHook('preParsing', async (request, reply) => {
      if (!isPlain(request.headers['content-encoding'])) {
        reply.header('accept-encoding', 'identity')
        throw new Problem('media-type-unsupported', 'The body must not be compressed')
      }
      if (request.method === 'PATCH' || !isMergePatch(request.headers['content-type'])) return
      throw new Problem('media-type-unsupported')
    })
  },
  { name: 'bodies', dependencies: ['errors'] },
)

function repeated(path: readonly (string | number)[]): Problem {
  const pointer = path.map((part) => `/${escapePointer(String(part))}`).join('')
  const detail = 'must be given once'
  return new Problem('request-invalid', `A field ${detail}`, { errors: [{ pointer, code: 'repeated', detail }] })
}
