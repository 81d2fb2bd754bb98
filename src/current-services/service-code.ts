import { Problem } from '../platform/http/errors.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'

/** Refuses a code that the price list of the scheme does not have. */
export function requireKnownCode({ prices }: SchemeRules, code: string | null): void {
  if (code === null || prices.some((price) => price.code === code)) return
  throw new Problem('service-unknown', undefined, {
    errors: [{ pointer: '/serviceCode', code: 'service-unknown', detail: 'is no service of the price list' }],
  })
}
