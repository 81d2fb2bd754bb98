import { leftOf } from '../ledger/lines-repository.ts'
import { listNewestPauses } from '../line-pauses/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { outlookOf, paceDays } from '../rules/spending/outlook.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'
import { sumPence } from '../shared/money.ts'
import { findPlanInForce } from '../support-plans/in-force.ts'
import { burnSentence, outlookSentence, paceSentence } from '../words/outlook.ts'
import { listBoughtByLine } from './outlook-repository.ts'
import type { SpendingOutlook } from './outlook-schemas.ts'

/** How fast the plan in force is spent, and what somebody should ask; nothing where none is in force. */
export async function getSpendingOutlook(
  reads: Reads,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<SpendingOutlook | undefined> {
  const today = londonDate(now)
  const [held, bought, pauses] = await Promise.all([
    findPlanInForce(reads, actor, caseId),
    listBoughtByLine(reads, actor, caseId, daysAfter(today, 1 - paceDays)),
    listNewestPauses(reads, actor, caseId),
  ])
  const { agreedAt, period } = held?.plan ?? {}
  if (!held || !agreedAt || !period) return undefined
  const opened = londonDate(new Date(agreedAt))
  const lines = held.opened.map((line) => {
    const { id, key, title, agreedPence, movedPence, spentPence, availablePence } = line
    const leftPence = leftOf(line) + line.heldPence + line.pendingPence
    const { recentPence = 0, lastBoughtOn = null } = bought.get(id) ?? {}
    const schedule = held.plan.lines.find((one) => one.key === key)?.schedule ?? null
    const ofLine = pauses.filter((pause) => pause.line === key)
    const has = { agreedPence: agreedPence + movedPence, leftPence }
    const spending = { schedule, ...has, spentPence, recentPence, lastBoughtOn, pauses: ofLine, money: line }
    const { questions, ...outlook } = outlookOf(spending, opened, period, today)
    const about = { ...outlook, spentPence, lastBoughtOn }
    return {
      planLineId: id,
      line: key,
      title,
      agreedPence,
      availablePence,
      leftPence,
      ...about,
      sentence: paceSentence({ ...outlook, leftPence }),
      questions: questions.map((code) => ({ code, sentence: outlookSentence(code, about) })),
    }
  })
  const perMonthPence = sumPence(lines.map((line) => line.perMonthPence))
  const leftPence = sumPence(lines.map((line) => line.leftPence))
  return {
    caseId,
    perMonthPence,
    leftPence,
    sentence: burnSentence(perMonthPence, leftPence),
    perWeekPence: sumPence(lines.map((line) => line.perWeekPence)),
    availablePence: sumPence(lines.map((line) => line.availablePence)),
    lines,
    asOf: now.toISOString(),
  }
}
