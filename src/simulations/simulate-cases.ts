import { setImmediate as turn } from 'node:timers/promises'
import type { Scope, Tx } from '../platform/database.ts'
import type { SchemeRules } from '../rules/scheme-rules.ts'
import { outcomeOf } from '../rules/simulated-case.ts'
import { getRules } from '../schemes/repository.ts'
import type { SimulatedCase, StandingCase } from './cases-repository.ts'
import type { Work } from './repository.ts'

/** So many cases are worked out before requests have their turn. */
const casesInTurn = 20

/** Works each case out anew under the rules it has and under the draft, from what its calculation kept. */
export async function simulateCases(
  tx: Tx,
  { commissionerId }: Scope,
  { schemeId, rules }: Work,
  standing: readonly StandingCase[],
): Promise<SimulatedCase[]> {
  const versions = [...new Set(standing.map((the) => the.schemeVersion))]
  const rulesOf = new Map<number, SchemeRules>()
  for (const version of versions) rulesOf.set(version, await getRules(tx, commissionerId, schemeId, version))
  const cases: SimulatedCase[] = []
  for (const [index, the] of standing.entries()) {
    if (index > 0 && index % casesInTurn === 0) await turn()
    cases.push({ standing: the, outcomes: outcomesOf(the, rulesOf.get(the.schemeVersion), rules) })
  }
  return cases
}

function outcomesOf({ calculation }: StandingCase, has: SchemeRules | undefined, draft: SchemeRules) {
  if (!calculation || !has) return null
  const { inputs, facts } = calculation
  return { now: outcomeOf(has, inputs, facts), proposed: outcomeOf(draft, inputs, facts) }
}
