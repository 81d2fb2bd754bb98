import { id } from '../shared/schema.ts'
import { code, fields, happened } from './facts.ts'

/** What happens to a person, whatever their cases. */
export const personEvents = {
  'consent.given': happened('A person agreed that an organisation has their information.', {
    purpose: code('What for.', 'brokerage'),
    organisationId: id(),
  }),
  'consent.withdrawn': happened('A person took their consent back.', { organisationId: id() }),
  'person.changed': happened('What is recorded of a person was changed.', { fields: fields() }),
  'person.restricted': happened('A record was kept to its team.'),
  'person.restriction-lifted': happened('A restricted record was opened again.'),
  'person.registered': happened('A person was registered.'),
}
