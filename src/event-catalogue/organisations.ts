import { date } from '../shared/schema.ts'
import { actor, code, happened } from './facts.ts'

/** What happens to organisations, and to the places of deciders in them. */
export const organisationEvents = {
  'delegation.ended': happened('A delegation ended before its time.', {
    holderId: actor('Whose place it was'),
    delegateId: actor('Who took it'),
  }),
  'delegation.made': happened('Somebody was given the place of a decider for a time.', {
    holderId: actor('Whose place it is'),
    tierRole: code('The role that they hold.', 'team-manager'),
    delegateId: actor('Who takes it'),
    from: date(),
    until: date(),
  }),
  'organisation.registered': happened('An organisation was registered.', {
    code: code('Its code.', 'RW4'),
    kind: code('What kind of organisation.', 'trust'),
  }),
}
