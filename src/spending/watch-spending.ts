import { factsOf } from '../case-access/open-for-writing.ts'
import { lockCase, lockUnlessHeld } from '../case-access/repository.ts'
import { startClock } from '../clocks/running-repository.ts'
import { listToLook, setLooked } from '../ledger/looks-repository.ts'
import { systemActor } from '../platform/access/system-actor.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { listTenants } from '../platform/database/tenants.ts'
import type { Context, Platform } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { askedOf, askedSince, isRested, lookDays, questionWorkingDays } from '../rules/spending/outlook.ts'
import { daysAfter, londonDate } from '../shared/dates.ts'
import { workingDaysAfter } from '../shared/working-days.ts'
import { closeQuestion } from '../spending-questions/close-questions.ts'
import { insertQuestions, listOpenQuestions, listRests } from '../spending-questions/repository.ts'
import type { SpendingQuestion } from '../spending-questions/schemas.ts'
import { getSpendingOutlook } from './get-outlook.ts'
import type { SpendingOutlook } from './outlook-schemas.ts'

const mostInBatch = 200

/**
 * Looks once a week at how the lines of each budget are spent, has the team ask the person where something stands out, and says at how many cases it looked. Each case is
 * a transaction of its own; one that somebody works on is left for the next run. Nothing is ever taken away by it.
 */
export async function watchSpending({ database, now }: Platform, closing: AbortSignal): Promise<number> {
  let done = 0
  for (const { commissionerId } of await listTenants(database)) {
    const actor = systemActor(commissionerId)
    const context: Context = { actor, now: now(commissionerId), ifMatch: undefined }
    const today = londonDate(context.now)
    for (const caseId of await database.read(actor, (reads) => listToLook(reads, actor, today, mostInBatch))) {
      if (closing.aborted) return done
      const looked = await database.write(actor, async (tx) => {
        if (!(await lockUnlessHeld(tx, actor, caseId))) return false
        await lookAt(tx, context, caseId)
        return true
      })
      if (looked) done += 1
    }
  }
  return done
}

async function lookAt(tx: Tx, context: Context, caseId: string): Promise<void> {
  const { actor, now } = context
  const today = londonDate(now)
  const [budgetCase, facts, outlook, open, rests] = await Promise.all([
    lockCase(tx, actor, caseId),
    factsOf(tx, context, caseId),
    getSpendingOutlook(tx, actor, caseId, now),
    listOpenQuestions(tx, actor, caseId),
    listRests(tx, actor, caseId),
  ])
  await setLooked(tx, actor, caseId, daysAfter(today, lookDays))
  if (!budgetCase) return
  const lines = outlook?.lines ?? []
  const over = open.filter(
    ({ planLineId, code }) =>
      !lines.some((one) => one.planLineId === planLineId && one.questions.some((other) => other.code === code)),
  )
  await Promise.all(over.map((one) => closeQuestion(tx, context, one, 'over')))
  // Who is in a crisis, rests their case, or may have died is not asked about money.
  if (facts.crisis || facts.paused || facts.deathReport || facts.ending) return
  const fresh = lines
    .filter(({ planLineId }) => !open.some((one) => one.planLineId === planLineId && !over.includes(one)))
    .flatMap((line) => toAsk(line, caseId, now))
    .filter(({ line, code }) => isRested(rests.get(`${line} ${code}`) ?? null, today))
  insertQuestions(tx, actor, fresh)
  await Promise.all(fresh.flatMap((one) => [startOn(tx, context, one), recordAsked(tx, context, one)]))
}

function toAsk(line: SpendingOutlook['lines'][number], caseId: string, now: Date): SpendingQuestion[] {
  const code = askedOf(line.questions.map((one) => one.code))
  const today = londonDate(now)
  if (!code) return []
  return [
    {
      ...{ id: newId(), caseId, planLineId: line.planLineId, line: line.line, title: line.title, code },
      sentence: line.questions.find((one) => one.code === code)?.sentence ?? '',
      since: askedSince(code, line.quietDays, today),
      askedAt: now.toISOString(),
      askBy: workingDaysAfter(today, questionWorkingDays),
      ...{ outcome: null, answer: null, closedAt: null },
    },
  ]
}

const startOn = (tx: Tx, { actor, now }: Context, { id, caseId }: SpendingQuestion) =>
  startClock(
    tx,
    actor,
    { caseId, kind: 'spending-question', subjectId: id, workingDays: questionWorkingDays },
    londonDate(now),
  )

const recordAsked = (tx: Tx, { actor, now }: Context, { id, caseId, line, code, since }: SpendingQuestion) =>
  record(tx, actor, {
    type: 'spending-question.asked',
    subjectId: id,
    caseId,
    at: now,
    facts: { line, code, since },
  })
