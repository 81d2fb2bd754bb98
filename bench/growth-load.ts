import pg from 'pg'
import { DatabaseAccess } from '../src/platform/database/database.ts'
import { provision } from '../src/schemes/provision.ts'
import { insertCases } from '../test/support/many-cases.ts'
import { preset, presetRules } from '../test/support/policy.ts'
import { tenants } from '../test/support/seed.ts'
import { standing } from '../test/support/standing-cases.ts'

/** The scheme whose calculations hold the most: fourteen ratings each, and a step for each of them. */
const name = 'west-sussex-pooled'
const models = 500
const categories = 'ABCDEFGHJKLMNPRSZ'

/** Makes cases of the scheme until so many are in flight, and gives its identifier. */
export async function grownTo(ownerUrl: string, size: number): Promise<string> {
  const schemeId = await theScheme(ownerUrl)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query("set synchronous_commit = 'off'")
    let known = await count(client, schemeId)
    if (known === 0) {
      const rules = await presetRules(name)
      const people = standing(name, Math.min(models, size)).map((budgetCase, number) => ({
        ...budgetCase,
        ethnicCategory: (categories[number % 23] ?? 'A') as 'A',
        language: number % 11 === 0 ? 'ur' : 'en',
        interpreterNeeded: number % 11 === 0,
      }))
      await insertCases(ownerUrl, { schemeId, version: 1, rules }, people)
      known = people.length
    }
    await copy(client, schemeId, size - known)
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  } finally {
    await client.end()
  }
  return schemeId
}

async function theScheme(ownerUrl: string): Promise<string> {
  const owner = new DatabaseAccess({ url: ownerUrl, poolSize: 1 })
  try {
    await provision(owner, [{ commissioner: { code: 'QYG', name: 'QYG' }, schemes: [await preset(name)] }], new Date())
    const scope = { commissionerId: tenants.QYG.commissionerId, actorId: 'bench' }
    const row = await owner.read(scope, (reads) =>
      reads
        .selectFrom('scheme')
        .select('scheme_id')
        .where('commissioner_id', '=', tenants.QYG.commissionerId)
        .where('code', '=', name)
        .executeTakeFirstOrThrow(),
    )
    return row.scheme_id
  } finally {
    await owner.close()
  }
}

async function count(client: pg.Client, schemeId: string): Promise<number> {
  const { rows } = await client.query('select count(*)::int as count from budget_case where scheme_id = $1', [schemeId])
  return rows[0].count
}

/** Copies the first cases under identifiers of their own, in the order of time as the service's own are: one statement a table. */
async function copy(client: pg.Client, schemeId: string, more: number): Promise<void> {
  if (more <= 0) return
  await client.query('drop table if exists copied')
  await client.query(
    `create temporary table copied as
      select m.case_id as model, m.person_id as model_person, uuidv7() as case_id, uuidv7() as person_id,
        uuidv7() as budget_calculation_id, uuidv7() as indicative_budget_id
      from (select case_id, person_id from budget_case where scheme_id = $1 order by case_id limit ${models}) m,
        generate_series(1, $2::int / ${models} + 1) limit $2`,
    [schemeId, more],
  )
  await client.query('analyze copied')
  const tables = {
    person: ['t.person_id = c.model_person', ['person_id']],
    budget_case: ['t.case_id = c.model', ['case_id', 'person_id']],
    budget_calculation: ['t.case_id = c.model', ['budget_calculation_id', 'case_id']],
    indicative_budget: ['t.case_id = c.model', ['indicative_budget_id', 'case_id', 'budget_calculation_id']],
  } as const
  for (const [table, [of, own]] of Object.entries(tables)) {
    const { rows } = await client.query<{ name: string }>(
      `select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
      [table],
    )
    const names = rows.map((row) => row.name)
    const values = names.map((column) => `${(own as readonly string[]).includes(column) ? 'c' : 't'}.${column}`)
    await client.query(
      `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from copied c join ${table} t on ${of} order by c.case_id`,
    )
  }
}
