import { setImmediate as turn } from 'node:timers/promises'
import type { Scope, Tx } from '../platform/database/database.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { outcomeOf } from '../rules/scheme/simulated-case.ts'
import { getRules } from '../schemes/repository.ts'
import { listStanding, type SimulatedCase, type StandingCase } from './cases-repository.ts'
import type { Work } from './repository.ts'

/** So many cases are worked out before requests have their turn. */
const casesInTurn = 20

/**
 * Works the next cases out anew, under the version that the draft is based on and under the draft, from what each calculation kept.
 * Both are the same for every case, whatever version it is under: what is left between the two is the draft's own doing.
 */
export async function simulateCases(tx: Tx, actor: Scope, work: Work, limit: number): Promise<SimulatedCase[]> {
  const { rules, basedOnVersion, schemeId } = work
  // Without a version nobody could open a case.
  if (basedOnVersion === null) return []
  const base = await getRules(tx, actor.commissionerId, schemeId, basedOnVersion)
  const countPoints = [base, rules].some(({ budget }) => budget.method === 'points')
  const standing = await listStanding(tx, actor, work, limit, countPoints)
  const cases: SimulatedCase[] = []
  for (const [index, budgetCase] of standing.entries()) {
    if (index > 0 && index % casesInTurn === 0) await turn()
    cases.push({ standing: budgetCase, outcomes: outcomesOf(budgetCase, base, rules) })
  }
  return cases
}

function outcomesOf({ calculation }: StandingCase, base: SchemeRules, draft: SchemeRules) {
  return calculation && { now: outcomeOf(base, calculation), proposed: outcomeOf(draft, calculation) }
}
