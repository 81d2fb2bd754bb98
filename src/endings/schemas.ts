import { type Static, Type } from '@sinclair/typebox'
import { caseFields } from '../cases/schemas.ts'
import { ReasonInput } from '../decisions/schemas.ts'
import { SaidFor, saidForField } from '../rules/people/recording.ts'
import { dependenceKnownField } from '../rules/planning/dependences.ts'
import { GuardedEnding, guardedEndingField } from '../rules/planning/reductions.ts'
import { recordedEndings } from '../rules/progress/endings.ts'
import { date, id, nullable, oneOf, ownWords, pence, ref, thing, words } from '../shared/schema.ts'

const reasons = Type.Optional(
  Type.Array(ref(ReasonInput), {
    description: 'Needed where staff end an agreed budget by it, which is a decision; left out otherwise.',
    maxItems: 20,
  }),
)
const announcedFields = {
  endsAfter: nullable(date(), {
    description:
      'The last day on which an agreed budget goes on, where it was not the person who said it: until it ends they can call that off. Null where the case has ended.',
    examples: [null],
  }),
  decisionId: nullable(id(), {
    description: 'The decision by which staff end an agreed budget, with its letter; null otherwise.',
    examples: [null],
  }),
}

export const CaseWithdrawal = thing(
  'CaseWithdrawal',
  'The person says no to a budget, or no longer wants one. It carries no penalty.',
  {
    words: nullable(ownWords(2000, "Why, in the person's own words.", 'I would rather keep things as they are.'), {
      description: 'Null where the person gives none; needed where somebody records it for them.',
      examples: [null],
    }),
    saidFor: saidForField,
    reasons,
    preventive: guardedEndingField,
    dependenceKnown: dependenceKnownField,
  },
)

export const CaseWithdrawn = thing('CaseWithdrawn', 'The case after the person said no, and what they go on having.', {
  ...caseFields,
  whatStays: Type.Array(
    Type.String({ description: 'A sentence.', examples: ['Talking therapy, from the trust. It stays as it is.'] }),
    { description: 'What stays, in plain words.', maxItems: 300 },
  ),
  appealsWithdrawn: Type.Array(id(), {
    description: 'The open appeals that were taken back with it. They do not count: the person can appeal again.',
    maxItems: 100,
  }),
  ...announcedFields,
})

export const CaseEnding = thing(
  'CaseEnding',
  'A fact that ends a case, as staff record it, and the day it happened: today at the latest, and not before the case was opened. A death can be recorded that was before.',
  {
    ending: oneOf(recordedEndings, {
      description: 'The person died, moved away, or was recorded twice and the other record goes on.',
      examples: ['died'],
    }),
    on: date(),
    otherPersonId: Type.Optional(
      nullable(id(), { description: 'The record of the person that goes on, for `joined` only.', examples: [null] }),
    ),
    reasons,
    preventive: guardedEndingField,
    dependenceKnown: dependenceKnownField,
    evidence: Type.Optional(
      nullable(words(1000, 'By what a death is known.', 'The medical certificate, which I have seen.'), {
        description: 'Needed for a death where the person has said before that they are alive; else null or left out.',
        examples: [null],
      }),
    ),
  },
)

export const CaseEnded = thing(
  'CaseEnded',
  'The case after it has ended, and what was agreed and not spent: it went back to the funding. An agreed budget that ends otherwise than by a death goes on until `endsAfter`, and by a death ends once somebody else has confirmed it.',
  {
    ...caseFields,
    on: date(),
    releasedPence: pence(),
    ...announcedFields,
    toConfirm: Type.Boolean({
      description: 'Whether somebody else confirms the death before the agreed budget ends by it.',
      examples: [false],
    }),
  },
)

const evidence = (example: string) => words(1000, 'By what it is known.', example)
export const DeathConfirmation = thing(
  'DeathConfirmation',
  'That a death which somebody else recorded is true: the day, as your evidence has it, and by what you know it.',
  { on: date(), evidence: evidence('The medical certificate, which I have seen.') },
)
export const DeathInError = thing('DeathInError', 'That a death was recorded in error, and by what that is known.', {
  evidence: evidence('I met her this morning.'),
})
export const KeptBudget = thing(
  'KeptBudget',
  'That a person who has no sign-in keeps a budget whose end was announced, in their words.',
  { words: ownWords(2000, 'What they said.', 'I never said that. I want to keep it.'), saidFor: ref(SaidFor) },
)

export type CaseWithdrawn = Static<typeof CaseWithdrawn>
export type CaseEnded = Static<typeof CaseEnded>
export const endingSchemas = [
  GuardedEnding,
  CaseWithdrawal,
  CaseWithdrawn,
  CaseEnding,
  CaseEnded,
  DeathConfirmation,
  DeathInError,
  KeptBudget,
]
