import { listMembers } from '../cases/team-repository.ts'
import type { Actor } from '../platform/access.ts'
import type { Reads } from '../platform/database.ts'
import { tally } from '../rules/panel.ts'
import type { SchemeRules } from '../rules/scheme-rules.ts'
import { forcedBy, withinLimit } from '../rules/sign-off.ts'
import { isRefusal } from '../shared/outcome.ts'
import { conditionsOfPlan, findCircumstances } from './circumstances.ts'
import { expectedRoute } from './involved.ts'
import type { Plan } from './repository.ts'
import { listArrivals, listSignatures, listVotes } from './sign-off-repository.ts'
import type { SignOffRoute } from './sign-off-schemas.ts'

/** Who must sign and has, who decides and why: as it is for a signed plan, and as it would be for one that is not signed yet. */
export async function signOffRoute(reads: Reads, actor: Actor, rules: SchemeRules, plan: Plan): Promise<SignOffRoute> {
  const [circumstances, signatures, arrivals, votes, members] = await Promise.all([
    findCircumstances(reads, actor, plan),
    listSignatures(reads, actor, plan.id),
    listArrivals(reads, actor, plan.id),
    listVotes(reads, actor, plan.id),
    listMembers(reads, actor, plan.caseId),
  ])
  const expected = expectedRoute(rules, plan, { ...circumstances, signatures, members })
  const arrived = arrivals.at(-1)
  const tier = rules.tiers.find((known) => known.tier === plan.tier)
  return {
    signatures: rules.signatures.map((capacity) => {
      const given = signatures.find(
        (signature) =>
          signature.capacity === capacity || (capacity === 'person' && signature.capacity === 'representative'),
      )
      return { capacity, signedAt: given?.signedAt ?? null, name: given?.name ?? null }
    }),
    tiers: rules.tiers.map((tier) => ({
      tier: tier.tier,
      limitPence: tier.limitPence,
      withinLimit: withinLimit(tier, plan.totalPence),
    })),
    decides: arrived?.tier ?? (isRefusal(expected) ? null : expected.tier),
    sentence: arrived?.sentence ?? (isRefusal(expected) ? expected.detail : expected.sentence),
    forced: forcedBy(rules, conditionsOfPlan(rules, plan, circumstances)),
    arrivals,
    votes: tier?.quorum ? tally(tier, votes) : null,
  }
}
