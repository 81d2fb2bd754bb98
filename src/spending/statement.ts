import type { AgreedLine } from '../ledger/lines-repository.ts'
import { sumPence } from '../shared/money.ts'
import type { EvidencePence } from './repository.ts'
import type { Statement } from './schemas.ts'

/**
 * The statement of a case, from its lines and what their receipts say. Every total is the sum of its lines, and what was agreed
 * is what was spent, is available, or was released.
 */
export function toStatement(
  caseId: string,
  lines: readonly AgreedLine[],
  evidence: ReadonlyMap<string, EvidencePence>,
  now: Date,
): Statement {
  const balances = lines.map(({ id, caseId: _, supportPlanId: __, ...line }) => ({
    planLineId: id,
    ...line,
    pendingReceiptPence: evidence.get(id)?.pending ?? 0,
    reversedWithReceiptPence: evidence.get(id)?.reversed ?? 0,
    availablePence: line.status === 'active' ? line.agreedPence - line.spentPence : 0,
    releasedPence: line.status === 'active' ? 0 : line.agreedPence - line.spentPence,
  }))
  const total = (name: keyof Statement & `${string}Pence`) => sumPence(balances.map((line) => line[name]))
  return {
    caseId,
    agreedPence: total('agreedPence'),
    spentPence: total('spentPence'),
    pendingReceiptPence: total('pendingReceiptPence'),
    reversedWithReceiptPence: total('reversedWithReceiptPence'),
    availablePence: total('availablePence'),
    releasedPence: total('releasedPence'),
    lines: balances,
    asOf: now.toISOString(),
  }
}
