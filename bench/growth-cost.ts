import pg from 'pg'
import utils from 'pg/lib/utils.js'
import type { Statement } from '../test/support/spy.ts'

export interface Cost {
  readonly milliseconds: number
  /** Pages of tables and indexes that were looked at, in memory or not. */
  readonly buffers: number
  /** Rows of tables and indexes that were read, whether or not they were of use. */
  readonly rows: number
}

interface Plan {
  readonly 'Node Type': string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly Plans?: readonly Plan[]
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
}

const isScan = /^(Seq|Index|Index Only|Bitmap Heap|Bitmap Index) Scan$/

function rowsRead(plan: Plan): number {
  const {
    'Actual Rows': gave,
    'Rows Removed by Filter': filtered = 0,
    'Rows Removed by Index Recheck': rechecked = 0,
  } = plan
  const own = isScan.test(plan['Node Type']) ? (gave + filtered + rechecked) * plan['Actual Loops'] : 0
  return (plan.Plans ?? []).reduce((sum, one) => sum + rowsRead(one), own)
}

/** PostgreSQL takes a plan for all values, where it takes one at all, after five with values of their own. */
const callsBefore = 6
const callsCounted = 5

/** What the statements cost together in a tenant: each prepared and called as often as a connection of the service would before its plan stays; the best of some calls. */
export async function costOf(
  client: pg.Client,
  commissionerId: string,
  statements: readonly Statement[],
): Promise<Cost> {
  let milliseconds = 0
  let buffers = 0
  let rows = 0
  for (const { text, values } of statements) {
    await client.query('begin')
    try {
      await client.query("select set_config('app.commissioner_id', $1, true)", [commissionerId])
      await client.query(`prepare asked as ${text}`)
      const given = values.map((value) => literalOf(value)).join(', ')
      const call = `execute asked${given ? `(${given})` : ''}`
      const costs: Cost[] = []
      for (let n = 0; n < callsBefore + callsCounted; n += 1) {
        const { rows: lines } = await client.query(`explain (analyze, buffers, format json) ${call}`)
        const [{ Plan: plan, 'Execution Time': took }] = lines[0]['QUERY PLAN'] as [
          { Plan: Plan; 'Execution Time': number },
        ]
        const pages = plan['Shared Hit Blocks'] + plan['Shared Read Blocks']
        costs.push({ milliseconds: took, buffers: pages, rows: Math.round(rowsRead(plan)) })
      }
      const counted = costs.slice(callsBefore)
      milliseconds += Math.min(...counted.map((cost) => cost.milliseconds))
      buffers += Math.min(...counted.map((cost) => cost.buffers))
      rows += Math.min(...counted.map((cost) => cost.rows))
    } finally {
      await client.query('rollback')
      await client.query('deallocate all')
    }
  }
  return { milliseconds, buffers, rows }
}

function literalOf(value: unknown): string {
  const text = utils.prepareValue(value)
  return text === null ? 'null' : pg.escapeLiteral(String(text))
}
