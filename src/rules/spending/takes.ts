import { type Pence, sumPence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { PlanLine } from '../planning/plan-checks.ts'

/** What a line has that can be spent, by where it is. */
export interface Spendable {
  readonly deployment: PlanLine['deployment']
  readonly heldPence: Pence
  readonly availablePence: Pence
  readonly returnedPence: Pence
}

/** A part of what is bought: where the money is, and whether it is paid by that or owed to whoever paid. */
export interface Take {
  readonly from: 'held' | 'available' | 'returned'
  readonly to: 'spent' | 'owed'
  readonly pence: Pence
}

/**
 * What a purchase takes. First what was paid out for the line: that is the person's, or the holder's, to spend. The rest is bought before it was paid out: the
 * commissioner owes it to the person who laid it out, or to the provider, save where an organisation has the money and pays from that.
 */
export function takesOf(line: Spendable, pence: Pence): Take[] {
  const laidOut = line.deployment === 'third-party' ? 'spent' : 'owed'
  let left = pence
  const take = (from: Take['from'], to: Take['to'], has: Pence): Take => {
    const taken = Math.min(left, has)
    left -= taken
    return { from, to, pence: taken }
  }
  return [
    take('held', 'spent', line.heldPence),
    take('available', laidOut, line.availablePence),
    take('returned', laidOut, line.returnedPence),
  ].filter((part) => part.pence > 0)
}

/** A part of what is given back: from where, and where it is then. */
export interface Back {
  readonly from: 'spent' | 'owed'
  readonly to: 'held' | 'available' | 'returned'
  readonly pence: Pence
}

/**
 * Where the money of a purchase goes back to that is reversed in part or whole: what was taken last goes back first. What is still owed for it is owed no more; what was
 * paid since is with the person, who holds it again, or with the commissioner.
 */
export function backOf(
  line: { readonly deployment: PlanLine['deployment']; readonly owedPence: Pence },
  taken: readonly Take[],
  reversedPence: Pence,
  pence: Pence,
): Back[] {
  let [skip, left, owed] = [reversedPence, pence, line.owedPence]
  const backs: Back[] = []
  for (const { from, to, pence: part } of taken.toReversed()) {
    const standing = part - Math.min(skip, part)
    skip -= part - standing
    const amount = Math.min(standing, left)
    left -= amount
    const unpaid = to === 'owed' ? Math.min(amount, owed) : 0
    owed -= unpaid
    if (unpaid > 0) backs.push({ from: 'owed', to: from, pence: unpaid })
    const paid: Back['to'] = to === 'owed' && line.deployment === 'direct-payment' ? 'held' : from
    if (amount > unpaid) backs.push({ from: 'spent', to: paid, pence: amount - unpaid })
  }
  return backs
}

/** Whether it can go back now: what was laid out and is with the bank is neither owed nor paid, until the bank has said. */
export function mayGoBack(
  line: { readonly spentPence: Pence; readonly owedPence: Pence },
  backs: readonly Back[],
): true | Refusal<'wrong-state'> {
  const paid = sumPence(backs.map(({ from, pence }) => (from === 'spent' ? pence : 0)))
  return (
    paid <= line.spentPence - line.owedPence ||
    refuse('wrong-state', 'The payment of what was laid out for it is with the bank: reverse it once the bank has said')
  )
}
