import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import { machineScopes } from '../machine-scopes.ts'
import type { RegisteredClient } from '../platform/access/actor-of-claims.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { MachineClient } from './schemas.ts'

const toMachineClient = (row: Selectable<Database['machine_client']>): MachineClient => ({
  id: row.machine_client_id,
  clientId: row.client_id,
  organisationId: row.organisation_id,
  name: row.name,
  scopes: machineScopes.filter((scope) => row.scopes.includes(scope)),
  registeredAt: row.registered_at.toISOString(),
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** The client in force with this client_id that two people have put there, if its organisation takes part still. */
export async function findRegisteredClient(
  reads: Reads,
  commissionerId: string,
  clientId: string,
): Promise<RegisteredClient | undefined> {
  const row = await reads
    .selectFrom('machine_client as m')
    .leftJoin('organisation as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.organisation_id', '=', 'm.organisation_id'),
    )
    .select(['m.name', 'm.scopes', 'm.organisation_id', 'o.code', 'o.kind', 'o.ended_at'])
    .where('m.commissioner_id', '=', commissionerId)
    .where('m.client_id', '=', clientId)
    .where('m.confirmed_at', 'is not', null)
    .where('m.ended_at', 'is', null)
    .where('o.ended_at', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const { organisation_id: id, code, kind, name, scopes } = row
  return { name, scopes, organisation: id && code && kind ? { id, code, kind } : null }
}

export async function findMachineClient(
  reads: Reads,
  commissionerId: string,
  id: string,
): Promise<MachineClient | undefined> {
  const row = await reads
    .selectFrom('machine_client')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('machine_client_id', '=', id)
    .executeTakeFirst()
  return row && toMachineClient(row)
}

export async function lockMachineClient(
  tx: Tx,
  commissionerId: string,
  id: string,
): Promise<MachineClient | undefined> {
  const row = await tx
    .selectFrom('machine_client')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('machine_client_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toMachineClient(row)
}

/** Whether a client_id was ever registered here. */
export async function isClientKnown(reads: Reads, commissionerId: string, clientId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('machine_client')
    .select('machine_client_id')
    .where('commissioner_id', '=', commissionerId)
    .where('client_id', '=', clientId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** One row more than a page, newest first. */
export async function listMachineClients(
  reads: Reads,
  commissionerId: string,
  page: PageRequest,
): Promise<MachineClient[]> {
  const rows = await reads
    .selectFrom('machine_client')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .$if(page.after !== undefined, (query) => query.where('machine_client_id', '<', page.after ?? ''))
    .orderBy('machine_client_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toMachineClient)
}

export async function insertMachineClient(
  tx: Tx,
  commissionerId: string,
  client: MachineClient,
  registeredBy: string,
  confirmedBy: string | null = null,
): Promise<void> {
  await tx
    .insertInto('machine_client')
    .values({
      commissioner_id: commissionerId,
      machine_client_id: client.id,
      client_id: client.clientId,
      organisation_id: client.organisationId,
      name: client.name,
      scopes: client.scopes,
      registered_by: registeredBy,
      registered_at: new Date(client.registeredAt),
      confirmed_by: confirmedBy,
      confirmed_at: client.confirmedAt === null ? null : new Date(client.confirmedAt),
    })
    .execute()
}

/** Who registered a client. */
export async function findWhoRegistered(reads: Reads, commissionerId: string, id: string): Promise<string> {
  const { registered_by } = await reads
    .selectFrom('machine_client')
    .select('registered_by')
    .where('commissioner_id', '=', commissionerId)
    .where('machine_client_id', '=', id)
    .executeTakeFirstOrThrow()
  return registered_by
}

export async function setMachineClientConfirmed(
  tx: Tx,
  commissionerId: string,
  id: string,
  by: { actorId: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('machine_client')
    .set({ confirmed_by: by.actorId, confirmed_at: by.at })
    .where('commissioner_id', '=', commissionerId)
    .where('machine_client_id', '=', id)
    .execute()
}

export async function setMachineClientEnded(
  tx: Tx,
  commissionerId: string,
  id: string,
  by: { actorId: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('machine_client')
    .set({ ended_by: by.actorId, ended_at: by.at })
    .where('commissioner_id', '=', commissionerId)
    .where('machine_client_id', '=', id)
    .execute()
}
