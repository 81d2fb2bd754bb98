import pg from 'pg'
import utils from 'pg/lib/utils.js'
import type { Statement } from '../test/support/spy.ts'

export interface Cost {
  readonly milliseconds: number
  /** Pages of tables and indexes that were looked at, in memory or not. */
  readonly buffers: number
}

interface Plan {
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
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
  for (const { text, values } of statements) {
    await client.query('begin')
    try {
      await client.query("select set_config('app.commissioner_id', $1, true)", [commissionerId])
      await client.query(`prepare asked as ${text}`)
      const given = values.map((value) => literalOf(value)).join(', ')
      const call = `execute asked${given ? `(${given})` : ''}`
      const costs: Cost[] = []
      for (let n = 0; n < callsBefore + callsCounted; n += 1) {
        const { rows } = await client.query(`explain (analyze, buffers, format json) ${call}`)
        const [{ Plan: plan, 'Execution Time': took }] = rows[0]['QUERY PLAN'] as [
          { Plan: Plan; 'Execution Time': number },
        ]
        costs.push({ milliseconds: took, buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'] })
      }
      const counted = costs.slice(callsBefore)
      milliseconds += Math.min(...counted.map((cost) => cost.milliseconds))
      buffers += Math.min(...counted.map((cost) => cost.buffers))
    } finally {
      await client.query('rollback')
      await client.query('deallocate all')
    }
  }
  return { milliseconds, buffers }
}

function literalOf(value: unknown): string {
  const text = utils.prepareValue(value)
  return text === null ? 'null' : pg.escapeLiteral(String(text))
}
