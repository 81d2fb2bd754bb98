import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { brokerageTasks } from '../rules/planning/brokerage.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { UnmetNeed } from './unmet-schemas.ts'

/** How a need in any language is kept. */
export const anyLanguage = 'any'

const toUnmetNeed = (row: Selectable<Database['unmet_need']>): UnmetNeed => ({
  id: row.unmet_need_id,
  caseId: row.case_id,
  source: row.source,
  need: row.need,
  district: row.district,
  language: row.language === anyLanguage ? null : row.language,
  recordedAt: row.recorded_at.toISOString(),
})

const unmetOf = (reads: Reads, actor: Actor, caseId: string) =>
  reads
    .selectFrom('unmet_need')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)

/** The same need of the person, recorded before. */
export async function findUnmetNeed(
  reads: Reads,
  actor: Actor,
  caseId: string,
  { need, district, language }: Pick<UnmetNeed, 'need' | 'district' | 'language'>,
): Promise<UnmetNeed | undefined> {
  const row = await unmetOf(reads, actor, caseId)
    .where('need', '=', need)
    .where('district', '=', district)
    .where('language', '=', language ?? anyLanguage)
    .executeTakeFirst()
  return row && toUnmetNeed(row)
}

/** One row more than a page, newest first. */
export async function listUnmetNeeds(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<UnmetNeed[]> {
  const rows = await unmetOf(reads, actor, caseId)
    .$if(page.after !== undefined, (query) => query.where('unmet_need_id', '<', page.after ?? ''))
    .orderBy('unmet_need_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toUnmetNeed)
}

export async function insertUnmetNeed(tx: Tx, actor: Actor, unmet: UnmetNeed, now: Date): Promise<void> {
  await tx
    .insertInto('unmet_need')
    .values({
      commissioner_id: actor.commissionerId,
      unmet_need_id: unmet.id,
      case_id: unmet.caseId,
      source: unmet.source,
      need: unmet.need,
      district: unmet.district,
      language: unmet.language ?? anyLanguage,
      recorded_by: actor.actorId,
      recorded_on: londonDate(now),
      recorded_at: now,
    })
    .execute()
}

/** How often nothing was found in a period, by need, district or language, in the order of their names. */
export async function countUnmetNeeds(
  reads: Reads,
  actor: Actor,
  by: 'need' | 'district' | 'language',
  { from, until }: { readonly from: LocalDate; readonly until: LocalDate },
): Promise<{ readonly of: string; readonly count: number }[]> {
  const rows = await reads
    .selectFrom('unmet_need')
    .select([`${by} as of`, sql<number>`count(*)::integer`.as('count')])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('recorded_on', '>=', from)
    .where('recorded_on', '<=', until)
    .groupBy(by)
    .orderBy(by)
    .limit(1_000)
    .execute()
  return rows.map(({ of, count }) => ({ of, count }))
}

/** The time of brokers in a period by the organisation that sent them: of all, or of one. */
export async function sumByOrganisation(
  reads: Reads,
  actor: Actor,
  organisationId: string | undefined,
  { from, until }: { readonly from: LocalDate; readonly until: LocalDate },
) {
  const rows = await reads
    .selectFrom('brokerage_time')
    .select([
      sql<string>`organisation_id`.as('organisationId'),
      sql<number>`coalesce(sum(minutes) filter (where by_peer), 0)::bigint`.as('byPeersMinutes'),
      sql<number>`coalesce(sum(minutes) filter (where not by_peer), 0)::bigint`.as('byOthersMinutes'),
      sql<number>`count(distinct broker_id) filter (where by_peer)::integer`.as('peers'),
      sql<number>`count(distinct broker_id) filter (where not by_peer)::integer`.as('others'),
      sql<number>`count(distinct case_id)::integer`.as('people'),
      sql<Readonly<Record<string, number>>>`json_build_object(${sql.join(
        brokerageTasks.flatMap((task) => [
          sql`${sql.lit(task)}`,
          sql`coalesce(sum(minutes) filter (where task = ${sql.lit(task)}), 0)`,
        ]),
      )})`.as('minutesOfTasks'),
    ])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('organisation_id', 'is not', null)
    .$if(organisationId !== undefined, (query) => query.where('organisation_id', '=', organisationId ?? ''))
    .where('worked_on', '>=', from)
    .where('worked_on', '<=', until)
    .groupBy('organisation_id')
    .orderBy('organisation_id')
    .limit(1_000)
    .execute()
  return rows.map(({ minutesOfTasks, ...row }) => ({
    ...row,
    tasks: brokerageTasks.map((task) => ({ task, minutes: minutesOfTasks[task] ?? 0 })),
  }))
}
