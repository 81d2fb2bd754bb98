import type { Plan } from './repository.ts'
import type { SupportPlan } from './schemas.ts'

/** The plan for the wire: without its authors and what only the ETag tells. */
export function toSupportPlan(held: Plan): SupportPlan {
  const { version: _, authorIds: __, agreedLimitPence: ___, supersededBy: ____, ...plan } = held
  return plan
}
