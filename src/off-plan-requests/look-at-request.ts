import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import type { Pence } from '../shared/money.ts'
import { type InTheWay, lookAtWords } from '../spending-checks/look-at-words.ts'
import type { KeptRequest } from './repository.ts'

/** The key of the line that it opens: one that no line of the plan has, or that of the line that it is more of. */
export const keyOfRequest = ({ id, kind, line }: Pick<KeptRequest, 'id' | 'kind' | 'line'>): string =>
  kind === 'more-of-line' ? line : `off-plan-${id.slice(-12)}`

/** Looks at what is asked for, and who would be paid, by the words: when it is asked, so that somebody can look meanwhile, and before it is agreed. */
export function lookAtRequest(
  tx: Tx,
  context: Context,
  budgetCase: { readonly id: string; readonly rules: Pick<SchemeRules, 'excluded'> },
  request: Pick<KeptRequest, 'id' | 'kind' | 'line' | 'title' | 'payee'>,
  amountPence: Pence,
): Promise<InTheWay> {
  const { id: offPlanRequestId, title, payee } = request
  const of = { foundIn: 'off-plan-request', offPlanRequestId, line: keyOfRequest(request), payee, amountPence } as const
  return lookAtWords(tx, context, budgetCase, [
    { ...of, pointer: '/title', text: title },
    ...(payee === null ? [] : [{ ...of, pointer: '/payee', text: payee, certainly: false }]),
  ])
}
