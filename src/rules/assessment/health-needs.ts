import { oneOf } from '../../shared/schema.ts'

/*
 * A scheme can add a health element to a social-care budget: the GP agrees the health need first (Social Care Institute for Excellence, practice
 * examples of integrated personal budgets in mental health: example 6, South Kent Coast). The practice says so by its own sign-in, or to those who
 * work with the person, who record it by a document and tell the practice that they did.
 */

export const healthNeedStatuses = [
  'awaiting-practice',
  'question-asked',
  'agreed',
  'declined',
  'disputed',
  'replaced',
  'withdrawn',
] as const
export type HealthNeedStatus = (typeof healthNeedStatuses)[number]
export const HealthNeedStatus = oneOf(healthNeedStatuses, {
  $id: 'HealthNeedStatus',
  description:
    'Where it is. `disputed`: the practice says that an answer which others recorded is not its own; `replaced`: another need was suggested.',
})

/** What a practice answers. */
export const practiceAnswers = ['agreed', 'declined', 'question'] as const
export type PracticeAnswer = (typeof practiceAnswers)[number]
export const PracticeAnswer = oneOf(practiceAnswers, {
  $id: 'PracticeAnswer',
  description: 'What the practice answers. A no and a question have words.',
})

/** What is said between a practice and those who work with the person. */
export const practiceActKinds = [...practiceAnswers, 'reply', 'told', 'disputed'] as const
export type PracticeActKind = (typeof practiceActKinds)[number]
export const PracticeActKind = oneOf(practiceActKinds, {
  $id: 'PracticeActKind',
  description: '`told`: the practice was told what was recorded for it.',
})

/** How something comes from a practice, or to it, where it does not sign in. */
export const practiceWays = ['letter', 'email', 'telephone'] as const
export type PracticeWay = 'signed-in' | (typeof practiceWays)[number]
export const RecordedPracticeWay = oneOf(practiceWays, {
  $id: 'RecordedPracticeWay',
  description: 'How it came from the practice, or went to it.',
})
export const PracticeWay = oneOf(['signed-in', ...practiceWays], {
  $id: 'PracticeWay',
  description: 'How it was said: here, or otherwise and recorded.',
})

/** So many working days a practice has to answer; then the commissioner sees to it as well. No source says it: it is as long as a calculation takes. */
export const practiceAnswerWorkingDays = 10

/** The answers that still wait for the practice, or for the reply to its question: it may answer all the same. */
export const canBeAnswered = (status: HealthNeedStatus): boolean =>
  status === 'awaiting-practice' || status === 'question-asked'

/** What a need is once it has been answered. */
export const statusAfter: Readonly<Record<PracticeAnswer, HealthNeedStatus>> = {
  agreed: 'agreed',
  declined: 'declined',
  question: 'question-asked',
}
