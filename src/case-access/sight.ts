import type { Sight } from '../platform/http/operation.ts'
import type { Case } from './case.ts'
import { withhold, withholdEvents } from './withheld.ts'

/** A case, or a person, with the grounds on which it was found. */
const isOnGrounds = (owner: unknown): owner is Pick<Case, 'grounds'> =>
  typeof owner === 'object' && owner !== null && 'grounds' in owner

/** What the platform asks of every answer on a case. */
export const sightOfCases: Pick<Sight, 'withhold'> = {
  withhold(schema, body, owner) {
    if (!isOnGrounds(owner)) return body
    return schema === 'TimelineEntryPage' ? withholdEvents(body, owner.grounds) : withhold(schema, body, owner.grounds)
  },
}
