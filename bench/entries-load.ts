import pg from 'pg'
import { tenants } from '../test/support/seed.ts'

const { commissionerId } = tenants.QYG
const entriesOfCase = 60
const atOnce = 500_000

/** Identifiers by number: of an entry, of a case that is nobody's, of its line. */
const id = (head: string, number: string) => `('${head}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`

async function withoutChecks(ownerUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    // What the keys and triggers hold is held for what the service writes; here are only rows to be found among.
    await client.query("set session_replication_role = 'replica'")
    await client.query("set synchronous_commit = 'off'")
    await work(client)
  } finally {
    await client.end()
  }
}

/** Gives a case so many purchases of a penny, by the first line of its plan. */
export const giveEntries = (ownerUrl: string, caseId: string, count: number) =>
  withoutChecks(ownerUrl, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      'select plan_line_id as id from plan_line where case_id = $1 limit 1',
      [caseId],
    )
    const line = `'${rows[0]?.id}'::uuid`
    await insertEntries(client, {
      from: 1,
      until: count,
      entry: id('0199ffff', 'n'),
      caseId: `'${caseId}'::uuid`,
      line,
    })
  })

async function insertEntries(
  client: pg.Client,
  of: {
    readonly from: number
    readonly until: number
    readonly entry: string
    readonly caseId: string
    readonly line: string
  },
): Promise<void> {
  const numbers = `generate_series(${of.from}, ${of.until}) n`
  await client.query(`insert into ledger_entry (commissioner_id, ledger_entry_id, case_id, kind, plan_line_id, recorded_by, recorded_at)
    select '${commissionerId}', ${of.entry}, ${of.caseId}, 'purchase', ${of.line}, 'bench', now() - interval '1 hour' from ${numbers}`)
  await client.query(`insert into ledger_posting (commissioner_id, ledger_entry_id, place, from_id, from_kind, to_id, to_kind, amount_pence)
    select '${commissionerId}', ${of.entry}, 0, ${of.line}, 'available', ${of.line}, 'spent', 1 from ${numbers}`)
}

let loaded = 0
/** Fills the book of the tenant with entries of other cases until there are so many; gives the seconds that it took. */
export async function bookGrownTo(ownerUrl: string, size: number): Promise<number> {
  const begun = performance.now()
  await withoutChecks(ownerUrl, async (client) => {
    for (; loaded < size; loaded += Math.min(atOnce, size - loaded)) {
      const until = Math.min(size, loaded + atOnce)
      const cases = `generate_series(${Math.floor(loaded / entriesOfCase)}, ${Math.floor(until / entriesOfCase)}) c`
      await client.query(`insert into account (commissioner_id, holder_id, kind, case_id)
        select '${commissionerId}', ${id('01990002', 'c')}, k::account_kind, ${id('01990001', 'c')} from ${cases}, unnest(array['available', 'spent']) k
        on conflict do nothing`)
      await insertEntries(client, {
        from: loaded + 1,
        until,
        entry: id('01990000', 'n'),
        caseId: id('01990001', `n / ${entriesOfCase}`),
        line: id('01990002', `n / ${entriesOfCase}`),
      })
    }
    await client.query('vacuum analyze')
    await client.query('checkpoint')
  })
  return (performance.now() - begun) / 1000
}
