import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { PeriodEnd } from './schemas.ts'

const toPeriodEnd = (row: Selectable<Database['period_end']>): PeriodEnd => ({
  id: row.period_end_id,
  caseId: row.case_id,
  supportPlanId: row.support_plan_id,
  from: row.from_on,
  until: row.until_on,
  schemeVersion: row.scheme_version,
  lines: row.lines,
  overPence: row.over_pence,
  endedAt: row.ended_at.toISOString(),
})

const ends = (reads: Reads, actor: Actor) =>
  reads.selectFrom('period_end').selectAll().where('commissioner_id', '=', actor.commissionerId)

/** The end of the period of a plan, where it is over. */
export async function findPeriodEnd(reads: Reads, actor: Actor, planId: string): Promise<PeriodEnd | undefined> {
  const row = await ends(reads, actor).where('support_plan_id', '=', planId).executeTakeFirst()
  return row && toPeriodEnd(row)
}

/** One row more than a page, newest first. */
export async function listPeriodEnds(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<PeriodEnd[]> {
  const rows = await ends(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('period_end_id', '<', page.after ?? ''))
    .orderBy('period_end_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toPeriodEnd)
}

const personOfEnd = sql`(select b.person_id from budget_case b where b.commissioner_id = ${theTenant} and b.case_id = period_end.case_id)`

/** One row more than a page, newest first: where more was left than is carried over and nobody has looked at it since, while the plan is in force. */
export async function listLeftOver(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
): Promise<(PeriodEnd & { personId: string })[]> {
  const rows = await ends(reads, actor)
    .select(sql<string>`${personOfEnd}`.as('person_id'))
    .where('over_pence', '>', 0)
    .where(isSeenOfEverybody(actor, personOfEnd))
    .where(
      sql<boolean>`exists (select from support_plan p where p.commissioner_id = ${theTenant} and p.support_plan_id = period_end.support_plan_id
        and p.status in ('agreed', 'active'))`,
    )
    .where(
      sql<boolean>`not exists (select from surplus_recovery r where r.commissioner_id = ${theTenant} and r.support_plan_id = period_end.support_plan_id
        and r.proposed_at >= period_end.ended_at)`,
    )
    .$if(page.after !== undefined, (query) => query.where('period_end_id', '<', page.after ?? ''))
    .orderBy('period_end_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({ ...toPeriodEnd(row), personId: row.person_id }))
}

/** Keeps that the period of a plan is over. The database lets it be so once. */
export async function insertPeriodEnd(tx: Tx, actor: Actor, end: PeriodEnd): Promise<void> {
  await tx
    .insertInto('period_end')
    .values({
      commissioner_id: actor.commissionerId,
      period_end_id: end.id,
      case_id: end.caseId,
      support_plan_id: end.supportPlanId,
      from_on: end.from,
      until_on: end.until,
      scheme_version: end.schemeVersion,
      lines: JSON.stringify(end.lines),
      over_pence: end.overPence,
      ended_at: new Date(end.endedAt),
    })
    .execute()
}

export interface DuePeriod {
  readonly planId: string
  readonly caseId: string
  readonly until: LocalDate
}

/** Plans in force whose last day is over, of schemes that say what then becomes of money, and whose period was not ended yet: the longest ago first. */
export async function listDuePeriods(
  reads: Reads,
  actor: Actor,
  today: LocalDate,
  after: DuePeriod | undefined,
  most: number,
): Promise<DuePeriod[]> {
  const rows = await reads
    .selectFrom('support_plan as p')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'p.case_id'),
    )
    .innerJoin('scheme_version as v', (join) =>
      join
        .on('v.commissioner_id', '=', theTenant)
        .onRef('v.scheme_id', '=', 'c.scheme_id')
        .onRef('v.version', '=', 'c.scheme_version'),
    )
    .select(['p.support_plan_id', 'p.case_id', 'p.period_until'])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where(sql<boolean>`p.status in ('agreed', 'active')`)
    .where('p.period_until', '<', today)
    .where(sql<boolean>`(v.rules::json #>> '{money,periodEnd}') is not null`)
    .where(
      sql<boolean>`not exists (select from period_end e where e.commissioner_id = ${theTenant} and e.support_plan_id = p.support_plan_id)`,
    )
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(p.period_until, p.support_plan_id) > (${after?.until}::date, ${after?.planId}::uuid)`),
    )
    .orderBy('p.period_until')
    .orderBy('p.support_plan_id')
    .limit(most)
    .execute()
  return rows.flatMap(({ support_plan_id: planId, case_id: caseId, period_until: until }) =>
    until === null ? [] : [{ planId, caseId, until }],
  )
}

/** The plan whose place another took. */
export async function findReplacedPlanId(reads: Reads, actor: Actor, caseId: string): Promise<string | undefined> {
  const row = await reads
    .selectFrom('support_plan')
    .select('support_plan_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('superseded_by', '=', (eb) =>
      eb
        .selectFrom('plan_line')
        .select('support_plan_id')
        .where('commissioner_id', '=', theTenant)
        .where('case_id', '=', caseId)
        .where('status', '=', 'active')
        .limit(1),
    )
    .orderBy('support_plan_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.support_plan_id
}
