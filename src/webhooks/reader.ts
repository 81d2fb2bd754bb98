import type { Permission } from '../permissions.ts'
import type { Actor } from '../platform/access/access.ts'
import { isOfCommissioner } from '../role-organisations.ts'
import type { AtWork } from './repository.ts'

const permissions: ReadonlySet<Permission> = new Set()

/**
 * The organisation of a webhook, as it sees cases: as its systems do. The systems of a brokerage see none; what it is told is what whoever coordinates its
 * brokers sees, of the people who share with it.
 */
export function readerOf(commissionerId: string, { id, organisation }: Pick<AtWork, 'id' | 'organisation'>): Actor {
  const isBrokerage = organisation?.kind === 'brokerage-organisation'
  return {
    actorId: `webhook:${id}`,
    commissionerId,
    organisationId: organisation?.id ?? null,
    ofCommissioner: isOfCommissioner(organisation),
    machine: !isBrokerage,
    roles: isBrokerage ? ['brokerage-coordinator'] : [],
    permissions,
    name: '',
    view: 'timeline',
    writes: false,
  }
}
