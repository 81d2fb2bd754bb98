import { type SqlBool, sql } from 'kysely'
import { hasReceipt } from '../documents/receipts-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Chased, ChaseStep } from '../rules/spending/missing-receipts.ts'
import type { LocalDate } from '../shared/dates.ts'

export type KeptChase = Chased & { readonly liftedAt: string | null }

/** That a chase `k` of the purchase `p` is of the days that count: since its receipt was asked for again, where it was. */
const isOfTheseDays = sql<SqlBool>`(p.asked_again_on is null or k.chased_on > p.asked_again_on)`

/** What was done about the missing receipt of the purchase `p`, since it is asked for, in the row that is read anyway. */
export const chasesOf = sql<
  KeptChase[]
>`coalesce((select json_agg(json_build_object('step', k.step, 'on', k.chased_on, 'liftedAt', k.lifted_at) order by k.chased_on, k.step)
    from receipt_chase k where k.commissioner_id = ${theTenant} and k.purchase_id = p.purchase_id and ${isOfTheseDays}), '[]')`

/** That something was done about the missing receipt of the purchase `p` at an instant or after, or that was lifted. */
export const wasChasedSince = (since: string | undefined) =>
  sql<SqlBool>`exists (select from receipt_chase k where k.commissioner_id = ${theTenant} and k.purchase_id = p.purchase_id
    and ${changedSince(since, 'k.changed_at')} offset 0)`

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

/** The day on which something is due about the receipt of a purchase, and since when it is asked for again, where it is; read under the lock on its case. */
export function findChase(reads: Reads, actor: Actor, purchaseId: string) {
  return reads
    .selectFrom('purchase')
    .select(['chase_on as dueOn', 'asked_again_on as againSince'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .executeTakeFirst()
}

/**
 * The purchases that stand, and have no receipt after all, since its document was found harmful or an audit found that it shows nothing, while nobody waits for one. It says so by itself whether that is
 * done, so that no run does it twice: all of them, or one.
 */
export async function listToAskAgain(
  reads: Reads,
  { commissionerId }: Actor,
  { only, most }: { readonly only?: string; readonly most: number },
): Promise<{ readonly id: string; readonly caseId: string }[]> {
  const found = sql<{ purchase_id: string }>`(
    select r.purchase_id from document d join receipt r on r.commissioner_id = ${theTenant} and r.document_id = d.document_id
      where d.commissioner_id = ${theTenant} and d.scan = 'infected' and d.replaced_by is null
    union select i.purchase_id from audit_sample_item i
      where i.commissioner_id = ${theTenant} and i.finding = 'evidence-missing' and i.purchase_id is not null)`
  return reads
    .selectFrom(found.as('f'))
    .innerJoin('purchase as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.purchase_id', '=', 'f.purchase_id'),
    )
    .select(['p.purchase_id as id', 'p.case_id as caseId'])
    .where('p.commissioner_id', '=', commissionerId)
    .$if(only !== undefined, (query) => query.where('p.purchase_id', '=', only ?? ''))
    .where('p.reversed_at', 'is', null)
    .where('p.chase_on', 'is', null)
    .where('p.missing_since', 'is', null)
    .where(sql<SqlBool>`not ${hasReceipt(sql`p.purchase_id`)}`)
    .where(
      sql<SqlBool>`not exists (select from receipt_loss x where x.commissioner_id = ${theTenant} and x.purchase_id = p.purchase_id and x.accepted_at is not null offset 0)`,
    )
    .orderBy('p.purchase_id')
    .limit(most)
    .execute()
}

/** Has the receipt of a purchase asked for again: its days begin on a day. */
export async function setAskedAgain(
  tx: Tx,
  actor: Actor,
  purchaseId: string,
  { on, chaseOn }: { readonly on: LocalDate; readonly chaseOn: LocalDate },
): Promise<void> {
  await tx
    .updateTable('purchase')
    .set({ asked_again_on: on, chase_on: chaseOn })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .execute()
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

/** Lifts the pause that the receipt of a purchase brought on a day. */
export async function setPauseLifted(
  tx: Tx,
  actor: Actor,
  purchaseId: string,
  { on, because }: { readonly on: LocalDate; readonly because: string },
  now: Date,
): Promise<void> {
  const paused: ChaseStep = 'paused'
  await tx
    .updateTable('receipt_chase')
    .set({ lifted_by: actor.actorId, lifted_because: because, lifted_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .where('step', '=', paused)
    .where('chased_on', '=', on)
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
    .where(isOfTheseDays)
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
