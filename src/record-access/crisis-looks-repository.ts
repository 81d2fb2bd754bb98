import { type Selectable, sql } from 'kysely'
import type { Writer } from '../case-access/case.ts'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import { reachedInCrisis } from '../case-access/grounds-repository.ts'
import { writerOn } from '../case-access/near-repository.ts'
import type { Database } from '../database/tables.ts'
import { isOfPerson } from '../people/joined-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { crisisLookGrounds } from '../rules/access/crisis-looks.ts'
import type { CrisisLook } from './crisis-look-schemas.ts'

const toLook = (row: Selectable<Database['crisis_look']>): CrisisLook => ({
  id: row.crisis_look_id,
  personId: row.person_id,
  actorId: row.actor_id,
  actorName: row.actor_name,
  organisationId: row.organisation_id,
  ground: row.ground,
  because: crisisLookGrounds[row.ground],
  beganAt: row.began_at.toISOString(),
  until: row.until_at.toISOString(),
})

/** The cases of a person that a crisis team of the actor's trust can look at, newest first, and who looks. */
export async function listReachedInCrisis(
  reads: Reads,
  actor: Actor,
  personId: string,
): Promise<{ readonly caseId: string; readonly writer: Writer }[]> {
  const asked = asking(actor)
  const rows = await reads
    .selectFrom('budget_case as c')
    .select(['c.case_id', writerOn(asked)])
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.person_id', '=', personId)
    .where(reachedInCrisis(asked))
    .orderBy('c.case_id', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => ({ caseId: row.case_id, writer: row.writer }))
}

export async function insertLook(tx: Tx, actor: Actor, look: CrisisLook): Promise<void> {
  await tx
    .insertInto('crisis_look')
    .values({
      commissioner_id: actor.commissionerId,
      crisis_look_id: look.id,
      person_id: look.personId,
      actor_id: look.actorId,
      actor_name: look.actorName,
      organisation_id: look.organisationId,
      ground: look.ground,
      began_at: new Date(look.beganAt),
      until_at: new Date(look.until),
    })
    .execute()
}

/** One row more than a page, newest first; of one person, or of all. */
export async function listLooks(
  reads: Reads,
  actor: Actor,
  personId: string | undefined,
  page: PageRequest,
): Promise<CrisisLook[]> {
  const rows = await reads
    .selectFrom('crisis_look')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where(
      personId === undefined
        ? isSeenOfEverybody(actor, sql.ref('crisis_look.person_id'))
        : isOfPerson(actor.commissionerId, personId),
    )
    .$if(page.after !== undefined, (query) => query.where('crisis_look_id', '<', page.after ?? ''))
    .orderBy('crisis_look_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toLook)
}
