import { Problem } from '../platform/http/errors.ts'
import { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { faultsAsPolicy, shapeFaults, under } from './faults.ts'

/** Rules that have the shape of rules, and no fault as policy. A draft that holds a fault is refused, and every fault is named by its field. */
export function checkRules(value: unknown): SchemeRules {
  const faults = under('/rules', shapeFaults(SchemeRules, value))
  if (faults.length > 0) throw new Problem('request-invalid', undefined, { errors: faults })
  const rules = value as SchemeRules
  const errors = under('/rules', faultsAsPolicy(rules))
  if (errors.length > 0) throw new Problem('policy-invalid', undefined, { errors })
  return rules
}
