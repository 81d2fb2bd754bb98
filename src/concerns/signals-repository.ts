import { sql } from 'kysely'
import { accountNameDiffers, sharesAccount } from '../bank-accounts/signs-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type BoughtThing, burstReachDays, type LookedAt, marksOfReversal } from '../rules/concerns/signals.ts'
import { holdsToday } from '../spending-stops/frozen-repository.ts'

const fromTheFirst = '00000000-0000-7000-8000-000000000000'

/** Up to where the tenant's spending was looked at. Whoever looks next waits for who looks now. */
export async function lockWatch(tx: Tx, { commissionerId }: Actor): Promise<string> {
  const row = await tx
    .selectFrom('signal_watch')
    .select('looked_to')
    .where('commissioner_id', '=', commissionerId)
    .forUpdate()
    .executeTakeFirst()
  return row?.looked_to ?? fromTheFirst
}

export async function setLookedTo(tx: Tx, { commissionerId }: Actor, lookedTo: string): Promise<void> {
  await tx
    .insertInto('signal_watch')
    .values({ commissioner_id: commissionerId, looked_to: lookedTo })
    .onConflict((oc) => oc.column('commissioner_id').doUpdateSet({ looked_to: lookedTo }))
    .execute()
}

/** A purchase to look at: it was recorded, its receipt was, or it was marked, after a place. */
export interface Fresh {
  readonly id: string
  readonly purchaseId: string
}

/** The purchases that were recorded or marked after a place, and those whose receipts were recorded, in order. */
export async function listFresh(tx: Tx, { commissionerId }: Actor, after: string, limit: number): Promise<Fresh[]> {
  const [purchases, receipts, marks] = await Promise.all([
    tx
      .selectFrom('purchase')
      .select(['purchase_id as id', 'purchase_id as purchaseId'])
      .where('commissioner_id', '=', commissionerId)
      .where('purchase_id', '>', after)
      .orderBy('purchase_id')
      .limit(limit)
      .execute(),
    tx
      .selectFrom('receipt')
      .select(['receipt_id as id', 'purchase_id as purchaseId'])
      .where('commissioner_id', '=', commissionerId)
      .where('receipt_id', '>', after)
      .orderBy('receipt_id')
      .limit(limit)
      .execute(),
    tx
      .selectFrom('purchase_mark')
      .select(['purchase_mark_id as id', 'purchase_id as purchaseId'])
      .where('commissioner_id', '=', commissionerId)
      .where('purchase_mark_id', '>', after)
      .orderBy('purchase_mark_id')
      .limit(limit)
      .execute(),
  ])
  return [...purchases, ...receipts, ...marks].sort((one, other) => (one.id < other.id ? -1 : 1)).slice(0, limit)
}

/** A purchase of a case, and what is known of it. */
export type LookedPurchase = LookedAt & { readonly id: string; readonly caseId: string }

const marksOfPurchase = sql<LookedAt['marks']>`array(select m.reason::text from purchase_mark m
  where m.commissioner_id = ${theTenant} and m.purchase_id = p.purchase_id order by 1)`
/** Who recorded the purchase `p`, where they have a place on the team that is not the person's: the newest, and what they and their organisation are called. */
const buyerOfPurchase = sql<LookedAt['buyer']>`(select json_build_object('memberId', m.case_member_id,
    'names', array_remove(array[m.name, o.name], null))
  from case_member m left join organisation o on o.commissioner_id = ${theTenant} and o.organisation_id = m.organisation_id
  where m.commissioner_id = ${theTenant} and m.case_id = p.case_id and m.actor_id = p.bought_by and m.case_role <> 'person'
  order by m.case_member_id desc limit 1)`

/** Who is paid for the purchase `p`, where they are one human of the register to whom no tie is declared, found or decided on in the case. */
const undeclaredOfPurchase = sql<LookedAt['undeclared']>`(select json_build_object('name', y.name, 'contact', y.contact,
    'families', (select coalesce(json_agg(f.name), '[]') from (
      select o.family_name as name from budget_case b join person o on o.commissioner_id = ${theTenant} and o.person_id = b.person_id
        where b.commissioner_id = ${theTenant} and b.case_id = p.case_id and o.family_name is not null
      union all select regexp_replace(trim(m.name), '^.*\\s', '') from case_member m
        where m.commissioner_id = ${theTenant} and m.case_id = p.case_id and m.case_role = 'representative') f),
    'close', (select coalesce(json_agg(json_build_object('name', k ->> 'name', 'contact', k ->> 'contact')), '[]')
      from plan_line l join support_plan s on s.commissioner_id = ${theTenant} and s.support_plan_id = l.support_plan_id,
        json_array_elements(case json_typeof(s.content #> '{crisisContingency,contacts}') when 'array'
          then s.content #> '{crisisContingency,contacts}' else '[]' end) k
      where l.commissioner_id = ${theTenant} and l.plan_line_id = p.plan_line_id))
  from payee y where y.commissioner_id = ${theTenant} and y.payee_id = p.payee_id and y.kind in ('individual-worker', 'volunteer')
    and not exists (select from payee_tie t where t.commissioner_id = ${theTenant} and t.case_id = p.case_id and t.payee_id = y.payee_id)
    and not exists (select from payee_decision d where d.commissioner_id = ${theTenant} and d.case_id = p.case_id and d.payee_id = y.payee_id))`

/** The purchase of another case with which the purchase `p` shares its receipt. */
const elsewhereOfPurchase = sql<
  LookedAt['elsewhere']
>`(select json_build_object('purchaseId', e.purchase_id, 'caseId', e.case_id, 'payee', e.payee)
  from purchase_mark m join purchase e on e.commissioner_id = ${theTenant} and e.purchase_id = m.like_purchase_id
  where m.commissioner_id = ${theTenant} and m.purchase_id = p.purchase_id and m.reason = 'same-document' and e.case_id <> p.case_id limit 1)`

/** Whether a paper of who is paid for the purchase `p` was seen for another payee too, where one of the two is a human. */
const paperSharedOfPurchase = sql<boolean>`exists (select from payee_evidence e
    join payee_evidence f on f.commissioner_id = ${theTenant} and f.document_hash = e.document_hash and f.payee_id <> e.payee_id
    join payee y on y.commissioner_id = ${theTenant} and y.payee_id = e.payee_id
    join payee z on z.commissioner_id = ${theTenant} and z.payee_id = f.payee_id
  where e.commissioner_id = ${theTenant} and e.payee_id = p.payee_id and e.document_hash is not null
    and (y.kind in ('individual-worker', 'volunteer') or z.kind in ('individual-worker', 'volunteer')) offset 0)`

/** What the payees are called who are frozen on the case of the purchase `p`. */
const frozenOfPurchase = sql<
  string[]
>`array(select f.payee from spending_freeze f where f.commissioner_id = ${theTenant}
  and f.case_id = p.case_id and f.about = 'payee' and ${holdsToday})`

/** So many of those who are paid no more are looked at, the newest. */
const mostStopped = 5_000

/** What the payees of the register are called who are paid no more: they were ended, or a paper of theirs has lapsed and nothing newer stands for it. */
async function listStopped(tx: Tx, { commissionerId }: Actor): Promise<string[]> {
  const lapsed = sql<boolean>`exists (select from payee_evidence e where e.commissioner_id = ${theTenant} and e.payee_id = p.payee_id
    and e.expires_on < current_day() and not exists (select from payee_evidence n where n.commissioner_id = ${theTenant}
      and n.payee_id = e.payee_id and n.kind = e.kind and n.expires_on > e.expires_on offset 0) offset 0)`
  const rows = await tx
    .selectFrom('payee as p')
    .select('p.name')
    .where('p.commissioner_id', '=', commissionerId)
    .where((eb) => eb.or([eb('p.ended_at', 'is not', null), lapsed]))
    .orderBy('p.payee_id', 'desc')
    .limit(mostStopped)
    .execute()
  return rows.map(({ name }) => name)
}

/** The line of the purchase `p` in each plan of its case. */
const linesOfPurchase = sql<LookedAt['lineIds']>`array(select k.plan_line_id
  from plan_line l join plan_line k on k.commissioner_id = ${theTenant} and k.case_id = p.case_id and k.key = l.key
  where l.commissioner_id = ${theTenant} and l.plan_line_id = p.plan_line_id)`

const columns = ['purchase_id', 'case_id', 'plan_line_id', 'amount_pence', 'payee', 'bought', 'bought_on'] as const
type Row = {
  readonly purchase_id: string
  readonly plan_line_id: string
  readonly amount_pence: number
  readonly payee: string
  readonly bought: string
  readonly bought_on: string
}
const toBought = (row: Row): BoughtThing => ({
  planLineId: row.plan_line_id,
  amountPence: row.amount_pence,
  payee: row.payee,
  bought: row.bought,
  boughtOn: row.bought_on,
})

/** These purchases, where they stand or are marked for how they were taken back, in the order in which they were recorded. */
export async function listLooked(tx: Tx, actor: Actor, ids: readonly string[]): Promise<LookedPurchase[]> {
  const rows = await tx
    .selectFrom('purchase as p')
    .select(columns.map((column) => `p.${column}` as const))
    .select([sharesAccount('p.payee_id').as('shared'), accountNameDiffers('p.payee_id').as('differs')])
    .select([marksOfPurchase.as('marks'), buyerOfPurchase.as('buyer'), undeclaredOfPurchase.as('undeclared')])
    .select(['p.reversed_at', elsewhereOfPurchase.as('elsewhere'), linesOfPurchase.as('line_ids')])
    .select(['p.payee_id', paperSharedOfPurchase.as('paper_shared'), frozenOfPurchase.as('frozen')])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('p.purchase_id', '=', eb.fn.any(eb.val([...ids]))))
    .where(
      sql<boolean>`(p.reversed_at is null or exists (select from purchase_mark m where m.commissioner_id = ${theTenant}
        and m.purchase_id = p.purchase_id and m.reason::text = any(${[...marksOfReversal]}::text[]) offset 0))`,
    )
    .orderBy('p.purchase_id')
    .execute()
  const typed = (row: { payee_id: string | null }) => row.payee_id === null
  const stopped = rows.some(typed) ? await listStopped(tx, actor) : []
  return rows.map((row) => ({
    ...toBought(row),
    paperShared: row.paper_shared,
    stopped: typed(row) ? [...stopped, ...row.frozen] : [],
    reversed: row.reversed_at !== null,
    id: row.purchase_id,
    caseId: row.case_id,
    marks: row.marks,
    buyer: row.buyer,
    account: { shared: row.shared, nameDiffers: row.differs },
    undeclared: row.undeclared,
    elsewhere: row.reversed_at === null ? row.elsewhere : null,
    lineIds: row.line_ids,
  }))
}

/** What was recorded before a purchase, the oldest first, and of that what was bought in the days around it. */
export interface Earlier {
  readonly before: readonly BoughtThing[]
  readonly near: readonly BoughtThing[]
}

/** As many of the purchases of a case before one as the signals look back on, those that stand. */
const mostBefore = 200
/** What came before each of these purchases in its case, by its identifier. */
export async function listEarlier(
  tx: Tx,
  { commissionerId }: Actor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Earlier>> {
  const told = sql`b.purchase_id, b.plan_line_id, b.amount_pence, b.payee, b.bought, b.bought_on`
  const standing = sql`from purchase b where b.commissioner_id = ${theTenant} and b.case_id = p.case_id and b.purchase_id < p.purchase_id and b.reversed_at is null`
  const newest = sql`order by b.purchase_id desc limit ${mostBefore}`
  const earlier = sql<Row & { of: string; is_near: boolean }>`(select p.purchase_id as of, b.*
    from purchase p cross join lateral (
      (select ${told}, false as is_near ${standing} ${newest})
      union all (select ${told}, true ${standing}
        and b.bought_on between p.bought_on - ${burstReachDays}::integer and p.bought_on + ${burstReachDays}::integer ${newest})) b
    where p.commissioner_id = ${commissionerId} and p.purchase_id = any(${[...ids]}::uuid[]))`
  const rows = await tx.selectFrom(earlier.as('e')).selectAll().orderBy('purchase_id').execute()
  const found = new Map(ids.map((id) => [id, { before: [] as BoughtThing[], near: [] as BoughtThing[] }]))
  for (const row of rows) found.get(row.of)?.[row.is_near ? 'near' : 'before'].push(toBought(row))
  return found
}

/** The signals that these purchases raised before, each as its purchase and its reason. */
export async function listRaised(tx: Tx, { commissionerId }: Actor, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('concern_report')
    .select(['purchase_id', 'reason'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('purchase_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Set(rows.map(({ purchase_id, reason }) => raisedKey(purchase_id ?? '', reason)))
}

export const raisedKey = (purchaseId: string, reason: string): string => `${purchaseId} ${reason}`
