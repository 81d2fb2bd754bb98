import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** The headers that helmet gives to every answer. They are the same for all, so helmet is asked once, at the start, and not at each request. */
export const securityHeadersPlugin = fp(
  async (app: FastifyInstance) => {
    const headers = await headersOfHelmet()
    app.addHook('onRequest', (_request, reply, done) => {
      reply.headers(headers)
      done()
    })
  },
  { name: 'security-headers' },
)

async function headersOfHelmet(): Promise<Record<string, string>> {
  const asked = Fastify()
  const without = new Set(['content-length', 'date', 'connection'])
  await asked.register(helmet)
  asked.get('/', async (_request, reply) => reply.send())
  const { headers } = await asked.inject('/')
  await asked.close()
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (without.has(name) ? [] : [[name, String(value)]])),
  )
}
