import type { CaseMember } from '../cases/schemas.ts'
import type { InvolvedDeputies } from '../rules/deputies.ts'
import { isIndependent } from '../rules/sign-off.ts'
import type { Tier } from '../rules/sign-off-rules.ts'
import type { DeclaredConflict } from './conflicts-repository.ts'
import type { Plan } from './repository.ts'
import type { GivenSignature } from './sign-off-repository.ts'

/** Those who have to do with a plan too closely to decide on it. Whoever has left the team has had to do with it all the same. */
export function involvedIn(
  plan: Plan,
  signatures: readonly GivenSignature[],
  members: readonly CaseMember[],
  conflicts: readonly DeclaredConflict[],
): InvolvedDeputies {
  const brokers = signatures.filter((signature) => signature.capacity === 'broker')
  const own = members.filter(
    ({ capacity, relative }) => relative || capacity === 'person' || capacity === 'representative',
  )
  return {
    authorIds: plan.authorIds,
    brokerSignerIds: brokers.map((signature) => signature.actorId),
    ownIds: own.map((member) => member.actorId),
    conflictedIds: conflicts.map((conflict) => conflict.actorId),
    signerIds: signatures.map((signature) => signature.actorId),
    teamIds: members.map((member) => member.actorId),
  }
}

/** The one tier with a known holder is the care coordinator's: it is passed by where they are not independent, or there is none. */
export function barredTiers(involved: InvolvedDeputies, members: readonly CaseMember[]): ReadonlySet<Tier> {
  const coordinator = members.find((member) => member.leftAt === null && member.capacity === 'care-coordinator')
  const independent = coordinator && isIndependent(coordinator.actorId, involved)
  return new Set(independent ? [] : ['care-coordinator'])
}
