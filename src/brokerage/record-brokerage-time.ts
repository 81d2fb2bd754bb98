import type { Static } from '@sinclair/typebox'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { fitsDay, maySpendTime, warningBrought } from '../rules/planning/brokerage.ts'
import { dateInWords, londonDate } from '../shared/dates.ts'
import { isPeer } from '../staff/repository.ts'
import { toBalance } from './get-brokerage-balance.ts'
import { findAssignedAt, insertTime, lockDay, sumMinutes } from './repository.ts'
import type { BrokerageTimeRecorded, NewBrokerageTime } from './schemas.ts'

/** Counts the time that a broker spends with a person. What is over the scheme's limit is refused, and what is left is told. */
export async function recordBrokerageTime(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewBrokerageTime>,
): Promise<Answer<Static<typeof BrokerageTimeRecorded>>> {
  const { actor, now } = context
  const [budgetCase, sums] = await Promise.all([openForWriting(tx, context, caseId), sumMinutes(tx, actor, caseId)])
  requireCaseRole(budgetCase, actor, 'broker')
  const assignedOn = londonDate((await findAssignedAt(tx, actor, caseId)) ?? budgetCase.openedAt)
  if (input.minutes === 0 || input.workedOn > londonDate(now) || input.workedOn < assignedOn) {
    const pointer = input.minutes === 0 ? '/minutes' : '/workedOn'
    const detail = `must not be 0, lie ahead, nor lie before ${dateInWords(assignedOn)}, when you became the broker`
    throw new Problem(
      'request-invalid',
      'Time lies between the day on which you became the broker and today, and is not nothing',
      {
        errors: [{ pointer, code: 'time-invalid', detail }],
      },
    )
  }
  const before = toBalance(budgetCase.rules, sums)
  orThrow(maySpendTime(before, input.minutes))
  orThrow(fitsDay(await lockDay(tx, actor, caseId, input.workedOn), input.minutes))
  const byPeer = await isPeer(tx, actor, budgetCase.writer.humanId)
  const balance = toBalance(budgetCase.rules, {
    ...sums,
    spent: sums.spent + input.minutes,
    byPeers: sums.byPeers + (byPeer ? input.minutes : 0),
  })
  const warning = warningBrought(before, balance)
  const [entry] = await Promise.all([
    insertTime(tx, actor, caseId, { ...input, byPeer }, now),
    record(tx, actor, {
      type: 'brokerage-time.recorded',
      subjectId: caseId,
      caseId,
      at: now,
      facts: { task: input.task, minutes: input.minutes, byPeer },
    }),
    warning &&
      record(tx, actor, {
        type: 'brokerage-time.warned',
        subjectId: caseId,
        caseId,
        at: now,
        facts: { warning, spentMinutes: balance.spentMinutes, leftMinutes: balance.leftMinutes ?? 0 },
      }),
  ])
  return created({ entry, balance }, `/v1/cases/${caseId}/brokerage-time`)
}
