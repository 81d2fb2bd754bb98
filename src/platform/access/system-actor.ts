import type { Actor } from './access.ts'

/** The service itself, where it does what nobody asked for at that moment: it sees the tenant's data as a system does, and holds no permission. */
export function systemActor(commissionerId: string): Actor {
  return {
    actorId: 'system',
    commissionerId,
    organisationId: null,
    ofCommissioner: true,
    machine: true,
    roles: [],
    permissions: new Set(),
    name: 'The service',
    view: null,
    writes: true,
  }
}
