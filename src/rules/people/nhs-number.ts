/**
 * The ten digits of an NHS number, or undefined where the text is none: spaces and hyphens are taken as they are written
 * (3-3-4), and the last digit must be the modulus 11 check digit (NHS Data Dictionary, NHS NUMBER). Ten equal digits have one, and
 * are what systems write for a number that nobody knows.
 */
export function parseNhsNumber(text: string): string | undefined {
  const digits = /^\d{3}[ -]?\d{3}[ -]?\d{4}$/.test(text) ? text.replace(/[ -]/g, '') : ''
  if (digits.length !== 10 || /^(\d)\1{9}$/.test(digits)) return undefined
  let sum = 0
  for (let position = 0; position < 9; position += 1) sum += Number(digits[position]) * (10 - position)
  const check = 11 - (sum % 11)
  // A check of 10 has no digit: such numbers are never issued. 11 is written as 0.
  return check !== 10 && check % 11 === Number(digits[9]) ? digits : undefined
}
