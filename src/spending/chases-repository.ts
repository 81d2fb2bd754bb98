import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Chased, ChaseStep } from '../rules/spending/missing-receipts.ts'
import type { LocalDate } from '../shared/dates.ts'

export type KeptChase = Chased & { readonly liftedAt: string | null }

/** What was done about the missing receipt of the purchase `p`, in the row that is read anyway. */
export const chasesOf = sql<
  KeptChase[]
>`coalesce((select json_agg(json_build_object('step', k.step, 'on', k.chased_on, 'liftedAt', k.lifted_at) order by k.chased_on, k.step)
    from receipt_chase k where k.commissioner_id = ${theTenant} and k.purchase_id = p.purchase_id), '[]')`

/** The purchases about whose receipt something is due, the longest due first. */
export function listToChase(reads: Reads, { commissionerId }: Actor, today: LocalDate, most: number) {
  return reads
    .selectFrom('purchase')
    .select(['purchase_id as id', 'case_id as caseId'])
    .where('commissioner_id', '=', commissionerId)
    .where('chase_on', '<=', today)
    .orderBy('chase_on')
    .orderBy('purchase_id')
    .limit(most)
    .execute()
}

/** The day on which something is due about the receipt of a purchase, read under the lock on its case; null where nothing is. */
export async function findChaseOn(reads: Reads, actor: Actor, purchaseId: string): Promise<LocalDate | null> {
  const row = await reads
    .selectFrom('purchase')
    .select('chase_on')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .executeTakeFirst()
  return row?.chase_on ?? null
}

export async function insertChase(
  tx: Tx,
  actor: Actor,
  purchaseId: string,
  { step, on }: Chased,
  next: LocalDate | null,
): Promise<void> {
  await tx
    .insertInto('receipt_chase')
    .values({ commissioner_id: actor.commissionerId, purchase_id: purchaseId, step, chased_on: on })
    .execute()
  await tx
    .updateTable('purchase')
    .set({ chase_on: next, missing_since: sql`coalesce(missing_since, ${on}::date)` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .execute()
}

/** Nothing is missing any more: the receipt is there, or nobody waits for it. */
export async function stopChasing(tx: Tx, actor: Actor, purchaseId: string): Promise<void> {
  await tx
    .updateTable('purchase')
    .set({ chase_on: null, missing_since: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .execute()
}

/** Lifts the pause that the receipt of a purchase brought. */
export async function setPauseLifted(
  tx: Tx,
  actor: Actor,
  purchaseId: string,
  because: string,
  now: Date,
): Promise<void> {
  const paused: ChaseStep = 'paused'
  await tx
    .updateTable('receipt_chase')
    .set({ lifted_by: actor.actorId, lifted_because: because, lifted_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .where('step', '=', paused)
    .execute()
}

/** The day of a purchase of a human on a line whose missing receipt has paused them there: by the line's key, since a changed plan has the line again. */
export async function findPausing(
  reads: Reads,
  actor: Actor,
  of: { readonly caseId: string; readonly lineKey: string; readonly humanId: string },
): Promise<LocalDate | undefined> {
  const row = await reads
    .selectFrom('purchase as p')
    .innerJoin('receipt_chase as k', (join) =>
      join.on('k.commissioner_id', '=', theTenant).onRef('k.purchase_id', '=', 'p.purchase_id'),
    )
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select('p.bought_on')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', of.caseId)
    .where('p.missing_since', 'is not', null)
    .where('k.step', '=', 'paused')
    .where('k.lifted_at', 'is', null)
    .where('l.key', '=', of.lineKey)
    .where(humanOf('p.bought_by'), '=', of.humanId)
    .orderBy('p.purchase_id')
    .limit(1)
    .executeTakeFirst()
  return row?.bought_on
}

/** Who bought it, as the human that they are. */
export async function findSpender(reads: Reads, actor: Actor, purchaseId: string): Promise<string | undefined> {
  const row = await reads
    .selectFrom('purchase as p')
    .select(humanOf('p.bought_by').as('humanId'))
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.purchase_id', '=', purchaseId)
    .executeTakeFirst()
  return row?.humanId
}
