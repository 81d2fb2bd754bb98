import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { lockOrganisation, setOrganisationEnded } from './repository.ts'
import type { Organisation } from './schemas.ts'

/** Nobody comes from the organisation any longer; what names it stays as it is. */
export async function endOrganisation(
  tx: Tx,
  { actor, now }: Context,
  organisationId: string,
): Promise<Answer<Organisation>> {
  const organisation = orNotFound(await lockOrganisation(tx, actor.commissionerId, organisationId))
  if (organisation.endedAt !== null) throw new Problem('wrong-state', 'This organisation was ended already')
  if (organisation.id === actor.organisationId)
    throw new Problem('wrong-state', 'You cannot end the organisation that you come from')
  await Promise.all([
    setOrganisationEnded(tx, actor.commissionerId, organisation.id, now),
    record(tx, actor, {
      type: 'organisation.ended',
      subjectId: organisation.id,
      caseId: null,
      at: now,
      facts: { code: organisation.code },
    }),
  ])
  return done({ ...organisation, endedAt: now.toISOString() })
}
