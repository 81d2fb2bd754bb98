import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { isStale, type ResourceCost } from '../rules/planning/resources.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { NewResource, Resource } from './schemas.ts'

/** An entry as it is kept: whether it is stale depends on the day on which it is read. */
export type KeptResource = Omit<Resource, 'stale'>

export const toResource = (row: Selectable<Database['resource']>): KeptResource => ({
  id: row.resource_id,
  kind: row.kind,
  name: row.name,
  description: row.description,
  runBy: row.run_by,
  organisationId: row.organisation_id,
  cost: row.cost as ResourceCost,
  pricePence: row.price_pence,
  places: row.places,
  languages: row.languages,
  culture: row.culture,
  accessibility: row.accessibility,
  areas: row.areas,
  needs: row.needs,
  contact: row.contact,
  from: row.from_on,
  until: row.until_on,
  checkedOn: row.checked_on,
  checkedByName: row.checked_by_name,
  registeredAt: row.registered_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  version: row.version,
})

export const asOn = (resource: KeptResource, today: LocalDate): Resource => ({
  ...resource,
  stale: isStale(resource.checkedOn, today),
})

const columnsOf = (resource: NewResource) => ({
  kind: resource.kind,
  name: resource.name,
  description: resource.description,
  run_by: resource.runBy,
  organisation_id: resource.organisationId,
  cost: resource.cost,
  price_pence: resource.pricePence,
  places: resource.places,
  languages: [...resource.languages],
  culture: resource.culture,
  accessibility: resource.accessibility,
  areas: [...resource.areas],
  needs: [...resource.needs],
  contact: resource.contact,
  from_on: resource.from,
  until_on: resource.until,
})

const checkedBy = (actor: Actor, { checkedOn, checkedByName }: Pick<Resource, 'checkedOn' | 'checkedByName'>) => ({
  checked_on: checkedOn,
  checked_by: checkedOn === null ? null : actor.actorId,
  checked_by_name: checkedByName,
})

export async function findResource(reads: Reads, actor: Actor, id: string): Promise<KeptResource | undefined> {
  const row = await reads
    .selectFrom('resource')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('resource_id', '=', id)
    .executeTakeFirst()
  return row && toResource(row)
}

export async function lockResource(tx: Tx, actor: Actor, id: string): Promise<KeptResource | undefined> {
  const row = await tx
    .selectFrom('resource')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('resource_id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return row && toResource(row)
}

/** One row more than a page of the entries of today that have all of these terms: the free first, then those at little cost, and the oldest of each first. */
export async function listResources(
  reads: Reads,
  actor: Actor,
  [first = '', ...others]: readonly string[],
  page: PageRequest,
  { today, fromBy }: { readonly today: LocalDate; readonly fromBy?: LocalDate | undefined },
): Promise<KeptResource[]> {
  const [afterCost, afterId] = page.after?.split(' ') ?? []
  let query = reads
    .selectFrom('resource_term as t')
    .innerJoin('resource as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.resource_id', '=', 't.resource_id'),
    )
    .selectAll('r')
    .where('t.commissioner_id', '=', actor.commissionerId)
    .where('t.term', '=', first)
    .where('r.ended_at', 'is', null)
    .where((eb) => eb.or([eb('r.until_on', 'is', null), eb('r.until_on', '>=', today)]))
    .$if(fromBy !== undefined, (some) => some.where('r.from_on', '<=', fromBy ?? today))
  for (const term of others)
    query = query.where(
      sql<boolean>`exists (select from resource_term o where o.commissioner_id = ${theTenant} and o.resource_id = t.resource_id
        and o.term = ${term} offset 0)`,
    )
  const rows = await query
    .$if(page.after !== undefined, (some) =>
      some.where(sql<boolean>`(t.cost, t.resource_id) > (${afterCost}, ${afterId}::uuid)`),
    )
    .orderBy('t.cost')
    .orderBy('t.resource_id')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toResource)
}

const rowOf = (actor: Actor, resource: KeptResource) => ({
  commissioner_id: actor.commissionerId,
  resource_id: resource.id,
  ...columnsOf(resource),
  ...checkedBy(actor, resource),
  registered_by: actor.actorId,
  registered_at: new Date(resource.registeredAt),
  changed_at: new Date(resource.changedAt),
  ended_at: resource.endedAt === null ? null : new Date(resource.endedAt),
  version: resource.version,
})

export async function insertResource(tx: Tx, actor: Actor, resource: KeptResource): Promise<void> {
  await tx.insertInto('resource').values(rowOf(actor, resource)).execute()
}

export async function setResource(tx: Tx, actor: Actor, resource: KeptResource): Promise<void> {
  await tx
    .updateTable('resource')
    .set({
      ...columnsOf(resource),
      ...checkedBy(actor, resource),
      changed_at: new Date(resource.changedAt),
      ended_at: resource.endedAt === null ? null : new Date(resource.endedAt),
      version: resource.version,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('resource_id', '=', resource.id)
    .execute()
}

const isListed = (query: ReturnType<typeof ofTenant>, today: LocalDate) =>
  query.where('ended_at', 'is', null).where((eb) => eb.or([eb('until_on', 'is', null), eb('until_on', '>=', today)]))
const ofTenant = (reads: Reads, actor: Actor) =>
  reads.selectFrom('resource').where('commissioner_id', '=', actor.commissionerId)

/** As many entries of a directory are counted at the most. */
const mostCounted = 10_000

/** How many entries there are on a day. */
export async function countListed(reads: Reads, actor: Actor, today: LocalDate): Promise<number> {
  const row = await reads
    .selectFrom(
      isListed(ofTenant(reads, actor), today)
        .select('resource_id')
        .orderBy('resource_id')
        .limit(mostCounted)
        .as('listed'),
    )
    .select(sql<number>`count(*)::integer`.as('total'))
    .executeTakeFirstOrThrow()
  return row.total
}

/** So many of the entries that there are on a day, the oldest first. */
export async function listListed(
  reads: Reads,
  actor: Actor,
  { first, most }: { readonly first: number; readonly most: number },
  today: LocalDate,
): Promise<KeptResource[]> {
  const rows = await isListed(ofTenant(reads, actor), today)
    .selectAll()
    .orderBy('resource_id')
    .offset(first)
    .limit(most)
    .execute()
  return rows.map(toResource)
}

/** Adds entries and changes those that there are, in one statement. */
export async function putResources(tx: Tx, actor: Actor, resources: readonly KeptResource[]): Promise<void> {
  if (resources.length === 0) return
  const rows = resources.map((resource) => rowOf(actor, resource))
  const changing = Object.keys(rows[0] ?? {}).filter(
    (column) => !['commissioner_id', 'resource_id', 'registered_by', 'registered_at'].includes(column),
  )
  await tx
    .insertInto('resource')
    .values(rows)
    .onConflict((oc) =>
      oc
        .columns(['commissioner_id', 'resource_id'])
        .doUpdateSet(Object.fromEntries(changing.map((column) => [column, sql.ref(`excluded.${column}`)]))),
    )
    .execute()
}
