import pg from 'pg'
import { v7 } from 'uuid'
import { previewBudget } from '../../src/budgets/preview-budget.ts'
import type { BudgetPreview } from '../../src/budgets/schemas.ts'
import type { ethnicCategories } from '../../src/people/schemas.ts'
import { defaultInstrument } from '../../src/rules/assessment/instruments.ts'
import type { BudgetFacts, RatedDomain } from '../../src/rules/budgets/inputs.ts'
import { lettersOf } from '../../src/rules/people/folded-names.ts'
import type { SchemeRules } from '../../src/rules/scheme/scheme-rules.ts'
import { tenants } from './seed.ts'

/** A case as a test, or a bench, wants it to stand. */
export interface StandingCase {
  /** What its budget is worked out from; null: it has no calculation yet. */
  readonly inputs: BudgetPreview['inputs'] | null
  readonly facts?: BudgetFacts
  /** Of a completed needs assessment. */
  readonly ratings?: readonly RatedDomain[]
  readonly ethnicCategory?: (typeof ethnicCategories)[number]
  readonly language?: string
  readonly interpreterNeeded?: boolean
  /** Whether the needs were assessed, where no rating matters. */
  readonly assessed?: true
  /** Whether the calculation was adopted as the indicative budget. */
  readonly adopted?: boolean
  readonly ended?: boolean
}

export interface Under {
  readonly schemeId: string
  readonly version: number
  readonly rules: SchemeRules
  /** Of another database than that of a test file. */
  readonly tenant?: { readonly commissionerId: string; readonly trustId: string }
}

const at = '2026-11-23T09:00:00Z'

/**
 * Puts cases where the pathway would have put them, in seven statements however many they are: each with a person, and with a calculation as the
 * service itself makes it. Gives the identifiers of the cases in the order given.
 */
export async function insertCases(
  ownerUrl: string,
  { schemeId, version, rules, tenant: { commissionerId, trustId } = tenants.QYG }: Under,
  cases: readonly StandingCase[],
): Promise<string[]> {
  const rows = cases.map((wanted) => ({
    wanted,
    personId: v7(),
    caseId: v7(),
    interestId: v7(),
    assessmentId: v7(),
    calculationId: v7(),
  }))
  const tenant = { commissioner_id: commissionerId }
  const people = rows.map(({ wanted, personId }, index) => ({
    ...tenant,
    person_id: personId,
    given_name: 'Zebedee',
    family_name: `Quartermaine ${index}`,
    name_letters: lettersOf({ givenName: 'Zebedee', familyName: `Quartermaine ${index}` }),
    born_on: '1984-02-29',
    ethnic_category: wanted.ethnicCategory ?? 'A',
    language: wanted.language ?? 'en',
    interpreter_needed: wanted.interpreterNeeded ?? false,
    version: 1,
    registered_at: at,
  }))
  const opened = rows.map(({ wanted, personId, caseId }) => ({
    ...tenant,
    case_id: caseId,
    person_id: personId,
    scheme_id: schemeId,
    scheme_version: version,
    trust_id: trustId,
    step: wanted.ended ? 'case-withdrawn' : wanted.inputs ? 'budget-disclosed' : 'expression-accepted',
    ending: wanted.ended ? 'withdrawn' : null,
    opened_at: at,
    ended_at: wanted.ended ? at : null,
    ended_by_person: false,
    identity_confirmed: true,
    version: 1,
  }))
  const calculated = rows.flatMap(({ wanted, caseId, calculationId }) => {
    if (!wanted.inputs) return []
    const made = previewBudget(rules, version, wanted.inputs, wanted.facts ?? { ratings: [], keptServices: [] })
    return [
      {
        ...tenant,
        ...calculationRow(made),
        budget_calculation_id: calculationId,
        case_id: caseId,
        adopted: wanted.adopted ?? true,
      },
    ]
  })
  const adopted = calculated
    .filter((row) => row.adopted)
    .map(({ budget_calculation_id, case_id, amount_pence, reserve_pence, shares }) => ({
      ...tenant,
      indicative_budget_id: v7(),
      case_id,
      budget_calculation_id,
      amount_pence,
      reserve_pence,
      shares,
      period_from: '2026-01-05',
      period_until: '2027-01-04',
      adopted_by: 'the-care-coordinator',
      adopted_at: at,
    }))
  const accepted = rows.map(({ caseId, interestId }) => ({
    ...tenant,
    expression_of_interest_id: interestId,
    case_id: caseId,
    status: 'accepted',
    content: {},
    made_by: 'the-care-coordinator',
    made_as: 'care-coordinator',
    made_at: at,
    submitted_at: at,
    submitted_by: 'the-care-coordinator',
    version: 1,
  }))
  const assessed = rows.flatMap(({ wanted, caseId, assessmentId }) =>
    wanted.ratings || wanted.assessed
      ? [{ ...tenant, ...assessmentRow(wanted.ratings ?? []), needs_assessment_id: assessmentId, case_id: caseId }]
      : [],
  )
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query("select set_config('app.commissioner_id', $1, false)", [commissionerId])
    const tables = {
      person: people,
      budget_case: opened,
      expression_of_interest: accepted,
      needs_assessment: assessed,
      budget_calculation: calculated,
      indicative_budget: adopted,
    }
    for (const [table, values] of Object.entries(tables)) {
      if (values.length === 0) continue
      const { rows } = await client.query<{ columns: string }>(
        `select string_agg(quote_ident(attname), ', ') as columns from pg_attribute
          where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attname = any($2)`,
        // What is left out has its default.
        [table, [...new Set((values as readonly object[]).flatMap((row) => Object.keys(row)))]],
      )
      const columns = rows[0]?.columns
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(values)],
      )
    }
  } finally {
    await client.end()
  }
  return rows.map((row) => row.caseId)
}

function calculationRow(made: BudgetPreview) {
  return {
    method: made.method,
    scheme_version: made.schemeVersion,
    inputs: made.inputs,
    steps: made.steps,
    amount_pence: made.amountPence,
    facts: made.facts,
    cost_of_use_pence: made.costOfUsePence,
    reserve_pence: made.reservePence,
    shares: made.shares,
    content_hash: made.contentHash,
    sentences_hashed: false,
    calculated_by: 'the-care-coordinator',
    calculated_at: at,
  }
}

function assessmentRow(ratings: readonly RatedDomain[]) {
  const rated = ratings.map(({ key, title: _, ...rating }) => [
    key,
    { ...rating, hiddenFromOthers: false, priority: null, words: null },
  ])
  return {
    instrument: defaultInstrument.code,
    instrument_version: defaultInstrument.version,
    status: 'completed',
    content: { ratings: Object.fromEntries(rated), strengths: [] },
    assessor_id: 'the-care-coordinator',
    begun_at: at,
    completed_at: at,
    version: 1,
  }
}
