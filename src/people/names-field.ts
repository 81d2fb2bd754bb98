import { Problem } from '../platform/http/errors.ts'
import type { Names } from '../rules/people/names.ts'

/** Refuses a person without any name, and names the field. */
export function requireName({ givenName, familyName }: Names): void {
  if (givenName !== null || familyName !== null) return
  throw new Problem('request-invalid', 'A person has a given name, a family name, or both', {
    errors: [{ pointer: '/familyName', code: 'required', detail: 'must not be null where the given name is null' }],
  })
}
