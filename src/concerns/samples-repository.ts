import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { AuditFinding, Drawable, Drawn } from '../rules/concerns/audit-samples.ts'
import { daysAfter, instantsInLondon } from '../shared/dates.ts'
import type { AuditSample, AuditSampleItem } from './sample-schemas.ts'

const toSample = (row: Selectable<Database['audit_sample']>): AuditSample => ({
  id: row.audit_sample_id,
  from: row.from_on,
  until: row.until_on,
  size: row.size,
  seed: row.seed,
  method: row.method,
  population: row.population,
  drawnBy: row.drawn_by,
  drawnAt: row.drawn_at.toISOString(),
})

/**
 * The purchases that were recorded on these days, as they were known at a moment, so that a later mark or receipt changes no draw. They are drawn from all
 * alike: also from records that the auditor does not see, or the draw would depend on who draws.
 */
export async function listDrawable(
  reads: Reads,
  { commissionerId }: Actor,
  { from, until, drawnAt }: Pick<AuditSample, 'from' | 'until' | 'drawnAt'>,
): Promise<Drawable[]> {
  const [first] = instantsInLondon(from, '00:00')
  const [end] = instantsInLondon(daysAfter(until, 1), '00:00')
  const rows = await reads
    .selectFrom('purchase as p')
    .select(['p.purchase_id', 'p.amount_pence'])
    .select([
      sql<number>`(select count(*) from purchase_mark m where m.commissioner_id = ${theTenant} and m.purchase_id = p.purchase_id
        and m.marked_at <= ${drawnAt}::timestamptz)::int`.as('marks'),
      sql<boolean>`exists (select from receipt r where r.commissioner_id = ${theTenant} and r.purchase_id = p.purchase_id
        and r.received_at <= ${drawnAt}::timestamptz offset 0)`.as('has_receipt'),
    ])
    .where('p.commissioner_id', '=', commissionerId)
    .where('p.recorded_at', '>=', first ?? new Date(from))
    .where('p.recorded_at', '<', end ?? new Date(until))
    .execute()
  return rows.map((row) => ({
    id: row.purchase_id,
    amountPence: row.amount_pence,
    marks: row.marks,
    hasReceipt: row.has_receipt,
  }))
}

export async function insertSample(tx: Tx, actor: Actor, sample: AuditSample, drawn: readonly Drawn[]): Promise<void> {
  await tx
    .insertInto('audit_sample')
    .values({
      commissioner_id: actor.commissionerId,
      audit_sample_id: sample.id,
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
    ...{ commissioner_id: actor.commissionerId, audit_sample_id: sample.id, purchase_id: id, place, weight },
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

/** The purchases of a sample that the actor sees, with whose they are. */
function items(reads: Reads, actor: Actor, sampleId: string) {
  return reads
    .selectFrom('audit_sample_item as i')
    .innerJoin('purchase as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.purchase_id', '=', 'i.purchase_id'),
    )
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'p.case_id'),
    )
    .select(['i.purchase_id', 'i.weight', 'i.finding', 'i.finding_words', 'i.found_by', 'i.found_at'])
    .select(['p.case_id', 'p.amount_pence', 'p.bought_on', 'c.person_id'])
    .where('i.commissioner_id', '=', actor.commissionerId)
    .where('i.audit_sample_id', '=', sampleId)
    .where(isSeenOfEverybody(actor, sql.ref('c.person_id')))
}
type ItemRow = Awaited<ReturnType<ReturnType<typeof items>['execute']>>[number]
export type FoundItem = AuditSampleItem & { readonly personId: string }

const toItem = (row: ItemRow): FoundItem => ({
  id: row.purchase_id,
  caseId: row.case_id,
  personId: row.person_id,
  amountPence: row.amount_pence,
  boughtOn: row.bought_on,
  weight: row.weight,
  finding: row.finding,
  words: row.finding_words,
  foundBy: row.found_by,
  foundAt: row.found_at?.toISOString() ?? null,
})

/** One row more than a page, by the identifier of the purchase. */
export async function listAuditSampleItems(
  reads: Reads,
  actor: Actor,
  sampleId: string,
  page: PageRequest,
): Promise<FoundItem[]> {
  const rows = await items(reads, actor, sampleId)
    .$if(page.after !== undefined, (query) => query.where('i.purchase_id', '<', page.after ?? ''))
    .orderBy('i.purchase_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toItem)
}

export async function findItem(
  reads: Reads,
  actor: Actor,
  sampleId: string,
  purchaseId: string,
): Promise<FoundItem | undefined> {
  const row = await items(reads, actor, sampleId).where('i.purchase_id', '=', purchaseId).executeTakeFirst()
  return row && toItem(row)
}

/** What was drawn, in its order. */
export async function listDrawn(reads: Reads, { commissionerId }: Actor, sampleId: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('audit_sample_item')
    .select('purchase_id')
    .where('commissioner_id', '=', commissionerId)
    .where('audit_sample_id', '=', sampleId)
    .orderBy('place')
    .execute()
  return rows.map((row) => row.purchase_id)
}

/** Keeps what was found of a purchase, once; false where something was found before. */
export async function setFinding(
  tx: Tx,
  actor: Actor,
  of: { readonly sampleId: string; readonly purchaseId: string },
  { finding, words }: { readonly finding: AuditFinding; readonly words: string },
  now: Date,
): Promise<boolean> {
  const row = await tx
    .updateTable('audit_sample_item')
    .set({ finding, finding_words: words, found_by: actor.actorId, found_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('audit_sample_id', '=', of.sampleId)
    .where('purchase_id', '=', of.purchaseId)
    .where('finding', 'is', null)
    .returning('purchase_id')
    .executeTakeFirst()
  return row !== undefined
}
