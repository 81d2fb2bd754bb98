import type { Static } from '@sinclair/typebox'
import { needStanding, openForWriting } from '../case-access/open-for-writing.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { agreed, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { brokerageBalance, maySpendTime } from '../rules/planning/brokerage.ts'
import { dateInWords, londonDate } from '../shared/dates.ts'
import { insertTime, sumMinutes } from './repository.ts'
import type { BrokerageTimeRecorded, NewBrokerageTime } from './schemas.ts'

/** Counts the time that a broker spends with a person. What is over the scheme's limit is refused, and what is left is told. */
export async function recordBrokerageTime(
  tx: Tx,
  context: Context,
  caseId: string,
  input: Static<typeof NewBrokerageTime>,
): Promise<Answer<Static<typeof BrokerageTimeRecorded>>> {
  const { actor, now } = context
  const [the, spent] = await Promise.all([openForWriting(tx, context, caseId), sumMinutes(tx, actor, caseId)])
  needStanding(the, actor, 'broker')
  const openedOn = londonDate(the.openedAt)
  if (input.minutes === 0 || input.workedOn > londonDate(now) || input.workedOn < openedOn) {
    const pointer = input.minutes === 0 ? '/minutes' : '/workedOn'
    const detail = `must not be 0, lie ahead, nor lie before ${dateInWords(openedOn)}, when the case was opened`
    throw new Problem('request-invalid', 'Time lies between the opening of the case and today, and is not nothing', {
      errors: [{ pointer, code: 'time-invalid', detail }],
    })
  }
  agreed(maySpendTime(the.rules, spent, input.minutes))
  const [entry] = await Promise.all([
    insertTime(tx, actor, caseId, input, now),
    record(tx, actor, {
      type: 'brokerage-time.recorded',
      subjectId: caseId,
      caseId,
      at: now,
      facts: { task: input.task, minutes: input.minutes },
    }),
  ])
  return created(
    { entry, balance: brokerageBalance(the.rules, spent + input.minutes) },
    `/v1/cases/${caseId}/brokerage-time`,
  )
}
