import type { Reads } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import type { SchemeRules } from '../rules/scheme-rules.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Scheme } from './schemas.ts'

/** Each scheme that has a version in force on the date, with that version. */
function inForce(reads: Reads, commissionerId: string, on: LocalDate) {
  return reads
    .selectFrom('scheme as s')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('scheme_version as v')
          .select(['v.version', 'v.starts_on', 'v.rules'])
          .whereRef('v.commissioner_id', '=', 's.commissioner_id')
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

const toScheme = (row: {
  scheme_id: string
  code: string
  title: string
  version: number
  starts_on: string
  rules: unknown
}): Scheme => ({
  id: row.scheme_id,
  code: row.code,
  title: row.title,
  version: row.version,
  startsOn: row.starts_on,
  rules: row.rules as SchemeRules,
})

export async function findScheme(
  reads: Reads,
  commissionerId: string,
  schemeId: string,
  on: LocalDate,
): Promise<Scheme | undefined> {
  const row = await inForce(reads, commissionerId, on).where('s.scheme_id', '=', schemeId).executeTakeFirst()
  return row && toScheme(row)
}

/** One row more than a page, newest first. */
export async function listSchemes(
  reads: Reads,
  commissionerId: string,
  on: LocalDate,
  page: PageRequest,
): Promise<Scheme[]> {
  const rows = await inForce(reads, commissionerId, on)
    .$if(page.after !== undefined, (query) => query.where('s.scheme_id', '<', page.after ?? ''))
    .orderBy('s.scheme_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toScheme)
}

/** Published versions never change, so that one reading serves for ever. */
const rulesByVersion = new Map<string, SchemeRules>()

/** The rules that a case is under. */
export async function getRules(
  reads: Reads,
  commissionerId: string,
  schemeId: string,
  version: number,
): Promise<SchemeRules> {
  const key = `${commissionerId} ${schemeId} ${version}`
  const known = rulesByVersion.get(key)
  if (known) return known
  const row = await reads
    .selectFrom('scheme_version')
    .select('rules')
    .where('commissioner_id', '=', commissionerId)
    .where('scheme_id', '=', schemeId)
    .where('version', '=', version)
    .executeTakeFirstOrThrow()
  const rules = row.rules as SchemeRules
  rulesByVersion.set(key, rules)
  return rules
}
