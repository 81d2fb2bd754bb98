import type { DecidedEnding } from '../../rules/progress/endings.ts'
import { dateInWords, type LocalDate, londonDate } from '../../shared/dates.ts'
import { inPounds } from '../../shared/money.ts'
import { funderNames, tierWords } from '../roles.ts'
import { stepWords } from '../steps.ts'
import { waitedTold, waits } from './appeal-waits.ts'
import { besideAppealed, besideTold } from './beside-words.ts'
import type { About, ToldDecision } from './facts.ts'
import { healthNeedAfterAppeal } from './health-need-words.ts'
import { offPlanAfterAppeal } from './off-plan-words.ts'
import { surplusAfterAppeal, surplusTold } from './surplus-words.ts'
import { waitingAfterAppeal } from './waiting-words.ts'

/** What was decided, in words for the person: a heading, what it means, and what happens next. */
export interface Told {
  readonly title: string
  readonly what: readonly string[]
  readonly next: string
}

const planLines = 'The table shows what is in the plan and what it costs.'
type OnAppeal = 'upheld' | 'varied' | 'overturned'
const byOutcome: Readonly<Record<Exclude<Outcome, OnAppeal>, Told>> = {
  accepted: {
    title: 'Your expression of interest was accepted',
    what: [
      'You told us what would help you get better, and asked for a personal health budget. A personal health budget is money for your health and wellbeing that you help to plan.',
      'We have said yes to working one out with you. This is not yet a decision about how much it is.',
    ],
    next: stepWords['expression-accepted'].person,
  },
  declined: {
    title: 'Your expression of interest was not accepted',
    what: [
      'You told us what would help you get better, and asked for a personal health budget.',
      'We have decided not to offer you one now. What you have now stays. You can ask again at any time.',
    ],
    next: 'You can appeal, or ask again. Either way, what you have now stays.',
  },
  agreed: {
    title: 'Your support plan was agreed',
    what: ['We have agreed to your whole support plan.', planLines],
    next: stepWords['plan-agreed'].person,
  },
  'agreed-with-reduction': {
    title: 'Your support plan was agreed, and you will have less of some support',
    what: ['We have agreed to your support plan. Some of what you have now becomes less by it, or ends.', planLines],
    next: 'You have what you have now until your new plan starts. If you appeal before that, you have it until your appeal is answered.',
  },
  'agreed-in-part': {
    title: 'A part of your support plan was agreed',
    what: [
      'We have agreed to a part of your support plan, but not to all of it.',
      `${planLines} It also says which things we agreed to.`,
    ],
    next: stepWords['plan-agreed-in-part'].person,
  },
  returned: {
    title: 'Your support plan came back for a change',
    what: [
      'We have not said yes or no to your support plan yet. It came back to you because something in it has to change first.',
      planLines,
    ],
    next: stepWords['plan-returned'].person,
  },
  refused: {
    title: 'Your support plan was not agreed',
    what: ['We have decided not to agree to your support plan as it is.', planLines],
    next: stepWords['plan-refused'].person,
  },
  reduced: {
    title: 'We have decided to reduce your support',
    what: [
      'You and your care coordinator looked at how it is going.',
      'We have decided to reduce your support. Your support will not change until a new plan is agreed with you.',
    ],
    next: 'You change your plan with your care coordinator, and then we decide on it. Until then you have what you have now.',
  },
  ended: {
    title: 'Your budget has ended',
    what: [
      'You and your care coordinator looked at how it is going. You said that you agree to end your budget.',
      'We have ended it.',
    ],
    next: stepWords['budget-ended'].person,
  },
  ...surplusTold,
  'not-accepted': {
    title: 'We will not consider your further appeal',
    what: [
      'You appealed again against a decision that we reviewed within the last six months.',
      'Somebody who took no part in that decision has decided not to consider it once more now.',
    ],
    next: `The decision stays as it was. ${waitedTold} You can appeal again six months after your last appeal that we considered.`,
  },
}

/** What an appeal was against, as a part of a sentence. */
const appealedWords: Readonly<Partial<Record<Outcome, string>>> = {
  declined: 'not to accept your expression of interest',
  returned: 'to send your support plan back for a change',
  refused: 'not to agree to your support plan',
  'agreed-in-part': 'to agree to a part of your support plan only',
  'agreed-with-reduction': 'to agree to a support plan that gives you less of some support',
  reduced: 'to reduce your support',
  ended: 'to end your budget',
  recovered: 'to take back money that was not spent',
  'set-off': 'to set money that was not spent off against your payments',
}

/** Every outcome that a letter has words for. */
type Outcome = ToldDecision['outcome']

/** What follows where the plan was to give the person less: they keep what they had, or have it again. */
const afterReduction = {
  again:
    'If you still have the support that the plan was to take, you keep it, and the plan comes back to you for a change. If it was taken already, you and your care coordinator look at it with you within days.',
  right: ['You do not lose the support that the plan was to take.'],
  next: 'What your plan says can be bought.',
} as const

/** What follows from an appeal that was not in vain, by what the decision was about. */
const afterAppeal = {
  'expression-of-interest': {
    again: 'We decide on your expression of interest again, and write to you then.',
    right: ['Your expression of interest is accepted.'],
    next: stepWords['expression-accepted'].person,
  },
  'support-plan': {
    again: stepWords['plan-returned'].person,
    right: ['Your whole support plan is agreed.', planLines],
    next: stepWords['plan-agreed'].person,
  },
  'surplus-recovery': surplusAfterAppeal,
  'off-plan-request': offPlanAfterAppeal,
  'waiting-claim': waitingAfterAppeal,
  'health-need': healthNeedAfterAppeal,
  case: {
    again: 'You keep your budget as it is.',
    right: ['Your budget does not end. You have it as it was.'],
    next: 'What your plan says can be bought.',
  },
  review: {
    again: 'You and your care coordinator look again at how it is going. Until then you have what you have now.',
    right: ['We no longer go by what the review found. You have your budget as it was.'],
    next: 'What your plan says can be bought. The next review is set.',
  },
} as const

const nothingFollows = {
  'begun-anew':
    'You have since started a new application. That will continue, and nothing else follows from this decision.',
  'ended-for-good': 'Your case has ended since then, and stays ended. Nothing else follows from this decision.',
} as const

const announcedBecause = {
  withdrawn: {
    title: 'We were told that you do not want your budget any more',
    what: 'Somebody in our team wrote down that you said no to your budget. Because of that we have decided to end it.',
  },
  'moved-away': {
    title: 'We were told that you have moved away',
    what: 'Somebody in our team wrote down that you do not live here any more. Because of that we have decided to end your budget.',
  },
  joined: {
    title: 'We have two records of you, each with a budget',
    what: 'We found that we wrote you down twice, and that you have two budgets. We have decided that one of them ends. You keep the other.',
  },
} as const satisfies Record<DecidedEnding, object>

/** An end that the person can still call off: that is said first, and by when. */
const announced = (endsAfter: LocalDate, ending: DecidedEnding): Told => ({
  title: announcedBecause[ending].title,
  what: [
    announcedBecause[ending].what,
    `Nothing ends yet. You keep your budget until ${dateInWords(endsAfter)}. It ends after that day.`,
  ],
  next: `If that is wrong, or you want to keep your budget, tell us by ${dateInWords(endsAfter)}. You do not have to say why. Then your budget continues as it is.`,
})

/** What was decided, for the person it was decided for. */
export function toldOf({ outcome }: Pick<ToldDecision, 'outcome'>, about: About): Told {
  const { appealed, elsewhere, replaced, endsAfter, leftPence, ending = 'withdrawn' } = about
  if (endsAfter) return announced(endsAfter, ending)
  const beside = besideTold(outcome, about)
  if (beside) return beside
  if (outcome !== 'upheld' && outcome !== 'varied' && outcome !== 'overturned')
    return withReplaced(byOutcome[outcome], replaced)
  const subject = appealed?.subject
  const after = elsewhere
    ? { again: nothingFollows[elsewhere], right: [], next: nothingFollows[elsewhere] }
    : appealed?.outcome === 'agreed-with-reduction'
      ? afterReduction
      : afterAppeal[subject === undefined || subject === 'appeal' ? 'expression-of-interest' : subject]
  const before = `You appealed against ${whichDecision(appealed)}. Somebody who took no part in it has looked at it again.`
  if (outcome === 'upheld')
    return {
      title: 'Your appeal: the decision stays as it was',
      what: [before, 'They have decided that it stays as it was.'],
      next: `${waits.has(appealed?.outcome) ? waitedTold : 'Nothing changes because of this.'} If you are unhappy with this decision you can complain. See “How to complain”.`,
    }
  if (outcome === 'varied')
    return {
      title: 'Your appeal: the decision is made again',
      what: [before, 'They have decided that it cannot stay as it was.', ...spentSince(leftPence)],
      next: after.again,
    }
  return {
    title: 'Your appeal: the decision was changed in your favour',
    what: [before, 'They have decided that you were right.', ...after.right, ...spentSince(leftPence)],
    next: after.next,
  }
}

/** Says what there is to spend of a budget that is open again, where the person spent from it by another plan meanwhile. */
const spentSince = (leftPence: About['leftPence']): string[] =>
  leftPence === undefined
    ? []
    : [`You have since spent part of this budget by another plan. You have ${inPounds(leftPence)} left to spend.`]

/** Says which plan a changed one takes the place of, before what is said of its table. */
function withReplaced(told: Told, replaced: About['replaced']): Told {
  if (!replaced?.agreedAt) return told
  const on = dateInWords(londonDate(new Date(replaced.agreedAt)))
  const [first = '', ...rest] = told.what
  return { ...told, what: [first, `This takes the place of the plan that we agreed on ${on}.`, ...rest] }
}

/** Which decision an appeal was against: what it said, and its date. */
function whichDecision(appealed: About['appealed']): string {
  const said = appealed && (besideAppealed[appealed.subject] ?? appealedWords)[appealed.outcome]
  if (!said) return 'a decision'
  return `our decision of ${dateInWords(londonDate(new Date(appealed.decidedAt)))} ${said}`
}

/** The tiers at which several decide together; one of them writes it down. */
const together: ReadonlySet<ToldDecision['tier']> = new Set(['mdt-meeting', 'risk-enablement-panel', 'joint-panel'])

/** Who decided, as a person would say it, by where it was decided: what stands before and after the name. */
export function decidedBy(tier: ToldDecision['tier']): readonly [before: string, after: string] {
  if (tier === 'reviewer') return ['', ', who took no part in the decision that you appealed against.']
  if (tier === 'gp-practice') return ['', ', a GP.']
  if (tier === 'commissioner-officer' || tier === 'commissioner-lead')
    return ['', `, who decides this for ${funderNames.commissioner}, the body that pays for your care.`]
  const told = tierWords[tier].told
  if (!together.has(tier)) return ['', `, ${told}.`]
  return [`${told.charAt(0).toUpperCase()}${told.slice(1)}. `, ' recorded the decision.']
}
