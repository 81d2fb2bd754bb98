import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { stateOn, warned } from '../rules/spending/service-agreements.ts'
import { daysAfter, type LocalDate, londonDate } from '../shared/dates.ts'
import type { LapsingServiceAgreement, ServiceAgreement, ServiceAgreementFilter } from './schemas.ts'

/** What is kept beside what is told. */
export type KeptAgreement = ServiceAgreement & {
  /** The day on which both had signed; null while one has not. */
  readonly agreedOn: LocalDate | null
  readonly draftedBy: string
  readonly payerSignedBy: string | null
  readonly providerSignedBy: string | null
}

export const toldAgreement = ({
  agreedOn: _,
  draftedBy: __,
  payerSignedBy: ___,
  providerSignedBy: ____,
  ...agreement
}: KeptAgreement): ServiceAgreement => agreement

export function toAgreement(row: Selectable<Database['service_agreement']>, today: LocalDate): KeptAgreement {
  const { payer_signed_at, provider_signed_at } = row
  const both = payer_signed_at && provider_signed_at
  const agreement = {
    id: row.service_agreement_id,
    payeeId: row.payee_id,
    holderId: row.holder_id,
    renewsId: row.renews_id,
    what: row.what,
    categories: row.categories,
    unit: row.unit,
    ratePence: row.rate_pence,
    from: row.from_on,
    until: row.until_on,
    draftedBy: row.drafted_by,
    draftedAt: row.drafted_at.toISOString(),
    payerSignedBy: row.payer_signed_by,
    payerSignedAt: payer_signed_at?.toISOString() ?? null,
    providerSignedBy: row.provider_signed_by,
    providerSignedAt: provider_signed_at?.toISOString() ?? null,
    providerSignatory: row.provider_signatory,
    agreedOn: both ? londonDate(new Date(Math.max(payer_signed_at.getTime(), provider_signed_at.getTime()))) : null,
    endedOn: row.ended_on,
    endedBecause: row.ended_because,
  }
  return { ...agreement, state: stateOn(agreement, today) }
}

export const agreements = (reads: Reads, { commissionerId }: Actor) =>
  reads.selectFrom('service_agreement as s').selectAll('s').where('s.commissioner_id', '=', commissionerId)

export async function findAgreement(
  reads: Reads,
  actor: Actor,
  id: string,
  today: LocalDate,
): Promise<KeptAgreement | undefined> {
  const row = await agreements(reads, actor).where('s.service_agreement_id', '=', id).executeTakeFirst()
  return row && toAgreement(row, today)
}

/** The same, held against others that would change it. */
export async function lockAgreement(
  tx: Tx,
  actor: Actor,
  id: string,
  today: LocalDate,
): Promise<KeptAgreement | undefined> {
  const row = await agreements(tx, actor).where('s.service_agreement_id', '=', id).forUpdate().executeTakeFirst()
  return row && toAgreement(row, today)
}

/** One row more than a page, newest first. */
export async function listAgreements(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { updatedSince }: ServiceAgreementFilter,
  today: LocalDate,
): Promise<KeptAgreement[]> {
  const rows = await agreements(reads, actor)
    .where(changedSince(updatedSince, 's.changed_at'))
    .$if(page.after !== undefined, (query) => query.where('s.service_agreement_id', '<', page.after ?? ''))
    .orderBy('s.service_agreement_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => toAgreement(row, today))
}

/** The same of those with payees of the actor's own organisation. */
export async function listOwnAgreements(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { updatedSince }: ServiceAgreementFilter,
  today: LocalDate,
): Promise<KeptAgreement[]> {
  if (actor.organisationId === null) return []
  const rows = await reads
    .selectFrom('payee as p')
    // Of each payee by its own index: `offset 0` keeps PostgreSQL from beginning with all agreements of the tenant.
    .innerJoinLateral(
      sql<Selectable<Database['service_agreement']>>`(select * from service_agreement x
        where x.commissioner_id = ${theTenant} and x.payee_id = p.payee_id offset 0)`.as('s'),
      (join) => join.onTrue(),
    )
    .selectAll('s')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.organisation_id', '=', actor.organisationId)
    .where(changedSince(updatedSince, 's.changed_at'))
    .$if(page.after !== undefined, (query) => query.where('s.service_agreement_id', '<', page.after ?? ''))
    .orderBy('s.service_agreement_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => toAgreement(row, today))
}

/** The agreements with a payee that both have signed, the newest first: as many as could be for a day. */
const mostOfPayee = 200
export async function listSigned(
  reads: Reads,
  actor: Actor,
  payeeId: string,
  today: LocalDate,
): Promise<KeptAgreement[]> {
  const rows = await agreements(reads, actor)
    .where('s.payee_id', '=', payeeId)
    .where('s.payer_signed_at', 'is not', null)
    .where('s.provider_signed_at', 'is not', null)
    .orderBy('s.service_agreement_id', 'desc')
    .limit(mostOfPayee)
    .execute()
  return rows.map((row) => toAgreement(row, today))
}

export function insertAgreement(tx: Tx, actor: Actor, agreement: ServiceAgreement): void {
  const row = {
    commissioner_id: actor.commissionerId,
    service_agreement_id: agreement.id,
    payee_id: agreement.payeeId,
    holder_id: agreement.holderId,
    renews_id: agreement.renewsId,
    what: agreement.what,
    categories: agreement.categories,
    unit: agreement.unit,
    rate_pence: agreement.ratePence,
    from_on: agreement.from,
    until_on: agreement.until,
    drafted_by: actor.actorId,
    drafted_at: new Date(agreement.draftedAt),
  }
  insertMany(tx, 'service_agreement', [row])
}

export async function setPayerSigned(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('service_agreement')
    .set({ payer_signed_by: actor.actorId, payer_signed_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('service_agreement_id', '=', id)
    .execute()
}

/** Keeps that the provider signed: by its own sign-in, or as somebody recorded. */
export async function setProviderSigned(
  tx: Tx,
  actor: Actor,
  id: string,
  recorded: { readonly signatory: string; readonly documentHash: string } | null,
  now: Date,
): Promise<void> {
  await tx
    .updateTable('service_agreement')
    .set({
      provider_signed_by: actor.actorId,
      provider_signed_at: now,
      provider_signatory: recorded?.signatory ?? null,
      provider_document_hash: recorded?.documentHash ?? null,
    })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('service_agreement_id', '=', id)
    .execute()
}

export async function setAgreementEnded(
  tx: Tx,
  actor: Actor,
  id: string,
  { on, because }: { readonly on: LocalDate; readonly because: string },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('service_agreement')
    .set({ ended_on: on, ended_because: because, ended_by: actor.actorId, ended_at: now, followed_at: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('service_agreement_id', '=', id)
    .execute()
}

/** One row more than a page of what lapses within a month, or has lapsed, and that none renews which both have signed: the soonest first. */
export async function listLapsingAgreements(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  today: LocalDate,
): Promise<(LapsingServiceAgreement & { readonly place: string })[]> {
  const [afterDay, afterId] = page.after?.split(' ') ?? []
  const rows = await reads
    .selectFrom('service_agreement as s')
    .innerJoin('payee as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.payee_id', '=', 's.payee_id'),
    )
    .select(['s.service_agreement_id', 's.payee_id', 's.until_on', 'p.name'])
    .where('s.commissioner_id', '=', actor.commissionerId)
    .where('s.payer_signed_at', 'is not', null)
    .where('s.provider_signed_at', 'is not', null)
    .where('s.ended_on', 'is', null)
    .where('p.ended_at', 'is', null)
    .where('s.until_on', '>=', daysAfter(today, -warned.daysPast))
    .where('s.until_on', '<=', daysAfter(today, warned.daysBefore))
    .where(
      sql<boolean>`not exists (select from service_agreement n where n.commissioner_id = ${theTenant} and n.renews_id = s.service_agreement_id
        and n.renews_id is not null and n.ended_on is null
        and n.payer_signed_at is not null and n.provider_signed_at is not null offset 0)`,
    )
    .$if(afterId !== undefined, (query) =>
      query.where(sql<boolean>`(s.until_on, s.service_agreement_id) > (${afterDay}::date, ${afterId}::uuid)`),
    )
    .orderBy('s.until_on')
    .orderBy('s.service_agreement_id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.service_agreement_id,
    payeeId: row.payee_id,
    name: row.name,
    until: row.until_on,
    place: `${row.until_on} ${row.service_agreement_id}`,
  }))
}
