import { Problem } from '../platform/http/errors.ts'
import { parseNhsNumber } from '../rules/people/nhs-number.ts'

/** The digits to store of the NHS number in a request, or the problem that names the field. Null stays null: not everybody's is known. */
export function nhsNumberIn<T extends string | null>(text: T): T {
  if (text === null) return text
  const digits = parseNhsNumber(text)
  if (digits) return digits as T
  throw new Problem(
    'nhs-number-invalid',
    'The NHS number must have ten digits, the last of them its modulus 11 check digit',
    {
      errors: [
        {
          pointer: '/nhsNumber',
          code: 'nhs-number-invalid',
          detail: 'must have ten digits, the last of them the modulus 11 check digit',
        },
      ],
    },
  )
}
