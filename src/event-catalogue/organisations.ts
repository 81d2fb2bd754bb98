import { Type } from '@sinclair/typebox'
import { date, id, nullable, pence, signedPence } from '../shared/schema.ts'
import { actor, code, codes, count, fields, happened, yes } from './facts.ts'

const difference = signedPence('What it says it holds more than the book.')

const ofWebhook = () => nullable(id(), { description: 'Whose it is; null: the commissioner’s own.', examples: [null] })

/** What happens to organisations, and to the places of deciders in them. */
export const organisationEvents = {
  'records.export-asked': happened(null, 'An officer asked for what the commissioner holds, to take it out.', {
    kind: nullable(code('The kind of record.', 'purchase'), {
      description: 'The kind of record; null: all of them.',
      examples: ['purchase'],
    }),
    format: code('In which format.', 'ndjson'),
  }),
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
  'float.recorded': happened(
    null,
    'An officer recorded money that was paid to an organisation or came back from it; it counts once another records the same.',
    { kind: code('deposit or return.', 'deposit'), amountPence: pence() },
  ),
  'float.paid': happened(null, 'Money was paid into the float of an organisation, or came back from it.', {
    kind: code('deposit or return.', 'deposit'),
    amountPence: pence(),
  }),
  'float.balance-stated': happened(null, 'An organisation said what it holds.', {
    organisationId: id(),
    until: date(),
    differencePence: difference,
  }),
  'float.balance-corrected': happened(null, 'An organisation corrected what it said that it holds.', {
    organisationId: id(),
    until: date(),
    differencePence: difference,
  }),
  'float.reconciled': happened(null, 'The commissioner signed what an organisation holds.', {
    organisationId: id(),
    until: date(),
    differencePence: difference,
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
  'staff-member.qualification-seen': happened(null, 'Somebody saw what a broker was trained in.', {
    course: code('The course.', 'support-planning'),
    level: nullable(count('The level that it is accredited at.', 4), { description: 'Null: none.', examples: [4] }),
    expiresOn: nullable(date(), { description: 'The last day; null: it has no end.', examples: [null] }),
  }),
  'webhook.changed': happened(null, 'A webhook was changed.', { organisationId: ofWebhook(), fields: fields() }),
  'webhook.ended': happened(null, 'A webhook was ended: nothing more is sent to it.', {
    organisationId: ofWebhook(),
    gone: yes('Whether its receiver said that it is gone.'),
  }),
  'webhook.registered': happened(null, 'A webhook was registered: events are sent to a system.', {
    organisationId: ofWebhook(),
  }),
  'webhook.replayed': happened(null, 'Events that did not reach a webhook are sent again.', {
    organisationId: ofWebhook(),
    deliveries: count('How many.', 3),
  }),
  'webhook.secret-rotated': happened(null, 'A webhook has a new secret.', { organisationId: ofWebhook() }),
  'webhook.switched-off': happened(null, 'A webhook was switched off, since every try of three days failed.', {
    organisationId: ofWebhook(),
  }),
  'machine-client.confirmed': happened(
    null,
    'A second person confirmed a machine client: it can ask in its own name.',
    {
      clientId: code('The `client_id` of its tokens.', 'trust-record-system'),
      registeredBy: actor('Who registered it'),
    },
  ),
  'bulk-import.completed': happened(null, 'All lines of an import were done.', {
    kind: code('What the lines are.', 'people'),
    dryRun: yes('Whether nothing is made.'),
    made: count('Of how many lines something was made.'),
    thereAlready: count('Of how many all was there already.'),
    refused: count('How many were refused.'),
  }),
  'bulk-import.failed': happened(
    null,
    'An import was given up, since the service broke at it. What was done is done.',
    {
      kind: code('What the lines are.', 'people'),
      dryRun: yes('Whether nothing is made.'),
      made: count('Of how many lines something was made.'),
      thereAlready: count('Of how many all was there already.'),
      refused: count('How many were refused.'),
    },
  ),
  'bulk-import.many-matched': happened(
    null,
    'Imports that somebody began in a day named many people who are recorded, and made nothing of it: an auditor asks what they were for.',
    {
      kind: code('What the lines are.', 'people'),
      matched: count(
        'How many people the lines of dry runs named, and how many lines that named somebody were refused.',
      ),
      startedBy: code('Who began it: the `sub` of their token.', 'sandbox-commissioner-officer'),
    },
  ),
  'bulk-import.started': happened(null, 'Somebody began to bring over lines of another system.', {
    kind: code('What the lines are.', 'people'),
    dryRun: yes('Whether nothing is made.'),
    lines: count('How many lines.'),
  }),
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
  'organisation.address-set': happened(null, 'Where the post of an organisation goes was set.', {
    code: code('Its code.', 'RW4'),
    known: Type.Boolean({ description: 'Whether an address is known.', examples: [true] }),
  }),
  'organisation.ended': happened(null, 'An organisation takes part no longer.', { code: code('Its code.', 'RW4') }),
  'organisation.identifiers-set': happened(null, 'What another system knows an organisation by was set.', {
    added: count('How many identifiers came.'),
    removed: count('How many went.', 0),
  }),
  'organisation.registered': happened(null, 'An organisation was registered.', {
    code: code('Its code.', 'RW4'),
    kind: code('What kind of organisation.', 'trust'),
  }),
  'payee.account-confirmed': happened(null, 'A payee is paid into another account from now on.'),
  'payee.account-proposed': happened(null, 'An account of a payee was given. A second person confirms it first.'),
  'payee.account-refused': happened(null, 'Nothing is paid into an account that was given for a payee.'),
  'payee.account-told': happened(null, 'A payee was asked whether an account is theirs.'),
  'payee.contact-asked': happened(null, 'Somebody asked that a payee is reached in another way. A second one decides.'),
  'payee.contact-changed': happened(null, 'A payee is reached in another way, and was told so in the one before.'),
  'payee.ended': happened(null, 'Somebody is paid no more.'),
  'payee.ending-asked': happened(
    null,
    'An officer asked that a council or body of the NHS is paid no more. A second one decides.',
  ),
  'payee.evidence-seen': happened(null, 'Somebody saw what lets a payee be paid.', {
    kind: code('What it was.', 'insurance'),
    expiresOn: date(),
  }),
  'payee.registered': happened(null, 'Somebody was registered to be paid.', {
    kind: code('Who they are.', 'provider-organisation'),
  }),
  'payee.reopening-asked': happened(
    null,
    'An officer asked that somebody is paid again who was ended. A second one decides.',
  ),
  'payee.reopened': happened(null, 'Somebody is paid again who was ended.'),
  'service-agreement.drafted': happened(null, 'Somebody wrote down what is to be agreed with a provider.', {
    payeeId: id(),
    from: date(),
    until: date(),
    renews: yes('Whether it follows on another.'),
  }),
  'service-agreement.ended': happened(null, 'An agreement with a provider ends before its last day.', { on: date() }),
  'service-agreement.signed': happened(null, 'One of the two signed an agreement with a provider.', {
    party: code('Which: payer or provider.', 'payer'),
  }),
  'resource.session-scheduled': happened(null, 'It was said when a course of a recovery college is given.', {
    courseSessionId: id(),
    startsOn: date(),
    places: count('How many can take part.', 12),
  }),
  'resource.changed': happened(null, 'An entry of the directory of resources was changed.', { fields: fields() }),
  'resource.checked': happened(null, 'Somebody made sure that an entry of the directory is as it says.'),
  'resource.ended': happened(null, 'Something of the directory is there no longer.'),
  'resources.imported': happened(null, 'Services of another directory were taken over.', {
    source: code('The directory that they come from.', 'kent-directory'),
    added: count('How many are new.', 12),
    changed: count('How many were changed.', 3),
    overwritten: count('How many were changed that somebody had changed here.', 0),
    ended: count('How many are there no longer.', 1),
  }),
  'resource.registered': happened(null, 'Something was registered that there is for people.', {
    kind: code('What it is.', 'community'),
    cost: code('Whether it costs anything.', 'free'),
  }),
}
