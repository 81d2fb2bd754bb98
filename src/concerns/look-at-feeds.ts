import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theCase } from '../rules/concerns/concerns.ts'
import { signalLevels, signalsOfCash } from '../rules/concerns/signals.ts'
import { listCashLines, listWaitingLines, lockFeeds } from './feeds-repository.ts'
import { raiseSignal } from './raise-signal.ts'

/**
 * Raises, once for each line of a card's feed, that cash was taken out with no purchase to it; and of a case, as long as there are such lines, that what the card paid has had no purchase for
 * weeks. Says how many. Nobody records a purchase of what they hide: what the issuer says is looked at by itself.
 */
export async function lookAtFeeds(tx: Tx, actor: Actor, now: Date): Promise<number> {
  await lockFeeds(tx, actor)
  const [cash, waiting] = await Promise.all([listCashLines(tx, actor, now), listWaitingLines(tx, actor, now)])
  const found = [
    ...cash.flatMap((line) => signalsOfCash(line).map((reason) => ({ ...line, reason }))),
    ...waiting.map((line) => ({ ...line, reason: 'card-line-unmatched' as const })),
  ]
  for (const { caseId, id: cardFeedLineId, reason } of found)
    await raiseSignal(tx, { actor, now }, caseId, {
      ...{ reason, level: signalLevels[reason], subject: theCase, cardFeedLineId },
    })
  return found.length
}
