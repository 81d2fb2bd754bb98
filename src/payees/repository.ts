import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { changedSince } from '../platform/database/changed-since.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { keyset } from '../platform/database/keyset.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import { keysOf } from '../rules/people/alike-names.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { missingEvidence } from '../rules/spending/payees.ts'
import { isHuman } from '../rules/spending/registered-payees.ts'
import { daysAfter, type LocalDate } from '../shared/dates.ts'
import { type Moved, movedOf } from './contact-repository.ts'
import type { LapsingEvidence, Payee, PayeeEvidence, PayeeFilter } from './schemas.ts'

type Row = Selectable<Database['payee']> & Moved & { readonly evidence: PayeeEvidence[] }

/** The evidence of each kind of a payee, as it is told: what holds on a day, or else the newest. */
const evidenceOf = (on: LocalDate) => sql<
  PayeeEvidence[]
>`(select coalesce(json_agg(json_build_object('id', e.payee_evidence_id, 'payeeId', e.payee_id, 'kind', e.kind,
    'issuedOn', e.issued_on, 'expiresOn', e.expires_on, 'documentHash', e.document_hash, 'sharedBecause', e.shared_because,
    'seenAt', to_char(e.seen_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by e.kind), '[]')
  from (select distinct on (n.kind) n.* from payee_evidence n where n.commissioner_id = ${theTenant} and n.payee_id = p.payee_id
    order by n.kind, (n.issued_on <= ${on}::date and ${on}::date <= n.expires_on) desc, n.expires_on desc, n.payee_evidence_id desc) e)`

/** Why one is paid again, or shares a paper with another, is for those who decide on it: it says of somebody what others need not read. */
const readsWhy = (actor: Actor): boolean => actor.permissions.has('payee:end')

const toPayee = (row: Row, actor: Actor, today: LocalDate): Payee => ({
  id: row.payee_id,
  kind: row.kind,
  name: row.name,
  organisationId: row.organisation_id,
  contact: row.contact,
  contactAskedAt: row.contact_asked_at?.toISOString() ?? null,
  contactChangedAt: row.contact_changed_at?.toISOString() ?? null,
  formerContacts: row.former_contacts,
  evidence: readsWhy(actor) ? row.evidence : row.evidence.map((one) => ({ ...one, sharedBecause: null })),
  missing: missingEvidence(row, today),
  registeredAt: row.registered_at.toISOString(),
  endingAskedAt: row.ending_asked_at?.toISOString() ?? null,
  endedAt: row.ended_at?.toISOString() ?? null,
  reopeningAskedAt: row.reopening_asked_at?.toISOString() ?? null,
  reopeningBecause: row.reopening_asked_at === null || !readsWhy(actor) ? null : row.reopening_because,
})

const payees = (reads: Reads, { commissionerId }: Actor, on: LocalDate) =>
  reads
    .selectFrom('payee as p')
    .selectAll('p')
    .select(evidenceOf(on).as('evidence'))
    .select(movedOf(on))
    .where('p.commissioner_id', '=', commissionerId)

export async function findPayee(reads: Reads, actor: Actor, id: string, today: LocalDate): Promise<Payee | undefined> {
  const row = await payees(reads, actor, today).where('p.payee_id', '=', id).executeTakeFirst()
  return row && toPayee(row, actor, today)
}

/** Those of these payees who lack a paper on a day, also one that they never had. */
export async function listLacking(
  reads: Reads,
  actor: Actor,
  ids: readonly string[],
  on: LocalDate,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await payees(reads, actor, on)
    .where((eb) => eb('p.payee_id', '=', eb.fn.any(eb.val([...ids]))))
    .execute()
  return new Set(rows.filter((row) => missingEvidence(row, on).length > 0).map((row) => row.payee_id))
}

/** Whether a payee is registered by a name, however it is written, and with a title or a legal form or without; also one that was ended. */
export async function isRegisteredName(reads: Reads, actor: Actor, name: string): Promise<boolean> {
  const row = await named(reads, actor, name).select('payee_id').limit(1).executeTakeFirst()
  return row !== undefined
}

/** Whether somebody was ended whose name a human has who is to be registered; or, of an organisation, a human whose name it has. */
export async function isNameOfEnded(
  reads: Reads,
  actor: Actor,
  { name, kind }: Pick<Payee, 'name' | 'kind'>,
): Promise<boolean> {
  const rows = await named(reads, actor, name).select(['kind', 'ended_at']).execute()
  return rows.some((one) => one.ended_at !== null && (isHuman({ kind }) || isHuman(one)))
}

const named = (reads: Reads, { commissionerId }: Actor, name: string) =>
  reads
    .selectFrom('payee')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('name_key', '=', eb.fn.any(eb.val(keysOf(name)))))

/** One row more than a page, newest first, or as it is asked for. */
export async function listPayees(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  { kind, open, organisationId, updatedSince, sort }: PayeeFilter,
  today: LocalDate,
): Promise<Payee[]> {
  const { begins, order } = keyset(page, sort, { id: 'p.payee_id', made: 'registeredAt' })
  const rows = await payees(reads, actor, today)
    .$if(kind !== undefined, (query) => query.where(sql<boolean>`p.kind = ${kind}`))
    .$if(open !== undefined, (query) => query.where('p.ended_at', open ? 'is' : 'is not', null))
    .$if(organisationId !== undefined, (query) =>
      query.where(sql<boolean>`p.organisation_id = ${organisationId}::uuid`),
    )
    .where(changedSince(updatedSince, 'p.changed_at'))
    .where(begins)
    .orderBy(order)
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => toPayee(row, actor, today))
}

/** The first of those whose name begins so, by name. */
export async function listPayeesByName(reads: Reads, actor: Actor, begins: string, today: LocalDate): Promise<Payee[]> {
  const key = foldName(begins)
  const rows = await payees(reads, actor, today)
    .where('p.name_key', '>=', key)
    .where('p.name_key', '<', `${key}\u{10ffff}`)
    .orderBy('p.name_key')
    .orderBy('p.payee_id')
    .limit(mostNamed)
    .execute()
  return rows.map((row) => toPayee(row, actor, today))
}
const mostNamed = 20

export async function insertPayee(
  tx: Tx,
  actor: Actor,
  payee: Pick<Payee, 'id' | 'kind' | 'name' | 'organisationId' | 'contact'>,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('payee')
    .values({
      commissioner_id: actor.commissionerId,
      payee_id: payee.id,
      kind: payee.kind,
      name: payee.name,
      name_key: foldName(payee.name),
      organisation_id: payee.organisationId,
      contact: payee.contact,
      registered_by: actor.actorId,
      registered_at: now,
      // Nobody can have named them yet: their organisation may hold money already.
      to_follow: payee.organisationId === null ? null : newId(),
    })
    .execute()
}

export function insertEvidence(tx: Tx, actor: Actor, evidence: PayeeEvidence): void {
  const row = {
    commissioner_id: actor.commissionerId,
    payee_evidence_id: evidence.id,
    payee_id: evidence.payeeId,
    kind: evidence.kind,
    issued_on: evidence.issuedOn,
    expires_on: evidence.expiresOn,
    document_hash: evidence.documentHash,
    shared_because: evidence.sharedBecause,
    seen_by: actor.actorId,
    seen_at: new Date(evidence.seenAt),
  }
  insertMany(tx, 'payee_evidence', [row])
}

/** The other payees for whom a document was seen. */
export async function listShownFor(
  reads: Reads,
  actor: Actor,
  documentHash: string | null,
  payeeId: string,
): Promise<Pick<Payee, 'kind'>[]> {
  if (documentHash === null) return []
  return reads
    .selectFrom('payee_evidence as e')
    .innerJoin('payee as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.payee_id', '=', 'e.payee_id'),
    )
    .select('p.kind')
    .distinct()
    .where('e.commissioner_id', '=', actor.commissionerId)
    .where('e.document_hash', '=', documentHash)
    .where('e.payee_id', '<>', payeeId)
    .execute()
}

/** Who has seen each of these papers. */
export async function listSeers(reads: Reads, actor: Actor, evidenceIds: readonly string[]): Promise<string[]> {
  const rows = await reads
    .selectFrom('payee_evidence')
    .select('seen_by')
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('payee_evidence_id', '=', eb.fn.any(eb.val([...evidenceIds]))))
    .execute()
  return rows.map((row) => row.seen_by)
}

/** Evidence is asked for anew a month before it lapses; what lapsed longer ago than a year is not asked for any more. */
const [daysBefore, daysPast] = [30, 365]

/** One row more than a page of what lapses within a month, or has lapsed, and that nothing newer stands for: the soonest first. */
export async function listLapsing(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
  today: LocalDate,
): Promise<(LapsingEvidence & { readonly place: string })[]> {
  const [afterDay, afterId] = page.after?.split(' ') ?? []
  const rows = await reads
    .selectFrom('payee_evidence as e')
    .innerJoin('payee as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.payee_id', '=', 'e.payee_id'),
    )
    .select(['e.payee_evidence_id', 'e.payee_id', 'e.kind', 'e.expires_on', 'p.name'])
    .where('e.commissioner_id', '=', actor.commissionerId)
    .where('p.ended_at', 'is', null)
    .where('e.expires_on', '>=', daysAfter(today, -daysPast))
    .where('e.expires_on', '<=', daysAfter(today, daysBefore))
    .where(
      sql<boolean>`not exists (select from payee_evidence n where n.commissioner_id = ${theTenant} and n.payee_id = e.payee_id
        and n.kind = e.kind and n.expires_on > e.expires_on offset 0)`,
    )
    .$if(afterId !== undefined, (query) =>
      query.where(sql<boolean>`(e.expires_on, e.payee_evidence_id) > (${afterDay}::date, ${afterId}::uuid)`),
    )
    .orderBy('e.expires_on')
    .orderBy('e.payee_evidence_id')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    payeeId: row.payee_id,
    name: row.name,
    kind: row.kind,
    expiresOn: row.expires_on,
    place: `${row.expires_on} ${row.payee_evidence_id}`,
  }))
}
