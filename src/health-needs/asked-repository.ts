import { sql } from 'kysely'
import { maySee } from '../case-access/grounds-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Seen } from '../platform/access/seen.ts'
import type { Reads } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { needs, toNeed } from './repository.ts'
import type { HealthNeed } from './schemas.ts'

type Asked = HealthNeed & { readonly personId: string }

export const askedTold = ({ caseId, personId }: Asked): Seen[] => [{ caseId, personId, ground: 'practice' }]
export const toldAsked = ({ personId: _, ...need }: Asked): HealthNeed => need

/** What the actor's practice is asked, as far as it sees the case: one row more than a page, newest first. */
export async function listAskedOfPractice(reads: Reads, actor: Actor, page: PageRequest): Promise<Asked[]> {
  if (actor.organisationId === null) return []
  const rows = await needs(reads, actor)
    .select('c.person_id')
    .where('h.organisation_id', '=', actor.organisationId)
    .where(sql<boolean>`h.status::text not in ('replaced', 'withdrawn')`)
    .where(maySee(asking(actor)))
    .$if(page.after !== undefined, (query) => query.where('h.health_need_id', '<', page.after ?? ''))
    .orderBy('h.health_need_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({ ...toNeed(row), personId: row.person_id }))
}
