import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { SchemeCouncil } from './council-schemas.ts'

const toSchemeCouncil = (row: Selectable<Database['scheme_council']>): SchemeCouncil => ({
  id: row.scheme_council_id,
  schemeId: row.scheme_id,
  organisationId: row.organisation_id,
  pays: row.pays,
  enrolledBy: row.enrolled_by,
  enrolledAt: row.enrolled_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** One row more than a page, newest first, with those that have ended. */
export async function listSchemeCouncils(
  reads: Reads,
  { commissionerId }: Pick<Actor, 'commissionerId'>,
  schemeId: string,
  page: PageRequest,
): Promise<SchemeCouncil[]> {
  const rows = await reads
    .selectFrom('scheme_council')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('scheme_id', '=', schemeId)
    .$if(page.after !== undefined, (query) => query.where('scheme_council_id', '<', page.after ?? ''))
    .orderBy('scheme_council_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toSchemeCouncil)
}

export async function lockSchemeCouncil(tx: Tx, actor: Actor, id: string): Promise<SchemeCouncil | undefined> {
  const row = await tx
    .selectFrom('scheme_council')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_council_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toSchemeCouncil(row)
}

export async function insertSchemeCouncil(
  tx: Tx,
  actor: Pick<Actor, 'commissionerId'>,
  council: SchemeCouncil,
): Promise<void> {
  await tx
    .insertInto('scheme_council')
    .values({
      commissioner_id: actor.commissionerId,
      scheme_council_id: council.id,
      scheme_id: council.schemeId,
      organisation_id: council.organisationId,
      pays: council.pays,
      enrolled_by: council.enrolledBy,
      enrolled_at: new Date(council.enrolledAt),
      ended_by: null,
      ended_at: null,
    })
    .execute()
}

export async function setSchemeCouncilEnded(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('scheme_council')
    .set({ ended_by: actor.actorId, ended_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_council_id', '=', id)
    .execute()
}
