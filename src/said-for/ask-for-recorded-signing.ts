import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { asksForRecordedSigning, insertRecordedSigning } from './recorded-signing-repository.ts'
import type { RecordedSigning } from './schemas.ts'

/** The person, who signs in, asks that what they sign on paper is written down for them. Only their own act makes it so. */
export async function askForRecordedSigning(
  tx: Tx,
  context: Context,
  caseId: string,
): Promise<Answer<RecordedSigning>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'person')
  if (!(await asksForRecordedSigning(tx, actor, caseId))) {
    await insertRecordedSigning(tx, actor, caseId, now)
    await record(tx, actor, { type: 'case.recorded-signing-asked', subjectId: caseId, caseId, at: now })
  }
  return done({ caseId, asked: true })
}
