import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { notRestricted } from '../people/visible-people-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { organisationKindsByRole } from '../role-organisations.ts'

/** A case that another system knows by an identifier; `open`: nobody is kept out of the person's record. */
interface KnownCase {
  readonly id: string
  readonly personId: string
  readonly schemeId: string
  readonly trustId: string
  readonly open: boolean
}

export async function listCasesByIdentifiers(
  reads: Reads,
  { commissionerId }: Actor,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, KnownCase>> {
  if (tokens.length === 0) return new Map()
  const rows = await reads
    .selectFrom('identifier as i')
    .innerJoinLateral(
      // Of each identifier that is asked about: `offset 0` keeps PostgreSQL from beginning with all of the tenant's cases.
      sql<Selectable<Database['budget_case']>>`(select b.* from budget_case b
        where b.commissioner_id = ${theTenant} and b.case_id = i.case_id offset 0)`.as('c'),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      sql<Selectable<Database['person']>>`(select p.* from person p
        where p.commissioner_id = ${theTenant} and p.person_id = c.person_id offset 0)`.as('person'),
      (join) => join.onTrue(),
    )
    .select(['i.token', 'c.case_id', 'c.person_id', 'c.scheme_id', 'c.trust_id', notRestricted.as('open')])
    .where('i.commissioner_id', '=', commissionerId)
    .where((eb) => eb('i.token', '=', eb.fn.any(eb.val([...tokens]))))
    .where('i.kind', '=', 'case')
    .execute()
  return new Map(
    rows.map((row) => [
      row.token,
      {
        id: row.case_id,
        personId: row.person_id,
        schemeId: row.scheme_id,
        trustId: row.trust_id,
        open: row.open === true,
      },
    ]),
  )
}

export async function listSchemeIds(
  reads: Reads,
  { commissionerId }: Actor,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await reads
    .selectFrom('scheme')
    .select(['code', 'scheme_id'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('code', '=', eb.fn.any(eb.val([...codes]))))
    .execute()
  return new Map(rows.map((row) => [row.code, row.scheme_id]))
}

/** The trusts that take part under these codes. */
export async function listTrustIds(
  reads: Reads,
  { commissionerId }: Actor,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map()
  const rows = await reads
    .selectFrom('organisation')
    .select(['code', 'organisation_id'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('code', '=', eb.fn.any(eb.val([...codes]))))
    .where('kind', '=', 'trust')
    .where('ended_at', 'is', null)
    .execute()
  return new Map(rows.map((row) => [row.code, row.organisation_id]))
}

const sending = organisationKindsByRole['care-coordinator'].filter((kind) => kind !== null)

/** The staff who can be care coordinators, by these accounts: registered, by an account that was confirmed, with an organisation that sends some. */
export async function listCoordinators(
  reads: Reads,
  { commissionerId }: Actor,
  actorIds: readonly string[],
): Promise<ReadonlyMap<string, { actorId: string; name: string; organisationId: string }>> {
  if (actorIds.length === 0) return new Map()
  const rows = await reads
    .selectFrom('staff_identity as i')
    .innerJoin('staff_member as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.staff_member_id', '=', 'i.staff_member_id'),
    )
    .innerJoin('organisation as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.organisation_id', '=', 's.organisation_id'),
    )
    .select(['i.actor_id', 's.name', 'o.organisation_id'])
    .where('i.commissioner_id', '=', commissionerId)
    .where((eb) => eb('i.actor_id', '=', eb.fn.any(eb.val([...actorIds]))))
    .where('i.confirmed_at', 'is not', null)
    .where('s.ended_at', 'is', null)
    .where('o.ended_at', 'is', null)
    .where('o.kind', 'in', sending)
    .execute()
  return new Map(
    rows.map(({ actor_id: actorId, name, organisation_id: organisationId }) => [
      actorId,
      { actorId, name: name ?? actorId, organisationId },
    ]),
  )
}

/** The services that were brought over by these lines of other systems. */
export async function listBroughtOver(
  reads: Reads,
  { commissionerId }: Actor,
  tokens: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (tokens.length === 0) return new Map()
  const rows = await reads
    .selectFrom('current_service')
    .select(['brought_over_as', 'current_service_id'])
    .where('commissioner_id', '=', commissionerId)
    .where(sql<SqlBool>`brought_over_as = any(${[...tokens]}::text[])`)
    .execute()
  return new Map(rows.map((row) => [row.brought_over_as ?? '', row.current_service_id]))
}
