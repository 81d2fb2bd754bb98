import type { LockedCase } from '../cases/case.ts'
import { startClock } from '../cases/clocks.ts'
import { setCaseMoment } from '../cases/repository.ts'
import type { CaseMember } from '../cases/schemas.ts'
import { record } from '../platform/audit.ts'
import type { Tx } from '../platform/database.ts'
import { agreed } from '../platform/errors.ts'
import type { Context } from '../platform/operation.ts'
import type { Tier } from '../rules/scheme-rules.ts'
import { daysAt, type Involved, isIndependent, lowestCompetent, tierNames } from '../rules/sign-off.ts'
import { londonDate } from '../shared/dates.ts'
import { type Plan, setPlan } from './repository.ts'
import { type GivenSignature, insertRouting } from './sign-off-repository.ts'

/** Sends a signed plan to the lowest tier that may decide on it, starts its clock, and says why it went there. */
export async function routeForDecision(
  tx: Tx,
  context: Context,
  the: LockedCase,
  plan: Plan,
  signatures: readonly GivenSignature[],
  members: readonly CaseMember[],
): Promise<Tier> {
  const { actor, now } = context
  const route = agreed(lowestCompetent(the.rules, plan.totalPence, barredTiers(plan, signatures, members)))
  const clock = {
    caseId: the.id,
    kind: 'plan-decision',
    subjectId: plan.id,
    workingDays: daysAt(the.rules, route.tier, 0),
  } as const
  await Promise.all([
    setPlan(tx, actor, { ...plan, tier: route.tier }),
    insertRouting(tx, actor, plan.id, plan.submittedVersion ?? plan.version, route, now),
    startClock(tx, actor, clock, londonDate(now)),
    setCaseMoment(tx, actor, the.id, 'plan-signed', {
      waitingFor: [tierNames[route.tier].waitedFor],
      tier: route.tier,
    }),
    record(tx, actor, {
      type: 'support-plan.routed',
      subjectId: plan.id,
      caseId: the.id,
      at: now,
      schemeVersion: the.schemeVersion,
      facts: { tier: route.tier, because: route.because, totalPence: plan.totalPence },
    }),
  ])
  return route.tier
}

/** Those who have to do with a plan too closely to decide on it. */
export function involvedIn(
  plan: Plan,
  signatures: readonly GivenSignature[],
  members: readonly CaseMember[],
): Involved {
  return {
    authorId: plan.authorId,
    brokerSignerIds: signatures
      .filter((signature) => signature.capacity === 'broker')
      .map((signature) => signature.actorId),
    ownIds: members
      .filter(({ capacity }) => capacity === 'person' || capacity === 'representative')
      .map((member) => member.actorId),
  }
}

/** The one tier with a known holder is the care coordinator's: it is passed by where they are not independent, or there is none. */
export function barredTiers(
  plan: Plan,
  signatures: readonly GivenSignature[],
  members: readonly CaseMember[],
): ReadonlySet<Tier> {
  const coordinator = members.find((member) => member.leftAt === null && member.capacity === 'care-coordinator')
  const independent = coordinator && isIndependent(coordinator.actorId, involvedIn(plan, signatures, members))
  return new Set(independent ? [] : ['care-coordinator'])
}
