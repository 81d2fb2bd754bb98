import { Ajv, type ValidateFunction } from 'ajv'
import type { DataValidateFunction } from 'ajv/dist/types/index.js'
import formats, { type FormatsPlugin } from 'ajv-formats'
import type { FastifyInstance, FastifySchema } from 'fastify'
import fp from 'fastify-plugin'
import type { CompiledSchemas } from './compiled-schemas.ts'

/**
 * Bodies are taken as they are: no coercion, no defaults put in, and a field that the contract does not know is refused.
 * Path, query and headers arrive as text, so numbers in them are read as numbers.
 */
export const validationPlugin = fp<{ compiled: CompiledSchemas }>(
  async (app: FastifyInstance, { compiled }) => {
    const options = {
      removeAdditional: false,
      strict: true,
      strictTypes: false,
      strictRequired: false,
      discriminator: true,
      keywords: ['example', 'x-person-says'],
    }
    const strict = new Ajv({ ...options, coerceTypes: false, useDefaults: false, allErrors: true })
    // A parameter that may be there several times is a list also where it is there once. `1e1000` is read as Infinity, which `strictNumbers` would let past `maximum`.
    const reading = new Ajv({
      ...options,
      coerceTypes: 'array',
      useDefaults: true,
      allErrors: true,
      strictNumbers: false,
    })
    for (const ajv of [strict, reading]) {
      // The package is CommonJS: its function is the default of its default.
      ajv.addKeyword({
        keyword: 'x-small-letters',
        type: 'string',
        modifying: true,
        schema: false,
        validate: toSmallLetters,
      })
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
      const [ajv, how] = httpPart === 'body' ? [strict, 'body'] : [reading, 'text']
      return ask(compiled.of(`${how} ${JSON.stringify(schema)}`, () => compile(ajv, schema)))
    })
  },
  { name: 'validation' },
)

const toSmallLetters: DataValidateFunction = (text: string, at) => {
  if (at) at.parentData[at.parentDataProperty] = text.toLowerCase()
  return true
}

function ask(validator: () => ValidateFunction) {
  const asked = (value: unknown): boolean => {
    const validate = validator()
    const valid = validate(value) as boolean
    asked.errors = validate.errors ?? null
    return valid
  }
  asked.errors = null as Exclude<ValidateFunction['errors'], undefined>
  return asked
}
