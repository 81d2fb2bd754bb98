import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { BudgetInputs } from './inputs.ts'

/**
 * What a budget is worked out from has happened: services were used until today at the latest, and a GP has agreed. Asked once, when
 * somebody gives the inputs; a calculation that is run again gives what it gave.
 */
export function notAhead(inputs: BudgetInputs, today: LocalDate): Refusal<'request-invalid'> | undefined {
  if (inputs.method === 'historic-cost' && inputs.until > today)
    return refuse('request-invalid', 'The period must end today or earlier', '/until')
  if (inputs.gpAgreement && inputs.gpAgreement.agreedOn > today)
    return refuse('request-invalid', 'The GP agreement date cannot be in the future', '/gpAgreement/agreedOn')
  return undefined
}
