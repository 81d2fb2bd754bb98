import type { SchemeRules } from '../scheme/scheme-rules.ts'
import { mostAbove, waitedForAt } from '../sign-off/sign-off.ts'
import type { ClockKind } from './clocks.ts'
import type { Ending } from './endings.ts'
import type { CaseFacts, PlanUnderWay } from './facts.ts'
import { isBeforePlanning } from './may.ts'
import { type CaseStep, planSteps, type Stage, stageOf } from './steps.ts'
import { late, once, type Subject, seated, seatedOrOfficer, type Wait, waiting } from './waits.ts'
import { waitsOfAccount, waitsOfAgreements } from './waits-of-holding.ts'
import { armsOfMoney, waitsOfChecks, waitsOfClaims, waitsOfReceipts } from './waits-of-money.ts'
import {
  waitsOfAnnouncedEnding,
  waitsOfAppeals,
  waitsOfCouncil,
  waitsOfCoverGap,
  waitsOfCrisis,
  waitsOfDeath,
  waitsOfHealthNeed,
  waitsOfLetters,
  waitsOfMeetings,
  waitsOfObjections,
  waitsOfProviderStops,
  waitsOfRequests,
  waitsOfTakeOver,
} from './waits-of-words.ts'

/*
 * Where a case is and who is waited for, worked out from what the case has. Total and pure: the same facts give the same progress,
 * today or as of any day. Each thing waits for its own party, so that a plan, a review and an appeal can run beside each other.
 */

export interface Progress {
  readonly stage: Stage
  readonly step: CaseStep
  readonly waits: readonly Wait[]
}

const endedStep: Readonly<Record<Ending, CaseStep>> = {
  declined: 'expression-declined',
  withdrawn: 'case-withdrawn',
  'ended-at-review': 'budget-ended',
  died: 'person-died',
  'moved-away': 'moved-away',
  joined: 'record-joined',
}

type Arm = (facts: CaseFacts, rules: SchemeRules) => Wait[]
const afterTheEnd: readonly Arm[] = [
  ...[waitsOfAppeals, waitsOfObjections, waitsOfDeath, waitsOfClaims, waitsOfLetters, waitsOfChecks, waitsOfReceipts],
]

/** Who says who is waited for about each kind of thing; of two that wait for one party about one thing, the first is kept. */
const armsOf: Readonly<Record<Exclude<Subject, 'clock'>, readonly Arm[]>> = {
  case: [waitsOfTheWay],
  'expression-of-interest': [waitsOfTheWay],
  'needs-assessment': [waitsOfTheWay],
  'indicative-budget': [waitsOfTheWay],
  'support-plan': [waitsOfTheWay, waitsOfSpending],
  review: [waitsOfReviews],
  appeal: [waitsOfAppeals],
  'announced-ending': [waitsOfAnnouncedEnding],
  'said-for': [waitsOfObjections],
  'death-report': [waitsOfDeath],
  'crisis-episode': [waitsOfCrisis],
  'person-request': [waitsOfRequests],
  'cover-gap': [waitsOfCoverGap],
  'panel-meeting': [waitsOfMeetings],
  'take-over': [waitsOfTakeOver],
  'provider-stop': [waitsOfProviderStops],
  'health-need': [waitsOfHealthNeed],
  letter: [waitsOfLetters],
  'bank-account': [waitsOfAccount],
  'plan-line': [waitsOfAgreements],
  ...armsOfMoney,
}
export function progressOf(facts: CaseFacts, rules: SchemeRules): Progress {
  const step = stepOf(facts)
  if (facts.ending) return { stage: stageOf[step], step, waits: afterTheEnd.flatMap((arm) => arm(facts, rules)) }
  const arms = new Set(Object.values(armsOf).flat())
  const waits = [...arms].flatMap((arm) => arm(facts, rules))
  return { stage: stageOf[step], step, waits: once([...waits, ...late(facts, waits)]) }
}

/** The step a case is at. A plan in force comes before a changed one on its way: the person goes on spending. */
function stepOf(facts: CaseFacts): CaseStep {
  if (facts.ending) return endedStep[facts.ending]
  if (facts.planInForce) return spendingStep(facts, facts.planInForce)
  return wayStep(facts)
}

function spendingStep(
  { reviews, sinceAgreed, planUnderWay }: CaseFacts,
  { status, inPart }: NonNullable<CaseFacts['planInForce']>,
) {
  if (reviews.some((review) => review.status === 'awaiting-decision')) return 'finding-to-confirm'
  if (reviews.some(({ kind, again }) => again || kind === 'rapid' || kind === 'requested')) return 'review-scheduled'
  if (sinceAgreed === 'asks-for-change' && !planUnderWay) return 'plan-to-change'
  if (status === 'agreed') return inPart ? 'plan-agreed-in-part' : 'plan-agreed'
  return sinceAgreed === 'nothing' ? 'budget-active' : 'review-done'
}

/** The step on the way to a plan, or to a changed one. */
function wayStep({ expression, assessment, calculated, budget, planUnderWay, planRefused }: CaseFacts): CaseStep {
  if (!expression) return 'case-opened'
  if (expression.status === 'draft') return 'expression-drafted'
  if (expression.status === 'submitted' || expression.status === 'declined') return 'expression-submitted'
  if (expression.status === 'information-requested')
    return expression.answerBy === 'care-coordinator' ? 'information-requested-of-coordinator' : 'information-requested'
  if (!assessment && !budget && !calculated) return 'expression-accepted'
  if (assessment?.status === 'in-progress') return 'assessment-begun'
  if (!budget?.current) return calculated ? 'budget-calculated' : 'assessment-completed'
  if (!budget.disclosed) return 'budget-adopted'
  if (planUnderWay) return planSteps[planUnderWay.status]
  return planRefused ? 'plan-refused' : 'budget-disclosed'
}

/** Who is waited for on the way: the broker plans, the care coordinator does what staff owe before, and the person says what is theirs to say. */
function waitsOfTheWay(facts: CaseFacts, rules: SchemeRules): Wait[] {
  const { caseId, expression, assessment, budget, planUnderWay, planInForce, sinceAgreed } = facts
  const wait = waiting(facts)
  const clock = (kind: ClockKind, subjectId = caseId) => ({ kind, subjectId })
  const theCase = { subject: 'case', subjectId: caseId } as const
  const interest = expression ? ({ subject: 'expression-of-interest', subjectId: expression.id } as const) : theCase
  const assessing = assessment ? ({ subject: 'needs-assessment', subjectId: assessment.id } as const) : theCase
  const planning = clock('planning', budget?.id)
  const planner = plannerOf(rules)
  if (isBeforePlanning(facts)) {
    const step = wayStep({ ...facts, planUnderWay: null, planRefused: false })
    switch (step) {
      case 'case-opened':
      case 'expression-drafted':
        return wait(interest, step, null, 'person', 'care-coordinator')
      case 'expression-submitted':
        return wait(interest, step, clock('expression-decision', expression?.id), 'commissioner-officer')
      case 'information-requested':
        return wait(interest, step, clock('information-answer', expression?.requestId ?? caseId), 'person')
      case 'information-requested-of-coordinator':
        return wait(interest, step, clock('information-answer', expression?.requestId ?? caseId), 'care-coordinator')
      case 'expression-accepted':
        return wait(theCase, step, clock('assessment', expression?.id), 'care-coordinator')
      case 'assessment-begun':
        return [
          ...wait(assessing, step, clock('assessment', expression?.id), 'care-coordinator', 'person'),
          ...waitsOfCouncil(facts, assessing, clock('assessment', expression?.id)),
        ]
      case 'budget-adopted':
        return wait(
          { subject: 'indicative-budget', subjectId: budget?.id ?? caseId },
          step,
          clock('disclosure', budget?.id),
          'care-coordinator',
        )
      default:
        return wait(assessing, step, clock('calculation', assessment?.id), 'care-coordinator')
    }
  }
  // Until the day of a plan with notice nobody has anything to do: the plan in force goes on. One that does not fit then is drafted anew, or the budget is.
  if (planUnderWay?.status === 'awaiting-notice') {
    const plan = { subject: 'support-plan', subjectId: planUnderWay.id } as const
    return planUnderWay.short ? wait(plan, 'plan-waits-for-budget', null, planner, 'care-coordinator') : []
  }
  if (planUnderWay) return waitsOfPlan(facts, planUnderWay, planning, rules)
  if (!planInForce)
    return facts.planRefused
      ? wait(theCase, 'plan-refused', null, 'person')
      : wait(theCase, 'budget-disclosed', planning, planner)
  if (sinceAgreed !== 'asks-for-change') return []
  return wait({ subject: 'support-plan', subjectId: planInForce.id }, 'plan-to-change', planning, planner)
}

/** Who writes the plan with the person: the broker, unless the scheme asks for no broker's signature. */
const plannerOf = ({ signatures }: SchemeRules) => (signatures.includes('broker') ? 'broker' : 'care-coordinator')

function waitsOfPlan(facts: CaseFacts, plan: PlanUnderWay, planning: Wait['clock'], rules: SchemeRules): Wait[] {
  const wait = waiting(facts)
  const subject = { subject: 'support-plan', subjectId: plan.id } as const
  const step = planSteps[plan.status]
  if (plan.status === 'draft' || plan.status === 'returned') return wait(subject, step, planning, plannerOf(rules))
  if (plan.status === 'awaiting-signatures') {
    const missing = plan.outstanding.includes('broker') && !facts.team.includes('broker')
    const clock = { kind: 'signing', subjectId: plan.id } as const
    const signers = plan.outstanding.filter((role) => role !== 'broker' || !missing)
    return [
      ...wait(subject, step, clock, ...signers),
      // Also where nothing is outstanding that can be given: a plan never waits for nobody.
      ...(missing || signers.length === 0 ? wait(subject, 'broker-missing', clock, 'care-coordinator') : []),
    ]
  }
  const { tier } = plan
  const clock = { kind: 'plan-decision', subjectId: plan.id } as const
  const holders = tier ? waitedForAt(rules, tier) : []
  const deciders = seated(facts, holders)
  const waits = wait(subject, step, clock, ...deciders).map((one) => ({ ...one, tier }))
  const without = wait(subject, 'plan-without-decider', clock, 'commissioner-officer').map((one) => ({ ...one, tier }))
  // First, where the seat of the council is empty: an officer who sits at the tier too enrols the council before all else.
  if (deciders.length < holders.length) return [...without, ...waits]
  return deciders.length > 0 && !isStuck(plan, rules) ? waits : [...waits, ...without]
}

/** Whether who decides alone has declared a conflict of interest, and nobody above may decide. */
function isStuck({ tier, conflicts, totalPence }: PlanUnderWay, rules: SchemeRules): boolean {
  const at = rules.tiers.find((known) => known.tier === tier)
  const conflicted = at?.quorum === null && at.heldBy.some((holder) => conflicts.includes(holder))
  return conflicted && totalPence > mostAbove(rules, at.tier, ['conflict-of-interest'])
}

/** The plan in force: what was agreed is bought, the first payment within its time. */
function waitsOfSpending(facts: CaseFacts): Wait[] {
  const { planInForce: plan, sinceAgreed } = facts
  if (!plan) return []
  const subject = { subject: 'support-plan', subjectId: plan.id } as const
  const buyers = plan.spenders.length > 0 ? plan.spenders : (['broker'] as const)
  const wait = waiting(facts)
  if (plan.status === 'agreed')
    return wait(
      subject,
      plan.inPart ? 'plan-agreed-in-part' : 'plan-agreed',
      { kind: 'first-payment', subjectId: plan.id },
      ...buyers,
    )
  return wait(subject, sinceAgreed === 'nothing' ? 'budget-active' : 'review-done', null, ...buyers)
}

function waitsOfReviews(facts: CaseFacts, rules: SchemeRules): Wait[] {
  const wait = waiting(facts)
  return facts.reviews.flatMap(({ id, status, tier }) => {
    const subject = { subject: 'review', subjectId: id } as const
    if (status === 'scheduled')
      return wait(subject, 'review-scheduled', { kind: 'review', subjectId: id }, 'care-coordinator')
    const waits = seatedOrOfficer(facts, tier ? waitedForAt(rules, tier) : [])
    return wait(subject, 'finding-to-confirm', { kind: 'finding-decision', subjectId: id }, ...waits).map((one) => ({
      ...one,
      tier,
    }))
  })
}
