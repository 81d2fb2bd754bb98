import { type Static, Type } from '@sinclair/typebox'
import { Decision, ReasonInput } from '../decisions/schemas.ts'
import { PayeeTie } from '../payees/tie-schemas.ts'
import { saidForField } from '../rules/people/recording.ts'
import { Element } from '../rules/planning/elements.ts'
import { CaseRole, Tier } from '../rules/scheme/scheme-rules.ts'
import { offPlanKinds, offPlanStatuses } from '../rules/spending/off-plan.ts'
import {
  called,
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  ownWords,
  PositivePence,
  pageOf,
  pence,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

const kind = ref(
  oneOf(offPlanKinds, {
    $id: 'OffPlanKind',
    description:
      'more-of-line: more than a line of the plan has; not-in-plan: something else, which gets a line of its own.',
  }),
)
const asked = {
  kind,
  line: key(
    'A line of the plan in force: the one that it is more of, or the one whose money is held as it should be for this.',
    'drum-kit',
  ),
  title: words(200, 'What would be bought.', 'A practice pad'),
  amountPence: ref(PositivePence),
  because: ownWords(
    4000,
    'Why it is needed now, in the words of who asks, or of the person where it is recorded for them.',
    'The neighbours asked me to play more quietly.',
  ),
  outcomes: Type.Array(key('An outcome of the plan.', 'sleep'), {
    description: 'The outcomes of the plan that it serves.',
    minItems: 1,
    maxItems: 20,
    uniqueItems: true,
  }),
}
const because = nullable(asked.because, {
  description: 'Why it is needed now; null where what the person says is not for the reader.',
  examples: [null],
})
export const SpendingRequestStatus = oneOf(offPlanStatuses, {
  $id: 'SpendingRequestStatus',
  description: 'waiting: it waits for its decision; withdrawn: it is asked for no more, or the case has ended.',
})
const category = key('A category of the scheme; some are excluded.', 'equipment')
const element = nullable(ref(Element), {
  description: 'Which element of the budget pays for it; null where the scheme has none.',
  examples: [null],
})
const takesFrom = nullable(key('Another line of the plan in force.', 'mattress'), {
  description:
    'The line whose unspent money it takes. Null: what the budget has left beside the plan. A line gives nothing that holds a need back, that the person relies on, whose money is ring-fenced, of which money may be taken back, or that the other element pays for.',
  examples: [null],
})
const payee = nullable(called(200, 'Who would be paid.', 'City Drum Shop'), {
  description: 'Null: nobody is chosen yet.',
  examples: ['City Drum Shop'],
})
const payeeId = nullable(id(), {
  description: 'Who would be paid, where they are registered; null where nobody is.',
  examples: [null],
})
const ties = Type.Array(ref(PayeeTie), {
  description:
    'What ties who would be paid to the case, as far as it is known: named to who decides, and in the letter. own-organisation: the organisation of a broker of the case would be paid. Where there is one, the tier above the one that would decide decides; where there is none above, two people together.',
  maxItems: 6,
})

export const NewOffPlanRequest = thing(
  'NewOffPlanRequest',
  'Something to spend on that is not in the plan, or more than a line has.',
  {
    ...asked,
    category: Type.Optional(
      nullable(category, {
        description: 'Needed where it is not in the plan; null or left out where it is more of a line.',
        examples: ['equipment'],
      }),
    ),
    element: Type.Optional(
      nullable(ref(Element), {
        description:
          'Needed for what is not in the plan, where the scheme adds a health element to a social-care budget; null or left out elsewhere.',
        examples: [null],
      }),
    ),
    takesFrom: Type.Optional(takesFrom),
    payee: Type.Optional(
      nullable(called(200, 'Who would be paid.', 'City Drum Shop'), {
        description: 'Needed where a broker asks; null or left out where nobody is chosen yet.',
        examples: ['City Drum Shop'],
      }),
    ),
    payeeId: Type.Optional(payeeId),
    saidFor: saidForField,
  },
)

export const OffPlanRequest = thing(
  'OffPlanRequest',
  'Something to spend on that is not in the plan, and what was decided on it.',
  {
    id: id(),
    caseId: id(),
    status: ref(SpendingRequestStatus),
    ...asked,
    because,
    category,
    element,
    takesFrom,
    payee,
    payeeId,
    ties,
    askedAs: ref(CaseRole),
    askedAt: instant(),
    tier: ref(Tier, { description: 'Who decides, or did.' }),
    dueOn: nullable(date(), {
      description: 'By when it should be decided on; null where no clock runs.',
      examples: ['2026-12-01'],
    }),
    agreedPence: nullable(pence(), { description: 'What was agreed of it; null where nothing was.', examples: [null] }),
    planLineId: nullable(id(), {
      description: 'The line that what was agreed can be spent from; null where nothing was.',
      examples: [null],
    }),
    decisionId: nullable(id(), { description: 'The newest decision; null until there is one.', examples: [null] }),
    closedAt: nullable(instant(), { description: 'When it was decided on or withdrawn.', examples: [null] }),
  },
)
export const OffPlanRequestPage = pageOf(OffPlanRequest)

const reasons = Type.Array(ref(ReasonInput), {
  description: 'Why; at least one where less is agreed than was asked for. Each is about the whole.',
  maxItems: 20,
})
export const NewOffPlanDecision = thing(
  'NewOffPlanDecision',
  'What is decided: all of it, a part, or, where the amount is nothing, none.',
  {
    agreedPence: ref(
      Type.Integer({
        $id: 'OffPlanAgreedPence',
        format: 'int64',
        minimum: 0,
        description: 'How much of what was asked for is agreed, in whole pence; 0: nothing.',
        examples: [2_500],
      }),
    ),
    reasons,
  },
)
export const NewOffPlanVote = thing('NewOffPlanVote', 'How a member of a meeting or panel votes.', {
  agrees: Type.Boolean({ description: 'Whether they agree to it, the whole or a part.', examples: [true] }),
  reasons: Type.Array(ref(ReasonInput), { description: 'Why; at least one where they do not.', maxItems: 20 }),
})
export const OffPlanTally = thing('OffPlanTally', 'How the votes stand at the tier that decides.', {
  agreeing: Type.Integer({ minimum: 0, description: 'Votes for it.', examples: [2] }),
  against: Type.Integer({ minimum: 0, description: 'Votes against it.', examples: [1] }),
  livedExperience: Type.Integer({ minimum: 0, description: 'Votes of members with lived experience.', examples: [1] }),
  quorate: Type.Boolean({ description: 'Whether enough have voted.', examples: [true] }),
})
export const OffPlanDecided = thing('OffPlanDecided', 'The decision, and what it is on.', {
  offPlanRequest: ref(OffPlanRequest),
  decision: ref(Decision),
})
export type OffPlanRequest = Static<typeof OffPlanRequest>
export const offPlanSchemas = [
  NewOffPlanRequest,
  OffPlanRequest,
  OffPlanRequestPage,
  NewOffPlanDecision,
  NewOffPlanVote,
  OffPlanTally,
  OffPlanDecided,
]
