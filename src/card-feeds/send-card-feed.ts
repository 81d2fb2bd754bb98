import type { LockedCase } from '../case-access/case.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { matched, mostDaysToRefund, refunded } from '../rules/spending/card-feeds.ts'
import { daysAfter } from '../shared/dates.ts'
import { isRefusal } from '../shared/outcome.ts'
import { followFirstPayment } from '../spending/follow-first-payment.ts'
import { openPurchase } from '../spending/open-purchase.ts'
import { lookAtWords } from '../spending-checks/look-at-words.ts'
import { insertUses } from '../spending-checks/repository.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { openCaseForFeed } from './open-case-for-feed.ts'
import { readFeed } from './read-feed.ts'
import { countAlike, insertFeed, listCandidates, setMatched } from './repository.ts'
import type { CardFeed, CardFeedLine, NewCardFeed } from './schemas.ts'
import { takeBackOfLine } from './take-back-of-line.ts'
import { wordsOfFeed } from './words-of-feed.ts'

/** Takes in what an issuer says was paid, and matches each line that is new with the purchase that it stands for. What came back reverses a part of one. */
export async function sendCardFeed(
  tx: Tx,
  context: Context,
  caseId: string,
  input: NewCardFeed,
): Promise<Answer<CardFeed>> {
  const { actor, now } = context
  const budgetCase = await openCaseForFeed(tx, context, caseId)
  const read = readFeed(input)
  const known = await countAlike(tx, actor, caseId, read)
  const fresh = read.filter(({ alike, place }) => place >= (known.get(alike) ?? 0))
  const feed = {
    id: newId(),
    caseId,
    linesAdded: fresh.length,
    linesKnown: read.length - fresh.length,
    sentAt: now.toISOString(),
  }
  const lines = await insertFeed(tx, actor, feed, fresh)
  // What was paid was paid: what is in doubt is listed for somebody to look at, and stands for no purchase until they have.
  const linesMatched =
    (await matchPaid(tx, context, budgetCase, lines)) + (await matchRefunds(tx, context, caseId, lines))
  await record(tx, actor, {
    type: 'card-feed.sent',
    subjectId: feed.id,
    caseId,
    at: now,
    facts: { linesAdded: feed.linesAdded, linesKnown: feed.linesKnown, linesMatched },
  })
  return created({ ...feed, linesMatched }, `/v1/cases/${caseId}/card-feed-lines`)
}

/** Looks at whom the card paid, and matches what nothing is in the way of; a pass by which it is let through is used up by it. What has its purchase comes before what has none. */
async function matchPaid(tx: Tx, context: Context, budgetCase: LockedCase, lines: readonly CardFeedLine[]) {
  const { actor, now } = context
  const paid = lines.filter(({ amountPence }) => amountPence > 0)
  const days = paid.map(({ paidOn }) => paidOn).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return 0
  const within = { from: daysAfter(first, -3), until: daysAfter(last, 3), which: 'unmatched' } as const
  const found = matched(paid, await listCandidates(tx, actor, budgetCase.id, within))
  const isFound = (line: CardFeedLine) => found.some(({ lineId }) => lineId === line.id)
  const words = wordsOfFeed([...paid.filter(isFound), ...paid.filter((line) => !isFound(line))])
  const { through } = await lookAtWords(tx, context, budgetCase, words)
  const passes = new Map([...through].map(([{ cardFeedLineId }, passId]) => [cardFeedLineId, passId]))
  const pairs = found.filter(({ lineId }) => passes.has(lineId))
  await setMatched(tx, actor, pairs, now)
  if (pairs.length > 0) await followPlanInForce(tx, context, budgetCase)
  const uses = pairs.flatMap(({ lineId, purchaseId }) => {
    const passId = passes.get(lineId)
    return passId ? [{ passId, purchaseId }] : []
  })
  insertUses(tx, actor, uses)
  return pairs.length
}

/** What the issuer says shows what was typed before. */
async function followPlanInForce(tx: Tx, context: Context, budgetCase: LockedCase): Promise<void> {
  const held = await findPlanInForce(tx, context.actor, budgetCase.id)
  if (held) await followFirstPayment(tx, context, budgetCase, held.plan.id)
}

/** What came back, one after the other: what is left of a purchase is looked at each time. Who sends the feed and may not spend on the line leaves it to who may. */
async function matchRefunds(tx: Tx, context: Context, caseId: string, lines: readonly CardFeedLine[]) {
  const { actor, now } = context
  let done = 0
  for (const line of lines.filter(({ amountPence }) => amountPence < 0)) {
    const from = daysAfter(line.paidOn, -mostDaysToRefund)
    const within = { from, until: line.paidOn, which: 'standing' } as const
    const of = refunded(line, await listCandidates(tx, actor, caseId, within))
    const opened = of && (await openPurchase(tx, context, of.id).catch(asNone))
    if (!of || !opened) continue
    // What cannot go back while the bank has its payment waits unmatched, and the other lines do not wait for it.
    if (isRefusal(await takeBackOfLine(tx, context, opened, line))) continue
    await setMatched(tx, actor, [{ lineId: line.id, purchaseId: of.id }], now)
    done += 1
  }
  return done
}

function asNone(error: unknown): undefined {
  if (!(error instanceof Problem)) throw error
}
