import { type Static, Type } from '@sinclair/typebox'
import { Decision, ReasonInput } from '../decisions/schemas.ts'
import { byDay, byInstant, filterOf, updatedSince, yesOrNo } from '../platform/http/list-grammar.ts'
import { recordersForPerson, saidForField, WayOfSaying } from '../rules/people/recording.ts'
import type { AppealOutcome } from '../rules/reviews-and-appeals/appeals.ts'
import {
  date,
  id,
  instant,
  nullable,
  oneOf,
  oneOfThings,
  ownWords,
  pageOf,
  ref,
  thing,
  words,
} from '../shared/schema.ts'
import { agreementTerms } from '../sign-off/agreement-terms.ts'

const whyChange = ownWords(8000, 'Why the decision should change, in own words.', 'Nobody asked me about my nights.')
const lateBecause = nullable(words(2000, 'Why the appeal comes late.', 'I was in hospital.'), {
  description: 'Needed after the last day; null in time.',
  examples: [null],
})

const how = nullable(ref(WayOfSaying, { description: 'How.' }), {
  description:
    'How the person said it, where the care coordinator or the commissioner records it for them in their own words; null where they or who speaks for them lodge it.',
  examples: [null],
})

export const NewAppeal = thing(
  'NewAppeal',
  'An appeal against a decision: one call, and what the person has stays as it is until it is decided.',
  {
    words: whyChange,
    lateBecause: Type.Optional(lateBecause),
    saidFor: saidForField,
  },
)

export const appealStatuses = [
  'awaiting-acceptance',
  'lodged',
  'not-accepted',
  'upheld',
  'varied',
  'overturned',
  'withdrawn',
] as const
export const Appeal = thing('Appeal', 'An appeal; in law a request for reconsideration.', {
  id: id(),
  caseId: id(),
  decisionId: id(),
  status: ref(oneOf(appealStatuses, { $id: 'AppealStatus', description: 'Its status.' })),
  words: nullable(whyChange, {
    description: 'Why the decision should change, in own words; null to those who may not read them.',
    examples: ['Nobody asked me about my nights.'],
  }),
  lateBecause,
  statutory: Type.Boolean({
    description:
      'Whether the person has a right to it by law: one appeal against a decision in any six months. Another may be accepted. One that was recorded for them does not count against it.',
    examples: [true],
  }),
  lodgedAs: ref(
    oneOf(['person', 'representative', 'advocate', ...recordersForPerson], {
      $id: 'AppealLodger',
      description: 'Who lodged it, or recorded it for the person.',
    }),
  ),
  how,
  saidOn: nullable(date(), {
    description: 'The day on which the person said it, where somebody recorded it for them; it is in time by that day.',
    examples: [null],
  }),
  lodgedAt: instant(),
  dueOn: nullable(date(), {
    description: 'When it is due to be decided, or, a further one, to be accepted or not; null where no clock runs.',
    examples: ['2026-12-22'],
  }),
  outcomeDecisionId: nullable(id(), {
    description: 'The decision on the appeal, also that it is not heard; null until there is one.',
    examples: [null],
  }),
  endedAt: nullable(instant(), { description: 'When it was decided, withdrawn or not accepted.', examples: [null] }),
})
export const AppealPage = pageOf(Appeal)
export const AppealFilter = filterOf({
  status: oneOf(appealStatuses, { description: 'With this status.', examples: ['lodged'] }),
  open: yesOrNo('True: not decided yet. False: decided, withdrawn or not accepted.'),
  late: yesOrNo('True: its clock runs, and is past its day. False: it is not.'),
  dueSince: byDay('Whose clock runs, and is due on this day or after.'),
  dueBy: byDay('Whose clock runs, and is due on this day or before.'),
  lodgedSince: byInstant('Lodged at this instant or after.'),
  endedSince: byInstant('Decided, withdrawn or not accepted at this instant or after.'),
  updatedSince: updatedSince(),
})
export type AppealFilter = Static<typeof AppealFilter>

export const AppealAcceptance = thing('AppealAcceptance', 'Whether a further appeal within six months is accepted.', {
  accepted: Type.Boolean({ description: 'Whether it is.', examples: [true] }),
  reasons: Type.Optional(
    Type.Array(ref(ReasonInput), { description: 'Why; needed where it is not accepted.', maxItems: 20 }),
  ),
})

const onAppeal = <const O extends AppealOutcome>(outcome: O, reasons: string) => ({
  outcome: oneOf([outcome], { description: 'The outcome.', examples: [outcome] }),
  reasons: Type.Array(ref(ReasonInput), { description: reasons, maxItems: 20 }),
})
const adverse = 'Why: at least one.'
export const AppealDecision = oneOfThings(
  'AppealDecision',
  'outcome',
  [
    thing('AppealUpheldDecision', 'The decision stays as it was.', onAppeal('upheld', adverse)),
    thing('AppealVariedDecision', 'The decision is made again.', onAppeal('varied', adverse)),
    thing('AppealOverturnedDecision', 'The person has what was asked for. Where that is a plan, it is agreed.', {
      ...onAppeal('overturned', 'Why; may be empty.'),
      ...agreementTerms,
    }),
  ],
  'The outcome of an appeal. Which fields there are depends on it.',
)
export type AppealDecision = Static<typeof AppealDecision>
export const AppealDecided = thing('AppealDecided', 'An appeal and the decision on it.', {
  appeal: ref(Appeal),
  decision: ref(Decision),
})

export type Appeal = Static<typeof Appeal>
export const appealSchemas = [NewAppeal, Appeal, AppealPage, AppealAcceptance, AppealDecision, AppealDecided]
