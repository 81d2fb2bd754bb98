import { date, id, nullable } from '../shared/schema.ts'
import { actor, code, fields, happened } from './facts.ts'

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
