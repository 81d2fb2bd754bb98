import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { marksOfDay, oldestReceipt } from '../rules/spending/evidence.ts'
import { londonDate } from '../shared/dates.ts'
import { inPounds } from '../shared/money.ts'
import { findPlan } from '../support-plans/repository.ts'
import { markOfDocument } from './mark-of-document.ts'
import { insertMarks } from './marks-repository.ts'
import { openPurchase } from './open-purchase.ts'
import { isBeingAudited } from './receipt-file-repository.ts'
import type { NewReceipt } from './receipt-schemas.ts'
import { fileAsReceipt } from './repository.ts'
import type { Purchase } from './schemas.ts'

/**
 * Files the receipt of a purchase, by the hash of its document. It must be for the amount that was recorded, with what the person paid of it themself: a difference is a correction, not a receipt. Anybody can type a hash, so the receipt is waited
 * for until the document is there, and what was filed before gives way to what is filed again.
 */
export async function fileReceipt(
  tx: Tx,
  context: Context,
  purchaseId: string,
  input: Static<typeof NewReceipt>,
): Promise<Answer<Purchase>> {
  const { actor, now } = context
  const { budgetCase, purchase, line } = await openPurchase(tx, context, purchaseId, { forPapers: true })
  if (purchase.receipt !== null && purchase.receipt.file !== null) throw new Problem('receipt-held')
  if (purchase.receipt !== null && (await isBeingAudited(tx, actor, purchaseId)))
    throw new Problem('receipt-held', 'The receipt of this purchase stays as it is for now')
  const paidPence = purchase.amountPence + purchase.ownPence
  if (input.amountPence !== paidPence) {
    const detail = `The purchase is ${inPounds(paidPence)}, the receipt ${inPounds(input.amountPence)}`
    throw new Problem('receipt-mismatch', detail, {
      errors: [{ pointer: '/amountPence', code: 'receipt-mismatch', detail }],
    })
  }
  if (input.issuedOn > londonDate(now)) {
    throw new Problem('request-invalid', 'A receipt is not of a day that lies ahead', {
      errors: [{ pointer: '/issuedOn', code: 'date-ahead', detail: 'must not lie ahead' }],
    })
  }
  if (input.issuedOn < oldestReceipt(purchase.boughtOn)) {
    const detail = 'A receipt is not of so long before its purchase'
    throw new Problem('request-invalid', detail, {
      errors: [{ pointer: '/issuedOn', code: 'date-too-early', detail }],
    })
  }
  const [same, plan] = await Promise.all([
    markOfDocument(tx, actor, purchaseId, input.documentHash),
    findPlan(tx, actor, line.supportPlanId),
  ])
  const agreedOn = londonDate(new Date(plan?.agreedAt ?? now))
  const marks = [
    ...same,
    ...marksOfDay(input.issuedOn, agreedOn, purchase.boughtOn).map((reason) => ({ reason, likePurchaseId: null })),
  ]
  const [receipt] = await Promise.all([
    fileAsReceipt(tx, actor, purchaseId, { ...input, file: null }, now),
    insertMarks(tx, actor, purchaseId, marks, now),
    record(tx, actor, {
      type: 'purchase.receipt-filed',
      subjectId: purchaseId,
      caseId: budgetCase.id,
      at: now,
      facts: { amountPence: input.amountPence },
    }),
  ])
  if (!receipt) throw new Problem('receipt-held')
  return created({ ...purchase, receipt }, `/v1/purchases/${purchaseId}`)
}
