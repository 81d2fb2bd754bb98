import { type Static, Type } from '@sinclair/typebox'
import { clockKinds, type PauseReason, pauseReasons } from '../rules/clocks.ts'
import { endings } from '../rules/progress/endings.ts'
import { caseSteps, stages, steps } from '../rules/progress/steps.ts'
import { subjects } from '../rules/progress/waits.ts'
import { capacities, tierHolders, tiers } from '../rules/sign-off-rules.ts'
import { date, id, instant, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'
import { teamSchemas } from './team-schemas.ts'

const waited = [...new Set([...capacities, ...tierHolders])] as const

export const NewCase = thing(
  'NewCase',
  'A case to open: a person, a scheme, and the trust whose team works with the person.',
  {
    personId: id(),
    schemeId: id(),
    trustId: id(),
  },
)

const clockKind = oneOf(clockKinds, {
  description: 'What the clock measures.',
  examples: ['expression-decision'],
})
const Pause = Type.Object(
  {
    from: date(),
    to: nullable(date(), { description: 'Null while it runs.', examples: ['2026-12-01'] }),
    because: oneOf(Object.keys(pauseReasons) as PauseReason[], {
      description: 'Why, as a code.',
      examples: ['information-requested'],
    }),
    sentence: Type.String({
      description: 'Why, in words for the person.',
      examples: [pauseReasons['information-requested']],
    }),
    workingDays: Type.Integer({ description: 'The working days that do not count.', examples: [5] }),
  },
  { additionalProperties: false, description: 'A time that does not count.' },
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

const subject = oneOf(subjects, { description: 'What it is about.', examples: ['support-plan'] })
export const Wait = thing('Wait', 'Somebody who is waited for on a case, and for what.', {
  subject,
  subjectId: id(),
  party: oneOf(waited, { description: 'A role on the case, or a role of staff.', examples: ['care-coordinator'] }),
  step: oneOf(steps, { description: 'What there is to do.', examples: ['plan-drafted'] }),
  tier: nullable(oneOf(tiers), {
    description: 'The tier that decides; null where nothing is to decide.',
    examples: [null],
  }),
  clock: nullable(clockKind, {
    description: 'The clock that the step has to be done within; null where it has no time limit.',
    examples: ['planning'],
  }),
  since: instant(),
})

export const caseFields = {
  id: id(),
  personId: id(),
  schemeId: id(),
  schemeVersion: Type.Integer({
    minimum: 1,
    description: 'The version of the rules the case is under.',
    examples: [1],
  }),
  trustId: id(),
  stage: oneOf(stages, { description: 'Where the case is on its way.', examples: ['expression-of-interest'] }),
  step: oneOf(caseSteps, { description: 'The step that the case is at.', examples: ['case-opened'] }),
  waits: Type.Array(ref(Wait), {
    description: 'Everybody who is waited for, and for what. A plan, a review and an appeal can wait at the same time.',
    maxItems: 100,
  }),
  waitingFor: Type.Array(oneOf(waited, { description: 'A capacity or a role.', examples: ['person'] }), {
    description: 'Who needs to act, each once.',
    maxItems: 9,
  }),
  tier: nullable(oneOf(tiers), { description: 'Who can decide; null while nothing is to decide.', examples: [null] }),
  next: Type.String({
    description: 'What happens next, in words for the person.',
    examples: ['Say in your own words what would help you get better, and send it.'],
  }),
  capacities: Type.Array(oneOf(capacities), {
    description: 'The capacities in which you stand on this case.',
    maxItems: 5,
    examples: [['care-coordinator']],
  }),
  openedAt: instant(),
  ending: nullable(oneOf(endings), {
    description: 'How the case ended; null while it is in flight.',
    examples: [null],
  }),
  endedAt: nullable(instant(), { description: 'When the case ended; null while it is in flight.', examples: [null] }),
}
export const CaseSummary = thing('CaseSummary', "One person's way through one scheme, in a list.", caseFields)
export const CaseSummaryPage = pageOf(CaseSummary)
export const Case = thing(
  'Case',
  "One person's way through one scheme: stage, clocks, who needs to act, what is next, who can decide.",
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

export const Task = thing('Task', 'One thing that waits for you. A case can be several.', {
  caseId: id(),
  subject,
  subjectId: id(),
  waitingFor: oneOf(waited, {
    description: 'The capacity or role in which it waits for you.',
    examples: ['care-coordinator'],
  }),
  step: oneOf(steps, { description: 'What there is to do.', examples: ['expression-accepted'] }),
  next: Type.String({
    description: 'What is to be done, in words for who is to do it.',
    examples: ['Begin the needs assessment with the person.'],
  }),
  dueOn: nullable(date(), {
    description: 'When it is due, by its own clock; null where none runs.',
    examples: [null],
  }),
  clock: nullable(clockKind, {
    description: 'The clock it has to be done within; null where there is none.',
    examples: ['assessment'],
  }),
  late: Type.Boolean({ description: 'Whether its clock is past its day.', examples: [false] }),
  since: instant(),
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

export type CaseView = Static<typeof Case>
export type CaseSummary = Static<typeof CaseSummary>
export type Task = Static<typeof Task>
export type TimelineEntry = Static<typeof TimelineEntry>
export const caseSchemas = [
  NewCase,
  Clock,
  Wait,
  CaseSummary,
  CaseSummaryPage,
  Case,
  ...teamSchemas,
  TimelineEntry,
  TimelineEntryPage,
  Task,
  TaskPage,
]
