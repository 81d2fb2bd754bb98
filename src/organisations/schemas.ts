import { type Static, Type } from '@sinclair/typebox'
import { identifiersField, identifierToken } from '../identifiers/schemas.ts'
import { filterOf, sortOf, updatedSince } from '../platform/http/list-grammar.ts'
import { organisationKinds } from '../role-organisations.ts'
import { PostalAddress, postalAddress } from '../shared/postal-address.ts'
import { called, id, instant, nullable, oneOf, pageOf, ref, thing } from '../shared/schema.ts'

const fields = {
  code: Type.String({
    pattern: '^[A-Z0-9]{1,9}$',
    description: 'The ODS code, or the code of a local register where the organisation has none.',
    examples: ['RW4'],
  }),
  name: called(200, 'The name.', 'Sandbox Mental Health NHS Trust'),
  kind: ref(oneOf(organisationKinds, { $id: 'OrganisationKind', description: 'What kind of organisation.' })),
}

export const NewOrganisation = thing('NewOrganisation', 'An organisation to register.', fields)
export const Organisation = thing('Organisation', 'An organisation that takes part.', {
  id: id(),
  ...fields,
  identifiers: identifiersField,
  address: postalAddress('What stands at the head of its letters; null where nobody set it, and where it writes none.'),
  registeredAt: instant(),
  endedAt: nullable(instant(), { description: 'When it was ended; null while it takes part.', examples: [null] }),
})
export const OrganisationAddress = thing('OrganisationAddress', 'The address of an organisation, as it is now.', {
  address: postalAddress('Null: there is none any more.'),
})
export type OrganisationAddress = Static<typeof OrganisationAddress>
export const OrganisationFilter = filterOf({
  code: Type.String({ pattern: '^[A-Z0-9]{1,9}$', description: 'With this code.', examples: ['RW4'] }),
  kind: oneOf(organisationKinds, { description: 'Of this kind.', examples: ['trust'] }),
  identifier: identifierToken('That another system knows by this identifier.'),
  updatedSince: updatedSince(),
  sort: sortOf(['-registeredAt', 'registeredAt', 'code', '-code']),
})
export type OrganisationFilter = Static<typeof OrganisationFilter>
export const OrganisationPage = pageOf(Organisation)
export type Organisation = Static<typeof Organisation>
export const organisationSchemas = [PostalAddress, NewOrganisation, Organisation, OrganisationAddress, OrganisationPage]
