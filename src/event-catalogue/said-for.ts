import { Type } from '@sinclair/typebox'
import { date, id } from '../shared/schema.ts'
import { code, happened } from './facts.ts'

const about = { kind: code('What was recorded.', 'withdrawal'), about: id() }

/** What is recorded for the person, and what they say to it. */
export const saidForEvents = {
  'said-for.answered': happened(
    'appeals',
    'Somebody who did not record it looked at what the person says was not them.',
    {
      ...about,
      outcome: code('Whether the person had said it.', 'was-not-said'),
    },
  ),
  'said-for.objected': happened('appeals', 'The person says that what was recorded for them was not them.', {
    ...about,
    as: code('The role of the one who says so.', 'person'),
  }),
  'said-for.recorded': happened('appeals', 'Something that the person said was recorded for them.', {
    ...about,
    saidOn: date(),
    how: Type.Optional(code('How it was said; not there where the person said nothing.', 'by-phone')),
    recordedAs: code('The role of the one who recorded it.', 'care-coordinator'),
    objectionBy: date(),
  }),
}
