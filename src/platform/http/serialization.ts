import fastJson, { type Schema } from 'fast-json-stringify'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import type { CompiledSchemas } from './compiled-schemas.ts'

type Named = Record<string, Schema>
type Serialize = (value: unknown) => string

/**
 * Serialises by schema, each schema compiled once and beside those alone that it refers to. As it comes, every answer of every
 * operation is compiled beside all schemas there are, which takes seconds at start.
 */
export const serializationPlugin = fp<{ compiled: CompiledSchemas }>(
  async (app: FastifyInstance, { compiled }) => {
    app.setSerializerCompiler(({ schema }) => {
      const key = JSON.stringify(schema)
      // Problems are written by the error handler itself.
      if (key === '{"$ref":"Problem#"}') return JSON.stringify
      const serializer = compiled.of<Serialize>(`answer ${key}`, () =>
        fastJson(schema as Schema, { schema: reachable(key, app.getSchemas() as Named) }),
      )
      return (value: unknown) => serializer()(value)
    })
  },
  { name: 'serialization' },
)

/** The named schemas that a schema refers to, directly or through another. */
function reachable(text: string, all: Named): Named {
  const found: Named = {}
  const look = (within: string) => {
    for (const [, name] of within.matchAll(/"\$ref":"([^"#]+)#"/g)) {
      const schema = name === undefined ? undefined : all[name]
      if (name === undefined || !schema || name in found) continue
      found[name] = schema
      look(JSON.stringify(schema))
    }
  }
  look(text)
  return found
}
