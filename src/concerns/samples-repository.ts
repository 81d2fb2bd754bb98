import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { AuditedKind, AuditFinding, Drawn } from '../rules/concerns/audit-samples.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import type { AuditSample, AuditSampleItem } from './sample-schemas.ts'

const toSample = (row: Selectable<Database['audit_sample']>): AuditSample => ({
  id: row.audit_sample_id,
  of: row.kind,
  from: row.from_on,
  until: row.until_on,
  size: row.size,
  seed: row.seed,
  method: row.method,
  population: row.population,
  drawnBy: row.drawn_by,
  drawnAt: row.drawn_at.toISOString(),
})

/** In which column an item of a kind is kept. */
const keyOf = {
  purchase: 'purchase_id',
  'bank-details': 'bank_account_id',
  'line-move': 'line_move_id',
  'give-back': 'give_back_id',
  'off-plan-decision': 'decision_id',
  'waiting-claim-decision': 'decision_id',
  payment: 'payment_id',
} as const satisfies Record<AuditedKind, keyof Database['audit_sample_item']>
const ofNone = {
  ...{ purchase_id: null, bank_account_id: null, line_move_id: null },
  ...{ give_back_id: null, decision_id: null, payment_id: null },
}

export async function insertSample(tx: Tx, actor: Actor, sample: AuditSample, drawn: readonly Drawn[]): Promise<void> {
  await tx
    .insertInto('audit_sample')
    .values({
      commissioner_id: actor.commissionerId,
      audit_sample_id: sample.id,
      kind: sample.of,
      from_on: sample.from,
      until_on: sample.until,
      size: sample.size,
      seed: sample.seed,
      method: sample.method,
      population: sample.population,
      drawn_by: sample.drawnBy,
      drawn_at: new Date(sample.drawnAt),
    })
    .execute()
  const rows = drawn.map(({ id, weight }, place) => ({
    ...{ commissioner_id: actor.commissionerId, audit_sample_id: sample.id, item_id: id, place, weight },
    ...ofNone,
    [keyOf[sample.of]]: id,
  }))
  if (rows.length > 0) insertMany(tx, 'audit_sample_item', rows)
}

const samples = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('audit_sample').selectAll().where('commissioner_id', '=', commissionerId)

export async function findSample(reads: Reads, actor: Actor, id: string): Promise<AuditSample | undefined> {
  const row = await samples(reads, actor).where('audit_sample_id', '=', id).executeTakeFirst()
  return row && toSample(row)
}

/** One row more than a page, newest first. */
export async function listAuditSamples(reads: Reads, actor: Actor, page: PageRequest): Promise<AuditSample[]> {
  const rows = await samples(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('audit_sample_id', '<', page.after ?? ''))
    .orderBy('audit_sample_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toSample)
}

/** The items of a sample that the actor sees, with whose they are: each from the table of its kind. */
function items(reads: Reads, actor: Actor, sampleId: string) {
  return reads
    .selectFrom('audit_sample_item as i')
    .innerJoin('audit_sample as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.audit_sample_id', '=', 'i.audit_sample_id'),
    )
    .innerJoinLateral(itemOf, (join) => join.onTrue())
    .leftJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'o.case_id'),
    )
    .select(['i.item_id', 's.kind', 'i.weight', 'i.finding', 'i.finding_words', 'i.found_by', 'i.found_at'])
    .select(['o.case_id', 'o.payee_id', 'o.amount_pence', 'o.on_day', 'c.person_id'])
    .where('i.commissioner_id', '=', actor.commissionerId)
    .where('i.audit_sample_id', '=', sampleId)
    .where(isSeenOfEverybody(actor, sql.ref('c.person_id')))
}
/** What is told of an item of any kind. */
interface Told {
  readonly case_id: string | null
  readonly payee_id: string | null
  readonly amount_pence: Pence | null
  readonly on_day: LocalDate
}
const dayOf = (instant: string) => sql.raw(`(${instant} at time zone 'Europe/London')::date`)
const itemOf = () =>
  sql<Told>`(
    select p.case_id, p.payee_id, p.amount_pence, p.bought_on as on_day from purchase p
      where p.commissioner_id = ${theTenant} and p.purchase_id = i.purchase_id
    union all select b.case_id, b.payee_id, null, ${dayOf('b.proposed_at')} from bank_account b
      where b.commissioner_id = ${theTenant} and b.bank_account_id = i.bank_account_id
    union all select m.case_id, null, m.amount_pence, ${dayOf('m.moved_at')} from line_move m
      where m.commissioner_id = ${theTenant} and m.line_move_id = i.line_move_id
    union all select g.case_id, null, g.amount_pence, g.received_on from give_back g
      where g.commissioner_id = ${theTenant} and g.give_back_id = i.give_back_id
    union all select d.case_id, r.payee_id, r.amount_pence, ${dayOf('d.decided_at')} from decision d
      join off_plan_request r on r.commissioner_id = ${theTenant} and r.off_plan_request_id = d.subject_id
      where d.commissioner_id = ${theTenant} and d.decision_id = i.decision_id
    union all select d.case_id, null, w.amount_pence, ${dayOf('d.decided_at')} from decision d
      join waiting_claim w on w.commissioner_id = ${theTenant} and w.waiting_claim_id = d.subject_id
      where d.commissioner_id = ${theTenant} and d.decision_id = i.decision_id
    union all select y.case_id, y.payee_id, y.amount_pence, coalesce(y.paid_on, ${dayOf('y.settled_at')}) from payment y
      where y.commissioner_id = ${theTenant} and y.payment_id = i.payment_id)`.as<'o'>(sql.ref('o'))
type ItemRow = Awaited<ReturnType<ReturnType<typeof items>['execute']>>[number]
export type FoundItem = AuditSampleItem & { readonly personId: string | null }

const toItem = (row: ItemRow): FoundItem => ({
  id: row.item_id,
  of: row.kind,
  caseId: row.case_id,
  payeeId: row.payee_id,
  personId: row.person_id,
  amountPence: row.amount_pence,
  on: row.on_day,
  weight: row.weight,
  finding: row.finding,
  words: row.finding_words,
  foundBy: row.found_by,
  foundAt: row.found_at?.toISOString() ?? null,
})

/** One row more than a page, by the identifier of the item. */
export async function listAuditSampleItems(
  reads: Reads,
  actor: Actor,
  sampleId: string,
  page: PageRequest,
): Promise<FoundItem[]> {
  const rows = await items(reads, actor, sampleId)
    .$if(page.after !== undefined, (query) => query.where('i.item_id', '<', page.after ?? ''))
    .orderBy('i.item_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toItem)
}

export async function findItem(
  reads: Reads,
  actor: Actor,
  sampleId: string,
  itemId: string,
): Promise<FoundItem | undefined> {
  const row = await items(reads, actor, sampleId).where('i.item_id', '=', itemId).executeTakeFirst()
  return row && toItem(row)
}

/** What was drawn, in its order. */
export async function listDrawn(reads: Reads, { commissionerId }: Actor, sampleId: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('audit_sample_item')
    .select('item_id')
    .where('commissioner_id', '=', commissionerId)
    .where('audit_sample_id', '=', sampleId)
    .orderBy('place')
    .execute()
  return rows.map((row) => row.item_id)
}

/** Keeps what was found of an item, once; false where something was found before. */
export async function setFinding(
  tx: Tx,
  actor: Actor,
  of: { readonly sampleId: string; readonly itemId: string },
  { finding, words }: { readonly finding: AuditFinding; readonly words: string },
  now: Date,
): Promise<boolean> {
  const row = await tx
    .updateTable('audit_sample_item')
    .set({ finding, finding_words: words, found_by: actor.actorId, found_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('audit_sample_id', '=', of.sampleId)
    .where('item_id', '=', of.itemId)
    .where('finding', 'is', null)
    .returning('item_id')
    .executeTakeFirst()
  return row !== undefined
}
