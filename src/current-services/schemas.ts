import { type Static, Type } from '@sinclair/typebox'
import { saidForField } from '../rules/people/recording.ts'
import {
  mostServices,
  recorders,
  type ServiceStatus,
  serviceKinds,
  serviceStatuses,
} from '../rules/planning/continuity.ts'
import { WeeklyWindow } from '../rules/planning/crisis-contingency.ts'
import { dependenceKnownField } from '../rules/planning/dependences.ts'
import { namedSupportFields } from '../rules/planning/named-support.ts'
import { CaseRole } from '../rules/sign-off/sign-off-rules.ts'
import {
  called,
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  oneOfThings,
  optional,
  ownWords,
  pageOf,
  ref,
  thing,
  words,
} from '../shared/schema.ts'
import { SocialCareThatStays } from './social-care-schemas.ts'

const minutes = (description: string, example: number) =>
  Type.Integer({ minimum: 0, maximum: 10_080, description, examples: [example] })
const because = nullable(words(1000, 'Why, in plain words.', 'The group closes in spring.'), {
  description:
    'Why it is so, as the person is told; null where nobody said. Needed where it ends, becomes less or loses its code without their agreement.',
  examples: [null],
})

const what = {
  title: words(200, 'What it is, as the person calls it.', 'Talking therapy'),
  provider: called(200, 'Who gives it.', 'Mersey Mental Health NHS Trust'),
  serviceCode: nullable(key("The code of the service in the scheme's price list.", 'talking-therapy'), {
    description:
      'While the service is kept, no budget prices it or takes it off, so it is struck out or changed only as the service would end: with the person’s own dated agreement where a relationship is named, otherwise with a reason. Null where the list does not have it.',
    examples: [null],
  }),
  minutesPerWeek: nullable(minutes('How much of it there is in a usual week, in minutes.', 60), {
    description: 'Null where nobody has said.',
    examples: [60],
  }),
  hours: Type.Optional(
    nullable(Type.Array(ref(WeeklyWindow), { minItems: 1, maxItems: 50 }), {
      description: 'When it can be reached, week by week; left out or null where nobody has said.',
      examples: [null],
    }),
  ),
  ...namedSupportFields,
  relationshipWith: nullable(called(200, 'Whom the person knows there, by name.', 'Dr Amara Okafor'), {
    description:
      'A named relationship neither ends nor becomes less without the person’s own dated agreement; null where there is none.',
    examples: [null],
  }),
}
const kind = ref(
  oneOf(serviceKinds, {
    $id: 'ServiceKind',
    description: 'What kind of service. NHS crisis services are always kept.',
  }),
)
const status = ref(
  oneOf(serviceStatuses, {
    $id: 'ServiceStatus',
    description: 'Whether it goes on: kept, not settled yet, replaced by a line of the plan, or ending.',
  }),
)
const terms = {
  replacedBy: nullable(key('The line of the plan that replaces it.', 'night-support'), {
    description: 'Null where it is not replaced.',
    examples: [null],
  }),
  replacementStartsOn: nullable(date(), { description: 'From when; null while nobody knows.', examples: [null] }),
  replacementMinutesPerWeek: nullable(minutes('How much replaces it in a usual week, in minutes.', 60), {
    description: 'Null where it is not replaced.',
    examples: [null],
  }),
  endsOn: nullable(date(), {
    description: 'The day it stops; null where it goes on, or goes on until what replaces it has started.',
    examples: [null],
  }),
}
const agreement = {
  on: date(),
  words: nullable(ownWords(2000, 'In which words.', 'I have said goodbye to her, and it is all right.'), {
    description: 'Needed where the care coordinator records it.',
    examples: [null],
  }),
}

export const NewCurrentService = thing('NewCurrentService', 'A service that the person has now, to be registered.', {
  kind,
  ...what,
  status: Type.Optional(ref(oneOf(['kept', 'at-risk'], { $id: 'NewServiceStatus', description: 'Left out: kept.' }))),
  statusReason: Type.Optional(because),
})

const underStatus = <const S extends ServiceStatus>(status: S) => ({
  status: oneOf([status], {
    description: 'The status after the change, also where it stays as it is.',
    examples: [status],
  }),
})
const changeable = optional({
  ...what,
  dependenceKnown: dependenceKnownField,
  statusReason: because,
  personAgreement: nullable(
    ref(
      thing('PersonAgreementInput', 'The person’s own dated agreement to what this change settles.', {
        ...agreement,
        saidFor: saidForField,
      }),
    ),
    { description: 'Null or left out: none is given.', examples: [null] },
  ),
})
const { replacedBy, replacementStartsOn, replacementMinutesPerWeek, endsOn } = terms
export const CurrentServicePatch = oneOfThings(
  'CurrentServicePatch',
  'status',
  [
    thing('KeptServicePatch', 'A service that stays.', { ...underStatus('kept'), ...changeable }),
    thing('AtRiskServicePatch', 'A service of which it is not settled whether it stays.', {
      ...underStatus('at-risk'),
      ...changeable,
      ...optional({ endsOn }),
    }),
    thing('ReplacedServicePatch', 'A service that a line of the plan replaces.', {
      ...underStatus('replaced'),
      ...changeable,
      ...optional({ replacedBy, replacementStartsOn, replacementMinutesPerWeek, endsOn }),
    }),
    thing('EndingServicePatch', 'A service that ends.', {
      ...underStatus('ending'),
      ...changeable,
      ...optional({ endsOn }),
    }),
  ],
  'What to change of a service that the person has now, under the status that it has then (JSON Merge Patch, RFC 7396). What belongs to the status before goes with it. Which fields there are depends on the status.',
)
export type CurrentServicePatch = Static<typeof CurrentServicePatch>

export const CurrentService = thing(
  'CurrentService',
  'A service that the person has now, and what is settled about it.',
  {
    id: id(),
    caseId: id(),
    kind,
    ...what,
    minutesPerWeekBefore: nullable(minutes('How much of it there was before it was lowered, in minutes.', 60), {
      description: 'Null where it never was.',
      examples: [null],
    }),
    hoursBefore: nullable(Type.Array(ref(WeeklyWindow), { minItems: 1, maxItems: 50 }), {
      description: 'When it could be reached before that became less; null where it never did.',
      examples: [null],
    }),
    status,
    statusReason: because,
    ...terms,
    personAgreement: nullable(
      ref(
        thing('PersonAgreement', 'The person’s own dated agreement to what is settled.', {
          ...agreement,
          recordedAs: ref(
            oneOf(recorders, {
              $id: 'AgreementRecorder',
              description:
                'Who gave it: the person, who acts for them, or the person in words that the care coordinator recorded.',
            }),
          ),
        }),
      ),
      { description: 'Null where none was given.', examples: [null] },
    ),
    shortfallMinutesPerWeek: nullable(minutes('What the person will have less in a week, in minutes.', 0), {
      description: 'Null where nobody has said how much of it there is.',
      examples: [0],
    }),
    registeredAt: instant(),
  },
)
export const CurrentServicePage = pageOf(CurrentService)

const plain = (description: string, example: string) => Type.String({ description, examples: [example] })
export const WhatStays = thing('WhatStays', 'What the person goes on having, in plain words.', {
  asOf: date(),
  always: Type.Array(
    ref(
      thing('AlwaysThere', 'Something that everybody has.', {
        title: plain('What it is.', 'The NHS mental health crisis line'),
        sentence: plain('How to reach it.', 'Call 111 and choose the mental health option (option 2).'),
      }),
    ),
    { description: 'What stays whatever happens.', maxItems: 10 },
  ),
  services: Type.Array(
    ref(
      thing('ServiceThatStays', 'A service of the register.', {
        currentServiceId: id(),
        status,
        title: plain('What it is, with whom and from whom.', 'Talking therapy, with Dr Amara Okafor, from the trust'),
        sentence: plain('What becomes of it.', 'It stays as it is.'),
        because,
        shortfallMinutesPerWeek: nullable(minutes('What the person will have less in a week, in minutes.', 0), {
          description: 'Null where nobody has said how much of it there is.',
          examples: [0],
        }),
      }),
    ),
    { description: 'What the person has now, in the order it was registered.', maxItems: mostServices },
  ),
  socialCare: Type.Optional(
    nullable(ref(SocialCareThatStays), {
      description: 'Null or left out where none is registered.',
      examples: [null],
    }),
  ),
  sentence: plain('What saying no changes.', 'Saying no to a budget, or being told no, takes none of this away.'),
})

export const NoServices = thing('NoServices', 'That somebody confirmed that the person has no services now.', {
  caseId: id(),
  confirmedAs: ref(CaseRole),
  confirmedAt: instant(),
})

export type NoServices = Static<typeof NoServices>
export type CurrentService = Static<typeof CurrentService>
export type WhatStays = Static<typeof WhatStays>
export const currentServiceSchemas = [
  NewCurrentService,
  CurrentServicePatch,
  CurrentService,
  CurrentServicePage,
  NoServices,
  WhatStays,
]
