import pg from 'pg'
import { recounting } from '../test/support/tallies.ts'
import { type Copy, copyCase } from './copies.ts'

const casesOfTeam = 100

/**
 * Cases of a tenant until there are so many, as the service made the model: a team has a hundred of them however many there are, one in ten
 * waits for somebody above it, every other plan was decided on in the year before, and three entries of each are sealed.
 */
export async function growTo(superuserUrl: string, modelId: string, size: number, firstTeam: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query("set synchronous_commit = 'off'")
    await client.query("set session_replication_role = 'replica'")
    const { rows } = await client.query<{ count: number }>('select count(*)::int as count from budget_case')
    const known = rows[0]?.count ?? 0
    const teams = Array.from({ length: Math.ceil(size / casesOfTeam) }, (_, n) => `team-${known + n}`)
    if (known < casesOfTeam) await copiedBy(client, modelId, casesOfTeam, [firstTeam])
    const { rows: more } = await client.query<{ count: number }>('select count(*)::int as count from budget_case')
    await copiedBy(client, modelId, size - (more[0]?.count ?? 0), teams)
    // A sample of many decisions can know of one decider alone: then a plan for any decider is one for all of the rows, unless the index has the order.
    await client.query('alter table decision alter column decided_by set (n_distinct = 1)')
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
}

async function copiedBy(client: pg.Client, modelId: string, count: number, teams: readonly string[]): Promise<void> {
  if (count <= 0) return
  const copies = await copyCase(client, modelId, count, teams)
  await client.query('drop table if exists fresh')
  await client.query(
    'create temporary table fresh as select * from unnest($1::uuid[], $2::uuid[]) with ordinality as c (case_id, plan_id, n)',
    [copies.map(({ caseId }: Copy) => caseId), copies.map(({ planId }) => planId)],
  )
  await client.query('analyze fresh')
  for (const statement of happened) await client.query(statement)
}

const decided = 'c.n % 2 = 0'
const above = `array['team-manager', 'panel-member', 'commissioner-officer', 'mdt-member']`

/** What became of the copies, in the order of time. */
const happened = [
  `update support_plan p set status = 'agreed', tier = null, agreed_pence = total_pence, agreed_at = now() - (c.n % 365) * interval '1 day'
    from fresh c where p.support_plan_id = c.plan_id and ${decided}`,
  `insert into decision (commissioner_id, decision_id, case_id, subject, subject_id, subject_version, outcome, tier, reasons, decided_by,
      decided_by_name, decided_at, scheme_version, appeal_by)
    select p.commissioner_id, uuidv7(), p.case_id, 'support-plan', p.support_plan_id, r.plan_version, 'agreed', 'care-coordinator', '[]',
      'somebody', 'Somebody', p.agreed_at, 1, current_date + 90
    from fresh c join support_plan p on p.support_plan_id = c.plan_id join routing r on r.support_plan_id = c.plan_id where ${decided}`,
  // It stayed up to fifteen days with its tier.
  `update routing r set arrived_at = d.decided_at - (hashtext(d.decision_id::text) & 15) * interval '1 day'
    from fresh c join decision d on d.subject_id = c.plan_id where r.support_plan_id = c.plan_id`,
  await recounting(),
  `update clock k set stopped_on = current_date from fresh c where k.case_id = c.case_id and k.kind = 'plan-decision' and ${decided}`,
  `update case_wait w set party = (${above})[1 + (c.n / 10) % 4] from fresh c where w.case_id = c.case_id and c.n % 10 = 1`,
  `with entry as (
      insert into audit_entry (commissioner_id, audit_entry_id, type, subject_id, case_id, actor_id, facts, happened_at)
      select b.commissioner_id, uuidv7(), 'support-plan.submitted', c.plan_id, c.case_id, 'somebody', '{}', now()
      from fresh c join budget_case b on b.case_id = c.case_id, generate_series(1, 3) returning commissioner_id, audit_entry_id)
    insert into audit_seal (commissioner_id, sequence, audit_entry_id, hash, sealed_at, key_id, signature)
    select e.commissioner_id, coalesce((select max(sequence) from audit_seal), 0) + row_number() over (order by e.audit_entry_id),
      e.audit_entry_id, repeat('0', 64), now(), repeat('k', 43), repeat('s', 86) from entry e`,
]
