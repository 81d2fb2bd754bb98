import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { daysBeforeFreezeEnds } from '../rules/concerns/concerns.ts'
import { daysAfter, type LocalDate } from '../shared/dates.ts'
import { concerns } from './repository.ts'
import type { ConcernBrief, ConcernFilter } from './schemas.ts'

/** One row more than a page of those that the actor may know of: newest first, or, of those that are not settled, what is due first. */
export async function listConcerns(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { level, sort, dueBy }: ConcernFilter,
): Promise<(ConcernBrief & { readonly place: string })[]> {
  const [day = '', after = ''] = page.after?.split(' ') ?? []
  const byDay = sort === 'dueOn'
  const rows = await concerns(reads, actor)
    .$if(level !== undefined, (query) => query.where('k.level', '=', level ?? 'high'))
    .$if(byDay || dueBy !== undefined, (query) => query.where('k.settled_at', 'is', null))
    .$if(dueBy !== undefined, (query) => query.where('k.due_on', '<=', dueBy ?? ''))
    .$if(page.after !== undefined, (query) =>
      byDay
        ? query.where(sql<boolean>`(k.due_on, k.concern_id) > (${day}::date, ${after}::uuid)`)
        : query.where('k.concern_id', '<', after),
    )
    .$if(byDay, (query) => query.orderBy('k.due_on').orderBy('k.concern_id'))
    .$if(!byDay, (query) => query.orderBy('k.concern_id', 'desc'))
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.concern_id,
    caseId: row.case_id,
    about: row.about,
    level: row.level,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    dueOn: row.settled_at === null ? row.due_on : null,
    place: `${row.due_on} ${row.concern_id}`,
  }))
}
export const toldBrief = ({ place: _, ...brief }: ConcernBrief & { readonly place: string }): ConcernBrief => brief

/** What waits for those who handle concerns: a concern whose day is over, and a freeze that ends by itself soon while its concern is open. `about`: what, so that it is told once. */
export interface WaitingConcern {
  readonly about: string
}
/** What of it the actor may know, of some concerns or of all. */
export async function listWaitingConcerns(
  reads: Reads,
  actor: Actor,
  today: LocalDate,
  most: number,
): Promise<WaitingConcern[]> {
  const open = concerns(reads, actor).clearSelect().where('k.settled_at', 'is', null)
  const [late, ending] = await Promise.all([
    open
      .select(['k.concern_id', 'k.due_on'])
      .where('k.due_on', '<=', today)
      .orderBy('k.due_on')
      .orderBy('k.concern_id')
      .limit(most)
      .execute(),
    open
      .innerJoin('spending_freeze as f', (join) =>
        join.on('f.commissioner_id', '=', theTenant).onRef('f.concern_id', '=', 'k.concern_id'),
      )
      .select(['k.concern_id', 'f.spending_freeze_id', 'f.until_on'])
      .where('f.lifted_at', 'is', null)
      .where('f.kept_since', 'is', null)
      .where('f.until_on', '>=', today)
      .where('f.until_on', '<=', daysAfter(today, daysBeforeFreezeEnds))
      .orderBy('f.until_on')
      .limit(most)
      .execute(),
  ])
  return [
    ...late.map((row) => ({ about: `${row.concern_id} due ${row.due_on}` })),
    ...ending.map((row) => ({ about: `${row.concern_id} ends ${row.spending_freeze_id}` })),
  ]
}
