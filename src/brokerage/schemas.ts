import { type Static, Type } from '@sinclair/typebox'
import { brokerageTasks, brokerageWarnings } from '../rules/planning/brokerage.ts'
import { date, id, instant, nullable, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'

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
  byPeer: Type.Boolean({ description: 'Whether the broker worked as a peer then.', examples: [true] }),
  recordedAt: instant(),
})
export const BrokerageTimePage = pageOf(BrokerageTime)
const minutes = (description: string) => Type.Integer({ description, examples: [210] })
export const BrokerageBalance = thing(
  'BrokerageBalance',
  'The time spent with one person in a scheme, on all of their cases, and what is left.',
  {
    spentMinutes: minutes('Minutes spent so far, by all brokers together.'),
    byPeersMinutes: minutes('Of these, by peer brokers.'),
    byOthersMinutes: minutes('Of these, by other brokers.'),
    agreedMinutes: Type.Integer({
      description: 'What was agreed for this person beyond the limit of the scheme.',
      examples: [0],
    }),
    mostMinutes: nullable(minutes('The most that there is: what the scheme gives, and what was agreed beyond.'), {
      description: 'Null: no limit.',
      examples: [300],
    }),
    leftMinutes: nullable(minutes('What is left.'), { description: 'Null: no limit.', examples: [90] }),
    nearlySpent: Type.Boolean({ description: 'Whether a fifth or less is left.', examples: [false] }),
    warning: nullable(
      ref(
        oneOf(brokerageWarnings, { $id: 'BrokerageWarning', description: 'How much is spent. Values may be added.' }),
      ),
      { description: 'Null while more than a fifth is left, and where there is no limit.', examples: [null] },
    ),
  },
)
export const BrokerageTimeRecorded = thing('BrokerageTimeRecorded', 'The entry, and the time that is left after it.', {
  entry: ref(BrokerageTime),
  balance: ref(BrokerageBalance),
})
export const NewBrokerageExtension = thing(
  'NewBrokerageExtension',
  'Time beyond the limit of the scheme, agreed for one person.',
  {
    minutes: Type.Integer({ minimum: 1, maximum: 6_000, description: 'Minutes more.', examples: [60] }),
    because: words(1000, 'Why this person needs more.', 'The first broker left before the plan was written.'),
  },
)
export const BrokerageExtension = thing('BrokerageExtension', 'Time that was agreed beyond the limit of the scheme.', {
  id: id(),
  caseId: id(),
  ...NewBrokerageExtension.properties,
  agreedAt: instant(),
})
export const BrokerageExtensionPage = pageOf(BrokerageExtension)
export type BrokerageExtension = Static<typeof BrokerageExtension>
export type BrokerageTime = Static<typeof BrokerageTime>
export const brokerageSchemas = [
  NewBrokerageTime,
  BrokerageTime,
  BrokerageTimePage,
  BrokerageBalance,
  BrokerageTimeRecorded,
  NewBrokerageExtension,
  BrokerageExtension,
  BrokerageExtensionPage,
]
