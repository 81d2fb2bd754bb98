/** Whether a body is one JSON value: of `application/x-ndjson`, each line is one. */
export const isJson = (type: string): boolean =>
  /^application\/([\w.-]+\+)?json$/.test(type.split(';')[0]?.trim() ?? '')

/** The same of the types in the contract. */
export type JsonType = 'application/json' | `application/${string}+json`
/** One JSON value a line. */
export type LinesType = 'application/x-ndjson'
