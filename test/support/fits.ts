import type { Test } from 'tap'

/** As `t.match`, which lets a list be longer than its pattern; here a list has as many items as its pattern. */
export function fits(t: Test, actual: unknown, pattern: unknown, title = 'should match pattern'): void {
  t.match(actual, pattern, title)
  t.same(surplus(actual, pattern, ''), [], `${title}: no list is longer`)
}

function surplus(actual: unknown, pattern: unknown, path: string): string[] {
  if (typeof pattern !== 'object' || pattern === null || pattern instanceof RegExp) return []
  if (typeof actual !== 'object' || actual === null) return []
  const longer = Array.isArray(pattern) && Array.isArray(actual) && actual.length > pattern.length
  const here = longer ? [`${path}: ${actual.length} items, not ${pattern.length}`] : []
  const parts = Object.entries(pattern).flatMap(([name, part]) =>
    surplus((actual as Record<string, unknown>)[name], part, `${path}/${name}`),
  )
  return [...here, ...parts]
}
