import type { AgreedLine } from '../ledger/lines-repository.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import type { Statement } from './schemas.ts'

/**
 * The statement of a case, from its lines and what is still without a receipt. Every total is the sum of its lines, and what was agreed
 * is what was spent, is available, or was released.
 */
export function toStatement(
  caseId: string,
  lines: readonly AgreedLine[],
  pending: ReadonlyMap<string, Pence>,
  now: Date,
): Statement {
  const balances = lines.map(({ id, caseId: _, supportPlanId: __, ...line }) => ({
    planLineId: id,
    ...line,
    pendingReceiptPence: pending.get(id) ?? 0,
    availablePence: line.status === 'active' ? line.agreedPence - line.spentPence : 0,
    releasedPence: line.status === 'active' ? 0 : line.agreedPence - line.spentPence,
  }))
  const total = (name: 'agreedPence' | 'spentPence' | 'pendingReceiptPence' | 'availablePence' | 'releasedPence') =>
    sumPence(balances.map((line) => line[name]))
  return {
    caseId,
    agreedPence: total('agreedPence'),
    spentPence: total('spentPence'),
    pendingReceiptPence: total('pendingReceiptPence'),
    availablePence: total('availablePence'),
    releasedPence: total('releasedPence'),
    lines: balances,
    asOf: now.toISOString(),
  }
}
