import type { Sight } from '../platform/http/operation.ts'
import type { Case } from './case.ts'
import { withhold } from './withheld.ts'

const isCase = (owner: unknown): owner is Case => typeof owner === 'object' && owner !== null && 'grounds' in owner

/** What the platform asks of every answer on a case. */
export const sightOfCases: Pick<Sight, 'withhold'> = {
  withhold: (schema, body, owner) => (isCase(owner) ? withhold(schema, body, owner.grounds) : body),
}
