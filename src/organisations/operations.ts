import { Identifiers, SystemIdentifiers } from '../identifiers/schemas.ts'
import { mostSecondsBehind } from '../platform/access/authenticator.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { endOrganisation } from './end-organisation.ts'
import { registerOrganisation } from './register-organisation.ts'
import { findOrganisation, listOrganisations } from './repository.ts'
import { NewOrganisation, Organisation, OrganisationAddress, OrganisationFilter, OrganisationPage } from './schemas.ts'
import { setOrganisationAddress } from './set-organisation-address.ts'
import { setOrganisationIdentifiers } from './set-organisation-identifiers.ts'

export const organisationOperations = operationsOf('Organisations', [
  write('registerOrganisation', 'POST /organisations', {
    summary: 'Register an organisation',
    permission: 'organisation:write',
    problems: [409],
    body: NewOrganisation,
    gives: { 201: Organisation },
    run: registerOrganisation,
  }),
  list('listOrganisations', '/organisations', {
    summary: 'List organisations, newest first unless asked otherwise',
    permission: 'organisation:read',
    filter: OrganisationFilter,
    codes: ['code'],
    gives: OrganisationPage,
    tellsOf: nobody,
    read: (reads, { commissionerId }, page, filter) => listOrganisations(reads, commissionerId, page, filter),
  }),
  get('getOrganisation', '/organisations/:organisationId', {
    summary: 'Read an organisation',
    permission: 'organisation:read',
    gives: Organisation,
    read: (reads, { commissionerId }, id) => findOrganisation(reads, commissionerId, id),
  }),
  write('setOrganisationIdentifiers', 'POST /organisations/:organisationId/identifiers', {
    summary: 'Set what another system knows an organisation by',
    description: 'Sent again, it changes nothing. No two organisations have the same identifier of one system.',
    permission: 'organisation:write',
    problems: [409, 422],
    body: SystemIdentifiers,
    gives: { 200: Identifiers },
    run: setOrganisationIdentifiers,
  }),
  write('setOrganisationAddress', 'POST /organisations/:organisationId/address', {
    summary: 'Set where the post of an organisation goes',
    description:
      'Of a trust it stands at the head of the letters of its cases where they are printed for the post, and of the commissioner at the head of all: of its organisation with its own code, or else of the one that was registered first. No other organisation writes letters here, and none has an address (`wrong-state`).',
    permission: 'organisation:write',
    problems: [409],
    body: OrganisationAddress,
    gives: { 200: Organisation },
    run: setOrganisationAddress,
  }),
  write('endOrganisation', 'POST /organisations/:organisationId/ending', {
    summary: 'End that an organisation takes part',
    description: `A token that names it, and a machine client of it, are refused within ${mostSecondsBehind} seconds. What names it stays as it is, and nothing new is given to it: no money to hold, no agreement, no case, no place on a team and no staff.`,
    permission: 'organisation:write',
    problems: [409],
    gives: { 200: Organisation },
    run: endOrganisation,
  }),
])
