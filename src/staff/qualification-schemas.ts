import { type Static, Type } from '@sinclair/typebox'
import { called, date, id, instant, key, nullable, pageOf, thing } from '../shared/schema.ts'

export const NewBrokerQualification = thing(
  'NewBrokerQualification',
  'Training or accreditation of a broker, as somebody saw it.',
  {
    course: key('The course, as schemes name it.', 'support-planning'),
    level: nullable(Type.Integer({ minimum: 1, maximum: 8 }), {
      description: 'The level that it is accredited at; null: it has none.',
      examples: [4],
    }),
    awardingBody: called(200, 'Who awarded it.', 'Middlesex University'),
    awardedOn: date(),
    expiresOn: nullable(date(), {
      description: 'The last day on which it holds; null: it has no end.',
      examples: [null],
    }),
  },
)
export const BrokerQualification = thing('BrokerQualification', 'Training or accreditation of a broker.', {
  id: id(),
  staffMemberId: id(),
  ...NewBrokerQualification.properties,
  seenAt: instant(),
})
export const BrokerQualificationPage = pageOf(BrokerQualification)
export const LapsingQualification = thing(
  'LapsingQualification',
  'Training or accreditation that lapses, or has lapsed, and that nothing newer stands for.',
  {
    staffMemberId: id(),
    name: nullable(Type.String(), { description: 'The name of the broker.', examples: ['Sam Jones'] }),
    course: NewBrokerQualification.properties.course,
    expiresOn: date(),
    lapsed: Type.Boolean({ description: 'Whether its last day is over.', examples: [false] }),
    openCases: Type.Integer({
      minimum: 0,
      description: 'On how many cases they are the broker now, and stay so: only new people are not given to them.',
      examples: [2],
    }),
  },
)
export const LapsingQualificationPage = pageOf(LapsingQualification)

export type BrokerQualification = Static<typeof BrokerQualification>
export type LapsingQualification = Static<typeof LapsingQualification>
export const qualificationSchemas = [
  NewBrokerQualification,
  BrokerQualification,
  BrokerQualificationPage,
  LapsingQualification,
  LapsingQualificationPage,
]
