import { findCase } from '../case-access/repository.ts'
import { listLikelySame } from '../people/likely-doubles-repository.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { beginCase } from './begin-case.ts'
import { findToOpen, requireNoDeath, requireNoneInFlight } from './find-to-open.ts'
import { requireGround } from './require-ground.ts'
import type { CaseOpened, NewCase } from './schemas.ts'
import { toCaseSummary } from './views.ts'

/**
 * Opens a person's case under the rules in force today, on a ground that is kept. The person joins it where they sign in;
 * a care coordinator who opens it becomes its care coordinator.
 */
export async function openCase(tx: Tx, context: Context, input: NewCase): Promise<Answer<CaseOpened>> {
  const { actor, now } = context
  const { person, scheme } = await findToOpen(tx, context, input)
  await requireGround(tx, actor, input, person.subject)
  await requireNoneInFlight(tx, actor, input.personId, scheme.id)
  await requireNoDeath(tx, actor, input.personId, true)
  const caseId = await beginCase(tx, context, {
    personId: input.personId,
    person,
    scheme,
    trustId: input.trustId,
    opening: {
      ground: input.ground.kind,
      by: actor.actorId,
      organisationId: actor.organisationId,
      entryStatus: input.entryStatus ?? null,
    },
    coordinator:
      actor.roles.includes('care-coordinator') && input.ground.kind !== 'self'
        ? { actorId: actor.actorId, name: actor.name || actor.actorId, organisationId: actor.organisationId }
        : null,
  })
  await finish(tx, now)
  const [opened, likelySame] = await Promise.all([
    findCase(tx, actor, caseId),
    listLikelySame(tx, actor, input.personId),
  ])
  const budgetCase = orNotFound(opened)
  return created(
    { ...toCaseSummary(budgetCase), identifiers: [], endedWords: null, pause: null, clocks: [], likelySame },
    `/v1/cases/${caseId}`,
    budgetCase.version,
  )
}
