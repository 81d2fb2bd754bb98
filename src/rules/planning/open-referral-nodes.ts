/** A part of a document that others wrote: nothing is known of what it has. */
export type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

export const nodeAt = (node: Node, field: string): Node => {
  const value = node[field]
  return isNode(value) ? value : {}
}
export const listAt = (node: Node, field: string): Node[] => {
  const value = node[field]
  return Array.isArray(value) ? value.filter(isNode) : []
}
/** A text without the blanks around it; empty where there is none. */
export const textAt = (node: Node, field: string): string => {
  const value = node[field]
  return typeof value === 'string' ? value.trim() : ''
}

/** Identifiers only say what belongs together, and what links to what. */
const isLink = (field: string) => /(^|_)id$/.test(field) || field === 'link_type'
/** A field of the feed is said again where it is a name, and no text of somebody. */
const named = /^[A-Za-z0-9_]{1,60}$/
const deepest = 8

/** The fields that say something, each once, by their names from the outside in: `schedules.opens_at`. */
export function everyLeaf(node: Node, within = '', depth = 0): string[] {
  const found = Object.entries(node).flatMap(([field, value]) => {
    const path = within + (named.test(field) ? field : 'other')
    const values = (Array.isArray(value) ? value : [value]).filter((one) => one !== null && one !== '')
    if (values.length === 0 || isLink(field)) return []
    const inner = depth < deepest ? values.filter(isNode) : []
    return [
      ...(values.length > inner.length ? [path] : []),
      ...inner.flatMap((one) => everyLeaf(one, `${path}.`, depth + 1)),
    ]
  })
  return [...new Set(found)]
}
