import type { Static } from '@sinclair/typebox'
import { setRefused } from '../documents/repository.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { levelOfFinding } from '../rules/concerns/audit-samples.ts'
import { theCase } from '../rules/concerns/concerns.ts'
import { findWhatItIsOf } from './found-repository.ts'
import { joinConcern } from './repository.ts'
import type { AuditSampleItem, NewAuditFinding } from './sample-schemas.ts'
import { insertReport } from './trail-repository.ts'

/**
 * What follows of a finding. The receipt of a purchase that shows nothing counts no more, and is asked for again. Of all else that is wrong somebody is told who handles concerns, and nobody else: no event
 * tells of it, and whoever may have done it sees nothing of it.
 */
export async function followFinding(
  tx: Tx,
  { actor, now }: Context,
  sampleId: string,
  item: AuditSampleItem,
  { finding, words }: Static<typeof NewAuditFinding>,
): Promise<void> {
  if (finding === 'in-order') return
  const { caseIds, payee, documentId } = await findWhatItIsOf(tx, actor, item, sampleId)
  if (finding === 'evidence-missing' && item.of === 'purchase') {
    if (documentId !== null) await setRefused(tx, actor, documentId, now)
    return
  }
  const level = levelOfFinding[finding]
  const subject = payee === null ? theCase : ({ ...theCase, about: 'payee', payee } as const)
  const purchaseId = item.of === 'purchase' ? item.id : null
  for (const caseId of caseIds) {
    const concernId = await joinConcern(tx, actor, caseId, subject, level, now)
    const report = { id: newId(), reason: 'audit-finding', level, words, purchaseId, raisedAs: 'other' } as const
    await insertReport(tx, actor, { concernId, caseId }, report, now)
  }
}
