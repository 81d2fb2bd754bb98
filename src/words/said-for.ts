import type { RecorderForPerson, SaidForKind } from '../rules/people/recording.ts'
import { dateInWords, type LocalDate } from '../shared/dates.ts'
import { rolesTold } from './roles.ts'

const saidThat: Readonly<Record<SaidForKind, string | null>> = {
  withdrawal: 'you said no to a budget',
  'ending-agreement': 'you agreed to the end of your budget',
  signature: 'you signed your support plan',
  appeal: 'you appealed against a decision',
  'service-agreement': 'you agreed to a change of a service that you have',
  'information-answers': 'you answered our questions',
  keeping: 'you keep your budget, whose end we had told you of',
  expression: 'you asked for a budget, and what you said would help',
  review: 'you said what you did at a review of your plan',
  'crisis-contingency': 'you said what is to happen in a crisis',
  'gap-acceptance': 'you accepted that nobody can be called at one of your worst times',
  hearing: 'you said how you want to be heard about your plan',
  'take-over-end': 'you said that you can manage again',
  'line-holding': 'you chose how money of your plan is held',
  'recovery-answer': 'you said what you think of money being taken back',
  'bank-account': 'you gave the account that your direct payments go into',
  'spending-answer': 'you said why money of your plan is not spent, or runs out',
  'deployment-agreement': 'you signed how money of your plan is held',
  'line-move': 'you moved money from one line of your plan to another',
  'off-plan-request': 'you asked for something that is not in your plan',
  'waiting-claim': 'you asked for money back that you paid while you waited',
  removal: null,
  death: null,
  'service-less': null,
}

/** What the person is told when somebody records something for them. */
export function noticeOf(about: {
  readonly kind: SaidForKind
  readonly recordedAs: RecorderForPerson
  readonly saidOn: LocalDate
  readonly objectionBy: LocalDate
}): string {
  const who = rolesTold[about.recordedAs]
  const said = saidThat[about.kind]
  if (about.kind === 'death') return noticeOfDeath(about)
  if (about.kind === 'service-less') return noticeOfLess(about)
  if (said === null) return noticeOfRemoval(about)
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} wrote down that on ${dateInWords(about.saidOn)} ${said}. If that was not you, say so by ${dateInWords(about.objectionBy)}. You do not have to say why. We undo it as far as we can, and somebody who did not write it down looks at it.`
}

function noticeOfRemoval({ recordedAs, saidOn, objectionBy }: Parameters<typeof noticeOf>[0]): string {
  return `On ${dateInWords(saidOn)} ${rolesTold[recordedAs]} removed somebody who acts or speaks for you from your case. The reason is written here. If you want to keep them, say so by ${dateInWords(objectionBy)}. You do not have to say why. They are back at once, and somebody who did not remove them looks at it.`
}

function noticeOfLess({ recordedAs, saidOn, objectionBy }: Parameters<typeof noticeOf>[0]): string {
  return `On ${dateInWords(saidOn)} ${rolesTold[recordedAs]} wrote down that there is less of a service that you have. The reason is written here. If that is not right, or you do not want it, say so by ${dateInWords(objectionBy)}. You do not have to say why. Your services are written down as they were, save the hours in which somebody can be reached, so that nobody sends you to a closed door. Somebody who did not write it down looks at it.`
}

function noticeOfDeath({ recordedAs, objectionBy }: Parameters<typeof noticeOf>[0]): string {
  return `Somebody told us again that you died: ${rolesTold[recordedAs]} wrote it down. By what they know it is written here. If you read this, say so by ${dateInWords(objectionBy)}. You do not have to say why. Your budget continues, and somebody who did not write it down looks at it.`
}
