import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { identifiersOf } from '../identifiers/repository.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { keyset } from '../platform/database/keyset.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Organisation, OrganisationFilter } from './schemas.ts'

const theirIdentifiers = identifiersOf('organisation', sql.ref('organisation.organisation_id')).as('identifiers')

const toOrganisation = (
  row: Selectable<Database['organisation']> & Pick<Organisation, 'identifiers'>,
): Organisation => ({
  id: row.organisation_id,
  code: row.code,
  name: row.name,
  kind: row.kind,
  identifiers: row.identifiers,
  address: row.address_lines && row.postcode !== null ? { lines: row.address_lines, postcode: row.postcode } : null,
  registeredAt: row.registered_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** The tenants themselves are not secured by row: whoever has a token names one, and there is nothing else to see. */
export async function findCommissionerId(reads: Reads, code: string): Promise<string | undefined> {
  const row = await reads
    .selectFrom('commissioner')
    .select('commissioner_id')
    .where('code', '=', code)
    .executeTakeFirst()
  return row?.commissioner_id
}

/** The organisation that takes part under this code. */
export async function findOrganisationByCode(
  reads: Reads,
  commissionerId: string,
  code: string,
): Promise<Organisation | undefined> {
  const row = await reads
    .selectFrom('organisation')
    .selectAll()
    .select(theirIdentifiers)
    .where('commissioner_id', '=', commissionerId)
    .where('code', '=', code)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row && toOrganisation(row)
}

export async function findOrganisation(
  reads: Reads,
  commissionerId: string,
  id: string,
): Promise<Organisation | undefined> {
  const row = await reads
    .selectFrom('organisation')
    .selectAll()
    .select(theirIdentifiers)
    .where('commissioner_id', '=', commissionerId)
    .where('organisation_id', '=', id)
    .executeTakeFirst()
  return row && toOrganisation(row)
}

/** The organisation, where it takes part: nothing new is given to one that was ended, and nobody new acts for it. */
export async function findTakingPart(
  reads: Reads,
  commissionerId: string,
  id: string,
): Promise<Organisation | undefined> {
  const found = await findOrganisation(reads, commissionerId, id)
  return found?.endedAt === null ? found : undefined
}

export async function lockOrganisation(tx: Tx, commissionerId: string, id: string): Promise<Organisation | undefined> {
  const row = await tx
    .selectFrom('organisation')
    .selectAll()
    .select(theirIdentifiers)
    .where('commissioner_id', '=', commissionerId)
    .where('organisation_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toOrganisation(row)
}

/** Every organisation that takes part, or did, by what it is called. They are as few as a commissioner works with, and a name is compared by its letters. */
export async function listNamedOrganisations(
  reads: Reads,
  commissionerId: string,
): Promise<Pick<Organisation, 'id' | 'kind' | 'name'>[]> {
  return reads
    .selectFrom('organisation')
    .select(['organisation_id as id', 'name', 'kind'])
    .where('commissioner_id', '=', commissionerId)
    .execute()
}

/** What these organisations are called, by their identifiers. */
export async function listOrganisationsBriefly(
  reads: Reads,
  commissionerId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Pick<Organisation, 'code' | 'id' | 'name'>>> {
  const rows = await reads
    .selectFrom('organisation')
    .select(['organisation_id as id', 'code', 'name'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('organisation_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

/** One row more than a page, newest first, or as it is asked for. */
export async function listOrganisations(
  reads: Reads,
  commissionerId: string,
  page: PageRequest,
  { code, kind, identifier, updatedSince, sort }: OrganisationFilter = {},
): Promise<Organisation[]> {
  const { begins, order } = keyset(page, sort, {
    id: 'organisation_id',
    made: 'registeredAt',
    codes: { code: 'code' },
  })
  const rows = await reads
    .selectFrom('organisation')
    .selectAll()
    .select(theirIdentifiers)
    .where('commissioner_id', '=', commissionerId)
    .$if(code !== undefined, (query) => query.where('code', '=', code ?? ''))
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind ?? 'trust'))
    .$if(identifier !== undefined, (query) =>
      query.where('organisation_id', 'in', (eb) =>
        eb
          .selectFrom('identifier as i')
          .select((of) => of.ref('i.organisation_id').$notNull().as('of'))
          .where('i.commissioner_id', '=', theTenant)
          .where('i.token', '=', identifier ?? '')
          .where('i.kind', '=', 'organisation'),
      ),
    )
    .where(changedSince(updatedSince, 'changed_at'))
    .where(begins)
    .orderBy(order)
    .limit(page.limit + 1)
    .execute()
  return rows.map(toOrganisation)
}

/** Those of these identifiers that no organisation has that takes part with the tenant. */
export async function listUnknownOrganisations(
  reads: Reads,
  commissionerId: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await reads
    .selectFrom('organisation')
    .select('organisation_id')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('organisation_id', '=', eb.fn.any(eb.val([...ids]))))
    .where('ended_at', 'is', null)
    .execute()
  const known = new Set(rows.map((row) => row.organisation_id))
  return new Set(ids.filter((id) => !known.has(id)))
}

export async function insertOrganisation(
  tx: Tx,
  commissionerId: string,
  organisation: Omit<Organisation, 'identifiers'>,
): Promise<void> {
  await tx
    .insertInto('organisation')
    .values({
      commissioner_id: commissionerId,
      organisation_id: organisation.id,
      code: organisation.code,
      name: organisation.name,
      kind: organisation.kind,
      registered_at: new Date(organisation.registeredAt),
    })
    .execute()
}

export async function setOrganisationEnded(tx: Tx, commissionerId: string, id: string, at: Date): Promise<void> {
  await tx
    .updateTable('organisation')
    .set({ ended_at: at })
    .where('commissioner_id', '=', commissionerId)
    .where('organisation_id', '=', id)
    .execute()
}

export async function setAddressOf(
  tx: Tx,
  commissionerId: string,
  id: string,
  address: Organisation['address'],
): Promise<void> {
  await tx
    .updateTable('organisation')
    .set({ address_lines: address?.lines ?? null, postcode: address?.postcode ?? null })
    .where('commissioner_id', '=', commissionerId)
    .where('organisation_id', '=', id)
    .execute()
}
