import { type Static, Type } from '@sinclair/typebox'
import { teamSchemas } from '../case-team/schemas.ts'
import { eventCatalogue } from '../event-catalogue/catalogue.ts'
import { nameOf, typeAndFacts } from '../event-catalogue/facts-of.ts'
import { identifiersField } from '../identifiers/schemas.ts'
import { clockKinds, pauseReasons } from '../rules/progress/clocks.ts'
import { endings } from '../rules/progress/endings.ts'
import { caseSteps, stages, steps } from '../rules/progress/steps.ts'
import { subjects } from '../rules/progress/waits.ts'
import { CaseRole, caseRoles, Tier, tierHolders } from '../rules/sign-off/sign-off-rules.ts'
import {
  date,
  Id,
  id,
  instant,
  nullable,
  oneOf,
  oneOfThings,
  pageOf,
  personSays,
  ref,
  thing,
} from '../shared/schema.ts'
import { pauseWords } from '../words/pauses.ts'
import { OpeningGround } from './opening-schemas.ts'
import { entryStatusField, NewReferral, Referral, ReferralPage } from './referral-schemas.ts'
import { toldWithCase, toldWithCaseSchemas } from './told-with-case-schemas.ts'

export const waited = [...new Set([...caseRoles, ...tierHolders, 'gp' as const])] as const
const WaitedFor = oneOf([...waited, 'privacy-officer'], {
  $id: 'WaitedFor',
  description:
    'Who can be waited for: the privacy officer, to name somebody, where all who would be are kept out of a restricted record.',
})
export const CaseStep = oneOf(caseSteps, { $id: 'CaseStep', description: 'The step that a case is at.' })
const Step = oneOf(steps, { $id: 'Step', description: 'What somebody is waited for to do.' })
const CaseSubject = oneOf(subjects, { $id: 'CaseSubject', description: 'What somebody is waited for about.' })

export const NewCase = thing(
  'NewCase',
  'A case to open: a person, a scheme, and the trust whose team works with the person.',
  {
    personId: id(),
    schemeId: id(),
    trustId: id(),
    ground: ref(OpeningGround),
    entryStatus: entryStatusField,
  },
)
export type NewCase = Static<typeof NewCase>

const clockKind = ref(oneOf(clockKinds, { $id: 'ClockKind', description: 'What the clock measures.' }))
const Pause = ref(
  thing('ClockPause', 'A time that does not count.', {
    from: date(),
    to: nullable(date(), { description: 'Null while it runs.', examples: ['2026-12-01'] }),
    because: ref(oneOf(pauseReasons, { $id: 'PauseReason', description: 'Why, as a code.' })),
    sentence: Type.String({
      description: 'Why, in words for the person.',
      examples: [pauseWords['information-requested']],
    }),
    workingDays: Type.Integer({ description: 'The working days that do not count.', examples: [5] }),
  }),
)
export const Clock = thing('Clock', 'How long a step may take, and when it is due.', {
  id: id(),
  kind: clockKind,
  subjectId: ref(Id, {
    description: 'Of what: the plan, the review, the request or whatever else has to be done in its time.',
  }),
  startedOn: date(),
  dueOn: date(),
  workingDays: Type.Integer({ description: 'Working days allowed.', examples: [10] }),
  paused: Type.Boolean({ description: 'Whether it is paused while the person needs to act.', examples: [false] }),
  pauses: Type.Array(Pause, { description: 'Each time it stood still, oldest first.', maxItems: 100 }),
  stoppedOn: nullable(date(), { description: 'When the step was done; null while it runs.', examples: [null] }),
  breached: Type.Boolean({ description: 'Whether the step is late, or was.', examples: [false] }),
})

const nextForPerson = (description: string) =>
  Type.String({ description, examples: ['Say in your own words what would help you get better, and send it.'] })

export const Wait = thing('Wait', 'Somebody who is waited for on a case, and for what.', {
  subject: ref(CaseSubject),
  subjectId: id(),
  party: ref(WaitedFor, { description: 'A role on the case, or a role of staff.' }),
  step: ref(Step),
  next: nextForPerson('What happens next about it, in words for the person. `next` of a task is for staff.'),
  tier: nullable(ref(Tier), {
    description: 'The tier that decides; null where nothing is to decide.',
    examples: [null],
  }),
  clock: nullable(clockKind, {
    description: 'The clock that the step has to be done within; null where it has no time limit.',
    examples: ['planning'],
  }),
  clockSubjectId: nullable(id(), {
    description: 'The `subjectId` of that clock: a case can have several of a kind. Null where there is none.',
  }),
  since: instant(),
})

export const caseFields = {
  id: id(),
  reference: Type.String({
    description:
      'Short enough to be read out over the telephone: without 0, I, L, O and U, and the last of eight checks the others, so that a wrong letter is noticed. No two cases of a commissioner have the same.',
    examples: ['K7QF-2MX3'],
  }),
  personId: id(),
  schemeId: id(),
  schemeVersion: Type.Integer({
    minimum: 1,
    description: 'The version of the rules the case is under.',
    examples: [1],
  }),
  trustId: id(),
  stage: ref(oneOf(stages, { $id: 'Stage', description: 'Where the case is on its way.' })),
  step: ref(CaseStep),
  waits: Type.Array(ref(Wait), {
    description: 'Everybody who is waited for, and for what. A plan, a review and an appeal can wait at the same time.',
    maxItems: 100,
  }),
  waitingFor: Type.Array(ref(WaitedFor, { description: 'A role on the case, or one that is tied to no case.' }), {
    description: 'Who needs to act, each once.',
    maxItems: 9,
  }),
  tier: nullable(ref(Tier), { description: 'Who can decide; null while nothing is to decide.', examples: [null] }),
  next: nextForPerson('What happens next, in words for the person.'),
  caseRoles: Type.Array(ref(CaseRole), {
    description: 'The roles in which you stand on this case.',
    maxItems: 5,
    examples: [['care-coordinator']],
  }),
  identityConfirmed: Type.Boolean({
    description:
      'Whether somebody who has no other part in the case has confirmed who the person is. Until then each plan goes up a tier.',
    examples: [true],
  }),
  openedAt: instant(),
  ending: nullable(ref(oneOf(endings, { $id: 'Ending', description: 'How a case can end.' })), {
    description: 'How the case ended; null while it is in flight.',
    examples: [null],
  }),
  endedAt: nullable(instant(), { description: 'When the case ended; null while it is in flight.', examples: [null] }),
}
export const CaseSummary = thing('CaseSummary', "One person's way through one scheme, in a list.", caseFields)
export const Case = thing(
  'Case',
  "One person's way through one scheme: stage, clocks, who needs to act, what is next, who can decide.",
  {
    ...caseFields,
    pause: nullable(
      ref(
        thing('CasePaused', 'The time for which the person has paused their case.', {
          from: date(),
          until: nullable(date(), { description: 'The last day; null: until they say so.', examples: [null] }),
        }),
      ),
      { description: 'Null where it is not paused. Meanwhile what is owed to them stands still.', examples: [null] },
    ),
    identifiers: identifiersField,
    endedWords: nullable(Type.String(personSays), {
      description:
        'Why the person said no, in their own words; null where they gave none, or you may not read what they wrote.',
      examples: [null],
    }),
    clocks: Type.Array(ref(Clock), { description: 'Every clock of the case, oldest first.', maxItems: 100 }),
  },
)

export const CaseOpened = thing('CaseOpened', 'A case that was opened.', {
  ...Case.properties,
  likelySame: Type.Array(id(), {
    description: 'Other records that may be of the same person, of those whom you may see.',
    maxItems: 20,
    examples: [[]],
  }),
})

const actorId = Type.String({ description: 'Who did it.', examples: ['sandbox-person'] })

export const TimelineEntry = oneOfThings(
  'TimelineEntry',
  'type',
  Object.entries(eventCatalogue.ofCase).map(([type, entry]) =>
    thing(`${nameOf(type)}Entry`, entry.description, {
      id: id(),
      subjectId: id(),
      actorId,
      happenedAt: instant(),
      ...typeAndFacts(type, entry),
    }),
  ),
  'Something that happened on a case. Its facts are codes, identifiers, amounts and dates; never a name or what somebody wrote. New types may come; skip those you do not know.',
)
export const TimelineEntryPage = pageOf(TimelineEntry)

export const Task = thing('Task', 'One thing that waits for you. A case can be several.', {
  caseId: id(),
  subject: ref(CaseSubject),
  subjectId: id(),
  waitingFor: ref(WaitedFor, { description: 'The role in which it waits for you.' }),
  step: ref(Step),
  next: Type.String({
    description: 'What is to be done, in words for who is to do it.',
    examples: ['Begin the needs assessment with the person.'],
  }),
  dueOn: nullable(date(), { description: 'When it is due, by its own clock; null where none runs.', examples: [null] }),
  clock: nullable(clockKind, {
    description: 'The clock it has to be done within; null where there is none.',
    examples: ['assessment'],
  }),
  late: Type.Boolean({ description: 'Whether its clock is past its day.', examples: [false] }),
  since: instant(),
  onBehalfOf: nullable(Type.String(), {
    description:
      'Whose place you take, by name; null where it waits for you yourself. A delegate decides, and no more.',
    examples: [null],
  }),
  ...toldWithCase,
})
export type CaseOpened = Static<typeof CaseOpened>
export type CaseView = Static<typeof Case>
export type CaseSummary = Static<typeof CaseSummary>
export type Task = Static<typeof Task>
export type TimelineEntry = Static<typeof TimelineEntry>
export const caseSchemas = [
  OpeningGround,
  NewReferral,
  Referral,
  ReferralPage,
  NewCase,
  Clock,
  Wait,
  CaseSummary,
  Case,
  CaseOpened,
  ...teamSchemas,
  TimelineEntry,
  TimelineEntryPage,
  Task,
  ...toldWithCaseSchemas,
]
