import { type Static, Type } from '@sinclair/typebox'
import { type PauseReason, pauseReasons } from '../rules/clocks.ts'
import { moments, stages } from '../rules/progress.ts'
import { WayOfSaying } from '../rules/recording.ts'
import { Capacity, capacities, Tier, tierHolders } from '../rules/sign-off-rules.ts'
import { date, id, instant, nullable, oneOf, pageOf, ref, thing, words } from '../shared/schema.ts'
import { teamSchemas } from './team-schemas.ts'

const waited = [...new Set([...capacities, ...tierHolders])] as const
const momentNames = Object.keys(moments) as (keyof typeof moments)[]
const WaitedFor = oneOf(waited, { $id: 'WaitedFor', description: 'Who can be waited for.' })
const Moment = oneOf(momentNames, { $id: 'Moment', description: 'What happened last that moved a case.' })

export const NewCase = thing(
  'NewCase',
  'A case to open: a person, a scheme, and the trust whose team works with the person.',
  {
    personId: id(),
    schemeId: id(),
    trustId: id(),
  },
)

const clockKinds = [
  'expression-decision',
  'plan-decision',
  'appeal-acceptance',
  'appeal-decision',
  'first-payment',
  'finding-decision',
  'information-answer',
] as const
const clockKind = ref(oneOf(clockKinds, { $id: 'ClockKind', description: 'What the clock measures.' }))
const Pause = ref(
  thing('ClockPause', 'A time that does not count.', {
    from: date(),
    to: nullable(date(), { description: 'Null while it runs.', examples: ['2026-12-01'] }),
    because: ref(
      oneOf(Object.keys(pauseReasons) as PauseReason[], { $id: 'PauseReason', description: 'Why, as a code.' }),
    ),
    sentence: Type.String({
      description: 'Why, in words for the person.',
      examples: [pauseReasons['information-requested']],
    }),
    workingDays: Type.Integer({ description: 'The working days that do not count.', examples: [5] }),
  }),
)
export const Clock = thing('Clock', 'How long a step may take, and when it is due.', {
  kind: clockKind,
  startedOn: date(),
  dueOn: date(),
  workingDays: Type.Integer({ description: 'Working days allowed.', examples: [10] }),
  paused: Type.Boolean({ description: 'Whether it waits, because the person has the ball.', examples: [false] }),
  pauses: Type.Array(Pause, { description: 'Each time it stood still, oldest first.', maxItems: 100 }),
  stoppedOn: nullable(date(), { description: 'When the step was done; null while it runs.', examples: [null] }),
  breached: Type.Boolean({ description: 'Whether the step is late, or was.', examples: [false] }),
})

const caseFields = {
  id: id(),
  personId: id(),
  schemeId: id(),
  schemeVersion: Type.Integer({
    minimum: 1,
    description: 'The version of the rules the case is under.',
    examples: [1],
  }),
  trustId: id(),
  stage: ref(oneOf(stages, { $id: 'Stage', description: 'Where the case is on its way.' })),
  moment: ref(Moment, { description: 'What happened last that moved the case.' }),
  waitingFor: Type.Array(ref(WaitedFor, { description: 'A capacity or a role.' }), {
    description: 'Who holds the ball.',
    maxItems: 9,
  }),
  tier: nullable(ref(Tier), { description: 'Who can decide; null while nothing is to decide.', examples: [null] }),
  next: Type.String({
    description: 'What happens next, in words for the person.',
    examples: ['Say in your own words what would help you get better, and send it.'],
  }),
  capacities: Type.Array(ref(Capacity), {
    description: 'The capacities in which you stand on this case.',
    maxItems: 5,
    examples: [['care-coordinator']],
  }),
  openedAt: instant(),
  endedAt: nullable(instant(), { description: 'When the case ended; null while it is in flight.', examples: [null] }),
}
export const CaseSummary = thing('CaseSummary', "One person's way through one scheme, in a list.", caseFields)
export const CaseSummaryPage = pageOf(CaseSummary)
export const Case = thing(
  'Case',
  "One person's way through one scheme: stage, clocks, who holds the ball, what is next, who can decide.",
  {
    ...caseFields,
    endedWords: nullable(Type.String(), {
      description:
        'Why the person said no, in their own words; null where they gave none, or you may not read what they wrote.',
      examples: [null],
    }),
    clocks: Type.Array(ref(Clock), { description: 'Every clock of the case, oldest first.', maxItems: 100 }),
  },
)

export const TimelineEntry = thing('TimelineEntry', 'Something that happened on a case.', {
  id: id(),
  type: Type.String({ description: 'What happened.', examples: ['expression-of-interest.submitted'] }),
  subjectId: id(),
  actorId: Type.String({ description: 'Who did it.', examples: ['sandbox-person'] }),
  facts: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Codes, amounts and dates; never a name or what somebody wrote.',
    examples: [{ outcome: 'accepted' }],
  }),
  happenedAt: instant(),
})
export const TimelineEntryPage = pageOf(TimelineEntry)

export const Task = thing('Task', 'A case that waits for you.', {
  caseId: id(),
  waitingFor: ref(WaitedFor, { description: 'The capacity or role in which it waits for you.' }),
  moment: ref(Moment, { description: 'What happened last.' }),
  next: Type.String({
    description: 'What is to be done, in words for the person.',
    examples: ['Your care coordinator goes through your needs with you.'],
  }),
  dueOn: nullable(date(), {
    description: 'When the earliest running clock is due; null where none runs.',
    examples: [null],
  }),
  late: Type.Array(clockKind, { description: 'The running clocks that are past their day.', maxItems: 10 }),
  deputyFor: nullable(Type.String(), {
    description: 'Whose place you take, by name; null where it waits for you yourself. A deputy decides, and no more.',
    examples: [null],
  }),
})
export const TaskPage = thing('TaskPage', 'What waits for you.', {
  items: Type.Array(ref(Task), { description: 'At most `limit` tasks.', maxItems: 100 }),
  nextCursor: nullable(Type.String(), {
    description: 'Give this as `cursor` for the next page; null on the last page.',
    examples: [null],
  }),
})

export const CaseWithdrawal = thing(
  'CaseWithdrawal',
  'The person says no to a budget, or no longer wants one. It carries no penalty.',
  {
    words: nullable(words(2000, "Why, in the person's own words.", 'I would rather keep things as they are.'), {
      description: 'Null where the person gives none; needed where somebody records it for them.',
      examples: [null],
    }),
    how: Type.Optional(
      nullable(ref(WayOfSaying, { description: 'How.' }), {
        description:
          'How the person said it, where the care coordinator or the commissioner records it for them; null or left out where they or who acts for them say it here.',
        examples: [null],
      }),
    ),
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
})

export type CaseView = Static<typeof Case>
export type CaseSummary = Static<typeof CaseSummary>
export type CaseWithdrawn = Static<typeof CaseWithdrawn>
export type Task = Static<typeof Task>
export type TimelineEntry = Static<typeof TimelineEntry>
export const caseSchemas = [
  NewCase,
  Clock,
  CaseSummary,
  CaseSummaryPage,
  Case,
  ...teamSchemas,
  TimelineEntry,
  TimelineEntryPage,
  Task,
  TaskPage,
  CaseWithdrawal,
  CaseWithdrawn,
]
