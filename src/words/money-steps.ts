import type { Step } from '../rules/progress/steps.ts'
import { whatDbsIs } from '../rules/spending/vetting.ts'
import type { StepWords } from './steps-beside.ts'

/** The same of what waits about the money of a case. */
export const moneyStepWords = {
  'claim-to-decide': {
    person:
      'You asked for money back that you paid while you waited. Somebody who does not work with you decides on it.',
    staff: 'Decide whether what the person paid for while they waited is paid back.',
  },
  'off-plan-to-decide': {
    person:
      'You, or your broker, asked for something that is not in your plan. Somebody decides on it, and we write to you.',
    staff: 'Decide on what was asked for that is not in the plan, or escalate it if you are not comfortable to decide.',
  },
  'spending-to-ask': {
    person:
      'Money of your plan is spent more slowly or faster than the plan meant. Your care coordinator asks you about it, or you can say it here. Nothing is taken away for this.',
    staff: 'Ask the person why money of a line is not spent, or runs out early, and record what they say.',
  },
  'words-to-decide': {
    person:
      'Some words may name a thing that no budget can pay for. Somebody who has no part in it looks at them, and you can read what they decide.',
    staff: 'Decide whether words name what no budget buys: until then it is not bought.',
  },
  'vetting-to-ask': {
    person: `Somebody would be paid to give you support, and nobody has asked yet who they are. Your care coordinator asks you. ${whatDbsIs} Whom you employ with your direct payment is your choice.`,
    staff:
      'Ask the person who would give them support, say what a DBS check is, and record how they are known: until then it is not recorded as bought.',
  },
  'payee-to-decide': {
    person:
      'Somebody who would be paid is close to you, or to those who work with you. Somebody else decides whether they are paid.',
    staff: 'Decide, with the reason, whether a payee with a tie to the case is paid here: until then they are not.',
  },
  'receipt-to-send': {
    person:
      'A receipt is missing for something that was bought. The one who bought it sends it, or says that it is lost. If it is still missing after 31 days, they can buy nothing more from that line. Support that keeps you well, or that you need in a crisis, is never stopped for this.',
    staff: 'Send the receipt of what you bought, or say that it is lost.',
  },
} as const satisfies Partial<Record<Step, StepWords>>
