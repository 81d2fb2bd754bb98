import fc from 'fast-check'
import t from 'tap'
import { parseNhsNumber } from '../../../src/rules/people/nhs-number.ts'

const nineDigits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 })
  .map((digits) => digits.join(''))
const issued = nineDigits.map(withCheckDigit).filter((number) => number !== undefined)

/** Written from the NHS Data Dictionary's steps, not from the code under test. */
function withCheckDigit(nine: string): string | undefined {
  const total = [...nine].reduce((sum, digit, index) => sum + Number(digit) * (10 - index), 0)
  const remainder = total % 11
  if (remainder === 1) return undefined
  const number = nine + (remainder === 0 ? 0 : 11 - remainder)
  return new Set(number).size === 1 ? undefined : number
}

t.test('numbers that the NHS publishes as examples are valid', async (t) => {
  for (const number of ['9434765919', '9990000018', '4010232137', '9434765870']) t.equal(parseNhsNumber(number), number)
})

t.test('spaces and hyphens are taken as an NHS number is written, 3-3-4', async (t) => {
  for (const text of ['943 476 5919', '943-476-5919', '943 476-5919', '943476 5919'])
    t.equal(parseNhsNumber(text), '9434765919', text)
})

t.test('whatever is written otherwise is none', async (t) => {
  const others = [
    '',
    ' 9434765919',
    '9434765919 ',
    '94 3476 5919',
    '943  476 5919',
    '943.476.5919',
    '943476591',
    '94347659190',
  ]
  for (const text of [...others, '９４３４７６５９１９', '٩٤٣٤٧٦٥٩١٩', '943476591X', '9434765919\n', '+434765919'])
    t.equal(parseNhsNumber(text), undefined, JSON.stringify(text))
})

t.test('a check digit of 10 does not exist: such a number was never issued', async (t) => {
  // 2 × 6 = 12, which leaves 1: the check would be 10.
  const nine = '000000006'
  t.equal(withCheckDigit(nine), undefined)
  for (let digit = 0; digit < 10; digit += 1) t.equal(parseNhsNumber(`${nine}${digit}`), undefined, `${nine}${digit}`)
})

t.test('ten equal digits mean that nobody knows the number', async (t) => {
  for (const digit of '0123456789') {
    t.equal(parseNhsNumber(digit.repeat(10)), undefined, digit)
    t.equal(parseNhsNumber(`${digit.repeat(3)} ${digit.repeat(3)}-${digit.repeat(4)}`), undefined, digit)
  }
})

t.test('for any nine digits, one tenth digit is right, or none', async () => {
  fc.assert(
    fc.property(nineDigits, (nine) => {
      const valid = Array.from({ length: 10 }, (_, digit) => parseNhsNumber(`${nine}${digit}`)).filter(Boolean)
      const right = withCheckDigit(nine)
      return right === undefined ? valid.length === 0 : valid.length === 1 && valid[0] === right
    }),
  )
})

t.test('one wrong digit is always found', async () => {
  fc.assert(
    fc.property(issued, fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 9 }), (number, position, by) => {
      const digits = [...number]
      digits[position] = String((Number(digits[position]) + by) % 10)
      return parseNhsNumber(digits.join('')) === undefined
    }),
  )
})

t.test('two neighbours that changed places are always found', async () => {
  fc.assert(
    fc.property(issued, fc.integer({ min: 0, max: 8 }), (number, position) => {
      const digits = [...number]
      const [a = '', b = ''] = digits.slice(position, position + 2)
      digits.splice(position, 2, b, a)
      return a === b || parseNhsNumber(digits.join('')) === undefined
    }),
  )
})

t.test('any text at all is either ten digits or none', async () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const number = parseNhsNumber(text)
      return number === undefined || /^[0-9]{10}$/.test(number)
    }),
  )
})
