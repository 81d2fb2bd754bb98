import type { LocalDate } from '../../shared/dates.ts'

/** That a GP practice did not agree a health need, in words for the person (example 6 of the Social Care Institute for Excellence: the GP agrees the health need first). */
export const healthNeedTold = {
  title: 'Your GP practice did not agree the health need',
  what: [
    'You can have money for your health as well as your social-care budget, once a GP practice agrees the health need.',
    'The practice was asked, and did not agree.',
  ],
  next: 'Your care coordinator talks with you and the practice about what to do. They can ask the practice again, or ask another practice if you agree to that. You can appeal now: you do not have to wait for them.',
} as const

/** That what was written down as the no of a practice was not its answer: the letter about it does not count any more. */
export const healthNeedOvertaken = {
  title: 'Your GP practice did not say no to the health need',
  what: [
    'We wrote to you that your GP practice did not agree the health need.',
    'The practice now says that this was not its answer. What we wrote to you then does not count any more. The practice has not said yes or no.',
  ],
  next: 'Your care coordinator talks with you and the practice about what to do. They can ask the practice again, or ask another practice if you agree to that. We write to you if a practice says no.',
} as const

/** What an appeal was against, as a part of a sentence. */
export const healthNeedAppealed: Readonly<Partial<Record<string, string>>> = {
  declined: 'that your GP practice does not agree the health need',
  returned: 'that your GP practice is asked again about the health need',
}

const again =
  'Your GP practice is asked again about the health need, unless your care coordinator has asked about another one since. We write to you if it says no.'
/** What follows from an appeal about it that was not in vain: nobody agrees a health need in the place of a GP. */
export const healthNeedAfterAppeal = { again, right: [], next: again } as const

/** What a letter tells of what a practice was asked. */
export interface HealthNeedAbout {
  readonly practice: string
  /** The health need, as the practice was asked to agree it. */
  readonly asked: string
  readonly on: LocalDate
  /** Who wrote down what the practice said, where it did not sign in. */
  readonly recordedBy: string | null
}
