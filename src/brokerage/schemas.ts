import { type Static, Type } from '@sinclair/typebox'
import { brokerageTasks } from '../rules/planning/brokerage.ts'
import { date, id, instant, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

export const NewBrokerageTime = thing('NewBrokerageTime', 'Time that a broker spent with a person.', {
  task: ref(oneOf(brokerageTasks, { $id: 'BrokerageTask', description: 'What it was spent on.' })),
  minutes: Type.Integer({
    minimum: -1_440,
    maximum: 1_440,
    description: 'Minutes; below 0 to correct an earlier entry.',
    examples: [90],
  }),
  workedOn: date(),
})
export const BrokerageTime = thing('BrokerageTime', 'Time that a broker spent with a person.', {
  id: id(),
  caseId: id(),
  ...NewBrokerageTime.properties,
  recordedAt: instant(),
})
export const BrokerageTimePage = pageOf(BrokerageTime)
const minutes = (description: string) => Type.Integer({ description, examples: [210] })
export const BrokerageBalance = thing('BrokerageBalance', 'The time spent with one person, and what is left.', {
  spentMinutes: minutes('Minutes spent so far.'),
  mostMinutes: nullable(minutes('The most that the scheme gives.'), {
    description: 'Null: no limit.',
    examples: [300],
  }),
  leftMinutes: nullable(minutes('What is left.'), { description: 'Null: no limit.', examples: [90] }),
  nearlySpent: Type.Boolean({ description: 'Whether a fifth or less is left.', examples: [false] }),
})
export const BrokerageTimeRecorded = thing('BrokerageTimeRecorded', 'The entry, and the time that is left after it.', {
  entry: ref(BrokerageTime),
  balance: ref(BrokerageBalance),
})
export type BrokerageTime = Static<typeof BrokerageTime>
export const brokerageSchemas = [
  NewBrokerageTime,
  BrokerageTime,
  BrokerageTimePage,
  BrokerageBalance,
  BrokerageTimeRecorded,
]
