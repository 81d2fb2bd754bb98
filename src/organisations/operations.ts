import { mostSecondsBehind } from '../platform/access/authenticator.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { endMachineClient } from './end-machine-client.ts'
import { endOrganisation } from './end-organisation.ts'
import { findMachineClient, listMachineClients } from './machine-client-repository.ts'
import { MachineClient, MachineClientPage, NewMachineClient } from './machine-client-schemas.ts'
import { registerMachineClient } from './register-machine-client.ts'
import { registerOrganisation } from './register-organisation.ts'
import { findOrganisation, listOrganisations } from './repository.ts'
import { NewOrganisation, Organisation, OrganisationPage } from './schemas.ts'

export const organisationOperations = [
  ...operationsOf('Organisations', [
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
      tellsOf: nobody,
      read: (reads, { commissionerId }, page) => listOrganisations(reads, commissionerId, page),
    }),
    get('getOrganisation', '/organisations/:organisationId', {
      summary: 'Read an organisation',
      permission: 'organisation:read',
      gives: Organisation,
      read: (reads, { commissionerId }, id) => findOrganisation(reads, commissionerId, id),
    }),
    write('endOrganisation', 'POST /organisations/:organisationId/ending', {
      summary: 'End that an organisation takes part',
      description: `A token that names it, and a machine client of it, are refused within ${mostSecondsBehind} seconds. What names it stays as it is.`,
      permission: 'organisation:write',
      problems: [409],
      gives: { 200: Organisation },
      run: endOrganisation,
    }),
  ]),
  ...operationsOf('Machine clients', [
    write('registerMachineClient', 'POST /machine-clients', {
      summary: 'Register a machine client',
      description:
        'A token whose `sub` is its `client_id` is a system’s. It has what is both in its `scope` and registered here, for the organisation registered here; without a registration it has nothing.',
      permission: 'machine-client:write',
      problems: [409, 422],
      body: NewMachineClient,
      gives: { 201: MachineClient },
      run: registerMachineClient,
    }),
    list('listMachineClients', '/machine-clients', {
      summary: 'List machine clients, newest first, with those that were ended',
      permission: 'machine-client:read',
      gives: MachineClientPage,
      tellsOf: nobody,
      read: (reads, { commissionerId }, page) => listMachineClients(reads, commissionerId, page),
    }),
    get('getMachineClient', '/machine-clients/:machineClientId', {
      summary: 'Read a machine client',
      permission: 'machine-client:read',
      gives: MachineClient,
      read: (reads, { commissionerId }, id) => findMachineClient(reads, commissionerId, id),
    }),
    write('endMachineClient', 'POST /machine-clients/:machineClientId/ending', {
      summary: 'End a machine client',
      description: `Its tokens are refused within ${mostSecondsBehind} seconds. What it did stays.`,
      permission: 'machine-client:write',
      problems: [409],
      gives: { 200: MachineClient },
      run: endMachineClient,
    }),
  ]),
]
