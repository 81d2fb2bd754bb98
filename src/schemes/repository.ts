import type { Actor } from '../platform/access/access.ts'
import { databaseOf, type Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { readRules } from '../rules/scheme/rules-format.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { assumedIn } from '../rules/scheme/sources.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { ListedScheme, Scheme, SchemeFilter } from './schemas.ts'

/** Each scheme, with the version in force on the date where there is one. */
function schemes(reads: Reads, commissionerId: string, on: LocalDate) {
  return reads
    .selectFrom('scheme as s')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('scheme_version as v')
          .select(['v.version', 'v.starts_on', 'v.rules'])
          .where('v.commissioner_id', '=', theTenant)
          .whereRef('v.scheme_id', '=', 's.scheme_id')
          .where('v.starts_on', '<=', on)
          .orderBy('v.starts_on', 'desc')
          .limit(1)
          .as('current'),
      (join) => join.onTrue(),
    )
    .select(['s.scheme_id', 's.code', 's.title', 'current.version', 'current.starts_on', 'current.rules'])
    .where('s.commissioner_id', '=', commissionerId)
}

function toListed(row: {
  scheme_id: string
  code: string
  title: string
  version: number | null
  starts_on: string | null
  rules: unknown
}): ListedScheme {
  const rules = row.rules === null ? null : readRules(row.rules)
  return {
    id: row.scheme_id,
    code: row.code,
    title: row.title,
    version: row.version,
    startsOn: row.starts_on,
    rules,
    assumed: rules ? assumedIn(rules) : [],
  }
}

/** What these schemes are called, by their identifiers. */
export async function listSchemesBriefly(
  reads: Reads,
  commissionerId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<ListedScheme, 'code' | 'id' | 'title'>>> {
  const rows = await reads
    .selectFrom('scheme')
    .select(['scheme_id as id', 'code', 'title'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('scheme_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** A scheme that has a version in force on the date. */
export async function findScheme(
  reads: Reads,
  commissionerId: string,
  schemeId: string,
  on: LocalDate,
): Promise<Scheme | undefined> {
  const row = await schemes(reads, commissionerId, on).where('s.scheme_id', '=', schemeId).executeTakeFirst()
  if (!row) return undefined
  const { version, startsOn, rules, ...heading } = toListed(row)
  return version === null || startsOn === null || rules === null ? undefined : { ...heading, version, startsOn, rules }
}

/** One row more than a page, newest first. Schemes without a version in force are for those who write them. */
export async function listSchemes(
  reads: Reads,
  { commissionerId, permissions }: Actor,
  on: LocalDate,
  page: PageRequest,
  { code }: SchemeFilter,
): Promise<ListedScheme[]> {
  const rows = await schemes(reads, commissionerId, on)
    .$if(!permissions.has('scheme:write'), (query) => query.where('current.version', 'is not', null))
    .$if(code !== undefined, (query) => query.where('s.code', '=', code ?? ''))
    .$if(page.after !== undefined, (query) => query.where('s.scheme_id', '<', page.after ?? ''))
    .orderBy('s.scheme_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toListed)
}

/** Published versions never change, so that one reading of a database serves for ever. */
const rulesByVersion = new WeakMap<object, Map<string, SchemeRules>>()

/** The rules that a case is under. */
export async function getRules(
  reads: Reads,
  commissionerId: string,
  schemeId: string,
  version: number,
): Promise<SchemeRules> {
  const key = `${commissionerId} ${schemeId} ${version}`
  const kept = rulesByVersion.get(databaseOf(reads)) ?? new Map<string, SchemeRules>()
  const known = kept.get(key)
  if (known) return known
  const row = await reads
    .selectFrom('scheme_version')
    .select('rules')
    .where('commissioner_id', '=', commissionerId)
    .where('scheme_id', '=', schemeId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const rules = readRules(row.rules)
  rulesByVersion.set(databaseOf(reads), kept.set(key, rules))
  return rules
}
