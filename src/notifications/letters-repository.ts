import { sql } from 'kysely'
import { saidOfContact } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { NewLetterDelivery } from './schemas.ts'

/** The letter of a decision, with what was said of how safe it is to post it. */
export async function findWrittenLetter(tx: Tx, { commissionerId }: Actor, decisionId: string) {
  const row = await tx
    .selectFrom('letter as l')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'l.case_id'),
    )
    .leftJoinLateral(saidOfContact(sql`c.person_id`).as('s'), (join) => join.onTrue())
    .select(['l.case_id', 'l.written_at', 's.may_post', 's.paused', 's.paused_until'])
    .where('l.commissioner_id', '=', commissionerId)
    .where('l.decision_id', '=', decisionId)
    .executeTakeFirst()
  if (!row) return undefined
  const { may_post: mayPost, paused, paused_until: pausedUntil } = row
  return {
    caseId: row.case_id,
    writtenAt: row.written_at,
    safely: mayPost === null || paused === null ? null : { mayPost, paused, pausedUntil },
  }
}

/** Keeps how a letter was given, the first time that somebody says so; says whether it was the first. */
export async function insertDelivery(
  tx: Tx,
  { commissionerId, actorId }: Actor,
  { decisionId, how, on }: NewLetterDelivery & { readonly decisionId: string },
  now: Date,
): Promise<boolean> {
  const row = await tx
    .insertInto('letter_delivery')
    .values({
      ...{ commissioner_id: commissionerId, decision_id: decisionId, how, delivered_on: on },
      ...{ recorded_by: actorId, recorded_at: now },
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('decision_id')
    .executeTakeFirst()
  return row !== undefined
}
