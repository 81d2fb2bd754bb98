import { insertCase } from '../case-access/kept-repository.ts'
import { insertMember } from '../case-team/repository.ts'
import type { findPersonSubject } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { insertOpening, type Opening } from './opening-repository.ts'

/** A case to begin: whose it is, under which rules, where, on what ground, and who becomes its care coordinator. */
export interface Beginning {
  readonly personId: string
  readonly person: NonNullable<Awaited<ReturnType<typeof findPersonSubject>>>
  readonly scheme: { readonly id: string; readonly version: number }
  readonly trustId: string
  readonly opening: Opening
  readonly referringOrganisationId?: string
  readonly coordinator: {
    readonly actorId: string
    readonly name: string
    readonly organisationId: string | null
  } | null
}

/** Opens a case under the rules in force today. The person joins it where they sign in. Gives its identifier. */
export async function beginCase(tx: Tx, { actor, now }: Context, beginning: Beginning): Promise<string> {
  const { personId, person, scheme, trustId, opening, referringOrganisationId, coordinator } = beginning
  const caseId = newId()
  await insertCase(tx, actor, { caseId, personId, schemeId: scheme.id, schemeVersion: scheme.version, trustId }, now)
  const members = [
    ...(person.subject
      ? [{ actorId: person.subject, caseRole: 'person', name: person.name, organisationId: null } as const]
      : []),
    ...(coordinator ? [{ ...coordinator, caseRole: 'care-coordinator' } as const] : []),
  ]
  await Promise.all([
    insertOpening(tx, actor, caseId, opening),
    ...members.map((member) => insertMember(tx, actor, caseId, member, now)),
    record(tx, actor, {
      type: 'case.opened',
      subjectId: caseId,
      caseId,
      at: now,
      schemeVersion: scheme.version,
      facts: {
        schemeId: scheme.id,
        ground: opening.ground,
        ...(referringOrganisationId ? { referringOrganisationId } : {}),
        ...(opening.entryStatus ? { entryStatus: opening.entryStatus } : {}),
      },
    }),
  ])
  return caseId
}
