import { type RawBuilder, sql } from 'kysely'
import type { Scope, Tx } from '../platform/database/database.ts'
import { notAsked } from '../rules/scheme/simulated-case.ts'
import { nearJoin } from './cases-repository.ts'
import type { SimulatedSpread } from './result-schemas.ts'

/** Cases that share something, counted by what the draft would do to them. */
export interface Counted {
  readonly cases: number
  readonly gain: number
  readonly lose: number
  readonly same: number
  readonly notComparable: number
  readonly notCalculable: number
  readonly notCalculableNow: number
  /** Together, of those whose amount can be worked out under both: as it was calculated, and worked out anew. */
  readonly calculatedPence: number
  readonly nowPence: number
  readonly proposedPence: number
}

interface CountedOf<Of> extends Counted {
  readonly of: Of
}

/** How many, under the version that the draft is based on and under the draft. */
export interface NowAndProposed<Of> {
  readonly of: Of
  readonly now: number
  readonly proposed: number
}

/** Everything that is counted of a simulation, before small numbers are hidden. */
export interface Tally {
  readonly cases: number
  readonly withoutCalculation: number
  readonly all: Counted
  readonly gains: SimulatedSpread | null
  readonly losses: SimulatedSpread | null
  readonly refusedNow: readonly { readonly code: string; readonly cases: number }[]
  readonly notComparable: readonly { readonly code: string; readonly cases: number }[]
  readonly refusedProposed: readonly { readonly code: string; readonly cases: number }[]
  readonly tiers: readonly NowAndProposed<string | null>[]
  readonly near: readonly NowAndProposed<string | null>[]
  readonly byVersion: readonly CountedOf<number>[]
  readonly byEthnicCategory: readonly CountedOf<string>[]
  readonly byLanguage: readonly CountedOf<string>[]
  readonly byInterpreter: readonly CountedOf<boolean>[]
}

const both = sql`now_pence is not null and proposed_pence is not null`
const unasked = sql`(now_pence is not null and proposed_refused = any(${[...notAsked]}::text[]))`
const turnedDown = sql`(now_pence is not null and proposed_refused <> all(${[...notAsked]}::text[]))`
const counted = sql`count(*) as cases,
  count(*) filter (where proposed_pence > now_pence) as gain,
  count(*) filter (where proposed_pence < now_pence) as lose,
  count(*) filter (where proposed_pence = now_pence) as same,
  count(*) filter (where ${unasked}) as "notComparable",
  count(*) filter (where ${turnedDown}) as "notCalculable",
  count(*) filter (where now_pence is null) as "notCalculableNow",
  coalesce(sum(calculated_pence) filter (where ${both}), 0)::bigint as "calculatedPence",
  coalesce(sum(now_pence) filter (where ${both}), 0)::bigint as "nowPence",
  coalesce(sum(proposed_pence) filter (where ${both}), 0)::bigint as "proposedPence"`

/** Counts what was kept case by case. All of a simulation is looked at together here alone, and by the database. */
export async function tally(tx: Tx, { commissionerId }: Scope, simulationId: string): Promise<Tally> {
  const select = async <Row>(what: RawBuilder<unknown>, rest: RawBuilder<unknown> = sql``): Promise<Row[]> => {
    const all = sql`from simulated_case where commissioner_id = ${commissionerId} and simulation_id = ${simulationId}`
    return (await sql<Row>`select ${what} ${all} ${rest}`.execute(tx)).rows
  }
  const by = <Of>(column: string) =>
    select<CountedOf<Of>>(
      sql`${sql.ref(column)} as "of", ${counted}`,
      sql`and calculated group by ${sql.ref(column)} order by ${sql.ref(column)}`,
    )
  const codes = (column: string, when: RawBuilder<unknown>) =>
    select<{ code: string; cases: number }>(
      sql`${sql.ref(column)} as code, count(*) as cases`,
      sql`and ${when} group by ${sql.ref(column)} order by count(*) desc, ${sql.ref(column)}`,
    )
  const nowAndProposed = async (now: string, proposed: string) =>
    summed(
      await select<{ now: string | null; proposed: string | null; cases: number }>(
        sql`${sql.ref(now)} as "now", ${sql.ref(proposed)} as "proposed", count(*) as cases`,
        sql`and ${both} group by 1, 2`,
      ),
    )
  const [[whole], [all], [gains], [losses], refusedNow, notComparable, refusedProposed, tiers, near, ...groups] =
    await Promise.all([
      select<{ cases: number; without: number }>(
        sql`count(*) as cases, count(*) filter (where not calculated) as without`,
      ),
      select<Counted>(counted, sql`and calculated`),
      select<Spread>(spread, sql`and proposed_pence > now_pence`),
      select<Spread>(spread, sql`and proposed_pence < now_pence`),
      codes('now_refused', sql`now_refused is not null`),
      codes('proposed_refused', unasked),
      codes('proposed_refused', turnedDown),
      nowAndProposed('now_tier', 'proposed_tier'),
      nowAndProposed('now_near', 'proposed_near'),
      by<number>('scheme_version'),
      by<string>('ethnic_category'),
      by<string>('language'),
      by<boolean>('interpreter_needed'),
    ])
  if (!whole || !all) throw new Error('a count over nothing is a row')
  const [byVersion, byEthnicCategory, byLanguage, byInterpreter] = groups
  return {
    cases: whole.cases,
    withoutCalculation: whole.without,
    all,
    gains: toSpread(gains),
    losses: toSpread(losses),
    refusedNow,
    notComparable,
    refusedProposed,
    tiers,
    near,
    byVersion,
    byEthnicCategory,
    byLanguage,
    byInterpreter,
  }
}

interface Spread {
  readonly figures: readonly [number, number, number, number, number, number, number] | null
  readonly total: number
}
const change = sql`abs(proposed_pence - now_pence)`
const spread = sql`to_json(percentile_disc(array[0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]) within group (order by ${change})) as figures,
  coalesce(sum(${change}), 0)::bigint as total`

function toSpread(row: Spread | undefined): SimulatedSpread | null {
  if (!row?.figures) return null
  const [leastPence, tenthPence, quarterPence, medianPence, threeQuartersPence, nineTenthsPence, mostPence] =
    row.figures
  return {
    leastPence,
    tenthPence,
    quarterPence,
    medianPence,
    threeQuartersPence,
    nineTenthsPence,
    mostPence,
    totalPence: row.total,
  }
}

/** A case can be near several limits, and counts for each. */
function summed(rows: readonly { now: string | null; proposed: string | null; cases: number }[]) {
  const each = (of: string | null): (string | null)[] => of?.split(nearJoin) ?? [null]
  const keys = [...new Set(rows.flatMap((row) => [...each(row.now), ...each(row.proposed)]))]
  const sum = (side: 'now' | 'proposed', of: string | null) =>
    rows.filter((row) => each(row[side]).includes(of)).reduce((total, row) => total + row.cases, 0)
  return keys.map((of): NowAndProposed<string | null> => ({ of, now: sum('now', of), proposed: sum('proposed', of) }))
}
