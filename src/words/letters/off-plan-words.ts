import type { Pence } from '../../shared/money.ts'
import { stepWords } from '../steps.ts'

type OffPlanOutcome = 'agreed' | 'agreed-in-part' | 'refused'

const asked = 'You, or your broker, asked for something that is not in your support plan.'

/** What was decided on what was asked for beside the plan, in words for the person. */
export const offPlanTold = {
  agreed: {
    title: 'We agreed to something that is not in your plan',
    what: [asked, 'We have agreed to it. The money for it is there now.'],
    next: stepWords['plan-agreed'].person,
  },
  'agreed-in-part': {
    title: 'We agreed to a part of something that is not in your plan',
    what: [asked, 'We have agreed to a part of the money for it. That part is there now.'],
    next: 'You can spend what we agreed to. You can appeal about the rest.',
  },
  refused: {
    title: 'We did not agree to something that is not in your plan',
    what: [asked, 'We have decided not to agree to it. Nothing in your plan changes because of this.'],
    next: 'You can appeal, or ask again. Either way, you keep your plan as it is.',
  },
} as const satisfies Record<OffPlanOutcome, object>

/** What an appeal was against, as a part of a sentence. */
export const offPlanAppealed: Readonly<Partial<Record<string, string>>> = {
  'agreed-in-part': 'to agree only to a part of something that is not in your plan',
  refused: 'not to agree to something that is not in your plan',
}

/** What follows from an appeal about it that was not in vain. */
export const offPlanAfterAppeal = {
  again: 'We decide again on what you asked for, and write to you then. What we agreed to before stays.',
  right: ['We agree to all that you asked for. The money for it is there now.'],
  next: stepWords['plan-agreed'].person,
} as const

/** What a letter tells of what was asked for. */
export interface OffPlanAbout {
  readonly title: string
  readonly askedPence: Pence
  readonly agreedPence: Pence
  /** Who would be paid, and what ties them to the case. */
  readonly payee: string | null
  readonly ties: readonly string[]
}
