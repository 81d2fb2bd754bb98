import { sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { foldName } from '../rules/people/folded-names.ts'
import type { PurchaseMark } from '../rules/spending/evidence.ts'
import type { NewPurchase } from './new-purchase-schema.ts'
import type { MarkedPurchase } from './schemas.ts'

/** What the purchase `p` is marked for. */
const marksOf = sql<
  MarkedPurchase['marks']
>`coalesce((select json_agg(json_build_object('reason', m.reason, 'likePurchaseId', m.like_purchase_id)
    order by m.reason) from purchase_mark m where m.commissioner_id = ${theTenant} and m.purchase_id = p.purchase_id), '[]')`

/** Another purchase of the case that stands: the same amount, on the same day, to a payee of the same letters: a blank or a look-alike makes no other shop. */
export async function findSamePurchase(
  reads: Reads,
  actor: Actor,
  caseId: string,
  { amountPence, payee, boughtOn }: Pick<NewPurchase, 'amountPence' | 'payee' | 'boughtOn'>,
): Promise<string | undefined> {
  const rows = await reads
    .selectFrom('purchase')
    .select(['purchase_id', 'payee'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('amount_pence', '=', amountPence)
    .where('bought_on', '=', boughtOn)
    .where('reversed_at', 'is', null)
    .orderBy('purchase_id')
    .execute()
  return rows.find((row) => foldName(row.payee) === foldName(payee))?.purchase_id
}

/** Marks a purchase; where it is like another, with which. Once for each reason. */
export async function insertMarks(
  tx: Tx,
  actor: Actor,
  purchaseId: string,
  marks: readonly { readonly reason: PurchaseMark; readonly likePurchaseId: string | null }[],
  now: Date,
): Promise<void> {
  if (marks.length === 0) return
  await tx
    .insertInto('purchase_mark')
    .values(
      marks.map(({ reason, likePurchaseId }) => ({
        commissioner_id: actor.commissionerId,
        purchase_id: purchaseId,
        reason,
        like_purchase_id: likePurchaseId,
        marked_at: now,
      })),
    )
    .onConflict((oc) => oc.columns(['commissioner_id', 'purchase_id', 'reason']).doNothing())
    .execute()
}

/** Whose the purchase of a mark is. */
const personOfMark = sql`(select b.person_id from purchase m join budget_case b on b.commissioner_id = ${theTenant} and b.case_id = m.case_id
  where m.commissioner_id = ${theTenant} and m.purchase_id = purchase_mark.purchase_id)`

/** One row more than a page, the newest purchase first, with what each is marked for; nothing for a system of somebody else. */
export async function listMarked(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
): Promise<(MarkedPurchase & { personId: string })[]> {
  // From the marks, which are few, by their key.
  const marked = ({ after, limit }: PageRequest) =>
    reads
      .selectFrom('purchase_mark')
      .select('purchase_id')
      .distinct()
      .where('commissioner_id', '=', actor.commissionerId)
      .where(isSeenOfEverybody(actor, personOfMark))
      .$if(after !== undefined, (query) => query.where('purchase_id', '<', after ?? ''))
      .orderBy('purchase_id', 'desc')
      .limit(limit + 1)
  const rows = await reads
    .selectFrom(marked(page).as('d'))
    .innerJoin('purchase as p', (join) =>
      join.on('p.commissioner_id', '=', actor.commissionerId).onRef('p.purchase_id', '=', 'd.purchase_id'),
    )
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'p.case_id'),
    )
    .select(['p.purchase_id', 'p.case_id', 'c.person_id', 'p.amount_pence', 'p.bought_on'])
    .select(marksOf.as('marks'))
    .orderBy('p.purchase_id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.purchase_id,
    caseId: row.case_id,
    personId: row.person_id,
    amountPence: row.amount_pence,
    boughtOn: row.bought_on,
    marks: row.marks,
  }))
}
