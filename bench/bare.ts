import Fastify from 'fastify'
import pg from 'pg'
import { v7 } from 'uuid'

/**
 * What the service is measured against: the least that could answer the same questions. Hand-written statements, prepared once
 * a connection; no token, no rule, no row-level security, no schema, no log. A write stores the same rows as the service does, in one
 * transaction whose statements are sent without waiting for each other.
 */
const { BARE_DATABASE_URL: url, BARE_COMMISSIONER: commissionerId, PORT } = process.env
const pool = new pg.Pool({ connectionString: url, max: 16, pipeline: true } as pg.PoolConfig)
const app = Fastify()

type Statement = readonly [name: string, text: string, values: readonly unknown[]]

/** The statements as one transaction; gives the rows of the first. */
async function transaction(statements: readonly Statement[]): Promise<Record<string, unknown>[]> {
  const client = await pool.connect()
  let failed: unknown
  try {
    const sent = [
      client.query('begin'),
      ...statements.map(([name, text, values]) => client.query({ name, text, values: [...values] })),
      client.query('commit'),
    ]
    const results = await Promise.all(sent)
    return results[1]?.rows ?? []
  } catch (error) {
    failed = error
    throw error
  } finally {
    client.release(failed !== undefined)
  }
}

const audited = (type: string, subjectId: string, caseId: string, facts: object): Statement => [
  'audit',
  `insert into audit_entry (commissioner_id, audit_entry_id, type, subject_id, case_id, actor_id, facts, happened_at)
    values ($1, $2, $3, $4, $5, 'bare', $6, now())`,
  [commissionerId, v7(), type, subjectId, caseId, JSON.stringify(facts)],
]

const keptAnswer = (answer: unknown): Statement => [
  'answer',
  `insert into idempotency_record (commissioner_id, actor_id, key, request_hash, answer, stored_at)
    values ($1, 'bare', $2, $2, $3, now())`,
  [commissionerId, v7(), JSON.stringify(answer)],
]

/** The waits of a case, and the step that it is at: what the next person is told. */
const movedOn = (caseId: string, subject: string, subjectId: string, party: string, step: string): Statement[] => [
  ['waits-over', 'delete from case_wait where commissioner_id = $1 and case_id = $2', [commissionerId, caseId]],
  [
    'waits',
    `insert into case_wait (commissioner_id, case_id, trust_id, subject, subject_id, party, step, not_by, place, since)
      select $1, $2, trust_id, $3::text::case_subject, $4, $5, $6::text::wait_step, '{}', 0, now()
        from budget_case where commissioner_id = $1 and case_id = $2`,
    [commissionerId, caseId, subject, subjectId, party, step],
  ],
  [
    'case',
    'update budget_case set step = $3, version = version + 1 where commissioner_id = $1 and case_id = $2',
    [commissionerId, caseId, step],
  ],
]

app.get<{ Params: { caseId: string } }>('/cases/:caseId', async (request) => {
  const { rows } = await pool.query({
    name: 'read-case',
    text: `select * from budget_case where commissioner_id = $1 and case_id = $2`,
    values: [commissionerId, request.params.caseId],
  })
  return rows[0]
})

app.get('/cases', async () => {
  const { rows } = await pool.query({
    name: 'list-cases',
    text: `select * from budget_case where commissioner_id = $1 order by case_id desc limit 25`,
    values: [commissionerId],
  })
  return rows
})

app.get<{ Params: { planId: string } }>('/support-plans/:planId/cover', async (request) => {
  const { rows } = await pool.query({
    name: 'read-cover',
    text: `select support_plan_id, content -> 'crisisContingency' as contingency from support_plan
      where commissioner_id = $1 and support_plan_id = $2`,
    values: [commissionerId, request.params.planId],
  })
  return rows[0]
})

app.get<{ Params: { caseId: string } }>('/cases/:caseId/who-to-call', async (request) => {
  const { rows } = await pool.query({
    name: 'read-who-to-call',
    text: `select case_id, support_plan_id, content -> 'crisisContingency' as contingency from support_plan
      where commissioner_id = $1 and case_id = $2 and status in ('agreed', 'active')`,
    values: [commissionerId, request.params.caseId],
  })
  return rows[0]
})

app.post<{ Params: { caseId: string }; Body: { tier: string; days: number } }>(
  '/cases/:caseId/crisis-episodes',
  async (request, reply) => {
    const { caseId } = request.params
    const { tier, days } = request.body
    const pence = 1_400 * days
    const { rows: lines } = await pool.query({
      name: 'crisis-line',
      text: `select support_plan_id, plan_line_id from plan_line where commissioner_id = $1 and case_id = $2 and status = 'active'`,
      values: [commissionerId, caseId],
    })
    const [line] = lines
    if (!line) return reply.code(404).send()
    const { support_plan_id: planId, plan_line_id: lineId } = line
    const [episodeId, entryId, reviewId] = [v7(), v7(), v7()]
    const rows = await transaction([
      [
        'episode',
        `insert into crisis_episode (commissioner_id, crisis_episode_id, case_id, support_plan_id, tier_key, status, declared_by, declared_as,
            declared_at, starts_on, ends_on, lines, committed_pence)
          values ($1, $2, $3, $4, $5, 'active', 'bare', 'care-coordinator', now(), current_date, current_date + $6::int - 1, $7, $8) returning *`,
        [commissionerId, episodeId, caseId, planId, tier, days, JSON.stringify([{ line: lineId, pence }]), pence],
      ],
      [
        'reserve',
        'update crisis_reserve set drawn_pence = drawn_pence + $3 where commissioner_id = $1 and support_plan_id = $2',
        [commissionerId, planId, pence],
      ],
      [
        'crisis-line-grows',
        'update plan_line set crisis_pence = crisis_pence + $3 where commissioner_id = $1 and plan_line_id = $2',
        [commissionerId, lineId, pence],
      ],
      [
        'crisis-entry',
        `insert into ledger_entry (commissioner_id, ledger_entry_id, case_id, kind, recorded_by, recorded_at)
          values ($1, $2, $3, 'crisis', 'bare', now())`,
        [commissionerId, entryId, caseId],
      ],
      [
        'crisis-posting',
        `with p as (insert into ledger_posting (commissioner_id, ledger_entry_id, place, from_id, from_kind, to_id, to_kind, amount_pence)
            values ($1, $2, 0, $3, 'reserve', $4, 'available', $5))
          update account set balance_pence = balance_pence + case kind when 'reserve' then -$5::bigint else $5 end
            where commissioner_id = $1 and (holder_id, kind) in (($3::uuid, 'reserve'), ($4::uuid, 'available'))`,
        [commissionerId, entryId, planId, lineId, pence],
      ],
      [
        'rapid-review',
        `insert into review (commissioner_id, review_id, case_id, kind, status, due_on, scheduled_at, version)
          values ($1, $2, $3, 'rapid', 'scheduled', current_date + 7, now(), 1)`,
        [commissionerId, reviewId, caseId],
      ],
      [
        'crisis-clocks',
        `insert into clock (commissioner_id, clock_id, case_id, kind, subject_id, started_on, working_days, due_on)
          values ($1, $2, $3, 'stand-down', $4, current_date, 1, current_date + 1), ($1, $5, $3, 'review', $6, current_date, 5, current_date + 7)`,
        [commissionerId, v7(), caseId, episodeId, v7(), reviewId],
      ],
      audited('crisis.declared', episodeId, caseId, { tier, committedPence: pence }),
      audited('review.scheduled', reviewId, caseId, { kind: 'rapid' }),
      // The case stays at its step.
      ...movedOn(caseId, 'crisis-episode', episodeId, 'care-coordinator', 'crisis-active').slice(0, 2),
      keptAnswer({ episodeId }),
    ])
    reply.code(201)
    return rows[0]
  },
)

app.post<{ Params: { caseId: string }; Body: object }>(
  '/cases/:caseId/expressions-of-interest',
  async (request, reply) => {
    const { caseId } = request.params
    const id = v7()
    const rows = await transaction([
      [
        'create-expression',
        `insert into expression_of_interest
          (commissioner_id, expression_of_interest_id, case_id, status, content, made_by, made_as, made_at, version)
        values ($1, $2, $3, 'draft', $4, 'bare', 'care-coordinator', now(), 1) returning *`,
        [commissionerId, id, caseId, JSON.stringify(request.body)],
      ],
      audited('expression-of-interest.drafted', id, caseId, { madeAs: 'care-coordinator' }),
      ...movedOn(caseId, 'expression-of-interest', id, 'person', 'expression-drafted'),
      keptAnswer(request.body),
    ])
    reply.code(201)
    return rows[0]
  },
)

const letter = `<main>${'<p>A sentence of the letter that says what was decided and why.</p>'.repeat(60)}</main>`

app.post<{ Params: { planId: string }; Body: { outcome: string; reasons: object[] } }>(
  '/support-plans/:planId/decision',
  async (request, reply) => {
    const { planId } = request.params
    const { reasons } = request.body
    const { rows: plans } = await pool.query({
      name: 'plan',
      text: 'select case_id, content, total_pence from support_plan where commissioner_id = $1 and support_plan_id = $2',
      values: [commissionerId, planId],
    })
    const [plan] = plans
    if (!plan) return reply.code(404).send()
    const caseId: string = plan.case_id
    const { lines } = plan.content as { lines: Record<string, unknown>[] }
    const [decisionId, entryId] = [v7(), v7()]
    const opened = lines.map((line) => ({ ...line, id: v7() }) as Record<string, unknown>)
    const rows = await transaction([
      [
        'decide-plan',
        `update support_plan set status = 'agreed', tier = null, agreed_at = now(), agreed_pence = total_pence, version = version + 1
          where commissioner_id = $1 and support_plan_id = $2 and status = 'awaiting-decision' returning *`,
        [commissionerId, planId],
      ],
      [
        'decision',
        `insert into decision (commissioner_id, decision_id, case_id, subject, subject_id, subject_version, outcome, tier, reasons,
            decided_by, decided_by_name, decided_at, scheme_version, appeal_by)
          values ($1, $2, $3, 'support-plan', $4, 2, 'agreed', 'care-coordinator', $5, 'bare', 'bare', now(), 1, current_date + 90)`,
        [commissionerId, decisionId, caseId, planId, JSON.stringify(reasons)],
      ],
      [
        'letter',
        `insert into letter (commissioner_id, decision_id, case_id, title, html, content_hash, written_at)
          values ($1, $2, $3, 'Your support plan was agreed', $4, repeat('0', 64), now())`,
        [commissionerId, decisionId, caseId, letter],
      ],
      ...opened.map(
        (line): Statement => [
          'line',
          `insert into plan_line (commissioner_id, plan_line_id, case_id, support_plan_id, key, title, category, deployment, instrument,
              holder_id, agreed_pence, status)
            values ($1, $2, $3, $4, $5, $6, $7, $8::text::deployment, $9::text::payment_instrument, $10, $11, 'active')`,
          [
            commissionerId,
            line.id,
            caseId,
            planId,
            line.key,
            line.title,
            line.category,
            line.deployment,
            line.instrument,
            line.holderId,
            line.amountPence,
          ],
        ],
      ),
      [
        'entry',
        `insert into ledger_entry (commissioner_id, ledger_entry_id, case_id, kind, recorded_by, recorded_at)
          values ($1, $2, $3, 'allocation', 'bare', now())`,
        [commissionerId, entryId, caseId],
      ],
      [
        'postings',
        `with a as (insert into account (commissioner_id, holder_id, kind, case_id, balance_pence)
          select $1::uuid, $3::uuid, 'funding'::account_kind, $3::uuid, -sum(p) from unnest($5::bigint[]) p
          union all select $1::uuid, l, 'available', $3::uuid, p from unnest($4::uuid[], $5::bigint[]) as t (l, p)
          union all select $1::uuid, l, 'spent', $3::uuid, 0 from unnest($4::uuid[]) l)
          insert into ledger_posting (commissioner_id, ledger_entry_id, place, from_id, from_kind, to_id, to_kind, amount_pence)
          select $1::uuid, $2, n, $3::uuid, 'funding', l, 'available', p from unnest($4::uuid[], $5::bigint[]) with ordinality as t (l, p, n)`,
        [commissionerId, entryId, caseId, opened.map(({ id }) => id), opened.map(({ amountPence }) => amountPence)],
      ],
      [
        'clock-over',
        `update clock set stopped_on = current_date where commissioner_id = $1 and kind = 'plan-decision' and subject_id = $2
          and stopped_on is null`,
        [commissionerId, planId],
      ],
      [
        'clock',
        `insert into clock (commissioner_id, clock_id, case_id, kind, subject_id, started_on, working_days, due_on)
          values ($1, $2, $3, 'first-payment', $4, current_date, 10, current_date + 14)`,
        [commissionerId, v7(), caseId, planId],
      ],
      audited('support-plan.agreed', planId, caseId, { tier: 'care-coordinator', totalPence: 40_000, reasons: [] }),
      audited('letter.written', decisionId, caseId, { subject: 'support-plan', outcome: 'agreed' }),
      ...movedOn(caseId, 'support-plan', planId, 'broker', 'plan-agreed'),
      keptAnswer({ decisionId, planId, lines }),
    ])
    reply.code(rows[0] ? 201 : 409)
    return rows[0]
  },
)

process.once('SIGTERM', () => app.close().then(() => pool.end()))
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
