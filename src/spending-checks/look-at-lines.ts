import type { LockedCase } from '../case-access/case.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { Plan } from '../support-plans/repository.ts'
import { lookAtWords } from './look-at-words.ts'
import { refusalOf } from './refusal-of-words.ts'
import { wordsOfLines } from './words-of-lines.ts'

/** Looks at the words of these lines of a plan, or all, before they are agreed; gives the refusal, for `refusedAfter`, where something is in the way. */
export async function lookAtLines(
  tx: Tx,
  context: Context,
  budgetCase: Pick<LockedCase, 'id' | 'rules'>,
  plan: Plan,
  keys?: readonly string[],
): Promise<Problem | undefined> {
  return refusalOf(await lookAtWords(tx, context, budgetCase, wordsOfLines(plan, keys)))
}
export type LookAtLines = typeof lookAtLines
