import type pg from 'pg'
import { v7 } from 'uuid'
import { type PlanContent, planHash } from '../src/support-plans/repository.ts'

/** A copy of a case, on the team of one of the care coordinators. */
export interface Copy {
  readonly caseId: string
  /** The `sub` of its care coordinator. */
  readonly coordinator: string
  readonly planId: string
  readonly contentHash: string
}

const mostInBatch = 2_000
const ofCase = 't.case_id = $1'
/** The line of a copy: worked out of the model's, since its account names it too. */
const ownLine = (line: string) => `md5(${line}::text || c.plan_id::text)::uuid`
const ofPlan = 't.support_plan_id in (select support_plan_id from support_plan where case_id = $1)'

/** The tables of a case in the order of their references: which rows are copied, and what a copy has of its own. */
const tables: readonly (readonly [table: string, rows: string, own: Readonly<Record<string, string>>])[] = [
  [
    'person',
    't.person_id = (select person_id from budget_case where case_id = $1)',
    { person_id: 'c.person_id', nhs_number: 'null', name_letters: 'md5(c.n::text)' },
  ],
  [
    'identity_confirmation',
    't.person_id = (select person_id from budget_case where case_id = $1)',
    { identity_confirmation_id: 'uuidv7()', person_id: 'c.person_id' },
  ],
  ['budget_case', ofCase, { case_id: 'c.case_id', person_id: 'c.person_id' }],
  [
    'case_member',
    ofCase,
    {
      case_member_id: 'uuidv7()',
      case_id: 'c.case_id',
      actor_id: `case t.case_role when 'care-coordinator' then c.coordinator when 'person' then 'person-' || c.n else t.actor_id end`,
    },
  ],
  ['expression_of_interest', ofCase, { expression_of_interest_id: 'uuidv7()', case_id: 'c.case_id' }],
  [
    'case_wait',
    ofCase,
    {
      case_id: 'c.case_id',
      subject_id: `case t.subject when 'support-plan' then c.plan_id when 'case' then c.case_id else uuidv7() end`,
      clock_subject_id: `case when t.clock_kind = 'plan-decision' then c.plan_id when t.clock_kind is null then null else uuidv7() end`,
    },
  ],
  // The calculation of a copy has its plan's id: there is one of each, and the budget must name it.
  ['budget_calculation', ofCase, { budget_calculation_id: 'c.plan_id', case_id: 'c.case_id' }],
  [
    'indicative_budget',
    ofCase,
    { indicative_budget_id: 'uuidv7()', case_id: 'c.case_id', budget_calculation_id: 'c.plan_id' },
  ],
  ['support_plan', ofCase, { support_plan_id: 'c.plan_id', case_id: 'c.case_id', content_hash: 'c.content_hash' }],
  ['support_plan_version', ofPlan, { support_plan_id: 'c.plan_id', content_hash: 'c.content_hash' }],
  [
    'plan_line',
    ofCase,
    { plan_line_id: ownLine('t.plan_line_id'), case_id: 'c.case_id', support_plan_id: 'c.plan_id' },
  ],
  [
    'account',
    ofCase,
    {
      case_id: 'c.case_id',
      holder_id: `case t.kind when 'funding' then c.case_id when 'reserve' then c.plan_id else ${ownLine('t.holder_id')} end`,
    },
  ],
  ['crisis_reserve', ofCase, { support_plan_id: 'c.plan_id', case_id: 'c.case_id' }],
  ['signature', ofPlan, { signature_id: 'uuidv7()', support_plan_id: 'c.plan_id', content_hash: 'c.content_hash' }],
  ['routing', ofPlan, { routing_id: 'uuidv7()', support_plan_id: 'c.plan_id' }],
  [
    'clock',
    ofCase,
    {
      clock_id: 'uuidv7()',
      case_id: 'c.case_id',
      subject_id: `case t.kind when 'plan-decision' then c.plan_id else uuidv7() end`,
    },
  ],
]

/** Copies a case so many times, with its person, team, clocks, budget and plan, in turn for each of the coordinators. */
export async function copyCase(
  client: pg.Client,
  modelId: string,
  count: number,
  coordinators: readonly string[],
): Promise<Copy[]> {
  const { rows } = await client.query<{ content: PlanContent }>('select content from support_plan where case_id = $1', [
    modelId,
  ])
  const content = rows[0]?.content
  const copies = Array.from({ length: count }, (_, n) => {
    const planId = v7()
    const coordinator = coordinators[n % coordinators.length] ?? ''
    return { caseId: v7(), coordinator, planId, contentHash: content ? planHash(planId, content) : '' }
  })
  for (let from = 0; from < count; from += mostInBatch) {
    const batch = copies.slice(from, from + mostInBatch)
    const personIds = batch.map(() => v7())
    for (const [table, of, own] of tables) await copyRows(client, table, of, own, modelId, batch, personIds)
  }
  return copies
}

async function copyRows(
  client: pg.Client,
  table: string,
  rows: string,
  own: Readonly<Record<string, string>>,
  modelId: string,
  copies: readonly Copy[],
  personIds: readonly string[],
): Promise<void> {
  const known = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
    [table],
  )
  const names = known.rows.map(({ name }) => name)
  await client.query(
    `insert into ${table} (${names.join(', ')}) select ${names.map((name) => own[name] ?? `t.${name}`).join(', ')}
      from ${table} t cross join unnest($2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[]) with ordinality
        as c (case_id, person_id, coordinator, plan_id, content_hash, n)
      where ${rows}`,
    [
      modelId,
      copies.map((copy) => copy.caseId),
      personIds,
      copies.map((copy) => copy.coordinator),
      copies.map((copy) => copy.planId),
      copies.map((copy) => copy.contentHash),
    ],
  )
}
