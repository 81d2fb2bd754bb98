import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { setProviderEnded } from './repository.ts'
import type { LineProvider } from './schemas.ts'

/** A provider gives a line no more, because somebody says so or another is named: it is told in either case. */
export async function endGiving(
  tx: Tx,
  { actor, now }: Pick<Context, 'actor' | 'now'>,
  { id, caseId, planLineId, payeeId }: LineProvider,
): Promise<void> {
  await setProviderEnded(tx, actor, id, now)
  await record(tx, actor, {
    type: 'line-provider.ended',
    subjectId: id,
    caseId,
    at: now,
    facts: { planLineId, payeeId },
  })
}
