import type { LockedCase } from '../case-access/case.ts'
import { type AgreedLine, grantedOf, leftOf } from '../ledger/lines-repository.ts'
import { listSources } from '../ledger/sources-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { payerOf } from '../rules/planning/elements.ts'
import { fenceOf } from '../rules/spending/giving.ts'
import { carriedOf } from '../rules/spending/period-end.ts'
import { recoverable } from '../rules/spending/recovery.ts'
import { sumPence } from '../shared/money.ts'
import type { Plan } from '../support-plans/repository.ts'
import { findPeriodEnd, insertPeriodEnd } from './repository.ts'
import type { PeriodEnd, PeriodEndLine } from './schemas.ts'

/** Ends the period of a plan by the rule of its scheme, once, and tells the person. Nothing moves by it; undefined: the scheme says nothing. */
export async function endPeriod(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, rules, schemeVersion }: LockedCase,
  plan: Plan,
  lines: readonly AgreedLine[],
): Promise<PeriodEnd | undefined> {
  const { periodEnd } = rules.money
  if (periodEnd === null || plan.period === null) return undefined
  const [ended, sources] = await Promise.all([findPeriodEnd(tx, actor, plan.id), listSources(tx, actor, caseId)])
  if (ended) return ended
  const given = sources.filter(({ supportPlanId }) => supportPlanId === plan.id)
  // Before anybody knew whose money a plan was, the one who hosts the scheme paid.
  const shares = given.length > 0 ? given : [{ funder: rules.split.host, weight: 1 }]
  const told = lines.map((line): PeriodEndLine => {
    const ringFenced = fenceOf(rules.money, line.category) !== undefined
    const unspentPence = line.status === 'active' ? recoverable(line, 0) : Math.max(0, leftOf(line))
    const ending = { unspentPence, grantedPence: grantedOf(line), ringFenced }
    const by = line.element === null ? shares : [{ funder: payerOf(line.element), weight: 1 }]
    const carriedPence = carriedOf(ending, by, periodEnd)
    const { id: planLineId, key, title } = line
    return {
      planLineId,
      line: key,
      title,
      unspentPence,
      carriedPence,
      overPence: unspentPence - carriedPence,
      ringFenced,
    }
  })
  const total = (name: 'unspentPence' | 'carriedPence' | 'overPence') => sumPence(told.map((line) => line[name]))
  const end: PeriodEnd = {
    id: newId(),
    caseId,
    supportPlanId: plan.id,
    ...plan.period,
    schemeVersion,
    lines: told,
    overPence: total('overPence'),
    endedAt: now.toISOString(),
  }
  await insertPeriodEnd(tx, actor, end)
  await record(tx, actor, {
    type: 'budget-period.ended',
    subjectId: end.id,
    caseId,
    at: now,
    schemeVersion,
    facts: {
      until: end.until,
      unspentPence: total('unspentPence'),
      carriedPence: total('carriedPence'),
      overPence: end.overPence,
    },
  })
  return end
}
