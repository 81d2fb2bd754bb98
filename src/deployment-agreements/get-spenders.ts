import type { Static } from '@sinclair/typebox'
import { listAgreedHoldings } from '../line-holdings/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { essentialLines } from '../rules/concerns/freezes.ts'
import { sameHolding, waitsForAgreement } from '../rules/spending/deployment-agreement.ts'
import { listSpenders } from '../spending/spender.ts'
import { findPlan } from '../support-plans/repository.ts'
import type { LineSpenders } from './schemas.ts'

/** Who may spend from each line of a plan, and whether they wait for a signature, by the rules that a purchase is held to. */
export async function getSpenders(
  reads: Reads,
  actor: Actor,
  supportPlanId: string,
): Promise<Static<typeof LineSpenders> | undefined> {
  const plan = await findPlan(reads, actor, supportPlanId)
  if (!plan) return undefined
  const [spenders, agreed] = await Promise.all([
    listSpenders(reads, actor, plan.caseId, plan.lines),
    listAgreedHoldings(reads, actor, plan.caseId),
  ])
  const essential = essentialLines(plan)
  return {
    lines: plan.lines.map((held, index) => {
      const { key, deployment, holderId } = held
      const signed = agreed.some((one) => one.line === key && sameHolding(one, held))
      const waits = waitsForAgreement(held, 'purchase') && !signed && !essential.includes(key)
      return { line: key, deployment, holderId, spenders: spenders[index] ?? [], waitsForAgreement: waits }
    }),
  }
}
