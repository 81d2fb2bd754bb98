import { type Static, Type } from '@sinclair/typebox'
import { Decision } from '../decisions/schemas.ts'
import { saidForField, WayOfSaying } from '../rules/people/recording.ts'
import { recoveryFactors, surplusKinds, waysOfGivingBack, weights } from '../rules/spending/recovery.ts'
import {
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  ownWords,
  PenceSchema,
  PositivePence,
  pageOf,
  pence,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

const SurplusKind = oneOf(surplusKinds, {
  $id: 'SurplusKind',
  description:
    'taken-back: the commissioner takes it back; set-off: the person keeps it, and the coming payments of the line are so much less, the next ones first.',
})
const lines = Type.Array(
  ref(
    thing('SurplusLine', 'What would be taken back of a line, or set off against its payments.', {
      line: key('A line of the plan in force.', 'daily-support'),
      amountPence: ref(PositivePence),
    }),
  ),
  {
    description:
      'Each line once, with no more than it has beyond what its schedule still asks for. What crises brought it stays. Set off is what the person holds of a direct payment, and no more than is still to be paid.',
    minItems: 1,
    maxItems: 50,
  },
)
const WeighedFactor = thing('WeighedFactor', 'How something weighs in the decision whether money is taken back.', {
  factor: ref(
    oneOf(recoveryFactors, {
      $id: 'RecoveryFactor',
      description:
        'why-unspent: why it was not spent; support-to-buy: whether the support was there to buy; illness: whether the person was ill or in hospital; notice-taken: whether they knew that it could be taken back; planned-for: what they mean to do with it; what-person-says: what they say of it.',
    }),
  ),
  weight: ref(oneOf(weights, { $id: 'RecoveryWeight', description: 'Which way it weighs.' })),
  because: words(
    1000,
    'Why it weighs so, for the person to read.',
    'The class was full until May, and you were on its list.',
  ),
})
const factors = Type.Array(ref(WeighedFactor), { description: 'What was weighed; each factor once.', maxItems: 6 })

export const NewSurplusRecovery = thing(
  'NewSurplusRecovery',
  'That it is looked at whether money which was not spent is taken back or set off, and how the person was told.',
  {
    kind: Type.Optional(ref(SurplusKind, { description: 'Left out: it is taken back.' })),
    lines,
    words: words(2000, 'Why it is looked at, for the person to read.', 'Nothing was bought for this since October.'),
    toldOn: date(),
    how: ref(WayOfSaying, { description: 'How the person was told.' }),
  },
)
export const NewRecoveryAnswer = thing('NewRecoveryAnswer', 'What the person says of it.', {
  words: ownWords(4000, 'What they say, in their own words.', 'I am on the list for the class that begins in May.'),
  saidFor: saidForField,
})
const outcomes = ['recovered', 'set-off', 'left'] as const
export const NewRecoveryDecision = thing(
  'NewRecoveryDecision',
  'Whether the money is taken back or set off, as was proposed.',
  {
    outcome: ref(
      oneOf(outcomes, {
        $id: 'RecoveryOutcome',
        description: 'It is taken back, set off as was proposed, or left with the person as it is.',
      }),
    ),
    lines: Type.Optional(
      nullable(lines, {
        description:
          'Less than was proposed, where a part is left; null or left out: all of it. Only where it is taken back or set off.',
        examples: [null],
      }),
    ),
    factors,
    whatWouldChange: Type.Optional(
      nullable(words(1000, 'What would change the answer.', 'Tell us by when you can begin the class.'), {
        description: 'Needed where it is taken back or set off.',
        examples: [null],
      }),
    ),
  },
)

export const SurplusRecovery = thing(
  'SurplusRecovery',
  'Whether money that was not spent is taken back, or set off against coming payments. Nothing is taken or set off before the time to appeal is over and every appeal is decided.',
  {
    id: id(),
    caseId: id(),
    kind: ref(SurplusKind),
    status: ref(
      oneOf(['proposed', 'decided', 'setting-off', 'recovered', 'left', 'overturned', 'lapsed'], {
        $id: 'SurplusRecoveryStatus',
        description:
          'proposed: the person can say what they think of it; decided: it is taken back, or begins to be set off, after `takenAfter`, unless an appeal changes that; setting-off: payments are less by it, until it is used or the plan ends; recovered: it was taken back or set off; left: it stays; overturned: an appeal was won; lapsed: nothing was taken or set off, since the plan whose money it was has ended, nothing of it is left, or what is held is needed for it.',
      }),
    ),
    supportPlanId: id(),
    lines: Type.Array(
      ref(
        thing('RecoveryLine', 'A line, and what is taken back of it, or set off.', {
          planLineId: id(),
          line: key('The key of the line.', 'daily-support'),
          title: Type.String({ description: 'What is bought.', examples: ['Daily support'] }),
          proposedPence: pence(),
          decidedPence: nullable(pence(), { description: 'Null until it is decided.', examples: [null] }),
          setOffPence: ref(PenceSchema, {
            description:
              'What of that is set off against payments, as far as what is left is enough; nothing until it begins.',
          }),
          recoveredPence: ref(PenceSchema, {
            description: 'What was taken back, or by how much payments were less so far.',
          }),
          lessFor: Type.Array(
            ref(
              thing('LessPaid', 'By how much what is paid for some days was less by it.', {
                from: date(),
                until: date(),
                amountPence: ref(PositivePence),
              }),
            ),
            { description: 'Where it is set off: the days whose payments were less.', maxItems: 1_000 },
          ),
          givenBackPence: ref(PenceSchema, {
            description: 'What of it the person has again, since an appeal was won.',
          }),
          owedPence: ref(PenceSchema, {
            description: 'What of that the person is paid by payments of their own.',
          }),
          givenBackAs: nullable(
            ref(
              oneOf(waysOfGivingBack, {
                $id: 'WayOfGivingBack',
                description:
                  'line: it is on its own line again; plan-in-force: its plan was replaced, and the plan in force has it; owed: the person is paid it by a payment of its own; budget: no plan is in force and the person was not paid it, and a plan can be agreed with it again.',
              }),
            ),
            { description: 'How it was given back the last time; null where nothing was.', examples: [null] },
          ),
        }),
      ),
      { description: 'The lines, in the order of the proposal.', maxItems: 50 },
    ),
    words: Type.String({
      description: 'Why it is looked at.',
      examples: ['Nothing was bought for this since October.'],
    }),
    toldOn: date(),
    how: ref(WayOfSaying),
    answerBy: date(),
    answer: nullable(Type.String(), {
      description: 'What the person says of it; null until they do.',
      examples: [null],
    }),
    factors,
    proposedAt: instant(),
    decisionId: nullable(id(), { description: 'The decision; null until there is one.', examples: [null] }),
    takenAfter: nullable(date(), {
      description:
        'The last day to appeal in time: it is taken, or begins to be set off, after that. Null where neither is.',
      examples: [null],
    }),
    closedAt: nullable(instant(), {
      description: 'When it was taken back or used up, left or overturned.',
      examples: [null],
    }),
  },
)
export const SurplusRecoveryPage = pageOf(SurplusRecovery)
export const SurplusRecoveryDecided = thing('SurplusRecoveryDecided', 'The decision, and what it is on.', {
  surplusRecovery: ref(SurplusRecovery),
  decision: nullable(ref(Decision), {
    description: 'Null where the money is left: nothing goes against the person.',
    examples: [null],
  }),
})
export type SurplusRecovery = Static<typeof SurplusRecovery>
export const surplusRecoverySchemas = [
  NewSurplusRecovery,
  NewRecoveryAnswer,
  NewRecoveryDecision,
  SurplusRecovery,
  SurplusRecoveryPage,
  SurplusRecoveryDecided,
]
