import { mostSecondsBehind } from '../platform/access/authenticator.ts'
import { orNotFound, type Platform, write } from '../platform/http/operation.ts'
import { PageQuery, page, pageRequest } from '../platform/http/pages.ts'
import { idParams, operation, type TypedApp } from '../platform/http/route.ts'
import { ref } from '../shared/schema.ts'
import { endMachineClient } from './end-machine-client.ts'
import { findMachineClient, listMachineClients } from './machine-client-repository.ts'
import { MachineClient, MachineClientPage, NewMachineClient } from './machine-client-schemas.ts'
import { registerMachineClient } from './register-machine-client.ts'

export async function machineClientRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.post(
    '/machine-clients',
    operation({
      id: 'registerMachineClient',
      tag: 'Machine clients',
      summary: 'Register a machine client',
      description:
        'A token whose `sub` is its `client_id` is a system’s. It has what is both in its `scope` and registered here, for the organisation registered here; without a registration it has nothing.',
      permission: 'machine-client:write',
      problems: [409, 422],
      schema: { body: ref(NewMachineClient), response: { 201: ref(MachineClient) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => registerMachineClient(tx, context, request.body)),
  )

  app.get(
    '/machine-clients',
    operation({
      id: 'listMachineClients',
      tag: 'Machine clients',
      summary: 'List machine clients, newest first, with those that were ended',
      permission: 'machine-client:read',
      schema: { querystring: PageQuery, response: { 200: ref(MachineClientPage) } },
    }),
    async (request, reply) => {
      const asked = pageRequest(request.query)
      const rows = await platform.database.read(request.actor, (reads) =>
        listMachineClients(reads, request.actor.commissionerId, asked),
      )
      return page(request, reply, asked, rows, (row) => row.id)
    },
  )

  app.get(
    '/machine-clients/:machineClientId',
    operation({
      id: 'getMachineClient',
      tag: 'Machine clients',
      summary: 'Read a machine client',
      permission: 'machine-client:read',
      schema: { params: idParams('machineClientId'), response: { 200: ref(MachineClient) } },
    }),
    async (request) =>
      orNotFound(
        await platform.database.read(request.actor, (reads) =>
          findMachineClient(reads, request.actor.commissionerId, request.params.machineClientId),
        ),
      ),
  )

  app.post(
    '/machine-clients/:machineClientId/ending',
    operation({
      id: 'endMachineClient',
      tag: 'Machine clients',
      summary: 'End a machine client',
      description: `Its tokens are refused within ${mostSecondsBehind} seconds. What it did stays.`,
      permission: 'machine-client:write',
      problems: [409],
      schema: { params: idParams('machineClientId'), response: { 200: ref(MachineClient) } },
    }),
    (request, reply) =>
      write(platform, request, reply, (tx, context) => endMachineClient(tx, context, request.params.machineClientId)),
  )
}
