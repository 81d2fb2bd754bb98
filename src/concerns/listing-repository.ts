import { type RawBuilder, sql } from 'kysely'
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
/** Which of it: what nobody has told the actor of yet, the gravest first and so much of each; or what is still so of these concerns. */
export type Waiting = { readonly untold: number } | { readonly of: readonly string[] }

/** That the actor was not told of something by this name. */
const untold = ({ actorId }: Actor, about: RawBuilder<string>) => sql<boolean>`not exists (select from notification n
  where n.commissioner_id = ${theTenant} and n.person_id is null and n.actor_id = ${actorId} and n.kind = 'concern-waiting' and n.about = ${about} offset 0)`

/** What of it the actor may know. */
export async function listWaitingConcerns(
  reads: Reads,
  actor: Actor,
  today: LocalDate,
  which: Waiting,
): Promise<WaitingConcern[]> {
  const [most, some] = 'of' in which ? [undefined, which.of] : [which.untold, undefined]
  const lateAs = sql<string>`concat(k.concern_id, ' due ', k.due_on)`
  const endsAs = sql<string>`concat(k.concern_id, ' ends ', f.spending_freeze_id)`
  const open = concerns(reads, actor)
    .clearSelect()
    .where('k.settled_at', 'is', null)
    .$if(some !== undefined, (query) =>
      query.where((eb) => eb('k.concern_id', '=', eb.fn.any(eb.val([...(some ?? [])])))),
    )
    .orderBy('k.level', 'desc')
  const late = open
    .select(lateAs.as('about'))
    .where('k.due_on', '<=', today)
    .orderBy('k.due_on')
    .orderBy('k.concern_id')
  const ending = open
    .innerJoin('spending_freeze as f', (join) =>
      join.on('f.commissioner_id', '=', theTenant).onRef('f.concern_id', '=', 'k.concern_id'),
    )
    .select(endsAs.as('about'))
    .where('f.lifted_at', 'is', null)
    .where('f.kept_since', 'is', null)
    .where('f.until_on', '>=', today)
    .where('f.until_on', '<=', daysAfter(today, daysBeforeFreezeEnds))
    .orderBy('f.until_on')
  const found = await Promise.all([
    late.$if(most !== undefined, (query) => query.where(untold(actor, lateAs)).limit(most ?? 0)).execute(),
    ending.$if(most !== undefined, (query) => query.where(untold(actor, endsAs)).limit(most ?? 0)).execute(),
  ])
  return found.flat()
}
