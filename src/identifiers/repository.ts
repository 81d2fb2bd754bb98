import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { prepared } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { type IdentifiedKind, type Identifier, tokenOf } from '../rules/people/identifiers.ts'

/** Something that other systems know. */
export interface Identified {
  readonly kind: IdentifiedKind
  readonly id: string
}

interface Given {
  readonly of: Identified
  readonly identifier: Identifier
}

/** The column that names a thing of a kind. */
const columnOf = {
  person: 'person_id',
  case: 'case_id',
  organisation: 'organisation_id',
  'support-plan': 'support_plan_id',
} as const satisfies Record<IdentifiedKind, string>

/** The identifiers of a thing of a statement, by the column that names it there. */
export const identifiersOf = (kind: IdentifiedKind, column: RawBuilder<unknown>) =>
  sql<Identifier[]>`coalesce((select json_agg(json_build_object('system', i.system, 'value', i.value) order by i.token)
    from identifier i where i.commissioner_id = ${theTenant} and ${sql.ref(`i.${columnOf[kind]}`)} = ${column}), '[]'::json)`

const listedOf = (kind: IdentifiedKind) =>
  prepared((reads: Reads, of: Slots<{ commissionerId: string; ids: string[] }>) =>
    reads
      .selectFrom('identifier')
      .select([sql.ref<string>(columnOf[kind]).as('of'), 'system', 'value'])
      .where('commissioner_id', '=', of.commissionerId)
      .where(sql<boolean>`${sql.ref(columnOf[kind])} = any(${of.ids}::uuid[])`)
      .orderBy('token'),
  )
const listed = {
  person: listedOf('person'),
  case: listedOf('case'),
  organisation: listedOf('organisation'),
  'support-plan': listedOf('support-plan'),
}

/** Those of these things, by what they are of, in the order of the systems. */
export async function listIdentifiers(
  reads: Reads,
  { commissionerId }: Pick<Actor, 'commissionerId'>,
  kind: IdentifiedKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Identifier[]>> {
  const found = new Map<string, Identifier[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  for (const { of, system, value } of await listed[kind](reads, { commissionerId, ids: [...ids] }))
    found.get(of)?.push({ system, value })
  return found
}

export async function listIdentifiersOf(
  reads: Reads,
  actor: Pick<Actor, 'commissionerId'>,
  { kind, id }: Identified,
): Promise<Identifier[]> {
  return (await listIdentifiers(reads, actor, kind, [id])).get(id) ?? []
}

const rowsOf = (actor: Actor, given: readonly Given[], now: Date) =>
  given.map(({ of, identifier: { system, value } }) => ({
    commissioner_id: actor.commissionerId,
    system,
    value,
    [columnOf[of.kind]]: of.id,
    set_by: actor.actorId,
    set_at: now,
  }))

export async function insertIdentifiers(tx: Tx, actor: Actor, given: readonly Given[], now: Date): Promise<void> {
  if (given.length === 0) return
  await tx
    .insertInto('identifier')
    .values(rowsOf(actor, given, now))
    .execute()
}

/** The same, as far as nothing else of the kind has them; gives those that were taken by it. In one order, so that two who set the same do not wait for each other. */
export async function insertUntaken(
  tx: Tx,
  actor: Actor,
  of: Identified,
  identifiers: readonly Identifier[],
  now: Date,
): Promise<Identifier[]> {
  if (identifiers.length === 0) return []
  const given = [...identifiers]
    .sort((a, b) => (tokenOf(a) < tokenOf(b) ? -1 : 1))
    .map((identifier) => ({ of, identifier }))
  return await tx
    .insertInto('identifier')
    .values(rowsOf(actor, given, now))
    .onConflict((conflict) => conflict.columns(['commissioner_id', 'token', 'kind']).doNothing())
    .returning(['system', 'value'])
    .execute()
}

/** Whose these identifiers of a kind are: the people, also of a case or a plan. */
export async function listPeopleWho(
  reads: Reads,
  { commissionerId }: Actor,
  kind: IdentifiedKind,
  identifiers: readonly Identifier[],
): Promise<string[]> {
  const rows = await reads
    .selectFrom('identifier as i')
    .leftJoin('support_plan as s', (join) =>
      join.on('s.commissioner_id', '=', theTenant).onRef('s.support_plan_id', '=', 'i.support_plan_id'),
    )
    .leftJoin('budget_case as c', (join) =>
      join
        .on('c.commissioner_id', '=', theTenant)
        .on((eb) => eb('c.case_id', '=', eb.fn.coalesce('i.case_id', 's.case_id'))),
    )
    .select((eb) => eb.fn.coalesce('i.person_id', 'c.person_id').as('person_id'))
    .distinct()
    .where('i.commissioner_id', '=', commissionerId)
    .where((eb) => eb('i.token', '=', eb.fn.any(eb.val(identifiers.map(tokenOf)))))
    .where('i.kind', '=', kind)
    .execute()
  return rows.flatMap((row) => row.person_id ?? [])
}

/** The NHS numbers that people have, and those of records that were joined into theirs. */
export async function listNumbersOf(
  reads: Reads,
  { commissionerId }: Actor,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string[]>> {
  const numbers = new Map<string, string[]>(personIds.map((id) => [id, []]))
  if (personIds.length === 0) return numbers
  const rows = await reads
    .selectFrom('person')
    .select(['person_id', 'joined_into', 'nhs_number'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => {
      const any = eb.fn.any<string>(eb.val([...numbers.keys()]))
      return eb.or([eb('person_id', '=', any), eb('joined_into', '=', any)])
    })
    .where('nhs_number', 'is not', null)
    .execute()
  for (const row of rows)
    for (const id of [row.person_id, row.joined_into]) if (row.nhs_number) numbers.get(id ?? '')?.push(row.nhs_number)
  return numbers
}

/** By what other systems know a person, their cases and their plans. */
export async function listIdentifiersAround(
  tx: Tx,
  { commissionerId }: Actor,
  personId: string,
): Promise<(Identifier & { readonly of: Identified; readonly caseId: string | null })[]> {
  const { rows } = await sql<{
    system: string
    value: string
    kind: IdentifiedKind
    id: string
    case_id: string | null
  }>`
    with own as materialized (select c.case_id from budget_case c where c.commissioner_id = ${theTenant} and c.person_id = ${personId})
    select i.system, i.value, i.kind, i.person_id as id, null as case_id from identifier i
      where i.commissioner_id = ${commissionerId} and i.person_id = ${personId}
    union all select i.system, i.value, i.kind, i.case_id, i.case_id from own
      join identifier i on i.commissioner_id = ${theTenant} and i.case_id = own.case_id
    union all select i.system, i.value, i.kind, i.support_plan_id, s.case_id from own
      join support_plan s on s.commissioner_id = ${theTenant} and s.case_id = own.case_id
      join identifier i on i.commissioner_id = ${theTenant} and i.support_plan_id = s.support_plan_id`.execute(tx)
  return rows.map(({ system, value, kind, id, case_id: caseId }) => ({ system, value, of: { kind, id }, caseId }))
}

export async function deleteIdentifiers(
  tx: Tx,
  { commissionerId }: Actor,
  kind: IdentifiedKind,
  identifiers: readonly Identifier[],
): Promise<void> {
  if (identifiers.length === 0) return
  await tx
    .deleteFrom('identifier')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb('token', '=', eb.fn.any(eb.val(identifiers.map(tokenOf)))))
    .where('kind', '=', kind)
    .execute()
}

/** What other systems know a record by that is joined into another finds the one that goes on. */
export async function moveIdentifiers(tx: Tx, { commissionerId }: Actor, fromId: string, toId: string): Promise<void> {
  await tx
    .updateTable('identifier')
    .set({ person_id: toId })
    .where('commissioner_id', '=', commissionerId)
    .where('person_id', '=', fromId)
    .execute()
}
