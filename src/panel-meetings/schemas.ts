import { type Static, Type } from '@sinclair/typebox'
import { saidForField, WayOfSaying } from '../rules/people/recording.ts'
import { HearingWay, meetingWays } from '../rules/sign-off/hearings.ts'
import { Tier, TierHolder } from '../rules/sign-off/sign-off-rules.ts'
import {
  called,
  date,
  id,
  instant,
  nullable,
  oneOf,
  ownWords,
  pageOf,
  personSays,
  ref,
  thing,
  words,
} from '../shared/schema.ts'

const MeetingWay = oneOf(meetingWays, { $id: 'MeetingWay', description: 'How a meeting is held.' })
const statuses = ['set', 'called-off', 'held', 'overtaken'] as const
const MeetingStatus = oneOf(statuses, {
  $id: 'PanelMeetingStatus',
  description: 'Where it is: `held` once it has decided; `overtaken` where the plan was changed or has gone elsewhere.',
})

const day = {
  startsAt: instant(),
  way: ref(MeetingWay),
  place: words(500, 'Where it is, or how to join it.', 'Riverside House, room 2. There is a lift.'),
}
const why = words(1000, 'Why, for the person to read.', 'Two members are ill.')
export const NewPanelMeeting = thing('NewPanelMeeting', 'A meeting or panel that looks at a plan.', {
  ...day,
  sits: Type.Optional(
    Type.Array(ref(TierHolder), {
      description: 'Who sits there, by role; left out: everybody who sits at the tier.',
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
    }),
  ),
})
export const PanelMeetingMove = thing('PanelMeetingMove', 'Another day, time or place for a meeting.', {
  ...day,
  words: why,
})
export const PanelMeetingCancellation = thing('PanelMeetingCancellation', 'That a meeting is called off.', {
  words: why,
})

const theirWords = ownWords(
  4000,
  'What the person says, in their own words.',
  'I need the drums to stay calm at night.',
)
const speaker = called(200, 'Who speaks for them.', 'Robin Ahmed, my sister')
export const NewHearingWish = thing(
  'NewHearingWish',
  'How the person wants to be heard at a meeting about their plan.',
  {
    way: ref(HearingWay),
    words: nullable(theirWords, {
      description: 'What they want those who meet to read. Needed where they are heard in writing.',
      examples: [null],
    }),
    through: Type.Optional(
      nullable(speaker, {
        description: 'Needed where somebody speaks for them; otherwise left out.',
        examples: [null],
      }),
    ),
    lessNotice: Type.Optional(
      Type.Boolean({
        description: 'That less time before the meeting than the scheme gives is fine for them; left out: it is not.',
        examples: [false],
        ...personSays,
      }),
    ),
    saidFor: saidForField,
  },
)
export const NewTelling = thing('NewTelling', 'How somebody was told of a meeting who cannot see it here.', {
  toldOn: date(),
  how: ref(WayOfSaying),
  evidence: words(1000, 'By what it is known.', 'I went through the letter with them at their home.'),
})
export const NewHearing = thing('NewHearing', 'How the person was heard at a meeting.', {
  way: ref(HearingWay),
  words: nullable(
    words(2000, 'Why it was otherwise than they wished.', 'They rang to say that they would rather write.'),
    {
      description: 'Needed where it was otherwise than they wished.',
      examples: [null],
    },
  ),
})

const HearingWish = thing('HearingWish', 'How the person wants to be heard.', {
  way: ref(HearingWay),
  words: nullable(theirWords, { description: 'What they want those who meet to read.', examples: [null] }),
  through: nullable(speaker, { description: 'Who speaks for them.', examples: [null] }),
  lessNotice: Type.Boolean({
    description: 'Whether less time before the meeting is fine for them.',
    examples: [false],
  }),
  saidAt: instant(),
})
export const PanelMeeting = thing(
  'PanelMeeting',
  'A meeting or panel that looks at a plan, and how the person is heard there.',
  {
    id: id(),
    caseId: id(),
    supportPlanId: id(),
    tier: ref(Tier),
    status: ref(MeetingStatus),
    ...day,
    sits: Type.Array(ref(TierHolder), { description: 'Who sits there, by role.', maxItems: 7 }),
    setByName: Type.String({ description: 'Who set the day as it is now, by name.', examples: ['Chris Coordinator'] }),
    setAt: instant(),
    toldOn: nullable(date(), {
      description:
        'When the person was told of the day as it is now; null: they cannot see it here, and nobody has told them.',
      examples: ['2026-11-24'],
    }),
    inTimeFrom: nullable(date(), {
      description: 'The first day for which they are told in time; null while nobody has told them.',
      examples: ['2026-12-01'],
    }),
    inTime: Type.Boolean({ description: 'Whether they are told in time, or less is fine for them.', examples: [true] }),
    wish: nullable(ref(HearingWish), {
      description: 'Null until they say how they want to be heard.',
      examples: [null],
    }),
    heard: nullable(ref(HearingWay), {
      description: 'How they were heard, as was recorded; null until then, and where it was as they wished.',
      examples: [null],
    }),
    heardWords: nullable(Type.String(), { description: 'Why it was otherwise than they wished.', examples: [null] }),
    movedWords: nullable(Type.String(), {
      description: 'Why it was moved last; null where it was not.',
      examples: [null],
    }),
    calledOffWords: nullable(Type.String(), { description: 'Why it was called off.', examples: [null] }),
  },
)
export const PanelMeetingPage = pageOf(PanelMeeting)

export type PanelMeeting = Static<typeof PanelMeeting>
export const panelMeetingSchemas = [
  NewPanelMeeting,
  PanelMeetingMove,
  PanelMeetingCancellation,
  NewHearingWish,
  NewTelling,
  NewHearing,
  PanelMeeting,
  PanelMeetingPage,
]
