import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { listMembers } from '../case-team/repository.ts'
import { listInForce } from '../delegations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { afterConflict } from '../rules/sign-off/sign-off.ts'
import type { Tier, TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import { countedPence, findBudgetLeft } from '../support-plans/budget-left.ts'
import { toSupportPlan } from '../support-plans/in-force.ts'
import { openPlan } from '../support-plans/open-plan.ts'
import type { Plan } from '../support-plans/repository.ts'
import { delegationsAt, tierRoleAt } from './decider.ts'
import { escalate } from './escalate.ts'
import { type DeclaredConflict, insertConflict, listConflicts } from './parts-repository.ts'
import type { ConflictDeclared, ConflictOfInterest, NewConflictOfInterest } from './schemas.ts'

/**
 * Records a conflict of interest, by whoever has it: somebody on the team, or who sits at a tier. It bars them from every plan of the case for
 * good, and passes the plan on where the scheme says so or where they would have decided alone. Nobody is at fault.
 */
export async function declareConflictOfInterest(
  tx: Tx,
  context: Context,
  id: string,
  input: Static<typeof NewConflictOfInterest>,
): Promise<Answer<Static<typeof ConflictDeclared>>> {
  const { budgetCase, plan } = await openPlan(
    tx,
    context,
    id,
    'draft',
    'returned',
    'awaiting-signatures',
    'awaiting-decision',
  )
  const sitsAt = await seatsOf(tx, context, budgetCase)
  const { conflict, passed, version } = await keepConflict(tx, context, budgetCase, plan, input.words, sitsAt)
  return created(
    { conflictOfInterest: toConflict(conflict), supportPlan: toSupportPlan(passed) },
    `/v1/support-plans/${id}/conflicts-of-interest`,
    version,
  )
}

type Seats = ReadonlyMap<Tier, TierHolder>

/**
 * Keeps a conflict of interest, in words or without, and passes the plan on where it must go. It is kept once: whoever declared it before
 * the plan came to them passes it on in the same way. Where who decides alone has it and there is nobody above, the case waits for the
 * commissioner too, who sees to it that somebody else decides.
 */
export async function keepConflict(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  plan: Plan,
  words: string | null,
  sitsAt: Seats,
): Promise<{ conflict: DeclaredConflict; passed: Plan; version: number }> {
  const { actor, now } = context
  const at = budgetCase.rules.tiers.find(({ tier }) => plan.status === 'awaiting-decision' && tier === plan.tier)
  const seat = at && sitsAt.get(at.tier)
  const declaredAs = seat ?? budgetCase.caseRoles[0] ?? [...sitsAt.values()][0]
  if (!declaredAs)
    throw new Problem(
      'case-role-required',
      'Only those who work or decide on the case can declare a conflict of interest',
    )
  const [declared, budget] = await Promise.all([
    listConflicts(tx, actor, { planId: plan.id }),
    findBudgetLeft(tx, actor, plan.caseId, plan.id),
  ])
  const kept = declared.find((conflict) => conflict.actorId === actor.actorId)
  const route =
    at && (seat || !kept)
      ? afterConflict(budgetCase.rules, countedPence(plan, budget), at, seat !== undefined)
      : undefined
  const stuck = seat !== undefined && at?.quorum === null && !route
  const told = budgetCase.waits.some(({ step }) => step === 'plan-without-decider')
  if (kept && !route && (!stuck || told)) throw new Problem('conflict-declared')
  const [conflict] = await Promise.all([
    kept ?? insertConflict(tx, actor, { caseId: budgetCase.id, planId: plan.id, declaredAs, words }, now),
    kept && !stuck
      ? undefined
      : record(tx, actor, {
          type: 'support-plan.conflict-declared',
          subjectId: plan.id,
          caseId: budgetCase.id,
          at: now,
          schemeVersion: budgetCase.schemeVersion,
          facts: { declaredAs, ...(stuck ? { nobodyAbove: at?.tier } : {}) },
        }),
  ])
  if (!route) return { conflict, passed: plan, version: plan.version }
  const { passed } = await escalate(tx, context, budgetCase, plan, route)
  return { conflict, passed, version: plan.version + 1 }
}

/** The tiers at which the actor sits on this case, in person or as a delegate, each with the role. */
export async function seatsOf(tx: Tx, { actor }: Context, budgetCase: LockedCase): Promise<Seats> {
  const [members, inForce] = await Promise.all([listMembers(tx, actor, budgetCase.id), listInForce(tx, actor)])
  return new Map(
    budgetCase.rules.tiers.flatMap((tier) => {
      const held =
        tierRoleAt(tier, budgetCase, actor) ?? delegationsAt(tier, budgetCase, actor, members, inForce)[0]?.tierRole
      return held ? [[tier.tier, held] as const] : []
    }),
  )
}

/** The conflict for the wire: without who it is by identity. */
export function toConflict({ actorId: _, ...conflict }: DeclaredConflict): ConflictOfInterest {
  return conflict
}
