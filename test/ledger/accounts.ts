import { funders } from '../../src/rules/budgets/budget-rules.ts'
import type { Service } from '../support/service.ts'

const givers = new Set<string>(['funding', ...funders])

interface OfCase {
  readonly service: Service
  readonly ids: { readonly caseId: string }
}

/** What is on the accounts of a case in pence, each by kind and holder, and those of a kind together; and what the funding and the funders gave for it all. */
export async function accountsOf({ service, ids }: OfCase): Promise<Readonly<Record<string, number>>> {
  const rows = await service.database.sql<{ kind: string; holder: string; pence: string }>(
    'select kind, holder_id as holder, balance_pence as pence from account where case_id = $1',
    [ids.caseId],
  )
  const sums: Record<string, number> = {}
  for (const { kind, holder, pence } of rows) {
    sums[`${kind} ${holder}`] = Number(pence)
    sums[kind] = (sums[kind] ?? 0) + Number(pence)
    if (givers.has(kind)) sums.given = (sums.given ?? 0) - Number(pence)
  }
  return sums
}
