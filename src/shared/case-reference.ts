import { createHash } from 'node:crypto'

/** Without 0, I, L, O and U, which are taken for others. They are 31, a prime, so that one wrong letter and two that changed places are always noticed. */
const letters = '123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 7
const letter = (digit: number) => letters[digit % letters.length] ?? ''
const checkOf = (digits: readonly number[]) => letter(digits.reduce((sum, digit, at) => sum + (at + 1) * digit, 0))

/** The reference of a case, as `case_reference` in the database works it out: `K7QF-2MX3`. */
export function referenceOf(caseId: string): string {
  const hash = createHash('sha256')
    .update(Buffer.from(caseId.replaceAll('-', ''), 'hex'))
    .digest()
  const number = hash.readUIntBE(0, 5)
  const digits = Array.from({ length }, (_, at) => Math.floor(number / letters.length ** at) % letters.length)
  const text = digits.map(letter).join('') + checkOf(digits)
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** A reference as somebody said or typed it, in the form that is looked for; undefined where a letter of it is wrong. */
export function referenceIn(typed: string): string | undefined {
  const text = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  const digits = [...text].map((one) => letters.indexOf(one))
  if (digits.length !== length + 1 || digits.includes(-1)) return undefined
  return checkOf(digits.slice(0, length)) === text.at(-1) ? text : undefined
}
