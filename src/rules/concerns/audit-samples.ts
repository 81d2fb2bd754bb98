import type { Pence } from '../../shared/money.ts'

/*
 * A sample of purchases for audit. It is drawn by a seed: whoever has the seed, the days and the purchases draws the same, on paper if need be, so that
 * nobody can say that it was picked to find something, or to find nothing.
 *
 * Each purchase has as many tickets as its weight: in a random sample one. Ticket n of a purchase is the SHA-256, in hexadecimal, of
 * `seed:purchase:n`, and a purchase counts by its least ticket. The sample is the purchases with the least of these, the least first.
 */

export const sampleMethods = ['random', 'risk'] as const
export type SampleMethod = (typeof sampleMethods)[number]
export const auditFindings = ['in-order', 'evidence-missing', 'not-in-order'] as const
export type AuditFinding = (typeof auditFindings)[number]

/** How much more often a purchase is drawn in a sample by risk. No law sets these. */
export const riskTickets = {
  each: 1,
  perMark: 3,
  /** Without a receipt. */
  noReceipt: 2,
  /** From this sum on. */
  large: { fromPence: 20_000, tickets: 2 },
  most: 12,
} as const

/** What is known of a purchase at the moment of drawing. */
export interface Drawable {
  readonly id: string
  readonly amountPence: Pence
  readonly marks: number
  readonly hasReceipt: boolean
}

export function ticketsOf({ amountPence, marks, hasReceipt }: Drawable, method: SampleMethod): number {
  if (method === 'random') return riskTickets.each
  const { each, perMark, noReceipt, large, most } = riskTickets
  const more = marks * perMark + (hasReceipt ? 0 : noReceipt) + (amountPence >= large.fromPence ? large.tickets : 0)
  return Math.min(most, each + more)
}

export interface Drawn {
  readonly id: string
  readonly weight: number
}

/** The sample, in its order. `hash` is SHA-256 of the text in small hexadecimal. */
export function drawSample(
  purchases: readonly Drawable[],
  { seed, size, method }: { readonly seed: string; readonly size: number; readonly method: SampleMethod },
  hash: (text: string) => string,
): Drawn[] {
  const counted = purchases.map((purchase) => {
    const weight = ticketsOf(purchase, method)
    const tickets = Array.from({ length: weight }, (_, n) => hash(`${seed}:${purchase.id}:${n}`)).sort()
    return { id: purchase.id, weight, least: tickets[0] ?? '' }
  })
  return counted
    .sort((one, other) => (one.least < other.least ? -1 : 1))
    .slice(0, size)
    .map(({ id, weight }) => ({ id, weight }))
}
