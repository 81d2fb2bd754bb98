import { Ajv, type ValidateFunction } from 'ajv'
import formats, { type FormatsPlugin } from 'ajv-formats'
import type { FastifyInstance, FastifySchema } from 'fastify'
import fp from 'fastify-plugin'

/**
 * Bodies are taken as they are: no coercion, no defaults put in, and a field that the contract does not know is refused.
 * Path, query and headers arrive as text, so numbers in them are read as numbers. `ahead`: all is compiled before the first request,
 * so that none waits for it, and a schema that is none stops the start.
 */
export const validationPlugin = fp<{ ahead: boolean }>(
  async (app: FastifyInstance, { ahead }) => {
    const options = {
      removeAdditional: false,
      strict: true,
      strictTypes: false,
      strictRequired: false,
      discriminator: true,
      keywords: ['example'],
    }
    const strict = new Ajv({ ...options, coerceTypes: false, useDefaults: false, allErrors: true })
    // `1e1000` is read as Infinity, which `strictNumbers` would let past `maximum`.
    const reading = new Ajv({ ...options, coerceTypes: true, useDefaults: true, allErrors: true, strictNumbers: false })
    for (const ajv of [strict, reading]) {
      // The package is CommonJS: its function is the default of its default.
      ;(formats as unknown as { default: FormatsPlugin }).default(ajv)
    }
    const known = new Set<string>()
    const compile = (ajv: Ajv, schema: FastifySchema) => {
      for (const [name, shared] of Object.entries(app.getSchemas())) {
        if (known.has(name)) continue
        known.add(name)
        strict.addSchema(shared as object)
        reading.addSchema(shared as object)
      }
      return ajv.compile(schema)
    }
    app.setValidatorCompiler(({ schema, httpPart }: { schema: FastifySchema; httpPart?: string }) => {
      const ajv = httpPart === 'body' ? strict : reading
      return ahead ? compile(ajv, schema) : onFirstUse(() => compile(ajv, schema))
    })
  },
  { name: 'validation' },
)

/** Compiled when it is first asked. */
function onFirstUse(compile: () => ValidateFunction) {
  let validate: ValidateFunction | undefined
  const ask = (value: unknown): boolean => {
    validate ??= compile()
    const valid = validate(value) as boolean
    ask.errors = validate.errors ?? null
    return valid
  }
  ask.errors = null as Exclude<ValidateFunction['errors'], undefined>
  return ask
}
