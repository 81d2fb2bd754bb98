import type { Selectable } from 'kysely'
import type { Belonging, Case } from '../case-access/case.ts'
import { caseIdOf } from '../case-access/repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Period } from '../rules/budgets/period.ts'
import type { WayOfSaying } from '../rules/people/recording.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { BudgetCalculation, BudgetPreview, IndicativeBudget } from './schemas.ts'

const toCalculation = (row: Selectable<Database['budget_calculation']>): BudgetCalculation => ({
  id: row.budget_calculation_id,
  caseId: row.case_id,
  method: row.method,
  schemeVersion: row.scheme_version,
  inputs: row.inputs as BudgetCalculation['inputs'],
  steps: row.steps,
  amountPence: row.amount_pence,
  facts: row.facts as BudgetCalculation['facts'],
  costOfUsePence: row.cost_of_use_pence,
  reservePence: row.reserve_pence,
  shares: row.shares,
  contentHash: row.content_hash,
  calculatedAt: row.calculated_at.toISOString(),
})

export async function insertCalculation(
  tx: Tx,
  actor: Actor,
  caseId: string,
  made: BudgetPreview,
  now: Date,
): Promise<BudgetCalculation> {
  const id = newId()
  await tx
    .insertInto('budget_calculation')
    .values({
      commissioner_id: actor.commissionerId,
      budget_calculation_id: id,
      case_id: caseId,
      method: made.method,
      scheme_version: made.schemeVersion,
      inputs: JSON.stringify(made.inputs),
      steps: JSON.stringify(made.steps),
      amount_pence: made.amountPence,
      facts: JSON.stringify(made.facts),
      cost_of_use_pence: made.costOfUsePence,
      reserve_pence: made.reservePence,
      shares: JSON.stringify(made.shares),
      content_hash: made.contentHash,
      sentences_hashed: false,
      calculated_by: actor.actorId,
      calculated_at: now,
    })
    .execute()
  return { id, caseId, ...made, calculatedAt: now.toISOString() }
}

export async function findCalculation(reads: Reads, actor: Actor, id: string): Promise<BudgetCalculation | undefined> {
  const row = await reads
    .selectFrom('budget_calculation')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('budget_calculation_id', '=', id)
    .executeTakeFirst()
  return row && toCalculation(row)
}

/** Whether the hash of a calculation was made with the sentences of its steps, as all were before 0024. */
export async function hasSentencesHashed(reads: Reads, actor: Actor, id: string): Promise<boolean> {
  const row = await reads
    .selectFrom('budget_calculation')
    .select('sentences_hashed')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('budget_calculation_id', '=', id)
    .executeTakeFirstOrThrow()
  return row.sentences_hashed
}

/** One row more than a page, newest first. */
export async function listCalculations(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<BudgetCalculation[]> {
  const rows = await reads
    .selectFrom('budget_calculation')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('budget_calculation_id', '<', page.after ?? ''))
    .orderBy('budget_calculation_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toCalculation)
}

const toIndicativeBudget = (row: Selectable<Database['indicative_budget']>): IndicativeBudget => ({
  id: row.indicative_budget_id,
  caseId: row.case_id,
  budgetCalculationId: row.budget_calculation_id,
  amountPence: row.amount_pence,
  reservePence: row.reserve_pence,
  shares: row.shares,
  period: { from: row.period_from, until: row.period_until },
  adoptedAt: row.adopted_at.toISOString(),
  disclosedAt: row.disclosed_at?.toISOString() ?? null,
  disclosedHow: row.disclosed_how,
})

/** The indicative budget in force. */
export async function findIndicativeBudget(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
): Promise<IndicativeBudget | undefined> {
  const row = await reads
    .selectFrom('indicative_budget')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseIdOf(actor, of))
    .where('superseded_at', 'is', null)
    .executeTakeFirst()
  return row && toIndicativeBudget(row)
}

/** The period of a budget of the person in the scheme, in this case or another, that has not run out on a day: the first that began. */
export async function findRunningPeriod(
  reads: Reads,
  actor: Actor,
  { personId, schemeId }: Pick<Case, 'personId' | 'schemeId'>,
  on: LocalDate,
): Promise<Period | undefined> {
  const row = await reads
    .selectFrom('indicative_budget as b')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'b.case_id'),
    )
    .select(['b.period_from', 'b.period_until'])
    .where('b.commissioner_id', '=', theTenant)
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.person_id', '=', personId)
    .where('c.scheme_id', '=', schemeId)
    .where('b.period_until', '>=', on)
    .orderBy('b.period_from')
    .limit(1)
    .executeTakeFirst()
  return row && { from: row.period_from, until: row.period_until }
}

/** What a plan can cost: the indicative budget less what is kept for a crisis. */
export function spendable({
  amountPence,
  reservePence,
}: Pick<IndicativeBudget, 'amountPence' | 'reservePence'>): number {
  return amountPence - reservePence
}

/** Puts an indicative budget in force; the one before is kept as superseded. */
export async function insertIndicativeBudget(
  tx: Tx,
  actor: Actor,
  calculation: BudgetCalculation,
  period: Period,
  now: Date,
): Promise<IndicativeBudget> {
  const id = newId()
  await Promise.all([
    inForce(tx, actor, calculation.caseId).set({ superseded_at: now }).execute(),
    tx
      .insertInto('indicative_budget')
      .values({
        commissioner_id: actor.commissionerId,
        indicative_budget_id: id,
        case_id: calculation.caseId,
        budget_calculation_id: calculation.id,
        amount_pence: calculation.amountPence,
        reserve_pence: calculation.reservePence,
        shares: JSON.stringify(calculation.shares),
        period_from: period.from,
        period_until: period.until,
        adopted_by: actor.actorId,
        adopted_at: now,
        disclosed_at: null,
        disclosed_by: null,
        disclosed_how: null,
        superseded_at: null,
      })
      .execute(),
  ])
  return {
    id,
    caseId: calculation.caseId,
    budgetCalculationId: calculation.id,
    amountPence: calculation.amountPence,
    reservePence: calculation.reservePence,
    shares: calculation.shares,
    period,
    adoptedAt: now.toISOString(),
    disclosedAt: null,
    disclosedHow: null,
  }
}

export async function setDisclosed(tx: Tx, actor: Actor, caseId: string, how: WayOfSaying, now: Date): Promise<void> {
  await inForce(tx, actor, caseId).set({ disclosed_at: now, disclosed_by: actor.actorId, disclosed_how: how }).execute()
}

function inForce(tx: Tx, actor: Actor, caseId: string) {
  return tx
    .updateTable('indicative_budget')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('superseded_at', 'is', null)
}
