import { Tier } from '../rules/sign-off/sign-off-rules.ts'
import { date, id, nullable, ref } from '../shared/schema.ts'
import { code, happened, yes } from './facts.ts'

const toldOn = nullable(date(), {
  description: 'The day on which the person is told by it; null: they cannot see it here.',
  examples: ['2026-11-24'],
})
const way = code('How it is held.', 'in-person')

/** Meetings and panels about a plan. */
export const panelMeetingEvents = {
  'panel-meeting.called-off': happened('sign-off', 'A meeting about a plan was called off.', { on: date() }),
  'panel-meeting.heard': happened('sign-off', 'It was recorded how the person was heard at a meeting.', {
    way: code('How.', 'in-writing'),
    asWished: yes('Whether it was as they wished.'),
  }),
  'panel-meeting.hearing-said': happened('sign-off', 'The person said how they want to be heard at a meeting.', {
    way: code('How.', 'in-writing'),
    lessNotice: yes('Whether less notice is fine for them.'),
  }),
  'panel-meeting.moved': happened('sign-off', 'A meeting about a plan was moved.', {
    from: date(),
    on: date(),
    way,
    toldOn,
  }),
  'panel-meeting.set': happened('sign-off', 'A meeting that looks at a plan was set.', {
    supportPlanId: id(),
    tier: ref(Tier),
    on: date(),
    way,
    toldOn,
  }),
  'panel-meeting.told': happened('sign-off', 'Somebody told the person of a meeting about their plan.', {
    toldOn: date(),
    how: code('How.', 'in-person'),
  }),
}
