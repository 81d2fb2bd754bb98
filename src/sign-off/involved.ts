import type { CaseMember } from '../case-team/schemas.ts'
import { speaksForPerson } from '../rules/people/team.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import type { InvolvedWithDelegates } from '../rules/sign-off/delegations.ts'
import { type Barred, isIndependent, lowestCompetent, type Route } from '../rules/sign-off/sign-off.ts'
import type { Refusal } from '../shared/outcome.ts'
import { countedPence } from '../support-plans/budget-left.ts'
import type { Plan } from '../support-plans/repository.ts'
import { conditionsOfPlan, type PlanCircumstances } from './circumstances.ts'
import type { DeclaredConflict } from './conflicts-repository.ts'
import type { GivenSignature } from './repository.ts'

/** Those who have to do with a plan too closely to decide on it. Whoever has left the team has had to do with it all the same. */
export function involvedIn(
  plan: Plan,
  signatures: readonly GivenSignature[],
  members: readonly CaseMember[],
  conflicts: readonly DeclaredConflict[],
): InvolvedWithDelegates {
  const brokers = signatures.filter((signature) => signature.caseRole === 'broker')
  const own = members.filter(({ caseRole, relative }) => relative || caseRole === 'person' || speaksForPerson(caseRole))
  return {
    authorIds: plan.authorIds,
    brokerSignerIds: brokers.map((signature) => signature.actorId),
    ownIds: own.map((member) => member.actorId),
    conflictedIds: conflicts.map((conflict) => conflict.actorId),
    signerIds: signatures.map((signature) => signature.actorId),
    teamIds: members.map((member) => member.actorId),
  }
}

/** A tier at which only the case's own care coordinator sits is passed by where there is none, or they are not independent. */
function barredTiers({ tiers }: SchemeRules, involved: InvolvedWithDelegates, members: readonly CaseMember[]): Barred {
  const coordinator = members.find((member) => member.leftAt === null && member.caseRole === 'care-coordinator')
  if (coordinator && isIndependent(coordinator.actorId, involved)) return new Map()
  const alone = tiers.filter(({ heldBy }) => heldBy.every((holder) => holder === 'care-coordinator'))
  return new Map(alone.map(({ tier }) => [tier, coordinator ? 'not-independent' : 'no-care-coordinator'] as const))
}

/** Where a plan goes for its decision, as far as is known now: the same before it is submitted, once it is signed, and to whoever asks. */
export function expectedRoute(
  rules: SchemeRules,
  plan: Plan,
  known: PlanCircumstances & {
    readonly signatures: readonly GivenSignature[]
    readonly members: readonly CaseMember[]
  },
): Route | Refusal<'tier-missing'> {
  const involved = involvedIn(plan, known.signatures, known.members, known.conflicts)
  const barred = barredTiers(rules, involved, known.members)
  const before = known.budget ? { since: known.budget.period.from, pence: known.budget.besidePence } : null
  return lowestCompetent(rules, countedPence(plan, known.budget), barred, conditionsOfPlan(rules, plan, known), before)
}
