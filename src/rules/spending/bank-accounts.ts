import { daysAfter, type LocalDate, londonDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { workingDaysAfter } from '../../shared/working-days.ts'

/*
 * Whose account money goes to. Most who steal by payments have the details of an account changed: so nobody pays by what one person has typed, whoever it
 * belongs to is asked in the way that was known before, and the name is compared as banks compare it (Confirmation of Payee).
 */

export const bankAccountStatuses = ['proposed', 'confirmed', 'refused', 'replaced'] as const
export type BankAccountStatus = (typeof bankAccountStatuses)[number]

/** What was answered when they were asked whether the account is theirs. */
export const bankAccountAnswers = ['theirs', 'not-theirs', 'no-answer'] as const
export type BankAccountAnswer = (typeof bankAccountAnswers)[number]

/** Where nobody answers, so long after they were told somebody may confirm it. Set by the service: no source says it. */
const workingDaysUnanswered = 5

/** So long after a payee came to be reached in another way the change is new: two monthly payments that do not come are missed by then. Set by the service: no source says it. */
export const daysContactIsNew = 60

/** From which day on a change of it is new today. */
export const contactIsNewFrom = (today: LocalDate): LocalDate => daysAfter(today, -daysContactIsNew)

/** The digits of a sort code and of an account number. */
export const accountDigits = (sortCode: string, accountNumber: string): string =>
  `${sortCode.replaceAll('-', '')} ${accountNumber}`

/** An account that waits, as far as it is asked whether it may be confirmed. */
export interface ToConfirm {
  readonly nameMatches: boolean
  readonly toTell: boolean
  /** When it was recorded that they were told. */
  readonly toldAt: string | null
  readonly answer: BankAccountAnswer | null
}

/** Whether money may go to it from now on. */
export function mayConfirm(
  { nameMatches, toTell, toldAt, answer }: ToConfirm,
  because: string | null,
  today: LocalDate,
): true | Refusal<'bank-account-to-tell' | 'own-words-missing'> {
  if (toTell && toldAt === null)
    return refuse('bank-account-to-tell', 'Ask first, in the way that was known before, whether it is theirs')
  const recorded = toldAt === null ? null : londonDate(new Date(toldAt))
  if (answer === 'no-answer' && recorded !== null && today <= workingDaysAfter(recorded, workingDaysUnanswered))
    return refuse(
      'bank-account-to-tell',
      `Nobody answered: they have ${workingDaysUnanswered} working days from the day on which that was recorded`,
    )
  if (!nameMatches && because === null)
    return refuse('own-words-missing', 'The account has another name: say why it is theirs all the same', '/because')
  return true
}
