import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { registerOrganisation } from './register-organisation.ts'
import { findOrganisation, listOrganisations } from './repository.ts'
import { NewOrganisation, Organisation, OrganisationPage } from './schemas.ts'

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
    summary: 'List organisations, newest first',
    permission: 'organisation:read',
    gives: OrganisationPage,
    read: (reads, { commissionerId }, page) => listOrganisations(reads, commissionerId, page),
  }),
  get('getOrganisation', '/organisations/:organisationId', {
    summary: 'Read an organisation',
    permission: 'organisation:read',
    gives: Organisation,
    read: (reads, { commissionerId }, id) => findOrganisation(reads, commissionerId, id),
  }),
])
