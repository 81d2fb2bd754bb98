import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import type { Pence } from '../shared/money.ts'
import { type InTheWay, lookAtWords } from '../spending-checks/look-at-words.ts'
import type { KeptClaim } from './repository.ts'

/** The key of the line on which a claim is paid back. */
export const keyOfClaim = ({ id }: Pick<KeptClaim, 'id'>): string => `paid-back-${id.slice(-12)}`

/** Looks at what was bought, by the words: when it is claimed, so that somebody can look meanwhile, and before it is paid back. */
export function lookAtClaim(
  tx: Tx,
  context: Context,
  budgetCase: { readonly id: string; readonly rules: Pick<SchemeRules, 'excluded'> },
  claim: Pick<KeptClaim, 'id' | 'bought'>,
  amountPence: Pence,
): Promise<InTheWay> {
  const of = { waitingClaimId: claim.id, line: keyOfClaim(claim), payee: null, amountPence }
  return lookAtWords(tx, context, budgetCase, [
    { ...of, foundIn: 'waiting-claim', pointer: '/bought', text: claim.bought },
  ])
}
