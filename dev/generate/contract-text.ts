interface Operation {
  operationId?: string
  description?: string
  responses?: Record<string, unknown>
}

export interface OpenapiDocument {
  paths: Record<string, Record<string, Operation>>
  components: Record<string, Record<string, unknown>>
  [other: string]: unknown
}

const byName = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)))

/** The document with its paths and schemas by name, so that it changes only where the contract does. */
export function sortedDocument(document: OpenapiDocument): OpenapiDocument {
  return {
    ...document,
    components: Object.fromEntries(Object.entries(document.components).map(([kind, named]) => [kind, byName(named)])),
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
  const widths = [0, 1, 2, 3].map((column) => Math.max(...operations.map((row) => row[column]?.length ?? 0)))
  return operations
    .map(
      (row) =>
        `${row
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('')
}
