import { type AgreedLine, leftOf } from '../ledger/lines-repository.ts'
import type { Reserve } from '../ledger/reserve-repository.ts'
import type { Source } from '../ledger/sources-repository.ts'
import { paidBy } from '../rules/spending/paid-by.ts'
import { sumPence } from '../shared/money.ts'
import type { EvidencePence } from './evidence-repository.ts'
import type { Statement } from './schemas.ts'

/**
 * The statement of a case, from its lines and what their receipts say. Every total is the sum of its lines, and what was agreed,
 * moved, came over and came from the reserve, is what was spent, is available, or was released.
 */
export function toStatement(
  caseId: string,
  {
    lines,
    reserves,
    evidence,
    restored,
    sources,
  }: {
    lines: readonly AgreedLine[]
    reserves: readonly Reserve[]
    evidence: ReadonlyMap<string, EvidencePence>
    restored: Statement['restored']
    sources: readonly Source[]
  },
  now: Date,
): Statement {
  const balances = lines.map(({ id, caseId: _, supportPlanId: __, ...line }) => ({
    planLineId: id,
    ...line,
    pendingReceiptPence: evidence.get(id)?.pending ?? 0,
    reversedWithReceiptPence: evidence.get(id)?.reversed ?? 0,
    releasedPence: line.status === 'active' ? 0 : leftOf(line),
  }))
  const total = (name: keyof Statement & `${string}Pence`) => sumPence(balances.map((line) => line[name]))
  return {
    caseId,
    agreedPence: total('agreedPence'),
    movedPence: total('movedPence'),
    carriedPence: total('carriedPence'),
    crisisPence: total('crisisPence'),
    spentPence: total('spentPence'),
    owedPence: total('owedPence'),
    heldPence: total('heldPence'),
    committedPence: total('committedPence'),
    pendingPence: total('pendingPence'),
    returnedPence: total('returnedPence'),
    recoveredPence: total('recoveredPence'),
    ownPence: total('ownPence'),
    pendingReceiptPence: total('pendingReceiptPence'),
    reversedWithReceiptPence: total('reversedWithReceiptPence'),
    availablePence: total('availablePence'),
    releasedPence: total('releasedPence'),
    reserves: reserves.map(({ supportPlanId, setAsidePence, drawnPence, closedOn }) => {
      const left = setAsidePence - drawnPence
      const [leftPence, releasedPence] = closedOn === null ? [left, 0] : [0, left]
      return { supportPlanId, setAsidePence, drawnPence, leftPence, releasedPence }
    }),
    sources: paidBy(sources, lines),
    lines: balances,
    restored,
    asOf: now.toISOString(),
  }
}
