import { Type } from '@sinclair/typebox'
import { date, id, nullable } from '../shared/schema.ts'
import { actor, code, codes, fields, happened, yes } from './facts.ts'

/** What happens to organisations, and to the places of deciders in them. */
export const organisationEvents = {
  'delegation.ended': happened(null, 'A delegation ended before its time.', {
    holderId: actor('Whose place it was'),
    delegateId: actor('Who took it'),
  }),
  'delegation.made': happened(null, 'Somebody was given the place of a decider for a time.', {
    holderId: actor('Whose place it is'),
    tierRole: code('The role that they hold.', 'team-manager'),
    delegateId: actor('Who takes it'),
    from: date(),
    until: date(),
  }),
  'staff-member.account-added': happened(null, 'A further account of a member of staff was added, to be confirmed.', {
    account: actor('The account'),
  }),
  'staff-member.account-confirmed': happened(null, 'A second person confirmed an account of a member of staff.', {
    account: actor('The account'),
    addedBy: actor('Who added it'),
  }),
  'staff-member.ended': happened(null, 'Somebody does not work here any more.'),
  'staff-member.registered': happened(null, 'A member of staff was registered.', {
    organisationId: nullable(id(), { description: 'Where they work; null: with the commissioner.', examples: [null] }),
    account: actor('Their first account'),
    peer: Type.Optional(yes('Whether they work as a peer; events of before do not tell it.')),
  }),
  'machine-client.confirmed': happened(
    null,
    'A second person confirmed a machine client: it can ask in its own name.',
    {
      clientId: code('The `client_id` of its tokens.', 'trust-record-system'),
      registeredBy: actor('Who registered it'),
    },
  ),
  'machine-client.ended': happened(null, 'A machine client was ended: its tokens are refused.', {
    clientId: code('The `client_id` of its tokens.', 'trust-record-system'),
  }),
  'machine-client.registered': happened(null, 'A machine client was registered.', {
    clientId: code('The `client_id` of its tokens.', 'trust-record-system'),
    organisationId: nullable(id(), {
      description: 'Whose system it is; null for the commissioner’s own.',
      examples: [null],
    }),
    scopes: codes('What it may do at the most.', 'case:read'),
  }),
  'organisation.ended': happened(null, 'An organisation takes part no longer.', { code: code('Its code.', 'RW4') }),
  'organisation.registered': happened(null, 'An organisation was registered.', {
    code: code('Its code.', 'RW4'),
    kind: code('What kind of organisation.', 'trust'),
  }),
  'resource.changed': happened(null, 'An entry of the directory of resources was changed.', { fields: fields() }),
  'resource.checked': happened(null, 'Somebody made sure that an entry of the directory is as it says.'),
  'resource.ended': happened(null, 'Something of the directory is there no longer.'),
  'resource.registered': happened(null, 'Something was registered that there is for people.', {
    kind: code('What it is.', 'community'),
    cost: code('Whether it costs anything.', 'free'),
  }),
}
