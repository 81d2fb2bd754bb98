import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import type { SchemeCouncil } from './council-schemas.ts'
import { lockSchemeCouncil, setSchemeCouncilEnded } from './councils-repository.ts'
import type { WorkOutAnew } from './enrol-council.ts'

/** A council takes part in a scheme no longer: its officers see nothing more of it at once, and nobody has its seat where it was the last. */
export async function endSchemeCouncil(
  tx: Tx,
  { actor, now }: Context,
  schemeCouncilId: string,
  workOutAnew: WorkOutAnew,
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
  await workOutAnew(tx, actor, council.schemeId)
  return done({ ...council, endedAt: now.toISOString() })
}
