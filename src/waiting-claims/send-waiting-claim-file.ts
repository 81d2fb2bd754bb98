import { requireCaseRole } from '../case-access/open-for-writing.ts'
import { requireMandate } from '../case-team/require-mandate.ts'
import { keepDocument, requireExpected } from '../documents/keep-document.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { StoredFile } from '../platform/http/files.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { isOfNoUse } from '../shared/file-scans.ts'
import { scanWords } from '../words/file-scans.ts'
import { openClaim, requireWaiting } from './open-claim.ts'
import { isOwnReceiptKnown } from './own-receipts.ts'
import { findClaimFile, setClaimFile, told } from './repository.ts'
import type { WaitingClaim } from './schemas.ts'

/** What the receipt of a claim is sent for, while it waits: the document whose hash was given with it. Changes nothing. */
export async function checkWaitingClaimFile(tx: Tx, context: Context, id: string, file: Pick<StoredFile, 'sha256'>) {
  const { actor } = context
  const { budgetCase, claim } = await openClaim(tx, context, id)
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator')
  await requireMandate(tx, actor, budgetCase.id, as, 'sendWaitingClaimFile')
  requireWaiting(claim)
  const replaces = claim.fileScan !== null && isOfNoUse(claim.fileScan)
  if (claim.fileSent && !replaces) throw new Problem('receipt-held', 'The receipt of this claim is here already')
  requireExpected(file, claim.documentHash, claim.fileScan)
  if (replaces && (await isOwnReceiptKnown(tx, actor, budgetCase, file.sha256, id))) throw new Problem('receipt-held')
  return { budgetCase, claim, replaces }
}

/** Sends the receipt of a claim, once it is checked. */
export async function sendWaitingClaimFile(
  tx: Tx,
  context: Context,
  id: string,
  file: StoredFile,
): Promise<Answer<WaitingClaim>> {
  const { actor, now } = context
  const { budgetCase, claim, replaces } = await checkWaitingClaimFile(tx, context, id, file)
  const first = replaces ? await findClaimFile(tx, actor, id) : undefined
  await keepDocument(tx, actor, budgetCase.id, file, { now, replaced: first?.documentId })
  await setClaimFile(tx, actor, id, file)
  const facts = { sizeBytes: file.sizeBytes, replaces }
  await record(tx, actor, {
    type: 'waiting-claim.file-sent',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts,
  })
  return created(
    {
      ...told(claim),
      documentHash: file.sha256,
      fileSent: true,
      fileScan: file.scan,
      fileScanSays: scanWords[file.scan],
    },
    `/v1/waiting-claims/${id}`,
  )
}
