import { sql } from 'kysely'
import { isSeenOfEverybody } from '../case-access/everybody-repository.ts'
import type { Database } from '../database/tables.ts'
import { ifSeen } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { fullName } from '../rules/people/names.ts'
import type { SignIn } from './schemas.ts'

/** The sign-ins of the tenant, with who issued and confirmed the code that each was linked by. */
const signIns = (reads: Reads, { commissionerId }: Actor) =>
  reads
    .selectFrom('sign_in as s')
    .leftJoin('sign_in_code as k', (join) =>
      join.on('k.commissioner_id', '=', theTenant).onRef('k.sign_in_code_id', '=', 's.sign_in_code_id'),
    )
    .select([
      's.sign_in_id',
      's.person_id',
      's.subject',
      's.linked_by',
      's.linked_at',
      's.end_proposed_by',
      's.ended_by',
      's.ended_at',
      'k.issued_by',
      'k.confirmed_by',
    ])
    .where('s.commissioner_id', '=', commissionerId)

type Row = Awaited<ReturnType<ReturnType<typeof signIns>['execute']>>[number]
const toSignIn = (row: Row): SignIn => ({
  id: row.sign_in_id,
  personId: row.person_id,
  subject: row.subject,
  linkedBy: row.linked_by,
  codeIssuedBy: row.issued_by,
  codeConfirmedBy: row.confirmed_by,
  linkedAt: row.linked_at.toISOString(),
  endProposedBy: row.end_proposed_by,
  endedBy: row.ended_by,
  endedAt: row.ended_at?.toISOString() ?? null,
})

/** The sign-in that somebody has already. */
export async function findSignInOf(reads: Reads, actor: Actor): Promise<string | undefined> {
  const row = await reads
    .selectFrom('sign_in')
    .select('sign_in_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('subject', '=', actor.actorId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.sign_in_id
}

/** The sign-in that a person has. */
export async function findOpenSignIn(reads: Reads, actor: Actor, personId: string): Promise<string | undefined> {
  const row = await reads
    .selectFrom('sign_in')
    .select('sign_in_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row?.sign_in_id
}

/** Those whom a proof could link: by identifier, or by NHS number, with what they are asked and whether they have a sign-in already. */
export async function listLinkable(
  reads: Reads,
  { commissionerId }: Actor,
  by: { readonly personId: string } | { readonly nhsNumber: string },
) {
  const rows = await reads
    .selectFrom('person as p')
    .leftJoin('sign_in as s', (join) =>
      join
        .on('s.commissioner_id', '=', theTenant)
        .onRef('s.person_id', '=', 'p.person_id')
        .on('s.ended_at', 'is', null),
    )
    .select(['p.person_id', 'p.born_on', 'p.given_name', 'p.family_name', 'p.registered_by', 's.sign_in_id'])
    .where('p.commissioner_id', '=', commissionerId)
    .where('p.joined_into', 'is', null)
    .$if('personId' in by, (query) => query.where('p.person_id', '=', 'personId' in by ? by.personId : ''))
    .$if('nhsNumber' in by, (query) => query.where('p.nhs_number', '=', 'nhsNumber' in by ? by.nhsNumber : ''))
    .limit(3)
    .execute()
  return rows.map((row) => ({
    id: row.person_id,
    bornOn: row.born_on,
    name: fullName({ givenName: row.given_name, familyName: row.family_name }),
    registeredBy: row.registered_by,
    linked: row.sign_in_id !== null,
  }))
}

export async function insertSignIn(
  tx: Tx,
  { commissionerId }: Actor,
  signIn: Pick<SignIn, 'id' | 'personId' | 'subject' | 'linkedBy' | 'linkedAt'>,
  codeId: string | null,
): Promise<void> {
  await tx
    .insertInto('sign_in')
    .values({
      commissioner_id: commissionerId,
      sign_in_id: signIn.id,
      person_id: signIn.personId,
      subject: signIn.subject,
      linked_by: signIn.linkedBy,
      sign_in_code_id: codeId,
      linked_at: new Date(signIn.linkedAt),
    })
    .execute()
}

/** A sign-in that the actor may end or propose to end: their own, or, for an officer, that of whoever's record they may see. */
export async function lockSignIn(tx: Tx, actor: Actor, signInId: string): Promise<SignIn | undefined> {
  const officer = actor.roles.includes('commissioner-officer')
  const row = await signIns(tx, actor)
    .where('s.sign_in_id', '=', signInId)
    .$if(!officer, (query) => query.where('s.subject', '=', actor.actorId))
    .forUpdate('s')
    .executeTakeFirst()
  const signIn = row && toSignIn(row)
  return officer ? ifSeen(tx, actor, signIn) : signIn
}

export async function setSignIn(
  tx: Tx,
  { commissionerId }: Actor,
  signInId: string,
  change: Partial<Pick<Database['sign_in'], 'end_proposed_by' | 'end_proposed_at' | 'ended_by' | 'ended_at'>>,
): Promise<void> {
  await tx
    .updateTable('sign_in')
    .set(change)
    .where('commissioner_id', '=', commissionerId)
    .where('sign_in_id', '=', signInId)
    .execute()
}

/** One row more than a page, newest first: of one person, or of all for those who may see all. */
async function listBy(reads: Reads, actor: Actor, page: PageRequest, personId?: string): Promise<SignIn[]> {
  const rows = await signIns(reads, actor)
    .where(
      personId === undefined
        ? isSeenOfEverybody(actor, sql.ref('s.person_id'))
        : sql<boolean>`s.person_id = ${personId}`,
    )
    .$if(page.after !== undefined, (query) => query.where('s.sign_in_id', '<', page.after ?? ''))
    .orderBy('s.sign_in_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toSignIn)
}

export const listSignInsOfPerson = (reads: Reads, actor: Actor, personId: string, page: PageRequest) =>
  listBy(reads, actor, page, personId)

export const listAllSignIns = (reads: Reads, actor: Actor, page: PageRequest) => listBy(reads, actor, page)

/** Whether somebody works on any case today: as a member of staff, or as a broker. */
export async function worksOnCases(reads: Reads, actor: Actor): Promise<boolean> {
  const row = await reads
    .selectFrom('case_member')
    .select('case_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('actor_id', '=', actor.actorId)
    .where('left_at', 'is', null)
    .where('case_role', 'in', ['care-coordinator', 'broker'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
