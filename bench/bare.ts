import Fastify from 'fastify'
import pg from 'pg'
import { v7 } from 'uuid'

/**
 * What the service is measured against: the least that could answer the same questions. Hand-written statements, prepared once
 * a connection; no token, no rule, no row-level security, no schema, no audit, no idempotency, no log.
 */
const { BARE_DATABASE_URL: url, BARE_COMMISSIONER: commissionerId, PORT } = process.env
const pool = new pg.Pool({ connectionString: url, max: 16 })
const app = Fastify()

app.get('/ready', async () => {
  await pool.query('select 1')
  return {}
})

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

app.post<{ Params: { caseId: string }; Body: object }>(
  '/cases/:caseId/expressions-of-interest',
  async (request, reply) => {
    const { rows } = await pool.query({
      name: 'create-expression',
      text: `insert into expression_of_interest
        (commissioner_id, expression_of_interest_id, case_id, status, content, made_by, made_as, made_at, version)
      values ($1, $2, $3, 'draft', $4, 'bare', 'care-coordinator', now(), 1) returning *`,
      values: [commissionerId, v7(), request.params.caseId, JSON.stringify(request.body)],
    })
    reply.code(201)
    return rows[0]
  },
)

app.post<{ Params: { planId: string }; Body: { outcome: string; reasons: object[] } }>(
  '/support-plans/:planId/decision',
  async (request, reply) => {
    const { outcome, reasons } = request.body
    const { rows } = await pool.query({
      name: 'decide-plan',
      text: `with decided as (
          update support_plan set status = $3::text::plan_status, tier = null, agreed_at = now(), agreed_pence = total_pence,
            version = version + 1
          where commissioner_id = $1 and support_plan_id = $2 and status = 'awaiting-decision' returning *)
        insert into decision (commissioner_id, decision_id, case_id, subject, subject_id, subject_version, outcome, tier, reasons,
          decided_by, decided_by_name, decided_at, scheme_version)
        select commissioner_id, $4, case_id, 'support-plan', support_plan_id, submitted_version, $3::text::decision_outcome, 'care-coordinator', $5,
          'bare', 'bare', now(), 1 from decided returning *`,
      values: [commissionerId, request.params.planId, outcome, v7(), JSON.stringify(reasons)],
    })
    reply.code(rows[0] ? 201 : 409)
    return rows[0]
  },
)

process.once('SIGTERM', () => app.close().then(() => pool.end()))
await app.listen({ host: '127.0.0.1', port: Number(PORT) })
