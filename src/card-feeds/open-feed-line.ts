import type { LockedCase } from '../case-access/case.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, orNotFound } from '../platform/http/operation.ts'
import { openCaseForFeed } from './open-case-for-feed.ts'
import { findFeedLine } from './repository.ts'
import type { CardFeedLine } from './schemas.ts'

/** A line of a feed for which no purchase is known yet. */
export async function openFeedLine(
  tx: Tx,
  context: Context,
  id: string,
): Promise<{ budgetCase: LockedCase; line: CardFeedLine }> {
  const budgetCase = await openCaseForFeed(tx, context, { table: 'card_feed_line', id })
  const line = orNotFound(await findFeedLine(tx, context.actor, id))
  if (line.purchaseId !== null) throw new Problem('wrong-state', 'This line stands for a purchase already')
  return { budgetCase, line }
}
