import { type Static, Type } from '@sinclair/typebox'
import { called, id, key, nullable, oneOf, ref, signIn, thing, words } from '../../shared/schema.ts'
import { CaseRole } from '../sign-off/sign-off-rules.ts'
import { CrisisRole, CrisisTier } from './crisis-tiers.ts'

export const time = (description: string, example: string) =>
  Type.String({ pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$', description, examples: [example] })

export const WeeklyWindow = thing('WeeklyWindow', 'A part of the week that repeats, in the time of England.', {
  days: Type.Array(Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday, 7 is Sunday.', examples: [1] }), {
    description: 'On which days it begins.',
    minItems: 1,
    maxItems: 7,
    uniqueItems: true,
  }),
  from: Type.String({
    pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$',
    description: 'When it begins.',
    examples: ['22:00'],
  }),
  to: time('When it ends; at or before `from`, it ends on the next day.', '06:00'),
})

const list = (description: string, example: string) =>
  Type.Array(words(1000, 'One of them.', example), { description, maxItems: 30 })

const TakeOverChoice = thing('TakeOverChoice', 'Whom the person chose, in advance, to take over.', {
  actorId: signIn('The `sub` of who takes over.', 'a-sister'),
  name: called(200, 'Their name.', 'Sadia'),
  organisationId: nullable(id(), {
    description:
      'The organisation that they work for; null for a relative or a friend. One that is paid by the plan needs a decision.',
    examples: [null],
  }),
  onWordOf: Type.Array(ref(CaseRole, { description: 'A role on the case.' }), {
    description: 'Who says that it is time.',
    minItems: 1,
    uniqueItems: true,
  }),
  longestDays: Type.Integer({
    minimum: 1,
    maximum: 90,
    description: 'After so many days it ends by itself.',
    examples: [28],
  }),
})
export const CrisisContingency = thing('CrisisContingency', 'What is to happen in a crisis, planned before it comes.', {
  warningSigns: list('Signs that things are getting worse.', 'I stop answering the phone.'),
  triggers: list('What can bring a crisis on.', 'Anniversaries'),
  whatHelps: list('What helps.', 'Somebody who sits with me and does not talk.'),
  whatNotToDo: list('What not to do.', 'Do not touch me without asking.'),
  contacts: Type.Array(
    ref(
      thing('CrisisContact', 'A person or service to call.', {
        name: called(200, 'Whom to call.', 'Crisis line'),
        contact: words(200, 'How.', '111, option 2'),
        role: words(200, 'Who they are to the person.', 'NHS mental health crisis line'),
        hours: Type.Optional(
          nullable(Type.Array(ref(WeeklyWindow), { minItems: 1, maxItems: 50 }), {
            description: 'When they answer; left out or null: at any time.',
            examples: [null],
          }),
        ),
      }),
    ),
    { description: 'Whom to call, in order.', maxItems: 20 },
  ),
  wishesWhenUnwell: nullable(
    words(4000, 'Wishes for when the person is unwell.', 'I want to stay at home if it is safe.'),
    {
      description: 'A statement of wishes: to be considered, not binding. Null where there is none.',
      examples: [null],
    },
  ),
  dependants: nullable(words(2000, 'Pets, children and home.', 'My sister has a key and feeds the cat.'), {
    description: 'Null where there is nothing to see to.',
    examples: [null],
  }),
  worstTimes: Type.Array(ref(WeeklyWindow), { description: "The person's own worst times.", maxItems: 50 }),
  cover: Type.Array(
    ref(
      thing('CoverSource', 'Somebody who can be called.', {
        kind: ref(
          oneOf(['kept-crisis-line', 'duty-team', 'plan-line', 'crisis-tier', 'helpline', 'informal'], {
            $id: 'CoverKind',
            description: 'What kind of source.',
          }),
        ),
        name: called(200, 'Who it is.', 'Crisis line'),
        contact: words(200, 'How to reach it.', '111, option 2'),
        line: nullable(key('The plan line that pays for it.', 'night-support'), {
          description: 'Null where the plan does not pay for it.',
          examples: [null],
        }),
        service: Type.Optional(
          nullable(id(), {
            description:
              'The service that the person has now, as it is registered; left out or null: it is none of them.',
            examples: [null],
          }),
        ),
        tier: Type.Optional(
          nullable(key('The crisis tier of the plan that it is.', 'bad-patch'), {
            description: 'Left out or null: it is none of them.',
            examples: [null],
          }),
        ),
        windows: Type.Array(ref(WeeklyWindow), { description: 'When it can be called.', minItems: 1, maxItems: 50 }),
      }),
    ),
    {
      description:
        'Who can be called when: each is a service that is registered, a plan line, a crisis tier, or by its name one of the contacts. Kept NHS crisis services count: a budget never removes them.',
      maxItems: 50,
    },
  ),
  tiers: Type.Optional(
    Type.Array(ref(CrisisTier), {
      description: 'What can be had at once in a crisis, without a new sign-off; left out: nothing.',
      maxItems: 5,
    }),
  ),
  ifTooUnwell: nullable(
    ref(
      thing('TooUnwellPlan', 'What happens if the person is too unwell to manage the budget.', {
        takesOver: called(200, 'Who takes over.', 'My sister, Sadia'),
        onWhoseWord: words(500, 'Who says that it is time.', 'My care coordinator, or I'),
        lines: Type.Array(key('A plan line.', 'gym'), {
          description: 'Which lines; empty: all of them.',
          maxItems: 50,
        }),
        until: words(500, 'Until when.', 'Until I say that I am well'),
        choice: Type.Optional(
          nullable(ref(TakeOverChoice), {
            description:
              'Who takes over by their sign-in, so that it takes effect; left out or null: it is written down, and nobody is let in by it.',
            examples: [null],
          }),
        ),
      }),
    ),
    { description: 'Null while it is not settled.', examples: [null] },
  ),
  gapsAccepted: nullable(
    words(
      1000,
      'Why the person accepts that nobody can be called at some of their worst times.',
      'I have a plan with my sister for those nights.',
    ),
    {
      description: 'Null where there are no such gaps, or they are not accepted.',
      examples: [null],
    },
  ),
})
export type CrisisContingency = Static<typeof CrisisContingency>
export const crisisContingencySchemas = [WeeklyWindow, CrisisTier, CrisisRole, CrisisContingency]
