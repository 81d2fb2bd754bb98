import type { Static } from '@sinclair/typebox'
import { findTakingPart } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { isPooled } from '../rules/budgets/pool.ts'
import { hasCouncilSeat } from '../rules/sign-off/sign-off.ts'
import { londonDate } from '../shared/dates.ts'
import type { NewSchemeCouncil, SchemeCouncil } from './council-schemas.ts'
import { insertSchemeCouncil } from './councils-repository.ts'
import { findScheme } from './repository.ts'

/** Has it worked out anew who is waited for on the cases of a scheme. */
export type WorkOutAnew = (tx: Tx, actor: Actor, schemeId: string) => Promise<void>

/**
 * Says that a council takes part in a scheme: where it pays, its officers see the cases of the scheme from now on; where the council has a seat,
 * it is theirs; and where the two assess together, they are asked. Who is waited for is worked out anew, since nobody sat there before the first.
 */
export async function enrolCouncil(
  tx: Tx,
  { actor, now }: Context,
  schemeId: string,
  { organisationId }: Static<typeof NewSchemeCouncil>,
  workOutAnew: WorkOutAnew,
): Promise<Answer<SchemeCouncil>> {
  const [found, organisation] = await Promise.all([
    findScheme(tx, actor.commissionerId, schemeId, londonDate(now)),
    findTakingPart(tx, actor.commissionerId, organisationId),
  ])
  const scheme = orNotFound(found)
  if (organisation?.kind !== 'local-authority') {
    const error = {
      pointer: '/organisationId',
      code: 'reference-unknown',
      detail: 'names no council that takes part',
    }
    throw new Problem('reference-unknown', undefined, { errors: [error] })
  }
  const pays = isPooled(scheme.rules.split)
  const assesses = scheme.rules.eligibility.takes.some(({ jointAssessment }) => jointAssessment)
  if (!pays && !assesses && !hasCouncilSeat(scheme.rules)) throw new Problem('scheme-not-pooled')
  const council: SchemeCouncil = {
    id: newId(),
    schemeId,
    organisationId,
    pays,
    enrolledBy: actor.actorId,
    enrolledAt: now.toISOString(),
    endedAt: null,
  }
  await Promise.all([
    insertSchemeCouncil(tx, actor, council),
    record(tx, actor, {
      type: 'scheme.council-enrolled',
      subjectId: schemeId,
      caseId: null,
      at: now,
      facts: { schemeCouncilId: council.id, organisationId },
    }),
  ])
  await workOutAnew(tx, actor, schemeId)
  return created(council, `/v1/schemes/${schemeId}/councils`)
}
