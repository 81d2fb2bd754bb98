import { type InferResult, type Selectable, sql } from 'kysely'
import { seesAll } from '../case-access/visible-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { lateBefore, reconcileBy } from '../rules/spending/float-reconciliations.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { FloatFilter, FloatReconciliation, OrganisationFloat } from './schemas.ts'

/** Whether the actor is told of the money of an organisation: of the commissioner, or of the organisation itself. */
export const maySee = (actor: Actor, of: string): boolean => seesAll(actor) || actor.organisationId === of

/** The floats that the actor is told of: each with what it holds by the book, and until when both have signed for it. */
const floatsOf = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('organisation_float as f')
    .innerJoin('account as a', (join) =>
      join.on('a.commissioner_id', '=', theTenant).onRef('a.holder_id', '=', 'f.organisation_id'),
    )
    .innerJoinLateral(
      sql<{ until: LocalDate | null; first_open: LocalDate }>`(
        select max(r.period_until) as until,
          coalesce(max(r.period_until) + 1, (f.opened_at at time zone 'Europe/London')::date) as first_open
        from float_reconciliation r where r.commissioner_id = ${theTenant}
          and r.organisation_id = f.organisation_id and r.signed_at is not null)`.as('reconciled'),
      (join) => join.onTrue(),
    )
    .select(['f.organisation_id', 'f.opened_at', 'a.balance_pence', 'reconciled.until', 'reconciled.first_open'])
    .where('f.commissioner_id', '=', actor.commissionerId)
    .where('a.kind', '=', 'float')
    .$if(!seesAll(actor), (query) => query.where('f.organisation_id', '=', actor.organisationId))

type FloatRow = InferResult<ReturnType<typeof floatsOf>>[number]
const toFloat = (row: FloatRow): OrganisationFloat => ({
  organisationId: row.organisation_id,
  openedAt: row.opened_at.toISOString(),
  balancePence: row.balance_pence,
  reconciledUntil: row.until,
  reconcileBy: reconcileBy(row.first_open),
})

/** The float of an organisation, where it has one and the actor is told of it. */
export async function findFloat(
  reads: Reads,
  actor: Actor,
  organisationId: string,
): Promise<OrganisationFloat | undefined> {
  const row = await floatsOf(reads, actor).where('f.organisation_id', '=', organisationId).executeTakeFirst()
  return row && toFloat(row)
}

type PlacedFloat = OrganisationFloat & { readonly place: string }
export const toldFloat = ({ place: _, ...float }: PlacedFloat): OrganisationFloat => float

/** One row more than a page of the floats that the actor is told of, by organisation. */
export async function listFloats(
  reads: Reads,
  actor: Actor,
  { after = '', limit }: PageRequest,
  { late }: FloatFilter,
  now: Date,
): Promise<PlacedFloat[]> {
  const rows = await floatsOf(reads, actor)
    .$if(after !== '', (query) => query.where('f.organisation_id', '>', after))
    .$if(late !== undefined, (query) =>
      query.where('reconciled.first_open', late ? '<' : '>=', lateBefore(londonDate(now))),
    )
    .orderBy('f.organisation_id')
    .limit(limit + 1)
    .execute()
  return rows.map((row) => ({ ...toFloat(row), place: row.organisation_id }))
}

/** Keeps that an organisation has a float; says whether it is new. Whoever is second waits for the first. */
export async function insertFloat(tx: Tx, actor: Actor, organisationId: string, now: Date): Promise<void> {
  await tx
    .insertInto('organisation_float')
    .values({
      commissioner_id: actor.commissionerId,
      organisation_id: organisationId,
      opened_by: actor.actorId,
      opened_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** By which accounts the payments were first recorded that count in the days of a reconciliation. */
export async function listRecorders(
  tx: Tx,
  actor: Actor,
  { organisationId, from, until }: Pick<FloatReconciliation, 'organisationId' | 'from' | 'until'>,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('float_payment')
    .select('recorded_by')
    .distinct()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`(confirmed_at at time zone 'Europe/London')::date between ${from}::date and ${until}::date`)
    .execute()
  return rows.map((row) => row.recorded_by)
}

const toReconciliation = (row: Selectable<Database['float_reconciliation']>): FloatReconciliation => {
  const closingPence =
    row.opening_pence + row.deposits_pence - row.returns_pence - row.purchases_pence + row.reversals_pence
  return {
    id: row.float_reconciliation_id,
    organisationId: row.organisation_id,
    from: row.period_from,
    until: row.period_until,
    openingPence: row.opening_pence,
    depositsPence: row.deposits_pence,
    returnsPence: row.returns_pence,
    purchasesPence: row.purchases_pence,
    reversalsPence: row.reversals_pence,
    closingPence,
    statedPence: row.stated_pence,
    differencePence: row.stated_pence - closingPence,
    explanation: row.explanation,
    statedByName: row.stated_by_name,
    statedAt: row.stated_at.toISOString(),
    signedByName: row.signed_by_name,
    signedAt: row.signed_at?.toISOString() ?? null,
    insteadOfId: row.instead_of,
    replacedAt: row.replaced_at?.toISOString() ?? null,
  }
}

export async function insertReconciliation(
  tx: Tx,
  actor: Actor,
  of: Omit<FloatReconciliation, 'closingPence' | 'differencePence' | 'signedByName' | 'signedAt' | 'replacedAt'>,
): Promise<FloatReconciliation> {
  const row = await tx
    .insertInto('float_reconciliation')
    .values({
      commissioner_id: actor.commissionerId,
      float_reconciliation_id: of.id,
      organisation_id: of.organisationId,
      period_from: of.from,
      period_until: of.until,
      opening_pence: of.openingPence,
      deposits_pence: of.depositsPence,
      returns_pence: of.returnsPence,
      purchases_pence: of.purchasesPence,
      reversals_pence: of.reversalsPence,
      stated_pence: of.statedPence,
      explanation: of.explanation,
      stated_by: actor.actorId,
      stated_by_name: of.statedByName,
      stated_at: new Date(of.statedAt),
      instead_of: of.insteadOfId,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toReconciliation(row)
}

const reconciliations = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('float_reconciliation').selectAll().where('commissioner_id', '=', commissionerId)

export async function findReconciliation(
  reads: Reads,
  actor: Actor,
  id: string,
): Promise<FloatReconciliation | undefined> {
  const row = await reconciliations(reads, actor).where('float_reconciliation_id', '=', id).executeTakeFirst()
  return row && maySee(actor, row.organisation_id) ? toReconciliation(row) : undefined
}

/** The last reconciliation of a float that stands. */
export async function findLast(
  reads: Reads,
  actor: Actor,
  organisationId: string,
): Promise<FloatReconciliation | undefined> {
  const row = await reconciliations(reads, actor)
    .where('organisation_id', '=', organisationId)
    .where('replaced_at', 'is', null)
    .orderBy('float_reconciliation_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && toReconciliation(row)
}

/** One row more than a page, newest first. */
export async function listReconciliations(
  reads: Reads,
  actor: Actor,
  organisationId: string,
  page: Pick<PageRequest, 'after' | 'limit'>,
): Promise<FloatReconciliation[]> {
  if (!maySee(actor, organisationId)) return []
  const rows = await reconciliations(reads, actor)
    .where('organisation_id', '=', organisationId)
    .$if(page.after !== undefined, (query) => query.where('float_reconciliation_id', '<', page.after ?? ''))
    .orderBy('float_reconciliation_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toReconciliation)
}

export async function setSigned(tx: Tx, actor: Actor, id: string, name: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('float_reconciliation')
    .set({ signed_by: actor.actorId, signed_by_name: name, signed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('float_reconciliation_id', '=', id)
    .where('signed_at', 'is', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Keeps that another takes the place of a reconciliation; false where the commissioner has signed it. */
export async function setReplaced(tx: Tx, actor: Actor, id: string, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('float_reconciliation')
    .set({ replaced_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('float_reconciliation_id', '=', id)
    .where('signed_at', 'is', null)
    .where('replaced_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
