import { Type } from '@sinclair/typebox'
import { code, happened, yes } from './facts.ts'

/** Who looked, for the audit alone: nothing changed, so that it is no event. */
export const readings = {
  'person.searched': happened('access', 'Somebody looked a person up.', {
    found: yes('Whether there was one.'),
    purpose: Type.Optional(code('What for; searches of before do not tell it.', 'referral-received')),
  }),
  'person.identifier-refused': happened(
    'access',
    'Somebody tried to set an identifier that the person, or a case or plan of theirs, has, and was refused.',
    { kind: code('Of what it is.', 'person') },
  ),
}
