import { type Selectable, sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import { giverLeft, giverStays } from '../case-progress/conditions-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { SealedField } from '../platform/secrets/field-keys.ts'
import type { BankAccountAnswer, BankAccountStatus } from '../rules/spending/bank-accounts.ts'
import type { BankAccount } from './schemas.ts'

/** What is kept beside what is told: who did what, what is sealed, and by what it is compared. */
export interface KeptBankAccount extends BankAccount {
  /** The payee or the case, whichever it is of. */
  readonly ownerId: string
  readonly proposedBy: string
  readonly toldAt: string | null
  readonly toldBy: string | null
  readonly sealed: SealedField
  readonly fingerprint: Buffer
}
type Row = Selectable<Database['bank_account']> & { readonly giver_left: boolean }

const toAccount = (row: Row): KeptBankAccount => ({
  id: row.bank_account_id,
  payeeId: row.payee_id,
  caseId: row.case_id,
  status: row.status,
  nameMatches: row.name_matches,
  toTell: row.to_tell,
  toldOn: row.told_on,
  answer: row.told_answer,
  proposedAt: row.proposed_at.toISOString(),
  decidedAt: row.decided_at?.toISOString() ?? null,
  because: row.because,
  giverLeft: row.giver_left,
  ownerId: row.owner_id,
  proposedBy: row.proposed_by,
  toldAt: row.told_at?.toISOString() ?? null,
  toldBy: row.told_by,
  sealed: { keyId: row.key_id, sealed: row.sealed },
  fingerprint: row.fingerprint,
})

/** What is told of an account: nothing of what it is. */
export function told(account: KeptBankAccount): BankAccount {
  const { ownerId: _, proposedBy: __, toldAt: ___, toldBy: ____, sealed: _____, fingerprint: ______, ...rest } = account
  return rest
}

const accounts = (reads: Reads, { commissionerId }: Actor) =>
  reads
    .selectFrom('bank_account')
    .selectAll('bank_account')
    .select(giverLeft('bank_account').as('giver_left'))
    .where('commissioner_id', '=', commissionerId)

/** The account, and that nobody else decides on it meanwhile. */
export async function lockBankAccount(tx: Tx, actor: Actor, id: string): Promise<KeptBankAccount | undefined> {
  const row = await accounts(tx, actor).where('bank_account_id', '=', id).forUpdate().executeTakeFirst()
  return row && toAccount(row)
}

/** Whose an account is: of a payee, or of a case. */
export type Owner =
  | { readonly payeeId: string; readonly caseId: null }
  | { readonly payeeId: null; readonly caseId: string }
export const ownerOf = ({ payeeId, caseId }: Owner): string => payeeId ?? caseId

/** The accounts of one owner that stand: the one that is paid into, and the one that waits. */
export async function listStanding(reads: Reads, actor: Actor, ownerId: string): Promise<KeptBankAccount[]> {
  const rows = await accounts(reads, actor)
    .where('owner_id', '=', ownerId)
    .where('status', 'in', ['confirmed', 'proposed'])
    .execute()
  return rows.map(toAccount)
}

/** One row more than a page, newest first. */
async function pageOf(query: ReturnType<typeof accounts>, page: PageRequest): Promise<KeptBankAccount[]> {
  const rows = await query
    .$if(page.after !== undefined, (of) => of.where('bank_account_id', '<', page.after ?? ''))
    .orderBy('bank_account_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toAccount)
}
export const listOfPayee = (reads: Reads, actor: Actor, payeeId: string, page: PageRequest) =>
  pageOf(accounts(reads, actor).where('payee_id', '=', payeeId), page)
export const listOfCase = (reads: Reads, actor: Actor, caseId: string, page: PageRequest) =>
  pageOf(accounts(reads, actor).where('case_id', '=', caseId), page)

/** The accounts that wait, each with whose record it tells of; of a record that is kept to its team, to those alone who are named to pay on it. */
export async function listWaitingAccounts(
  reads: Reads,
  actor: Actor,
  page: PageRequest,
): Promise<(KeptBankAccount & { readonly personId: string | null; readonly named: boolean })[]> {
  const personId = sql`c.person_id`
  const rows = await reads
    .selectFrom('bank_account as a')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('budget_case as b')
          .select('b.person_id')
          .where('b.commissioner_id', '=', theTenant)
          .whereRef('b.case_id', '=', 'a.case_id')
          .offset(0)
          .as('c'),
      (join) => join.onTrue(),
    )
    .selectAll('a')
    .select(giverLeft('a').as('giver_left'))
    .select(['c.person_id', sql<boolean>`not ${isSeenOfEverybody(actor, personId)}`.as('named')])
    .where('a.commissioner_id', '=', actor.commissionerId)
    .where('a.status', '=', 'proposed')
    .where((eb) => eb.or([eb('a.payee_id', 'is not', null), isSeenOfEverybody(actor, personId, 'pay')]))
    .$if(page.after !== undefined, (query) => query.where('a.bank_account_id', '<', page.after ?? ''))
    .orderBy('a.bank_account_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({ ...toAccount(row), personId: row.person_id, named: row.named }))
}

const confirmedOf = (reads: Reads, actor: Actor, owners: readonly string[]) =>
  accounts(reads, actor)
    .where('status', '=', 'confirmed')
    .where((eb) => eb('owner_id', '=', eb.fn.any(eb.val([...owners]))))

/** The confirmed accounts of these owners that are paid into, or all, as they are sealed. */
export async function listConfirmed(
  reads: Reads,
  actor: Actor,
  owners: readonly string[],
  which: 'giver-stays' | 'any-giver' = 'giver-stays',
): Promise<KeptBankAccount[]> {
  const query = confirmedOf(reads, actor, owners)
  const rows = await (which === 'giver-stays' ? query.where(giverStays) : query).execute()
  return rows.map(toAccount)
}

/** Those that are paid into, held until the end of the transaction: none of them is replaced meanwhile. */
export async function lockConfirmed(tx: Tx, actor: Actor, owners: readonly string[]): Promise<KeptBankAccount[]> {
  const rows = await confirmedOf(tx, actor, owners).where(giverStays).orderBy('bank_account_id').forShare().execute()
  return rows.map(toAccount)
}

/** Waits for whoever gives the same account at the same moment: one of the two finds the other. */
export async function lockFingerprint(tx: Tx, fingerprint: Buffer): Promise<void> {
  const text = fingerprint.toString('hex')
  await sql`select pg_advisory_xact_lock(hashtextextended(${text}, 1))`.execute(tx)
}

/** The accounts of others with one of these fingerprints that are paid into, or are to be. */
export async function listTwins(
  tx: Tx,
  actor: Actor,
  fingerprints: readonly Buffer[],
  ownerId: string,
): Promise<KeptBankAccount[]> {
  const rows = await accounts(tx, actor)
    .where('fingerprint', 'in', [...fingerprints])
    .where('status', 'in', ['confirmed', 'proposed'])
    .where('owner_id', '<>', ownerId)
    .orderBy('bank_account_id')
    .limit(100)
    .execute()
  return rows.map(toAccount)
}

export async function insertBankAccount(
  tx: Tx,
  actor: Actor,
  account: KeptBankAccount,
  { documentHash, twins }: { readonly documentHash: string | null; readonly twins: readonly string[] },
): Promise<void> {
  await tx
    .insertInto('bank_account')
    .values({
      commissioner_id: actor.commissionerId,
      bank_account_id: account.id,
      payee_id: account.payeeId,
      case_id: account.caseId,
      owner_id: account.ownerId,
      status: account.status,
      key_id: account.sealed.keyId,
      sealed: account.sealed.sealed,
      fingerprint: account.fingerprint,
      name_matches: account.nameMatches,
      document_hash: documentHash,
      to_tell: account.toTell,
      proposed_by: account.proposedBy,
      proposed_at: new Date(account.proposedAt),
    })
    .execute()
  const rows = twins.flatMap((twin) => [
    { commissioner_id: actor.commissionerId, bank_account_id: account.id, twin_id: twin },
    { commissioner_id: actor.commissionerId, bank_account_id: twin, twin_id: account.id },
  ])
  if (rows.length > 0) insertMany(tx, 'bank_account_twin', rows)
}

export async function setTold(
  tx: Tx,
  actor: Actor,
  id: string,
  {
    how,
    toldOn,
    answer,
  }: { readonly how: NonNullable<Row['told_how']>; readonly toldOn: string; readonly answer: BankAccountAnswer },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('bank_account')
    .set({ told_by: actor.actorId, told_at: now, told_how: how, told_on: toldOn, told_answer: answer })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('bank_account_id', '=', id)
    .execute()
}

export async function setDecided(
  tx: Tx,
  actor: Actor,
  id: string,
  status: Exclude<BankAccountStatus, 'proposed' | 'replaced'>,
  { because, now }: { readonly because: string | null; readonly now: Date },
): Promise<void> {
  await tx
    .updateTable('bank_account')
    .set({ status, decided_by: actor.actorId, decided_at: now, because })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('bank_account_id', '=', id)
    .execute()
}

/** What was paid into until now is not any more. */
export async function setReplaced(tx: Tx, actor: Actor, ownerId: string): Promise<void> {
  await tx
    .updateTable('bank_account')
    .set({ status: 'replaced' })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('owner_id', '=', ownerId)
    .where('status', '=', 'confirmed')
    .execute()
}
