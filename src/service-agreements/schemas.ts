import { type Static, Type } from '@sinclair/typebox'
import { filterOf, updatedSince } from '../platform/http/list-grammar.ts'
import { CostUnit } from '../rules/planning/line-schedule.ts'
import { agreementStates } from '../rules/spending/service-agreements.ts'
import {
  called,
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  PositivePence,
  pageOf,
  ref,
  sha256,
  thing,
  words,
} from '../shared/schema.ts'

const terms = {
  payeeId: id(),
  holderId: nullable(id(), {
    description: 'The organisation that holds the money of a line and pays by this; null: the commissioner pays.',
    examples: [null],
  }),
  what: words(500, 'What is given. Nothing of any person.', 'Support at home by day, one to one'),
  categories: Type.Array(key('A category of a scheme.', 'daily-support'), {
    description: 'The categories of lines that it is for; empty: any.',
    maxItems: 30,
    uniqueItems: true,
  }),
  unit: ref(CostUnit),
  ratePence: ref(PositivePence, { description: 'What one unit costs at the most, in whole pence.' }),
  from: date(),
  until: date(),
}
export const NewServiceAgreement = thing('NewServiceAgreement', 'What is to be agreed with a provider.', terms)
export const ServiceAgreementRenewal = thing(
  'ServiceAgreementRenewal',
  'For which days an agreement is renewed, and at which rate. All else stays, and both sign anew.',
  {
    ratePence: ref(PositivePence, { description: 'What one unit costs at the most, in whole pence.' }),
    from: date(),
    until: date(),
  },
)
export const RecordedProviderSignature = thing(
  'RecordedProviderSignature',
  'That somebody of the provider signed the agreement, as somebody else saw it.',
  {
    signatory: called(200, 'Who signed for the provider, and as what.', 'Ama Owusu, registered manager'),
    documentHash: sha256('SHA-256 of what they signed, lower-case hexadecimal. It stays with whoever saw it.'),
  },
)
export const ServiceAgreementEnding = thing(
  'ServiceAgreementEnding',
  'When an agreement ends before its last day, and why.',
  {
    on: date(),
    because: words(1000, 'The reason, for the provider to read.', 'The provider closes its service in this town.'),
  },
)

export const ServiceAgreement = thing(
  'ServiceAgreement',
  'What was agreed with a provider. It is paid under it for what is given from the day on which both had signed until the last day.',
  {
    id: id(),
    ...terms,
    renewsId: nullable(id(), { description: 'The agreement that it renews.', examples: [null] }),
    state: ref(
      oneOf(agreementStates, {
        $id: 'ServiceAgreementState',
        description:
          'draft: one of the two has not signed; not-begun; in-force; lapsed: the last day is over; ended: before that.',
      }),
    ),
    draftedAt: instant(),
    payerSignedAt: nullable(instant(), { description: 'When who pays signed.', examples: [null] }),
    providerSignedAt: nullable(instant(), {
      description: 'When the provider signed by its own sign-in, or it was recorded that it had.',
      examples: [null],
    }),
    providerSignatory: nullable(Type.String(), {
      description: 'Who signed for the provider, where that was recorded.',
      examples: [null],
    }),
    endedOn: nullable(date(), { description: 'The last day, where it was ended before its own.', examples: [null] }),
    endedBecause: nullable(Type.String(), { description: 'Why it was ended.', examples: [null] }),
  },
)
export const ServiceAgreementPage = pageOf(ServiceAgreement)
export const LapsingServiceAgreement = thing(
  'LapsingServiceAgreement',
  'An agreement that lapses, or has lapsed, and that none renews which both have signed.',
  { id: id(), payeeId: id(), name: called(200, 'The name of the provider.', 'Riverside Support'), until: date() },
)
export const LapsingServiceAgreementPage = pageOf(LapsingServiceAgreement)
export const ServiceAgreementFilter = filterOf({ updatedSince: updatedSince() })
export type ServiceAgreementFilter = Static<typeof ServiceAgreementFilter>
export type ServiceAgreement = Static<typeof ServiceAgreement>
export type LapsingServiceAgreement = Static<typeof LapsingServiceAgreement>
export const serviceAgreementSchemas = [
  NewServiceAgreement,
  ServiceAgreementRenewal,
  RecordedProviderSignature,
  ServiceAgreementEnding,
  ServiceAgreement,
  ServiceAgreementPage,
  LapsingServiceAgreement,
  LapsingServiceAgreementPage,
]
