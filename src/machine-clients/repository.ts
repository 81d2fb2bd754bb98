import { type Selectable, sql, type Updateable } from 'kysely'
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
  origins: row.origins,
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

const clients = (reads: Reads, commissionerId: string, id: string) =>
  reads
    .selectFrom('machine_client')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('machine_client_id', '=', id)

export async function findMachineClient(
  reads: Reads,
  commissionerId: string,
  id: string,
): Promise<MachineClient | undefined> {
  const row = await clients(reads, commissionerId, id).executeTakeFirst()
  return row && toMachineClient(row)
}

/** A client, with nobody else at it, and who registered it. */
export async function lockMachineClient(tx: Tx, commissionerId: string, id: string) {
  const row = await clients(tx, commissionerId, id).forUpdate().executeTakeFirst()
  return row && { client: toMachineClient(row), registeredBy: row.registered_by }
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
      origins: client.origins,
      registered_by: registeredBy,
      registered_at: new Date(client.registeredAt),
      confirmed_by: confirmedBy,
      confirmed_at: client.confirmedAt === null ? null : new Date(client.confirmedAt),
    })
    .execute()
}

/** Keeps who confirmed a client, or ended it, and when. */
export async function setMachineClient(
  tx: Tx,
  commissionerId: string,
  id: string,
  change: Pick<Updateable<Database['machine_client']>, 'confirmed_by' | 'confirmed_at' | 'ended_by' | 'ended_at'>,
): Promise<void> {
  await tx
    .updateTable('machine_client')
    .set(change)
    .where('commissioner_id', '=', commissionerId)
    .where('machine_client_id', '=', id)
    .execute()
}

/** The origins of the clients in force that two people have put there. */
export async function listOrigins(
  reads: Reads,
  commissionerId: string,
): Promise<{ readonly clientId: string; readonly origin: string }[]> {
  return reads
    .selectFrom('machine_client')
    .select(['client_id as clientId', sql<string>`unnest(origins)`.as('origin')])
    .where('commissioner_id', '=', commissionerId)
    .where('confirmed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .execute()
}
