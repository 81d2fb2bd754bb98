import { groundsBesidePlaces } from '../case-access/grounds-repository.ts'
import { findOrganisation } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { grounds } from '../rules/access/sight.ts'
import { countPlaces, findCommissioner, listOwnPeople } from './repository.ts'
import type { Me } from './schemas.ts'

/** Who the actor is here, and what they may do, so that a client asks for nothing that would be refused. */
export async function getMe(reads: Reads, actor: Actor): Promise<Me> {
  const { actorId, commissionerId, machine, name, organisationId, permissions, roles, unregistered } = actor
  const [commissioner, organisation, places, personIds] = await Promise.all([
    findCommissioner(reads, actor),
    organisationId === null ? null : findOrganisation(reads, commissionerId, organisationId),
    countPlaces(reads, actor),
    machine ? [] : listOwnPeople(reads, actor),
  ])
  return {
    actorId,
    name: name || null,
    machine,
    commissioner,
    organisation: organisation ?? null,
    roles: [...roles],
    registered: unregistered !== true,
    permissions: [...permissions],
    personIds,
    places,
    grounds: groundsBesidePlaces(actor).map((ground) => {
      const { purpose, until, views } = grounds[ground]
      return { ground, purpose, until, views: [...views] }
    }),
  }
}
