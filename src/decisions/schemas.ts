import { type Static, Type } from '@sinclair/typebox'
import { Funder } from '../rules/budgets/budget-rules.ts'
import { NotificationChannel, NotificationFault, NotificationState } from '../rules/notifications/kinds.ts'
import { insteadOfTelling, LetterDeliveryWay } from '../rules/notifications/letters.ts'
import { tiers } from '../rules/scheme/scheme-rules.ts'
import { HearingWay } from '../rules/sign-off/hearings.ts'
import {
  type DecisionOutcome,
  decisionSubjects,
  wholeAgreements,
  withoutAgreement,
} from '../rules/sign-off/outcomes.ts'
import {
  date,
  id,
  instant,
  key,
  nullable,
  oneOf,
  oneOfThings,
  pageOf,
  pence,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

const code = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,60}$',
  description: "A reason code of the scheme; the scheme's `reasons` lists them.",
  examples: ['outcome-not-clear'],
})
const whatWouldChange = words(1000, 'What would change the answer.', 'Say how the drum kit would help you sleep.')

export const ReasonInput = thing('ReasonInput', 'A reason for a decision, by its code.', {
  code,
  whatWouldChange,
  line: Type.Optional(
    nullable(key('The plan line the reason is about.', 'drum-kit'), { description: 'Null or left out: the whole.' }),
  ),
  signpost: Type.Optional(
    nullable(words(500, 'Where to go instead.', 'The music room of the recovery college is free.'), {
      description: 'Null or left out: nowhere else.',
    }),
  ),
})

export const Reason = thing('Reason', 'A reason for a decision, in plain words.', {
  code,
  sentence: Type.String({
    description: 'The reason in the words the scheme had on the day of the decision.',
    examples: ['It is not yet clear how this would help with what you want to change.'],
  }),
  line: nullable(Type.String(), {
    description: 'The plan line the reason is about; null: the whole.',
    examples: [null],
  }),
  whatWouldChange,
  signpost: nullable(Type.String(), {
    description: 'Where to go instead; null where there is nowhere.',
    examples: [null],
  }),
})

export const LineOutcome = oneOf(['agreed', 'refused'], {
  $id: 'LineOutcome',
  description: 'What is decided on a line of a plan.',
})

const ofEvery = {
  id: id(),
  caseId: id(),
  subject: ref(
    oneOf(decisionSubjects, {
      $id: 'DecisionSubject',
      description: 'What was decided on.',
    }),
  ),
  subjectId: id(),
  subjectVersion: Type.Integer({ minimum: 1, description: 'Which version of it.', examples: [3] }),
  tier: ref(
    oneOf(['commissioner-officer', 'reviewer', 'gp-practice', ...tiers], {
      $id: 'DecidedBy',
      description:
        'Who decided: a tier of the sign-off policy, the commissioner, who reviewed an appeal, or the GP practice that was asked about a health need.',
    }),
  ),
  reasons: Type.Array(ref(Reason), {
    description: 'Why; never empty where the decision goes against the person.',
    maxItems: 20,
  }),
  decidedByName: Type.String({ description: 'Who decided, by name.', examples: ['Chris Coordinator'] }),
  inPlaceOfName: nullable(Type.String(), {
    description: 'In whose place a delegate decided, by name; null where the holder did.',
    examples: [null],
  }),
  decidedAt: instant(),
  heard: nullable(
    ref(
      thing('Heard', 'How the person was heard before the decision of a meeting or panel.', {
        meetingId: id(),
        on: date(),
        way: nullable(ref(HearingWay), {
          description: 'How; null where they did not say how they wanted to be.',
          examples: ['in-writing'],
        }),
        through: nullable(Type.String(), { description: 'Who spoke for them.', examples: [null] }),
      }),
    ),
    { description: 'Null where no meeting or panel decided.', examples: [null] },
  ),
  schemeVersion: Type.Integer({
    minimum: 1,
    description: 'The version of the rules it was decided under.',
    examples: [1],
  }),
}
const ofAgreement = {
  gapsAcceptedBecause: nullable(Type.String(), {
    description:
      'Why the decider accepts that nobody can be called at some of the person’s worst times; null where there are no such gaps.',
    examples: [null],
  }),
  shares: nullable(
    Type.Array(
      ref(
        thing('DecidedShare', 'The part of one funder.', {
          funder: ref(Funder),
          basisPoints: Type.Integer({ description: 'The share, in basis points.', examples: [5_000] }),
          amountPence: pence(),
        }),
      ),
      { maxItems: 5 },
    ),
    {
      description:
        'Who pays which part of what was agreed, to the penny, where the scheme leaves that to those who agree; null otherwise.',
      examples: [null],
    },
  ),
}
const outcomeAmong = <const T extends readonly DecisionOutcome[]>(outcomes: T) =>
  oneOf(outcomes, { description: 'What was decided.' })

const DecidedLine = thing('DecidedLine', 'What was decided on a line.', {
  line: Type.String({ description: 'The key of a line of the plan.', examples: ['drum-kit'] }),
  outcome: ref(LineOutcome, { description: 'What was decided.' }),
})

const AgreementInPart = thing('AgreementInPart', 'A decision that some lines of a plan go ahead and others do not.', {
  ...ofEvery,
  outcome: outcomeAmong(['agreed-in-part']),
  ...ofAgreement,
  lines: Type.Array(ref(DecidedLine), { description: 'Every line of the plan.', maxItems: 50 }),
})
const AgreementWithReduction = thing(
  'AgreementWithReduction',
  'A decision that a plan goes ahead which takes away some of what the person has.',
  {
    ...ofEvery,
    outcome: outcomeAmong(['agreed-with-reduction']),
    ...ofAgreement,
    lines: nullable(Type.Array(ref(DecidedLine), { maxItems: 50 }), {
      description: 'Every line of the plan, where some do not go ahead; null where all do.',
      examples: [null],
    }),
  },
)
const Agreement = thing('Agreement', 'A decision for the whole of what was asked for.', {
  ...ofEvery,
  outcome: outcomeAmong(wholeAgreements),
  ...ofAgreement,
})
const WithoutAgreement = thing('WithoutAgreement', 'A decision that agrees to no plan.', {
  ...ofEvery,
  outcome: outcomeAmong(withoutAgreement),
})

export const Decision = oneOfThings(
  'Decision',
  'outcome',
  [Agreement, AgreementInPart, AgreementWithReduction, WithoutAgreement],
  'A decision and its reasons, as they were on the day.',
)
export const DecisionPage = pageOf(Decision)

export const InsteadOfTelling = oneOf(insteadOfTelling, {
  $id: 'InsteadOfTelling',
  description: 'post: the letter is to be posted; hand-over: post is not safe, and it is to be handed over.',
})
const LetterSending = thing(
  'LetterSending',
  'Whether the person was told that the letter is there, and what is to be done where they were not.',
  {
    state: ref(NotificationState),
    channel: nullable(ref(NotificationChannel), {
      description: 'Null where no message was sent.',
      examples: ['email'],
    }),
    acceptedAt: nullable(instant(), {
      description:
        'When a server took the message; null where none did. It does not prove that the person has it: nobody confirms an address.',
    }),
    messageId: nullable(Type.String(), {
      description: 'What the message is known by to the server that took it; null where none did.',
      examples: ['<019ab3f0-5c1e-7d44-9a3b-1f2e3d4c5b6a@example.nhs.uk>'],
    }),
    fault: nullable(ref(NotificationFault), { description: 'Null where it was sent, or waits.', examples: [null] }),
    instead: nullable(ref(InsteadOfTelling), {
      description: 'What is to be done; null where nothing is, or it was done.',
      examples: [null],
    }),
    delivered: nullable(
      ref(
        thing('LetterDelivered', 'How and when staff gave the letter to the person.', {
          how: ref(LetterDeliveryWay),
          on: date(),
        }),
      ),
      { description: 'Null where nobody recorded that they posted it or handed it over.', examples: [null] },
    ),
  },
)
export const Letter = thing('Letter', 'The letter about a decision, written with it and never changed.', {
  decisionId: id(),
  caseId: id(),
  title: Type.String({ description: 'What it says first.', examples: ['Your support plan was agreed'] }),
  contentHash: Type.String({
    description: 'SHA-256 of its decision, title and text in canonical JSON (RFC 8785).',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  }),
  writtenAt: instant(),
  sending: nullable(ref(LetterSending), {
    description:
      'Whether the person was told. Null within the first seconds, of a letter from before there were messages, and for those who may not know how the person can be reached.',
    examples: [null],
  }),
})
export const LetterPage = pageOf(Letter)

export type Decision = Static<typeof Decision>
export type Letter = Static<typeof Letter>
export const decisionSchemas = [ReasonInput, Reason, Decision, DecisionPage, Letter, LetterPage]
