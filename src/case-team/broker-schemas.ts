import { type Static, Type } from '@sinclair/typebox'
import { brokerConflictKinds } from '../rules/people/brokers.ts'
import { WayOfSaying } from '../rules/people/recording.ts'
import { date, id, instant, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'
import { NewCaseMember } from './schemas.ts'

const { actorId, name } = NewCaseMember.properties

export const NewBrokerHandOver = thing(
  'NewBrokerHandOver',
  'That another broker takes over from the one of the case.',
  {
    actorId,
    name,
    organisationId: id(),
    notes: words(
      4000,
      'What the next broker should know. The person reads it too.',
      'The drum teacher waits for an answer until Friday.',
    ),
    toldOn: date(),
    how: ref(WayOfSaying, { description: 'How the person was told who takes over.' }),
  },
)
export const BrokerHandOver = thing('BrokerHandOver', 'That one broker handed a person over to another.', {
  id: id(),
  caseId: id(),
  fromMemberId: id(),
  toMemberId: id(),
  openSteps: Type.Array(Type.String({ description: 'A step, as tasks name it.', examples: ['budget-disclosed'] }), {
    description: 'What waited for the broker, and waits for the next.',
    maxItems: 100,
  }),
  spentMinutes: Type.Integer({ description: 'The minutes that brokers had spent with the person.', examples: [90] }),
  notes: NewBrokerHandOver.properties.notes,
  toldOn: date(),
  how: NewBrokerHandOver.properties.how,
  handedAt: instant(),
})
export const BrokerHandOverPage = pageOf(BrokerHandOver)

export const brokerDeclarers = [
  'broker',
  'brokerage-coordinator',
  'care-coordinator',
  'commissioner-officer',
  'team-manager',
] as const
const kind = ref(
  oneOf(brokerConflictKinds, {
    $id: 'BrokerConflictKind',
    description: 'What ties the broker to the person, or to those who would be paid. No more is asked of it.',
  }),
)
export const NewBrokerConflict = thing('NewBrokerConflict', 'A conflict of interest of a broker on a case.', {
  actorId,
  kind,
})
export const BrokerConflict = thing(
  'BrokerConflict',
  'That somebody is no broker of a case, and does nothing else on it, since a conflict of interest stands against them.',
  {
    id: id(),
    caseId: id(),
    kind,
    declaredAs: ref(
      oneOf(brokerDeclarers, {
        $id: 'BrokerDeclarer',
        description: 'In which role it was declared: by the broker themself, or by others on their word.',
      }),
    ),
    declaredAt: instant(),
  },
)
export const BrokerConflictPage = pageOf(BrokerConflict)

export type BrokerHandOver = Static<typeof BrokerHandOver>
export type BrokerConflict = Static<typeof BrokerConflict>
export const brokerPlaceSchemas = [
  NewBrokerHandOver,
  BrokerHandOver,
  BrokerHandOverPage,
  NewBrokerConflict,
  BrokerConflict,
  BrokerConflictPage,
]
