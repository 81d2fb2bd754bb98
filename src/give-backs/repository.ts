import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { AgreedLine } from '../ledger/lines-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { GiveBack } from './schemas.ts'

const toGiveBack = (row: Selectable<Database['give_back']>): GiveBack => ({
  id: row.give_back_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  amountPence: row.amount_pence,
  givenBy: row.given_by,
  paymentId: row.payment_id,
  receivedOn: row.received_on,
  reference: row.reference,
  evidence: row.evidence,
  toFunders: row.to_funders,
  recordedAt: row.recorded_at.toISOString(),
  confirmedEvidence: row.confirmed_evidence,
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
})

/** What stands: what who recorded it corrected before anybody confirmed it does not. */
const givenBack = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('give_back')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('replaced_at', 'is', null)

/** The day in England on which a plan of the case with this line was agreed first. */
export async function findFirstAgreedOn(
  reads: Reads,
  actor: Actor,
  { caseId, key }: Pick<AgreedLine, 'caseId' | 'key'>,
): Promise<LocalDate | null> {
  const row = await reads
    .selectFrom('plan_line as l')
    .innerJoin('support_plan as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.support_plan_id', '=', 'l.support_plan_id'),
    )
    .select((eb) => eb.fn.min('s.agreed_at').as('at'))
    .where('l.commissioner_id', '=', actor.commissionerId)
    .where('l.case_id', '=', caseId)
    .where('l.key', '=', key)
    .executeTakeFirstOrThrow()
  return row.at && londonDate(row.at)
}

/** What is kept beside what is told: who recorded it first. */
export type KeptGiveBack = GiveBack & { readonly recordedBy: string }

/** What stands of a reference, of whichever line, however it is written; held against another who confirms or corrects it. */
export async function lockStanding(tx: Tx, actor: Actor, reference: string): Promise<KeptGiveBack | undefined> {
  const row = await givenBack(tx, actor)
    .where('reference_letters', '=', foldName(reference))
    .forUpdate()
    .executeTakeFirst()
  return row && { ...toGiveBack(row), recordedBy: row.recorded_by }
}

const update = (tx: Tx, actor: Actor, id: string) =>
  tx.updateTable('give_back').where('commissioner_id', '=', actor.commissionerId).where('give_back_id', '=', id)

/** A second officer recorded the same. */
export async function setConfirmed(
  tx: Tx,
  actor: Actor,
  { id, toFunders, confirmedEvidence }: Pick<GiveBack, 'id' | 'toFunders' | 'confirmedEvidence'>,
  now: Date,
): Promise<void> {
  const by = { confirmed_by: actor.actorId, confirmed_evidence: confirmedEvidence, confirmed_at: now }
  await update(tx, actor, id)
    .set({ to_funders: toFunders, ...by })
    .execute()
}

/** Who recorded it first corrects it: what was there stays, and stands no more. */
export async function setReplaced(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await update(tx, actor, id).set({ replaced_at: now }).execute()
}

/** One row more than a page, newest first. */
export async function listGiveBacks(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<GiveBack[]> {
  const rows = await givenBack(reads, actor)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('give_back_id', '<', page.after ?? ''))
    .orderBy('give_back_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toGiveBack)
}

export function insertGiveBack(tx: Tx, actor: Actor, given: GiveBack): void {
  insertMany(tx, 'give_back', [
    {
      commissioner_id: actor.commissionerId,
      give_back_id: given.id,
      case_id: given.caseId,
      plan_line_id: given.planLineId,
      amount_pence: given.amountPence,
      given_by: given.givenBy,
      payment_id: given.paymentId,
      received_on: given.receivedOn,
      reference: given.reference,
      reference_letters: foldName(given.reference),
      evidence: given.evidence,
      to_funders: given.toFunders,
      recorded_by: actor.actorId,
      recorded_at: new Date(given.recordedAt),
    },
  ])
}
