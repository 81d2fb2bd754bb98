import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { type Funder, funders } from '../rules/budgets/budget-rules.ts'
import type { Pence } from '../shared/money.ts'

const isSource = sql.raw(`(${funders.map((funder) => `'${funder}'`).join(', ')})`)

/** What a funder gave for a plan, and its weight in the split. */
export interface Source {
  readonly supportPlanId: string
  readonly funder: Funder
  readonly weight: number
  readonly givenPence: Pence
}

/** Who gave what for the plans of a case, plan by plan. */
export async function listSources(reads: Reads, actor: Actor, caseId: string): Promise<Source[]> {
  const rows = await reads
    .selectFrom('account')
    .select(['holder_id', sql<Funder>`kind`.as('funder'), sql<number>`weight`.as('weight'), 'balance_pence'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where(sql<boolean>`kind in ${isSource}`)
    .orderBy('holder_id')
    .orderBy('kind')
    .execute()
  return rows.map(({ holder_id, funder, weight, balance_pence }) => ({
    supportPlanId: holder_id,
    funder,
    weight,
    givenPence: 0 - balance_pence,
  }))
}
