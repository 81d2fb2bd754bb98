import type { SchemeRules } from '../../rules/scheme/scheme-rules.ts'
import { noticeAt } from '../../rules/sign-off/hearings.ts'
import type { TierRules } from '../../rules/sign-off/sign-off-rules.ts'
import { inPounds } from '../../shared/money.ts'
import { asRead } from '../../shared/numbers.ts'
import { capital, counted, listed } from '../phrases.ts'
import { conditionNames, rolesTold, tierWords } from '../roles.ts'
import { moneyFrom, pricesSaid } from './applying.ts'

const percent = (basisPoints: number) => `${asRead(basisPoints / 100)} %`

/** How the budget is worked out. */
export function calculation(rules: SchemeRules): string[] {
  const { budget, adjustments, crisis, clocks } = rules
  const said: string[] = []
  if (budget.method === 'one-off') {
    said.push(
      `You list what would help and what each item costs. Together the items must come to at least ${inPounds(budget.floorPence)} and no more than ${inPounds(budget.ceilingPence)}.`,
    )
  } else if (budget.method === 'required-services') {
    said.push(
      'The services that you need in a year are listed with you. The number of each, times its price, added up, is the amount.',
      ...pricesSaid(rules),
    )
  } else if (budget.method === 'historic-cost') {
    said.push(
      `The services that you used in ${counted(budget.lookBackMonths, 'month')} are counted at their price, for one year. You are offered ${percent(budget.factorBasisPoints)} of the part that a budget can buy. It is never less than ${inPounds(budget.floorPence)}, however little help you had before.`,
      ...pricesSaid(rules),
    )
  } else {
    said.push(
      `Each part of your life gets points: for a typical day, for a worst day, and for how often those come. It is counted without the support you have now, so that support which works is not held against you. Each point is worth ${inPounds(budget.pricePerPointPence)}.`,
      ...budget.bands.map(
        (band) =>
          `From ${counted(band.fromPoints, 'point')} on, the amount is between ${inPounds(band.floorPence)} and ${inPounds(band.ceilingPence)}.`,
      ),
    )
  }
  if (adjustments.upliftBasisPoints > 0)
    said.push(`${percent(adjustments.upliftBasisPoints)} is added for prices that have risen.`)
  said.push(
    crisis.reserveBasisPoints > 0
      ? `${percent(crisis.reserveBasisPoints)} of the amount is kept for you for a crisis.`
      : 'Nothing of the amount is put aside for a crisis.',
  )
  said.push(
    moneyFrom(rules),
    `Your needs are assessed with you within ${counted(clocks.assessment, 'working day')}, where the scheme needs that.`,
    `The amount is worked out within ${counted(clocks.calculation, 'working day')}, and you are told it within ${counted(clocks.disclosure, 'working day')} after that.`,
    'You are told the amount, and each step of how it was worked out, before planning starts.',
  )
  return said
}

/** Who signs, and who decides up to which amount. */
export function signOff({ signatures, tiers, forced, clocks }: SchemeRules): string[] {
  return [
    `Your plan is signed by ${listed(signatures.map((caseRole) => rolesTold[caseRole]))}.`,
    `Everybody who must sign does so within ${counted(clocks.signing, 'working day')}.`,
    ...tiers.map(tierSaid),
    'Your plan goes to the first of these who may decide on the amount. Somebody who is not comfortable to decide can leave it to the next one, and nobody is at fault. Nobody decides on a plan that they wrote, or that is their own or a relative’s.',
    'If nobody independent has confirmed yet who you are, the plan goes one step higher. Where there is no higher step, two people decide together.',
    ...forced.map(
      ({ condition, tier }) =>
        `Where ${conditionNames[condition]}, at least ${tierWords[tier].short} decides, whatever the amount.`,
    ),
  ]
}

function tierSaid(rules: TierRules): string {
  const { tier, limitPence, heldBy, workingDays, quorum } = rules
  const name = capital(tierWords[tier].short)
  if (limitPence === null) return `${name} may not decide on any amount, so the plan goes to the next one.`
  const oneself = heldBy.length === 1 && heldBy[0] === tier
  const who = oneself ? '' : ` Those who decide there: ${listed(heldBy.map((holder) => rolesTold[holder]))}.`
  const voting =
    quorum === null
      ? ''
      : ` At least ${counted(quorum.members, 'member')} must vote${quorum.kind === 'all' ? ', somebody of each' : ''}${quorum.livedExperience > 0 ? `, ${quorum.livedExperience} of them with experience of using services` : ''}. You are told of the meeting at least ${counted(noticeAt(rules), 'working day')} before, unless you say that less is fine. You say how you want to be heard there.`
  return `${name} may decide up to ${inPounds(limitPence)}, within ${counted(workingDays, 'working day')}.${who}${voting}`
}

/** What somebody is told who is turned down. */
export function turnedDown({ reasons }: SchemeRules): string[] {
  return [
    'If you are turned down, wholly or in part, you get a letter in plain English. It says what was decided, who decided it and why. It also says what would change the answer, what you keep, and where else you can turn.',
    'Every decision against you gives a reason. A decision on what you ask for or on your plan gives only these:',
    ...reasons.map(({ sentence }) => `“${sentence}”`),
  ]
}

/** How to have a decision looked at again, and who helps with it. */
export function appealing({ appeals, clocks }: SchemeRules): string[] {
  return [
    `You, the person who acts for you, or your advocate can ask for a decision to be reviewed. Do it within ${counted(appeals.lodgeWithinWorkingDays, 'working day')}; later is possible if you say why.`,
    `It is reviewed by ${listed(
      appeals.reviewers.map((reviewer) => rolesTold[reviewer]),
      'or',
    )} who took no part in the decision. You get an answer within ${counted(clocks.appealDecision, 'working day')}.`,
    'What you have now stays as it is until then.',
    `For help with an appeal: ${listed(appeals.help.map(({ name, contact }) => `${name} (${contact})`))}.`,
    'If you still disagree you can complain to the commissioner, and after that to the Parliamentary and Health Service Ombudsman.',
  ]
}
