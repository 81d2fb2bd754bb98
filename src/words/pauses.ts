import type { PauseReason } from '../rules/progress/clocks.ts'

/** Why the days of a pause do not count, for the person. */
export const pauseWords: Readonly<Record<PauseReason, string>> = {
  'information-requested': 'We asked you for more. The days that you had to answer do not count.',
  'payment-made': 'A payment was made, and then taken back. The days in between do not count.',
  'taken-back': 'This was done late, and then taken back. The days in between do not count.',
  'budget-ended': 'Your budget had ended, and is open again. The days in between do not count.',
  'person-paused': 'You paused your case. The days of the pause do not count.',
}
