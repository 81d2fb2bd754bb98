import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { asksForRecordedSigning, endRecordedSignings } from './recorded-signing-repository.ts'
import type { RecordedSigning } from './schemas.ts'

/** The person signs themselves again. */
export async function endRecordedSigning(tx: Tx, context: Context, caseId: string): Promise<Answer<RecordedSigning>> {
  const { actor, now } = context
  const budgetCase = await openForWriting(tx, context, caseId)
  requireCaseRole(budgetCase, actor, 'person')
  if (await asksForRecordedSigning(tx, actor, caseId)) {
    await endRecordedSignings(tx, actor, caseId, now)
    await record(tx, actor, { type: 'case.recorded-signing-ended', subjectId: caseId, caseId, at: now })
  }
  return done({ caseId, asked: false })
}
