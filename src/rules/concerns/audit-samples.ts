import type { Pence } from '../../shared/money.ts'
import type { ConcernLevel } from './concerns.ts'

/*
 * A sample for audit, of purchases or of another kind of what moves money. It is drawn by a seed: whoever has the seed, the days and what there is of the kind
 * draws the same, on paper if need be, so that nobody can say that it was picked to find something, or to find nothing.
 *
 * Each item has as many tickets as its weight: in a random sample one. Ticket n of an item is the SHA-256, in hexadecimal, of
 * `seed:item:n`, and an item counts by its least ticket. The sample is the items with the least of these, the least first.
 */

/** What a sample is drawn from. A change of bank details moves no money itself, but whose account it all goes into. */
export const auditedKinds = [
  'purchase',
  'bank-details',
  'line-move',
  'give-back',
  'off-plan-decision',
  'waiting-claim-decision',
  'payment',
] as const
export type AuditedKind = (typeof auditedKinds)[number]

/** What the service counts as a mark of each kind, and what as its evidence, as it was at the moment of drawing. */
export const riskSigns: Readonly<Record<AuditedKind, { readonly marks: string; readonly evidence: string | null }>> = {
  purchase: {
    marks: 'each signal that marked it',
    evidence: 'a receipt whose document is kept and shows something, or whose loss was accepted',
  },
  'bank-details': {
    marks:
      'each account of somebody else that is the same; a name that does not match; another change of the same owner in the 30 days before',
    evidence: 'a paper',
  },
  'line-move': {
    marks: 'one that the person did not make; each other from the same line in the 30 days before',
    evidence: null,
  },
  'give-back': { marks: 'each other on the same case in the 30 days before', evidence: 'a second officer' },
  'off-plan-decision': {
    marks: 'each tie to who would be paid; one that was made in place of somebody',
    evidence: 'a payee of the register',
  },
  'waiting-claim-decision': {
    marks: 'one that was made in place of somebody; each other claim on the same case in the 30 days before',
    evidence: 'a receipt whose document is kept and shows something',
  },
  payment: {
    marks: 'bank details of who was paid that were given in the 30 days before; one that is no instalment',
    evidence: null,
  },
}

export const sampleMethods = ['random', 'risk'] as const
export type SampleMethod = (typeof sampleMethods)[number]
export const auditFindings = ['in-order', 'evidence-missing', 'not-in-order'] as const
export type AuditFinding = (typeof auditFindings)[number]

/** How grave what was found is by itself, where it is told to those who handle concerns. */
export const levelOfFinding = { 'evidence-missing': 'low', 'not-in-order': 'medium' } as const satisfies Readonly<
  Record<Exclude<AuditFinding, 'in-order'>, ConcernLevel>
>

/** How much more often an item is drawn in a sample by risk. No law sets these. */
export const riskTickets = {
  each: 1,
  perMark: 3,
  /** Without its evidence. */
  noEvidence: 2,
  /** From this sum on. */
  large: { fromPence: 20_000, tickets: 2 },
  most: 12,
} as const

/** What is known of an item at the moment of drawing. */
export interface Drawable {
  readonly id: string
  /** Null where it is no sum. */
  readonly amountPence: Pence | null
  readonly marks: number
  readonly hasEvidence: boolean
}

export function ticketsOf({ amountPence, marks, hasEvidence }: Drawable, method: SampleMethod): number {
  if (method === 'random') return riskTickets.each
  const { each, perMark, noEvidence, large, most } = riskTickets
  const isLarge = amountPence !== null && amountPence >= large.fromPence
  const more = marks * perMark + (hasEvidence ? 0 : noEvidence) + (isLarge ? large.tickets : 0)
  return Math.min(most, each + more)
}

export interface Drawn {
  readonly id: string
  readonly weight: number
}

/** The sample, in its order. `hash` is SHA-256 of the text in small hexadecimal. */
export function drawSample(
  items: readonly Drawable[],
  { seed, size, method }: { readonly seed: string; readonly size: number; readonly method: SampleMethod },
  hash: (text: string) => string,
): Drawn[] {
  const counted = items.map((item) => {
    const weight = ticketsOf(item, method)
    const tickets = Array.from({ length: weight }, (_, n) => hash(`${seed}:${item.id}:${n}`)).sort()
    return { id: item.id, weight, least: tickets[0] ?? '' }
  })
  return counted
    .sort((one, other) => (one.least < other.least ? -1 : 1))
    .slice(0, size)
    .map(({ id, weight }) => ({ id, weight }))
}
