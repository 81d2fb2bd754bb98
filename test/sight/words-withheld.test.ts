import t from 'tap'
import contract from '../../openapi/openapi.json' with { type: 'json' }
import { mixed } from '../../src/case-access/withheld.ts'
import { domainOperations } from '../../src/domains.ts'
import { viewOfPermission } from '../../src/permission-views.ts'
import type { View } from '../../src/rules/access/views.ts'

type Schema = { readonly [key: string]: unknown }
const schemas: Readonly<Record<string, Schema>> = contract.components.schemas
const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null

/** What the person says in these is what a view of its own is about; all else that they say is of `own-words`. */
const viewOfWords: Readonly<Record<string, View>> = {
  Goal: 'goals',
  Outcome: 'plan',
  DomainRating: 'assessment',
  NeedsAssessment: 'assessment',
  AssessedNeed: 'assessment',
  AssessmentGoal: 'assessment',
  AssessmentAnswer: 'assessment',
}

/** Each way in an answer to a field in which the person says something, with the view that it is of. */
function saidIn(schema: unknown, way: readonly string[], of: string, within: readonly string[] = []): [string, View][] {
  if (!isSchema(schema)) return []
  const { $ref, properties, items } = schema
  if (typeof $ref === 'string') {
    const name = $ref.replace('#/components/schemas/', '')
    return within.includes(name) ? [] : saidIn(schemas[name], way, name, [...within, name])
  }
  // A yes or a no is what is asked for; the words that go with it are their own.
  if (schema['x-person-says'] === true && schema.type === 'boolean') return []
  if (schema['x-person-says'] === true) return [[way.join('.'), viewOfWords[of] ?? 'own-words']]
  const choices = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((one) => (Array.isArray(one) ? one : []))
  return [
    ...(isSchema(properties)
      ? Object.entries(properties).flatMap(([name, one]) => saidIn(one, [...way, name], of, within))
      : []),
    ...(isSchema(items) ? saidIn(items, [...way, '*'], of, within) : []),
    ...choices.flatMap((one) => saidIn(one, way, of, within)),
  ]
}

const views = new Map(
  domainOperations.map(({ id, permission, view = permission ? viewOfPermission[permission] : null }) => [id, view]),
)
const answers = Object.values(contract.paths).flatMap((methods) =>
  Object.entries(methods as Record<string, { operationId: string; responses: Record<string, Schema> }>).flatMap(
    ([method, { operationId, responses }]) =>
      Object.entries(responses).flatMap(([status, response]) => {
        if (!status.startsWith('2') || !isSchema(response.content)) return []
        const json = response.content['application/json']
        return isSchema(json) ? [{ method, operationId, schema: json.schema }] : []
      }),
  ),
)

t.test('what the person says is told to those alone who are opened the view that it is of', async (t) => {
  const told: string[] = []
  let found = 0
  for (const { operationId, schema } of answers.filter(({ method }) => method === 'get')) {
    const $ref = isSchema(schema) && typeof schema.$ref === 'string' ? schema.$ref : ''
    const name = $ref.replace('#/components/schemas/', '')
    const parts = mixed[name.replace(/Page$/, '')] ?? []
    const page = name.endsWith('Page') ? 'items.*.' : ''
    for (const [way, view] of saidIn(schema, [], '')) {
      found += 1
      const covered = parts.some((part) => part.view === view && `${way}.`.startsWith(`${page}${part.at}.`))
      if (views.get(operationId) !== view && !covered) told.push(`${operationId}: ${way} is of ${view}`)
    }
  }
  t.same([...new Set(told)], [])
  t.ok(found > 20, `${found} fields`)
})
