import { mostSecondsBehind } from '../platform/access/authenticator.ts'
import { nobody } from '../platform/http/operation-spec.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { confirmMachineClient } from './confirm-machine-client.ts'
import { endMachineClient } from './end-machine-client.ts'
import { registerMachineClient } from './register-machine-client.ts'
import { findMachineClient, listMachineClients } from './repository.ts'
import { MachineClient, MachineClientPage, NewMachineClient } from './schemas.ts'

export const machineClientOperations = operationsOf('Machine clients', [
  write('registerMachineClient', 'POST /machine-clients', {
    summary: 'Register a machine client',
    description:
      'A token whose `sub` is its `client_id` is a system’s. It has what is both in its `scope` and registered here, for the organisation registered here; without a registration, or before somebody else has confirmed it, it has nothing.',
    permission: 'machine-client:write',
    problems: [403, 409, 422],
    body: NewMachineClient,
    gives: { 201: MachineClient },
    run: registerMachineClient,
  }),
  write('confirmMachineClient', 'POST /machine-clients/:machineClientId/confirmation', {
    summary: 'Confirm a machine client, as a second person',
    description: 'By another officer than who registered it. It can ask from then on.',
    permission: 'machine-client:write',
    problems: [403, 409],
    gives: { 200: MachineClient },
    run: confirmMachineClient,
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
])
