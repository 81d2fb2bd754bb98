import type { Tx } from '../platform/database/database.ts'
import type { Context } from '../platform/http/operation.ts'
import { canBeOf } from '../rules/spending/card-feeds.ts'
import { sumPence } from '../shared/money.ts'
import type { openPurchase } from '../spending/open-purchase.ts'
import { takeBack } from '../spending/reverse-purchase.ts'
import { listSentBack } from './repository.ts'
import type { CardFeedLine } from './schemas.ts'

/** Takes back of a purchase what a line says came back. What can be of it, in a feed of somebody else than who bought it, is evidence. */
export function takeBackOfLine(
  tx: Tx,
  context: Context,
  opened: Awaited<ReturnType<typeof openPurchase>>,
  { id: lineId, amountPence }: CardFeedLine,
) {
  const { purchase } = opened
  const back = { amountPence: -amountPence, reason: 'The card issuer reports a refund.' }
  return takeBack(tx, context, opened, back, async () => {
    const lines = await listSentBack(tx, context.actor, { purchaseId: purchase.id, lineId })
    return sumPence(lines.filter((line) => canBeOf(line, purchase)).map((line) => -line.amountPence))
  })
}
