import type { Actor } from '../platform/access/access.ts'
import { Problem } from '../platform/http/errors.ts'

/** Who somebody is, is vouched for by people: a system has no face and hands nothing over. */
export function requireHuman({ machine }: Actor): void {
  if (machine) throw new Problem('case-role-required', 'Only a person can do this, not a system')
}
