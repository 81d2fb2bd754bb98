import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import type { SchemeCouncil } from './council-schemas.ts'
import { lockSchemeCouncil, setSchemeCouncilEnded } from './councils-repository.ts'

/** A council pays into a scheme no longer: its officers see nothing more of it at once. */
export async function endSchemeCouncil(
  tx: Tx,
  { actor, now }: Context,
  schemeCouncilId: string,
): Promise<Answer<SchemeCouncil>> {
  const council = orNotFound(await lockSchemeCouncil(tx, actor, schemeCouncilId))
  if (council.endedAt !== null) throw new Problem('wrong-state', 'This has ended already')
  await Promise.all([
    setSchemeCouncilEnded(tx, actor, schemeCouncilId, now),
    record(tx, actor, {
      type: 'scheme.council-ended',
      subjectId: council.schemeId,
      caseId: null,
      at: now,
      facts: { schemeCouncilId, organisationId: council.organisationId },
    }),
  ])
  return done({ ...council, endedAt: now.toISOString() })
}
