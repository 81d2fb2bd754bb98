/** An amount of money in whole pence. Never a fraction, never a float of pounds. */
export type Pence = number

const pounds = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })

/** The amount as people read it in a letter: `£1,000.00`. */
export function inPounds(amount: Pence): string {
  return pounds.format(amount / 100)
}

/** The exact total. Throws where the total is no longer a safe integer, since a silently wrong sum is worse than none. */
export function sumPence(amounts: Iterable<Pence>): Pence {
  let total = 0
  for (const amount of amounts) total += amount
  if (!Number.isSafeInteger(total)) throw new RangeError('a total in pence must be a safe whole number')
  return total
}
