import { date, id, nullable } from '../shared/schema.ts'
import { actor, code, count, fields, happened } from './facts.ts'

const by = () => code('Who did it: the person, who acts for them, or staff.', 'person')

/** What happens to a person, whatever their cases. */
export const personEvents = {
  'consent.ended': happened('The last day of a consent was over.', { organisationId: id() }),
  'consent.given': happened('A person agreed that an organisation has their information.', {
    purpose: code('What for.', 'brokerage'),
    organisationId: id(),
    by: by(),
    until: nullable(date(), { description: 'Its last day; null where it has none.', examples: [null] }),
  }),
  'consent.objected-to': happened('A person said that a consent which others had recorded was not theirs.', {
    organisationId: id(),
    recordedBy: actor('Who had recorded it'),
  }),
  'consent.withdrawn': happened('A person took their consent back.', { organisationId: id(), by: by() }),
  'person.changed': happened('What is recorded of a person was changed.', { fields: fields() }),
  'person.correction-answered': happened('A request for a correction was answered.', {
    requestId: id(),
    outcome: code('What came of it.', 'corrected'),
  }),
  'person.correction-asked': happened('Somebody asked for a correction of what is recorded.', {
    requestId: id(),
    record: code('The kind of record.', 'person'),
    by: by(),
    dueOn: date(),
  }),
  'person.disagreed': happened('The person said why they disagree with a refused correction.', { requestId: id() }),
  'person.erased': happened('Everything about a person was removed, by the schedule of retention.', {
    rule: code('By which rule.', 'after-last-contact'),
    cases: count('How many cases went.'),
  }),
  'person.held': happened('A legal hold keeps everything about a person.', { holdId: id() }),
  'person.hold-lifted': happened('A legal hold was lifted.', { holdId: id() }),
  'person.record-requested': happened('A person asked the commissioner for everything about them.', {
    requestId: id(),
    receivedOn: date(),
    dueOn: date(),
  }),
  'person.registered': happened('A person was registered.'),
  'person.shared-without-consent': happened('Information was shared without consent, on a legal basis.', {
    sharingId: id(),
    organisationId: id(),
    purpose: code('What for.', 'share-for-brokerage'),
    legalBasis: code('On what basis.', 'safeguarding'),
    until: date(),
  }),
  'person.sharing-ended': happened('Sharing without consent ended.', { sharingId: id() }),
}
