import type { Node } from '../rules/planning/open-referral-nodes.ts'

/** A service of a feed by its place; null where that is no object. */
export interface FeedLine {
  readonly line: number
  readonly node: Node | null
}

const asNode = (value: unknown): Node | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Node) : null

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The services of a page, of a list, or one to a line. */
export function readFeed(text: string): FeedLine[] {
  const whole = parsed(text)
  const contents = asNode(whole)?.contents
  const list = Array.isArray(whole) ? whole : Array.isArray(contents) ? contents : undefined
  if (list) return list.map((value, index) => ({ line: index + 1, node: asNode(value) }))
  return text
    .split(/\r?\n/)
    .map((row, index) => ({ line: index + 1, row: row.trim() }))
    .filter(({ row }) => row !== '')
    .map(({ line, row }) => ({ line, node: asNode(whole) ?? asNode(parsed(row)) }))
}
