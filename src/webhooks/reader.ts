import type { Permission, Role } from '../permissions.ts'
import type { Actor } from '../platform/access/access.ts'
import { isOfCommissioner, type OrganisationKind } from '../role-organisations.ts'
import type { AtWork } from './repository.ts'

const roleByKind: Readonly<Record<Exclude<OrganisationKind, 'commissioner'>, Role>> = {
  'brokerage-organisation': 'brokerage-coordinator',
  trust: 'team-manager',
  'local-authority': 'local-authority-officer',
  provider: 'provider-officer',
  'gp-practice': 'gp',
}
const permissions: ReadonlySet<Permission> = new Set()

/**
 * The organisation of a webhook, as it sees cases: it is told no more than somebody there could read. So a trust is told what its managers see, a
 * council what its officers see of the cases that it pays into or decides on, and a brokerage what whoever coordinates its brokers sees of the people
 * who share with it, and of a case that a broker of theirs is on what that one sees; a practice what its GPs see of the health need that it is asked to
 * agree, and a provider what its officers see of what it gives and is paid.
 */
export function readerOf(commissionerId: string, { id, organisation }: Pick<AtWork, 'id' | 'organisation'>): Actor {
  const kind = organisation?.kind ?? 'commissioner'
  const role = kind === 'commissioner' ? undefined : roleByKind[kind]
  return {
    actorId: `webhook:${id}`,
    commissionerId,
    organisationId: organisation?.id ?? null,
    ofCommissioner: isOfCommissioner(organisation),
    machine: role === undefined,
    roles: role === undefined ? [] : [role],
    permissions,
    name: '',
    view: 'timeline',
    writes: false,
    ...(organisation?.kind === 'brokerage-organisation' && { hearsForStaff: true }),
  }
}
