import { type Selectable, type SqlBool, sql } from 'kysely'
import { nearCase } from '../case-access/near-repository.ts'
import { groundFor } from '../case-access/visible-repository.ts'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import { noteSeen } from '../platform/access/seen.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { preparedByActor } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { lettersOf } from '../rules/people/folded-names.ts'
import { fullName } from '../rules/people/names.ts'
import type { PersonRecord } from './schemas.ts'
import { groundsHeld, notRestricted, peopleOnGrounds, visiblePeople } from './visible-people-repository.ts'

type Versioned<T> = T & { version: number }

export const toPerson = (row: Selectable<Database['person']>): Versioned<PersonRecord> => ({
  id: row.person_id,
  nhsNumber: row.nhs_number,
  givenName: row.given_name,
  familyName: row.family_name,
  bornOn: row.born_on,
  ethnicCategory: row.ethnic_category,
  language: row.language,
  interpreterNeeded: row.interpreter_needed,
  communicationNeeds: row.communication_needs,
  registeredAt: row.registered_at.toISOString(),
  joinedInto: row.joined_into,
  version: row.version,
})

const toRow = (person: PersonRecord) => ({
  nhs_number: person.nhsNumber,
  given_name: person.givenName,
  family_name: person.familyName,
  name_letters: lettersOf(person),
  born_on: person.bornOn,
  ethnic_category: person.ethnicCategory,
  language: person.language,
  interpreter_needed: person.interpreterNeeded,
  communication_needs: person.communicationNeeds,
})

const personById = preparedByActor((reads: Reads, actor, { personId }: Slots<{ personId: string }>) =>
  peopleOnGrounds(reads, actor).where('person.person_id', '=', personId),
)

/** A person whom the actor may see, with on what grounds, for an answer that can be of more than one view. */
export async function findPersonOnGrounds(reads: Reads, actor: Actor, personId: string) {
  const [row] = await personById(reads, actor, { personId })
  if (!row) return undefined
  const held = groundsHeld(actor, row)
  noteSeen(reads, { caseId: null, personId, ground: groundFor(actor, held) })
  return { person: toPerson(row), grounds: held }
}

export async function findPerson(
  reads: Reads,
  actor: Actor,
  personId: string,
): Promise<Versioned<PersonRecord> | undefined> {
  return (await findPersonOnGrounds(reads, actor, personId))?.person
}

/** What was found by an identifier of its own, where the actor may see the person whose it is. */
export async function ifSeen<Thing extends { readonly personId: string }>(
  reads: Reads,
  actor: Actor,
  thing: Thing | undefined,
): Promise<Thing | undefined> {
  return thing && (await findPerson(reads, actor, thing.personId)) ? thing : undefined
}

const lockedPerson = preparedByActor((tx: Tx, actor, { personId }: Slots<{ personId: string }>) =>
  visiblePeople(tx, actor)
    .where('person.person_id', '=', personId)
    .where('person.joined_into', 'is', null)
    .forNoKeyUpdate('person'),
)

/** A person whom the actor may see, locked. A record that was joined into another is written no more. */
export async function lockPerson(tx: Tx, actor: Actor, personId: string): Promise<Versioned<PersonRecord> | undefined> {
  const [row] = await lockedPerson(tx, actor, { personId })
  return row && toPerson(row)
}

/** Finds by the exact number, whoever asks: a new case starts with it. The search itself is audited. */
export async function listPeopleByNhsNumber(
  reads: Reads,
  commissionerId: string,
  nhsNumber: string,
): Promise<PersonRecord[]> {
  const rows = await reads
    .selectFrom('person')
    .selectAll()
    .where('commissioner_id', '=', commissionerId)
    .where('nhs_number', '=', nhsNumber)
    .where('joined_into', 'is', null)
    .limit(10)
    .execute()
  return rows.map(toPerson)
}

/** Finds by what another system knows somebody by, whoever asks, as by the NHS number. */
export async function listPeopleByIdentifier(
  reads: Reads,
  commissionerId: string,
  token: string,
): Promise<PersonRecord[]> {
  const rows = await reads
    .selectFrom('identifier as i')
    .innerJoin('person as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.person_id', '=', 'i.person_id'),
    )
    .selectAll('p')
    .where('i.commissioner_id', '=', commissionerId)
    .where('i.token', '=', token)
    .where('i.kind', '=', 'person')
    .where('p.joined_into', 'is', null)
    .execute()
  return rows.map(toPerson)
}

const withinReach = preparedByActor((reads: Reads, actor, { personIds }: Slots<{ personIds: readonly string[] }>) =>
  visiblePeople(reads, actor)
    .clearSelect()
    .select('person.person_id')
    .where(sql<SqlBool>`person.person_id = any(${personIds}::uuid[])`)
    .union(
      reads
        .selectFrom('person')
        .select('person.person_id')
        .where('person.commissioner_id', '=', actor.commissionerId)
        .where(sql<SqlBool>`person.person_id = any(${personIds}::uuid[])`)
        .where(notRestricted),
    ),
)

/**
 * Those of these people with whom the actor may begin to have to do: not those from whose records they are kept out. To search and to open a
 * case is answered for those as if there were nobody.
 */
export async function listWithinReach(
  reads: Reads,
  actor: Actor,
  personIds: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await withinReach(reads, actor, { personIds })
  return new Set(rows.map((row) => row.person_id))
}

/** Who the person of a case is: their sign-in, their name, and when they were born. */
export async function findPersonSubject(
  reads: Reads,
  commissionerId: string,
  personId: string,
): Promise<{ subject: string | null; name: string; bornOn: string } | undefined> {
  const row = await reads
    .selectFrom('person as p')
    .leftJoin('sign_in as s', (join) =>
      join
        .on('s.commissioner_id', '=', theTenant)
        .onRef('s.person_id', '=', 'p.person_id')
        .on('s.ended_at', 'is', null),
    )
    .select(['s.subject', 'p.given_name', 'p.family_name', 'p.born_on'])
    .where('p.commissioner_id', '=', commissionerId)
    .where('p.person_id', '=', personId)
    .where('p.joined_into', 'is', null)
    .executeTakeFirst()
  if (!row) return undefined
  const name = fullName({ givenName: row.given_name, familyName: row.family_name })
  return { subject: row.subject, name, bornOn: row.born_on }
}

/** Whether somebody has or had a place, other than the person's own, on a case of the person. */
export async function isOnTeamOf(reads: Reads, actor: Actor, personId: string): Promise<boolean> {
  const near = nearCase(sql`c.case_id`)
  const row = await reads
    .selectFrom('budget_case as c')
    .select('c.case_id')
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.person_id', '=', personId)
    .where(
      sql<SqlBool>`exists (select from ${near} m where m.case_role <> 'person'
        and ${humanOf('m.actor_id')} = ${humanOf(sql`${actor.actorId}`)})`,
    )
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** A person as they are kept when they are new. */
export const toNewRow = (actor: Actor, person: PersonRecord) => ({
  commissioner_id: actor.commissionerId,
  person_id: person.id,
  ...toRow(person),
  version: 1,
  registered_at: new Date(person.registeredAt),
  registered_by: actor.actorId,
  registered_for: actor.organisationId,
})

export async function insertPerson(tx: Tx, actor: Actor, person: PersonRecord): Promise<void> {
  await tx.insertInto('person').values(toNewRow(actor, person)).execute()
}

export async function setPerson(tx: Tx, actor: Actor, person: PersonRecord, version: number): Promise<void> {
  await tx
    .updateTable('person')
    .set({ ...toRow(person), version })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', person.id)
    .execute()
}

/** Has a record, and what was joined into it before, say that it was joined into another, which goes on. */
export async function setPersonJoined(tx: Tx, actor: Actor, personId: string, goesOnId: string): Promise<void> {
  await tx
    .updateTable('person')
    .set({ joined_into: goesOnId, version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb.or([eb('person_id', '=', personId), eb('joined_into', '=', personId)]))
    .execute()
}
