/** An amount of money in whole pence. Never a fraction, never a float of pounds. */
export type Pence = number

/** The largest amount that the contract knows: £999,999,999.99. */
export const mostPence: Pence = 99_999_999_999

/** The amount as people read it in a letter: `£1,000.00`. Written here, since every step of a calculation says amounts and `Intl` takes most of its time. */
export function inPounds(amount: Pence): string {
  const pence = Math.abs(amount)
  const rest = pence % 100
  const whole = String((pence - rest) / 100).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${amount < 0 ? '-' : ''}£${whole}.${rest < 10 ? '0' : ''}${rest}`
}

/** The exact total. Throws where it is at any point no safe integer, since a silently wrong sum is worse than none. */
export function sumPence(amounts: Iterable<Pence>): Pence {
  let total = 0
  for (const amount of amounts) {
    total += amount
    if (!Number.isSafeInteger(total)) throw new RangeError('a total in pence must be a safe whole number')
  }
  return total
}

/** `amount × numerator ÷ denominator`, rounded half up to a whole penny. Exact for any size. Throws where the result is no safe integer. */
export function proportion(amount: Pence, numerator: number, denominator: number): Pence {
  const twice = 2n * BigInt(amount) * BigInt(numerator) + BigInt(denominator)
  const divisor = 2n * BigInt(denominator)
  // BigInt division cuts towards nothing; a half is rounded up for amounts that are taken off too.
  const rounded = twice >= 0n || twice % divisor === 0n ? twice / divisor : twice / divisor - 1n
  return sumPence([Number(rounded)])
}

/**
 * Parts of a total in proportion to their weights, by largest remainder: the parts add up to the total to the penny, and no part is
 * a penny or more from its exact share. Where remainders are equal the earlier part has the penny. What is taken back is split as it
 * was given. Weights are whole, none below 0, and not all 0.
 */
export function splitPence(total: Pence, weights: readonly number[]): Pence[] {
  const sum = weights.reduce((all, weight) => all + BigInt(weight), 0n)
  if (sum === 0n || weights.some((weight) => weight < 0))
    throw new RangeError('a split needs weights of 0 or more, and one above 0')
  if (total < 0) return splitPence(-total, weights).map((part) => 0 - part)
  const exact = weights.map((weight) => BigInt(total) * BigInt(weight))
  const parts = exact.map((share) => Number(share / sum))
  const byRemainder = exact
    .map((share, index) => ({ index, remainder: share % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1))
  const left = total - sumPence(parts)
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts
}

/** Pounds with two places and no sign of the currency, as files have them: `1000.00`, `-0.05`. */
export function inDecimal(amount: Pence): string {
  const pence = Math.abs(amount)
  return `${amount < 0 ? '-' : ''}${Math.floor(pence / 100)}.${String(pence % 100).padStart(2, '0')}`
}
