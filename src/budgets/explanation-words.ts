import type { Funder } from '../rules/budgets/budget-rules.ts'
import { capital } from '../words/phrases.ts'
import { funderNames } from '../words/roles.ts'

/** Who pays, with who that is where nobody could know. */
export function payer(funder: Funder): string {
  const who = funder === 'commissioner' ? ', the body that pays for your NHS care' : ''
  return `${capital(funderNames[funder])}${who}`
}
