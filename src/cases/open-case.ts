import { v7 } from 'uuid'
import { insertCase } from '../case-access/kept-repository.ts'
import { findCase, findVisibleInFlight } from '../case-access/repository.ts'
import { insertMember } from '../case-team/repository.ts'
import { findOrganisation } from '../organisations/repository.ts'
import { listLikelySame } from '../people/likely-doubles-repository.ts'
import { findPersonSubject } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { findScheme } from '../schemes/repository.ts'
import { londonDate } from '../shared/dates.ts'
import { insertOpening } from './opening-repository.ts'
import { requireGround } from './require-ground.ts'
import type { CaseOpened, NewCase } from './schemas.ts'
import { toCaseSummary } from './views.ts'

/**
 * Opens a person's case under the rules in force today, on a ground that is kept. The person joins it where they sign in;
 * a care coordinator who opens it becomes its care coordinator.
 */
export async function openCase(tx: Tx, { actor, now }: Context, input: NewCase): Promise<Answer<CaseOpened>> {
  const [person, scheme, trust] = await Promise.all([
    findPersonSubject(tx, actor.commissionerId, input.personId),
    findScheme(tx, actor.commissionerId, input.schemeId, londonDate(now)),
    findOrganisation(tx, actor.commissionerId, input.trustId),
  ])
  const unknown = !person ? '/personId' : !scheme ? '/schemeId' : trust?.kind !== 'trust' ? '/trustId' : undefined
  if (!person || !scheme || unknown) {
    throw new Problem('reference-unknown', undefined, {
      errors: [
        {
          pointer: unknown ?? '/',
          code: 'reference-unknown',
          detail: 'names nothing that exists here, or nothing of this kind',
        },
      ],
    })
  }
  await requireGround(tx, actor, input, person.subject, londonDate(now))
  const inFlight = await findVisibleInFlight(tx, actor, input.personId, scheme.id)
  if (inFlight) throw new Problem('case-in-flight', undefined, { conflict: { kind: 'case', id: inFlight } })
  const caseId = v7()
  await insertCase(
    tx,
    actor,
    { caseId, personId: input.personId, schemeId: scheme.id, schemeVersion: scheme.version, trustId: input.trustId },
    now,
  )
  const joining: Promise<unknown>[] = [insertOpening(tx, actor, caseId, input.ground)]
  if (person.subject)
    joining.push(
      insertMember(
        tx,
        actor,
        caseId,
        { actorId: person.subject, caseRole: 'person', name: person.name, organisationId: null },
        now,
      ),
    )
  if (actor.roles.includes('care-coordinator') && input.ground.kind !== 'self') {
    joining.push(
      insertMember(
        tx,
        actor,
        caseId,
        {
          actorId: actor.actorId,
          caseRole: 'care-coordinator',
          name: actor.name || actor.actorId,
          organisationId: actor.organisationId,
        },
        now,
      ),
    )
  }
  await Promise.all([
    ...joining,
    record(tx, actor, {
      type: 'case.opened',
      subjectId: caseId,
      caseId,
      at: now,
      schemeVersion: scheme.version,
      facts: {
        schemeId: scheme.id,
        ground: input.ground.kind,
        ...(input.ground.kind === 'referral' ? { referringOrganisationId: input.ground.organisationId } : {}),
      },
    }),
  ])
  await finish(tx, now)
  const [opened, likelySame] = await Promise.all([
    findCase(tx, actor, caseId),
    listLikelySame(tx, actor, input.personId),
  ])
  const budgetCase = orNotFound(opened)
  return created(
    { ...toCaseSummary(budgetCase), endedWords: null, clocks: [], likelySame },
    `/v1/cases/${caseId}`,
    budgetCase.version,
  )
}
