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

/** What a purchase is like: another purchase, or, where that is null, what somebody claimed back. */
interface Like {
  readonly likePurchaseId: string | null
}

/**
 * What else of the person stands for the same amount on the same day, on any of their cases: a purchase from a payee of the same letters, since a blank or a look-alike makes no other shop; or what was
 * claimed back, which names no payee.
 */
export async function findSameExpense(
  reads: Reads,
  actor: Actor,
  personId: string,
  { amountPence, ownPence = 0, payee, boughtOn }: Pick<NewPurchase, 'amountPence' | 'ownPence' | 'payee' | 'boughtOn'>,
): Promise<Like | undefined> {
  // A paper is for all that was paid: what the person says they added makes no other expense of it.
  const paidPence = amountPence + ownPence
  const rows = await reads
    .selectFrom('budget_case as c')
    .innerJoinLateral(
      sql<{ purchase_id: string | null; payee: string | null }>`(select p.purchase_id, p.payee from purchase p
          where p.commissioner_id = ${theTenant} and p.case_id = c.case_id and p.amount_pence + p.own_pence = ${paidPence}
          and p.bought_on = ${boughtOn} and p.reversed_at is null
        union all select null, null from waiting_claim w
          where w.commissioner_id = ${theTenant} and w.case_id = c.case_id and w.amount_pence = ${paidPence}
          and w.spent_on = ${boughtOn} and w.status not in ('withdrawn', 'refused'))`.as('x'),
      (join) => join.onTrue(),
    )
    .select(['x.purchase_id', 'x.payee'])
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.person_id', '=', personId)
    .orderBy('x.purchase_id')
    .execute()
  const like = rows.find((row) => row.payee === null || foldName(row.payee) === foldName(payee))
  return like && { likePurchaseId: like.purchase_id }
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
