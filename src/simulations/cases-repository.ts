import { sql } from 'kysely'
import { ratedDomains } from '../budgets/budget-facts.ts'
import type { Database } from '../database/tables.ts'
import type { AssessmentContent } from '../needs-assessments/repository.ts'
import type { Reads, Scope, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { BudgetFacts, BudgetInputs } from '../rules/budgets/inputs.ts'
import type { Basis, Outcome } from '../rules/scheme/simulated-case.ts'
import type { Pence } from '../shared/money.ts'
import type { Work } from './repository.ts'

/** A case as it stood at the instant, with what its budget was worked out from. */
export interface StandingCase {
  readonly caseId: string
  readonly ethnicCategory: Database['person']['ethnic_category']
  readonly language: string
  readonly interpreterNeeded: boolean
  /** Of the calculation that was adopted, otherwise of the newest; null where there is none yet. */
  readonly calculation: (Basis & { readonly schemeVersion: number; readonly amountPence: Pence }) | null
}

/** How many cases of a scheme are in flight. */
export async function countInFlight(reads: Reads, { commissionerId }: Scope, schemeId: string): Promise<number> {
  const { count } = await reads
    .selectFrom('budget_case')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('commissioner_id', '=', commissionerId)
    .where('scheme_id', '=', schemeId)
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/**
 * The next cases after the last that was done, in the order of their identifiers: those that were in flight at the instant when the
 * simulation began. Everything about a case is looked up for it alone, so that a page costs the same however many cases there are.
 * Where points are counted, the ratings of the assessment that was in force come with a case whose calculation counted none.
 */
export async function listStanding(
  reads: Reads,
  { commissionerId }: Scope,
  { schemeId, frozenAt, lastCaseId }: Work,
  limit: number,
  countPoints: boolean,
): Promise<StandingCase[]> {
  const rows = await reads
    .with('page', () =>
      reads
        .selectFrom('budget_case as c')
        .select(['c.commissioner_id', 'c.case_id', 'c.person_id'])
        .where('c.commissioner_id', '=', commissionerId)
        .where('c.scheme_id', '=', schemeId)
        .where('c.opened_at', '<=', frozenAt)
        .where((eb) => eb.or([eb('c.ended_at', 'is', null), eb('c.ended_at', '>', frozenAt)]))
        .$if(lastCaseId !== null, (query) => query.where('c.case_id', '>', lastCaseId ?? ''))
        .orderBy('c.case_id')
        .limit(limit),
    )
    .selectFrom('page as c')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('person as o')
          .select(['o.ethnic_category', 'o.language', 'o.interpreter_needed'])
          .where('o.commissioner_id', '=', theTenant)
          .whereRef('o.person_id', '=', 'c.person_id')
          .limit(1)
          .as('p'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('indicative_budget as b')
          .select('b.budget_calculation_id')
          .where('b.commissioner_id', '=', theTenant)
          .whereRef('b.case_id', '=', 'c.case_id')
          .where('b.adopted_at', '<=', frozenAt)
          .orderBy('b.indicative_budget_id', 'desc')
          .limit(1)
          .as('adopted'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('budget_calculation as k')
          .select(['k.method', 'k.scheme_version', 'k.inputs', 'k.facts', 'k.amount_pence'])
          .where('k.commissioner_id', '=', theTenant)
          .whereRef('k.case_id', '=', 'c.case_id')
          .where('k.calculated_at', '<=', frozenAt)
          .where(
            sql<boolean>`(adopted.budget_calculation_id is null or k.budget_calculation_id = adopted.budget_calculation_id)`,
          )
          .orderBy('k.budget_calculation_id', 'desc')
          .limit(1)
          .as('calculation'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('needs_assessment as n')
          .select(['n.instrument', 'n.instrument_version', 'n.content'])
          .where('n.commissioner_id', '=', theTenant)
          .whereRef('n.case_id', '=', 'c.case_id')
          .where('n.completed_at', '<=', frozenAt)
          .where(sql<boolean>`(${countPoints}::boolean and calculation.method <> 'points')`)
          .orderBy('n.needs_assessment_id', 'desc')
          .limit(1)
          .as('assessed'),
      (join) => join.onTrue(),
    )
    .select([
      'c.case_id',
      'p.ethnic_category',
      'p.language',
      'p.interpreter_needed',
      'calculation.scheme_version',
      'calculation.inputs',
      'calculation.facts',
      'calculation.amount_pence',
      'assessed.instrument',
      'assessed.instrument_version',
      'assessed.content',
    ])
    .orderBy('c.case_id')
    .execute()
  return rows.map((row) => ({
    caseId: row.case_id,
    ethnicCategory: row.ethnic_category,
    language: row.language,
    interpreterNeeded: row.interpreter_needed,
    calculation:
      row.scheme_version === null || row.amount_pence === null
        ? null
        : {
            schemeVersion: row.scheme_version,
            amountPence: row.amount_pence,
            inputs: row.inputs as BudgetInputs,
            facts: row.facts as BudgetFacts,
            ratings:
              row.instrument === null || row.instrument_version === null
                ? null
                : ratedDomains({
                    instrument: row.instrument,
                    instrumentVersion: row.instrument_version,
                    ratings: (row.content as AssessmentContent).ratings,
                  }),
          },
  }))
}

/** A case with what it comes to under the version that the draft is based on, and under the draft. */
export interface SimulatedCase {
  readonly standing: StandingCase
  readonly outcomes: { readonly now: Outcome; readonly proposed: Outcome } | null
}

/** Between the limits that one case sits near, in one column. */
export const nearJoin = ','

const nearOf = (outcome?: Outcome) => (outcome?.near.length ? outcome.near.join(nearJoin) : null)

/** Keeps what a page of cases comes to. */
export function insertSimulated(
  tx: Tx,
  { commissionerId }: Scope,
  simulationId: string,
  cases: readonly SimulatedCase[],
): void {
  const rows = cases.map(({ standing, outcomes }) => ({
    ...{ commissioner_id: commissionerId, simulation_id: simulationId, case_id: standing.caseId },
    scheme_version: standing.calculation?.schemeVersion ?? null,
    ethnic_category: standing.ethnicCategory,
    language: standing.language,
    interpreter_needed: standing.interpreterNeeded,
    calculated: outcomes !== null,
    calculated_pence: standing.calculation?.amountPence ?? null,
    now_pence: outcomes?.now.amountPence ?? null,
    now_refused: outcomes?.now.refused ?? null,
    now_tier: outcomes?.now.tier ?? null,
    now_near: nearOf(outcomes?.now),
    proposed_pence: outcomes?.proposed.amountPence ?? null,
    proposed_refused: outcomes?.proposed.refused ?? null,
    proposed_tier: outcomes?.proposed.tier ?? null,
    proposed_near: nearOf(outcomes?.proposed),
  }))
  insertMany(tx, 'simulated_case', rows)
}
