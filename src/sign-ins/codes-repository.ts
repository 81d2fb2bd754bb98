import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { ifSeen } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { SignInCode } from './schemas.ts'

const toCode = (row: Selectable<Database['sign_in_code']>): SignInCode => ({
  id: row.sign_in_code_id,
  personId: row.person_id,
  handedOver: row.handed_over,
  issuedBy: row.issued_by,
  issuedAt: row.issued_at.toISOString(),
  expiresAt: row.expires_at.toISOString(),
  confirmedBy: row.confirmed_by,
  confirmedAt: row.confirmed_at?.toISOString() ?? null,
  tries: row.tries,
  endedAt: row.ended_at?.toISOString() ?? null,
  endedAs: row.ended_as,
})

/** When the codes of a person were issued since a moment, the newest first: as many as that, and no more. */
export async function issuedSince(
  reads: Reads,
  { commissionerId }: Actor,
  personId: string,
  since: Date,
  most: number,
): Promise<Date[]> {
  const rows = await reads
    .selectFrom('sign_in_code')
    .select('issued_at')
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .where('issued_at', '>', since)
    .orderBy('issued_at', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => row.issued_at)
}

/** Ends the code that a person has: one alone can be used. */
export async function setCodeReplaced(tx: Tx, { commissionerId }: Actor, personId: string, at: Date): Promise<void> {
  await tx
    .updateTable('sign_in_code')
    .set({ ended_at: at, ended_as: 'replaced' })
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute()
}

export async function insertCode(
  tx: Tx,
  { commissionerId }: Actor,
  code: SignInCode,
  kept: { readonly locator: string; readonly hash: string },
): Promise<void> {
  await tx
    .insertInto('sign_in_code')
    .values({
      commissioner_id: commissionerId,
      sign_in_code_id: code.id,
      person_id: code.personId,
      ...kept,
      handed_over: code.handedOver,
      issued_by: code.issuedBy,
      issued_at: new Date(code.issuedAt),
      expires_at: new Date(code.expiresAt),
    })
    .execute()
}

/** The code of a person whom the actor may see, locked. */
export async function lockCode(tx: Tx, actor: Actor, codeId: string): Promise<SignInCode | undefined> {
  const row = await tx
    .selectFrom('sign_in_code as k')
    .selectAll('k')
    .where('k.commissioner_id', '=', actor.commissionerId)
    .where('k.sign_in_code_id', '=', codeId)
    .forUpdate('k')
    .executeTakeFirst()
  return ifSeen(tx, actor, row && toCode(row))
}

/** An open code by the part that finds it, locked, with what proves it and whether it could be used now. */
export async function lockCodeByLocator(tx: Tx, { commissionerId }: Actor, locator: string, now: Date) {
  const row = await tx
    .selectFrom('sign_in_code')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('locator', '=', locator)
    .orderBy('sign_in_code_id', 'desc')
    .limit(1)
    .forUpdate()
    .executeTakeFirst()
  if (!row || row.ended_at !== null) return undefined
  const usable = row.confirmed_by !== null && row.expires_at > now
  return { code: toCode(row), hash: row.hash, usable }
}

export async function setCodeConfirmed(tx: Tx, actor: Actor, codeId: string, at: Date): Promise<void> {
  await tx
    .updateTable('sign_in_code')
    .set({ confirmed_by: actor.actorId, confirmed_at: at })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('sign_in_code_id', '=', codeId)
    .execute()
}

/** Counts a try that failed; the last one that is allowed ends the code. */
export async function setCodeTried(
  tx: Tx,
  { commissionerId }: Actor,
  codeId: string,
  burnt: boolean,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('sign_in_code')
    .set({ tries: sql`tries + 1`, ...(burnt ? { ended_at: at, ended_as: 'tried-too-often' as const } : {}) })
    .where('commissioner_id', '=', commissionerId)
    .where('sign_in_code_id', '=', codeId)
    .execute()
}

export async function setCodeUsed(tx: Tx, { commissionerId }: Actor, codeId: string, at: Date): Promise<void> {
  await tx
    .updateTable('sign_in_code')
    .set({ ended_at: at, ended_as: 'used' })
    .where('commissioner_id', '=', commissionerId)
    .where('sign_in_code_id', '=', codeId)
    .execute()
}

/** One row more than a page, newest first. */
export async function listCodes(
  reads: Reads,
  { commissionerId }: Actor,
  personId: string,
  page: PageRequest,
): Promise<SignInCode[]> {
  const rows = await reads
    .selectFrom('sign_in_code')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', personId)
    .$if(page.after !== undefined, (query) => query.where('sign_in_code_id', '<', page.after ?? ''))
    .orderBy('sign_in_code_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toCode)
}
