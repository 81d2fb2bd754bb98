import { listMandates } from '../case-team/mandates-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { isJoint, rolesSigned } from '../rules/people/mandate.ts'
import { takenAway } from '../rules/planning/reductions.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { tierOnRoute } from '../rules/sign-off/identity.ts'
import { tally } from '../rules/sign-off/panel.ts'
import { forcedBy, signaturesNeeded, withinLimit } from '../rules/sign-off/sign-off.ts'
import { isRefusal } from '../shared/outcome.ts'
import { countedPence } from '../support-plans/budget-left.ts'
import type { Plan } from '../support-plans/repository.ts'
import { reducedLines } from '../words/reductions.ts'
import { forcedSentence, noRouteSentence, routeSentence } from '../words/routes.ts'
import { conditionsOfPlan, expectedRoute, findCircumstances, lessByPlan } from './circumstances.ts'
import { listParts } from './parts-repository.ts'
import { listSignatures, listVotes } from './repository.ts'
import type { SignOffRoute } from './route-schemas.ts'
import { listArrivals } from './routing-repository.ts'

/** Who must sign and has, who decides and why: as it is for a signed plan, and as it would be for one that is not signed yet. */
export async function signOffRoute(
  reads: Reads,
  actor: Actor,
  rules: SchemeRules,
  plan: Plan,
  now: Date,
): Promise<SignOffRoute> {
  const [circumstances, signatures, arrivals, votes, taken, mandates] = await Promise.all([
    findCircumstances(reads, actor, plan, now),
    listSignatures(reads, actor, plan.id),
    listArrivals(reads, actor, plan.id),
    listVotes(reads, actor, plan.id),
    listParts(reads, actor, plan),
    listMandates(reads, actor, plan.caseId),
  ])
  const joint = mandates.filter(isJoint).map(({ actorId }) => actorId)
  const roles = rolesSigned(signatures, joint)
  const complete = signatures.filter(({ caseRole }) => roles.includes(caseRole))
  const hasBroker = taken.some(({ part }) => part === 'brokers')
  const expected = expectedRoute(rules, plan, { ...circumstances, taken })
  const arrived = arrivals.at(-1)
  const less = lessByPlan(rules, plan, circumstances)
  const counted = countedPence(plan, circumstances.budget)
  const at = rules.tiers.find((known) => known.tier === plan.tier)
  const tier = at && tierOnRoute(at, expected)
  return {
    signatures: signaturesNeeded(rules, hasBroker || signatures.some(({ caseRole }) => caseRole === 'broker')).map(
      (caseRole) => {
        const given = complete.find(
          (signature) =>
            signature.caseRole === caseRole || (caseRole === 'person' && signature.caseRole === 'representative'),
        )
        return { caseRole, signedAt: given?.signedAt ?? null, name: given?.name ?? null }
      },
    ),
    tiers: rules.tiers.map((tier) => ({
      tier: tier.tier,
      limitPence: tier.limitPence,
      withinLimit: withinLimit(tier, counted),
    })),
    countedPence: counted,
    decides: arrived?.tier ?? (isRefusal(expected) ? null : expected.tier),
    sentence: arrived?.sentence ?? (isRefusal(expected) ? noRouteSentence(counted) : routeSentence(expected)),
    forced: forcedBy(rules, conditionsOfPlan(rules, plan, circumstances)).map((forced) => ({
      ...forced,
      sentence: forcedSentence(forced),
    })),
    reductions: reducedLines(takenAway(less, plan.reductions)).map((line) => ({
      ...line,
      guarded: less.guarded.some((one) => one.line === line.line),
    })),
    arrivals,
    votes: tier?.quorum ? tally(tier, votes) : null,
  }
}
