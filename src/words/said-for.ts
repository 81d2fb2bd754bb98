import type { RecorderForPerson, SaidForKind } from '../rules/people/recording.ts'
import { dateInWords, type LocalDate } from '../shared/dates.ts'
import { rolesTold } from './roles.ts'

const saidThat: Readonly<Record<SaidForKind, string>> = {
  withdrawal: 'you said no to a budget',
  'ending-agreement': 'you agreed to the end of your budget',
  signature: 'you signed your support plan',
  appeal: 'you appealed against a decision',
  'service-agreement': 'you agreed to a change of a service that you have',
  'information-answers': 'you answered our questions',
  keeping: 'you keep your budget, whose end we had told you of',
  expression: 'you asked for a budget, and what you said would help',
  review: 'you said what you did at a review of your plan',
}

/** What the person is told when somebody records something for them. */
export function noticeOf(about: {
  readonly kind: SaidForKind
  readonly recordedAs: RecorderForPerson
  readonly saidOn: LocalDate
  readonly objectionBy: LocalDate
}): string {
  const who = rolesTold[about.recordedAs]
  return `${who.charAt(0).toUpperCase()}${who.slice(1)} wrote down that on ${dateInWords(about.saidOn)} ${saidThat[about.kind]}. If that was not you, say so by ${dateInWords(about.objectionBy)}. You do not have to say why. We undo it, and somebody who did not write it down looks at it.`
}
