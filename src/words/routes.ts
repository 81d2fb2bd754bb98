import type {
  EscalationReason,
  Forced,
  PassedTier,
  Route,
  RouteFacts,
  SpentBefore,
} from '../rules/sign-off/sign-off.ts'
import type { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { dateInWords } from '../shared/dates.ts'
import { inPounds, type Pence } from '../shared/money.ts'
import { capital } from './phrases.ts'
import { conditionNames, tierWords } from './roles.ts'

const escalated: Readonly<Record<EscalationReason, string>> = {
  'not-comfortable': 'was not comfortable to decide',
  'conflict-of-interest': 'has a conflict of interest',
  breach: 'did not decide in time',
}

/** Why a plan, or a finding, goes to a tier, for everybody on the case. */
export function routeSentence({ tier, facts }: Route): string {
  const name = tierWords[tier].short
  switch (facts.by) {
    case 'amount':
      return facts.together
        ? `${byAmount(tier, facts)}. ${capital(conditionNames['preventive-reduction'])}. Nobody above ${name} may decide, so two people decide there together.`
        : `${byAmount(tier, facts)}, so ${name} decides.`
    case 'identity':
      return byIdentity(tier, facts)
    case 'escalation':
      return `${capital(tierWords[facts.from].short)} ${escalated[facts.because]}, so ${name} decides. Nobody is at fault.`
    case 'team-conflict':
      return `${capital(conditionNames['conflict-of-interest'])}, so ${name} decides. Nobody is at fault.`
    case 'finding':
      return `${capital(conditionNames['preventive-reduction'])}, so ${name} looks at it first.`
  }
}

/** What a condition forces, whatever the amount. */
export function forcedSentence({ condition, tier }: Forced): string {
  return `${capital(conditionNames[condition])}, so at least ${tierWords[tier].short} decides.`
}

/** Where no tier may decide, for everybody on the case. */
export function noRouteSentence(totalPence: Pence): string {
  return `Nobody in this scheme may decide on ${inPounds(totalPence)}.`
}

function byAmount(
  tier: Tier,
  { totalPence, limitPence, passed, before: spent }: Extract<RouteFacts, { by: 'amount' }>,
): string {
  const name = tierWords[tier].short
  const counted = spent && spent.pence > 0 ? [countedSentence(totalPence, spent)] : []
  const before = passed.map((one) => ('condition' in one ? forcedSentence(one) : passedSentence(one, totalPence)))
  const last = passed.at(-1)
  // Where the sentence before ends on the amount, the amount is not said again.
  const amount = last && 'limitPence' in last && last.because === 'over-limit' ? 'It' : inPounds(totalPence)
  return [...counted, ...before, `${amount} is within ${name}’s limit of ${inPounds(limitPence)}`].join(' ')
}

/** What anybody on the case can see to: somebody else has to confirm who the person is. */
function byIdentity(tier: Tier, { would, together }: Extract<RouteFacts, { by: 'identity' }>): string {
  const [name, below] = [tierWords[tier].short, tierWords[would.tier].short]
  const what = together
    ? `Nobody above ${name} may decide, so two people decide there together.`
    : `So ${name} decides, one step above ${below}.`
  return `${byAmount(would.tier, would.facts)}. ${identityUnconfirmed} ${what}`
}

/** Why money goes up a tier. */
export const identityUnconfirmed = 'Nobody independent has confirmed yet who the person is.'

function countedSentence(totalPence: Pence, { since, pence }: SpentBefore): string {
  const own = inPounds(totalPence - pence)
  return `With ${inPounds(pence)} that was spent of what was agreed since ${dateInWords(since)}, ${own} comes to ${inPounds(totalPence)}.`
}

function passedSentence({ tier, limitPence, because }: PassedTier, totalPence: Pence): string {
  const name = tierWords[tier].short
  switch (because) {
    case 'no-limit':
      return `${capital(name)} has no limit set and may not decide.`
    case 'over-limit':
      return `${inPounds(totalPence)} is over ${name}’s limit of ${inPounds(limitPence ?? 0)}.`
    case 'no-members':
      return `Nobody sits as ${name}.`
    case 'no-care-coordinator':
      return 'There is no care coordinator.'
    case 'not-independent':
      return `${capital(name)} is not independent of this plan.`
  }
}
