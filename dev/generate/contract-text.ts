interface Operation {
  operationId?: string
  description?: string
  responses?: Record<string, unknown>
}

interface Schema {
  $ref?: string
  discriminator?: { mapping?: Record<string, string> }
  properties?: Record<string, Schema>
  required?: string[]
}

export interface OpenapiDocument {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema>; [kind: string]: Record<string, unknown> }
  [other: string]: unknown
}

const byName = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)))

/** The document with its paths and schemas by name, so that it changes only where the contract does. */
export function sortedDocument(document: OpenapiDocument): OpenapiDocument {
  const { components } = document
  const sorted = Object.entries(components).map(([kind, named]) => [kind, byName(named)])
  return {
    ...document,
    components: { ...components, ...Object.fromEntries(sorted) },
    paths: byName(document.paths),
  }
}

/** One line an operation: its name, method, path and permission, and the statuses by which it can refuse. */
export function operationsText(document: OpenapiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [
      operation.operationId ?? '?',
      method.toUpperCase(),
      path,
      /Permission: `([^`]+)`/.exec(operation.description ?? '')?.[1] ?? 'public',
      Object.keys(operation.responses ?? {})
        .filter((status) => Number(status) >= 400)
        .sort()
        .join(' '),
    ]),
  )
  return table(operations)
}

/** One line a type of event: whose it is, and the names of its facts, with a question mark where a fact can be left out. */
export function eventsText({ components: { schemas } }: OpenapiDocument): string {
  const named = (ref = '') => schemas[ref.replace('#/components/schemas/', '')] ?? {}
  return table(
    Object.entries(byName(schemas.Event?.discriminator?.mapping ?? {})).map(([type, ref]) => {
      const { properties = {} } = named(ref)
      const facts = named(properties.facts?.$ref)
      const names = Object.keys(facts.properties ?? {})
      return [
        type,
        properties.caseId ? 'case' : properties.personId ? 'person' : '-',
        names.map((name) => (facts.required?.includes(name) ? name : `${name}?`)).join(', '),
      ]
    }),
  )
}

/** Lines of cells, each column as wide as it must be. */
function table(rows: readonly string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
