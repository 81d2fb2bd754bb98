import { loadModule, parseSync } from 'libpg-query'

/** A part of a parsed statement, as PostgreSQL's own parser gives it. */
type Node = Readonly<Record<string, unknown>>
interface Source {
  readonly table: string
  readonly alias: string
}

await loadModule()

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null
const part = (node: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((within, name) => (isNode(within) ? within[name] : undefined), node)
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isParameter = (node: unknown): boolean =>
  part(node, 'ParamRef') !== undefined ||
  (part(node, 'TypeCast') !== undefined && isParameter(part(node, 'TypeCast', 'arg')))

/** What has to hold for a row: the conditions that `and` joins. */
function conditionsIn(node: unknown): unknown[] {
  if (part(node, 'BoolExpr', 'boolop') === 'AND_EXPR') return list(part(node, 'BoolExpr', 'args')).flatMap(conditionsIn)
  return node === undefined ? [] : [node]
}

/** The alias, or none, of the table whose commissioner a condition holds to a parameter. */
function pinnedBy(condition: unknown): string[] {
  const expression = part(condition, 'A_Expr')
  if (part(expression, 'kind') !== 'AEXPR_OP' || part(list(part(expression, 'name'))[0], 'String', 'sval') !== '=')
    return []
  const sides = [part(expression, 'lexpr'), part(expression, 'rexpr')]
  return sides.flatMap((side, index) => {
    const names = list(part(side, 'ColumnRef', 'fields')).map((field) => part(field, 'String', 'sval'))
    if (names.at(-1) !== 'commissioner_id' || !isParameter(sides[1 - index])) return []
    return [names.length > 1 ? String(names[0]) : '']
  })
}

/** The tables of a statement that are not held to the tenant by a parameter of their own, each with the alias under which it is read. */
export function unpinned(text: string, tables: ReadonlySet<string>): string[] {
  const found: string[] = []
  const sourcesIn = (item: unknown, conditions: unknown[], named: ReadonlySet<string>): Source[] => {
    const table = part(item, 'RangeVar', 'relname')
    if (typeof table === 'string') {
      const alias = part(item, 'RangeVar', 'alias', 'aliasname') ?? table
      return tables.has(table) && !named.has(table) ? [{ table, alias: String(alias) }] : []
    }
    const join = part(item, 'JoinExpr')
    if (join === undefined) return []
    conditions.push(...conditionsIn(part(join, 'quals')))
    return [part(join, 'larg'), part(join, 'rarg')].flatMap((side) => sourcesIn(side, conditions, named))
  }
  const look = (node: unknown, named: ReadonlySet<string>): void => {
    if (Array.isArray(node)) for (const one of node) look(one, named)
    if (!isNode(node) || Array.isArray(node)) return
    for (const [kind, of] of Object.entries(node)) {
      const isStatement = ['SelectStmt', 'UpdateStmt', 'DeleteStmt', 'larg', 'rarg'].includes(kind) && isNode(of)
      if (!isStatement || part(of, 'RangeVar') !== undefined || part(of, 'JoinExpr') !== undefined) {
        look(of, named)
        continue
      }
      const within = new Set([
        ...named,
        ...list(part(of, 'withClause', 'ctes')).map((cte) => String(part(cte, 'CommonTableExpr', 'ctename'))),
      ])
      const conditions = conditionsIn(part(of, 'whereClause'))
      const changed = kind === 'SelectStmt' ? [] : [{ RangeVar: part(of, 'relation') }]
      const sources = [...changed, ...list(part(of, 'fromClause')), ...list(part(of, 'usingClause'))].flatMap((item) =>
        sourcesIn(item, conditions, within),
      )
      const pinned = conditions.flatMap(pinnedBy)
      for (const { table, alias } of sources)
        if (!pinned.includes(alias) && !(sources.length === 1 && pinned.includes('')))
          found.push(`${table} as ${alias}`)
      look(of, within)
    }
  }
  look(part(parseSync(text), 'stmts'), new Set())
  return found
}
