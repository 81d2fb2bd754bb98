import t from 'tap'
import contract from '../../openapi/openapi.json' with { type: 'json' }

type Schema = { readonly [key: string]: unknown }
const schemas: Readonly<Record<string, Schema>> = contract.components.schemas

/**
 * Operations in which the person's words come in without `saidFor`, each with what holds instead. Anything else that takes them asks those who record
 * them for the day, the way, who was there and evidence.
 */
const heldOtherwise: Readonly<Record<string, string>> = {
  draftExpressionOfInterest: 'a draft: the person sends it, or who sends it for them says how it is known',
  changeExpressionOfInterest: 'a draft: the person sends it, or who sends it for them says how it is known',
  beginNeedsAssessment:
    'what the assessor finds: the person reads it, and can have it corrected or state that they disagree',
  changeNeedsAssessment:
    'what the assessor finds: the person reads it, and can have it corrected or state that they disagree',
  draftSupportPlan: 'a draft: the person signs its text',
  changeSupportPlan: 'a draft: the person signs its text',
  pauseCase: 'by the person and their own alone',
  askTeam: 'by the person and their own alone',
  objectToSaidFor: 'by the person and their own alone',
  stateDisagreement: 'by the person and their own alone',
}

const bodies = Object.values(contract.paths).flatMap((methods) =>
  Object.values(methods as Record<string, { operationId: string; requestBody?: { content: Schema } }>).flatMap(
    ({ operationId, requestBody }) => (requestBody ? [{ operationId, body: requestBody.content }] : []),
  ),
)
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

const named = (schema: unknown): unknown =>
  isSchema(schema) && typeof schema.$ref === 'string'
    ? schemas[schema.$ref.replace('#/components/schemas/', '')]
    : schema
const propertiesOf = (schema: unknown): Schema =>
  isSchema(schema) && isSchema(schema.properties) ? schema.properties : {}
const says = (schema: unknown): boolean => 'saidFor' in propertiesOf(schema)
const requiredParts = (schema: Schema): unknown[] =>
  Array.isArray(schema.required) ? schema.required.map((name) => named(propertiesOf(schema)[String(name)])) : []

/** Each field of a body in which the person says something, and whether it, or what it is part of, comes with how that is known. */
function saidIn(schema: unknown, path: string, known: boolean, within: readonly string[] = []): [string, boolean][] {
  if (!isSchema(schema)) return []
  const { $ref } = schema
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/components/schemas/', '')
    return within.includes(name) ? [] : saidIn(schemas[name], path, known, [...within, name])
  }
  if (schema['x-person-says'] === true) return [[path, known]]
  const here = known || says(schema) || requiredParts(schema).some(says)
  return Object.entries(schema).flatMap(([key, value]) =>
    saidIn(value, key === 'properties' ? path : `${path}/${key}`, here, within),
  )
}

/** Fields whose description says that they are the person's words, and that are not marked as such. */
function unmarked(schema: unknown, path: string, within: readonly string[] = []): string[] {
  if (!isSchema(schema)) return []
  const { $ref, type, description } = schema
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/components/schemas/', '')
    return within.includes(name) ? [] : unmarked(schemas[name], path, [...within, name])
  }
  const theirs = /own words|words of the person|the person (says|said)/i.test(String(description ?? ''))
  if (type === 'string' && !('enum' in schema) && theirs && schema['x-person-says'] !== true) return [path]
  return Object.entries(schema).flatMap(([key, value]) => unmarked(value, `${path}/${key}`, within))
}

t.test('whatever takes in words of the person takes with them how it is known that they said so', async (t) => {
  const without = bodies.flatMap(({ operationId, body }) =>
    saidIn(body, '', false).some(([, known]) => !known) ? [operationId] : [],
  )
  t.same(without.sort(), Object.keys(heldOtherwise).sort())
  const said = new Set(bodies.filter(({ body }) => saidIn(body, '', false).length > 0).map((one) => one.operationId))
  for (const operationId of ['completeReview', 'answerInformationRequest', 'withdrawCase', 'lodgeAppeal'])
    t.ok(said.has(operationId), operationId)
})

t.test('a field that is said to be the words of the person is marked as such', async (t) => {
  t.same(
    bodies.flatMap(({ operationId, body }) => unmarked(body, operationId)),
    [],
  )
})
