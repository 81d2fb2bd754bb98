import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, done, refusedAfter } from '../platform/http/operation.ts'
import { canBeOf } from '../rules/spending/card-feeds.ts'
import { inPounds } from '../shared/money.ts'
import { followFirstPayment } from '../spending/follow-first-payment.ts'
import { insertMarks } from '../spending/marks-repository.ts'
import { openPurchase } from '../spending/open-purchase.ts'
import { lookAtWords, usesOf } from '../spending-checks/look-at-words.ts'
import { refusalOf } from '../spending-checks/refusal-of-words.ts'
import { insertUses } from '../spending-checks/repository.ts'
import { openFeedLine } from './open-feed-line.ts'
import { setMatched } from './repository.ts'
import type { CardFeedLine, NewMatch } from './schemas.ts'
import { takeBackOfLine } from './take-back-of-line.ts'
import { wordsOfFeed } from './words-of-feed.ts'

/** Says which purchase a line of a feed stands for. What was paid is all of it; what came back is taken back of it. Whoever says so is believed, and where payee or day do not fit, those who look at accounts see it. */
export async function matchCardFeedLine(
  tx: Tx,
  context: Context,
  id: string,
  { purchaseId }: Static<typeof NewMatch>,
): Promise<Answer<CardFeedLine>> {
  const { actor, now } = context
  const { budgetCase, line } = await openFeedLine(tx, context, id)
  const opened = await openPurchase(tx, context, purchaseId)
  const { purchase } = opened
  if (purchase.caseId !== budgetCase.id) throw invalidAt('/purchaseId', 'is of another case')
  if (line.amountPence > 0 && purchase.amountPence !== line.amountPence)
    throw invalidAt(
      '/purchaseId',
      `is of ${inPounds(purchase.amountPence)}; the card paid ${inPounds(line.amountPence)}`,
    )
  const looked = await lookAtWords(tx, context, budgetCase, wordsOfFeed([line]))
  const inTheWay = refusalOf(looked)
  if (inTheWay) return refusedAfter(inTheWay)
  if (line.amountPence < 0) orThrow(await takeBackOfLine(tx, context, opened, line))
  await setMatched(tx, actor, [{ lineId: id, purchaseId }], now)
  if (!canBeOf(line, purchase))
    await insertMarks(tx, actor, purchaseId, [{ reason: 'feed-line-differs', likePurchaseId: null }], now)
  insertUses(tx, actor, usesOf(looked, purchaseId))
  await followFirstPayment(tx, context, budgetCase, opened.line.supportPlanId)
  const facts = { purchaseId }
  await record(tx, actor, { type: 'card-feed-line.matched', subjectId: id, caseId: budgetCase.id, at: now, facts })
  return done({ ...line, purchaseId, matchedAt: now.toISOString() })
}
