type Json = Record<string, unknown>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The document after a JSON Merge Patch (RFC 7396): objects are merged field by field, anything else is replaced.
 * A null stays null here where the document has the field, since the contract says which fields may be null.
 */
export function mergePatch<T extends object>(document: T, patch: object): T {
  const merged = { ...document } as Json
  for (const [name, value] of Object.entries(patch)) {
    const before = merged[name]
    merged[name] = isObject(value) && isObject(before) ? mergePatch(before, value) : value
  }
  return merged as T
}
