import type { Static } from '@sinclair/typebox'
import { findLine } from '../ledger/lines-repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import { followFirstPayment } from '../spending/follow-first-payment.ts'
import { recordPurchase } from '../spending/record-purchase.ts'
import { lookAtWords, usesOf } from '../spending-checks/look-at-words.ts'
import { refusalOf } from '../spending-checks/refusal-of-words.ts'
import { insertUses } from '../spending-checks/repository.ts'
import { openFeedLine } from './open-feed-line.ts'
import { setMatched } from './repository.ts'
import type { CardFeedLine, PurchaseOfLine } from './schemas.ts'
import { wordsOfFeed } from './words-of-feed.ts'

/** Records the purchase that a line of a feed stands for, with the day, the amount and the payee that the issuer says. */
export async function recordPurchaseOfLine(
  tx: Tx,
  context: Context,
  id: string,
  { planLineId, bought, payeeId = null }: Static<typeof PurchaseOfLine>,
): Promise<Answer<CardFeedLine>> {
  const { actor, now } = context
  const { budgetCase, line } = await openFeedLine(tx, context, id)
  if (line.amountPence < 0) throw new Problem('wrong-state', 'This came back: say of which purchase')
  const on = orNotFound(await findLine(tx, actor, planLineId))
  if (on.caseId !== budgetCase.id) throw invalidAt('/planLineId', 'is of another case')
  const { amountPence, merchant: payee, paidOn: boughtOn } = line
  const purchase = { amountPence, payee, payeeId, bought, boughtOn, instrument: on.instrument }
  const looked = await lookAtWords(tx, context, budgetCase, wordsOfFeed([line]))
  const inTheWay = refusalOf(looked)
  if (inTheWay) return refusedAfter(inTheWay)
  const { body, problem } = await recordPurchase(tx, context, planLineId, purchase, true)
  if (problem) return refusedAfter(problem)
  await setMatched(tx, actor, [{ lineId: id, purchaseId: body.id }], now)
  await followFirstPayment(tx, context, budgetCase, on.supportPlanId)
  insertUses(tx, actor, usesOf(looked, body.id))
  const facts = { purchaseId: body.id }
  await record(tx, actor, { type: 'card-feed-line.matched', subjectId: id, caseId: budgetCase.id, at: now, facts })
  return created({ ...line, purchaseId: body.id, matchedAt: now.toISOString() }, `/v1/purchases/${body.id}`)
}
