import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type IdentifiedKind, type Identifier, tokenOf } from '../rules/people/identifiers.ts'

/** Something that other systems know. */
export interface Identified {
  readonly kind: IdentifiedKind
  readonly id: string
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

/** Those of these things, by what they are of, in the order of the systems. */
export async function listIdentifiers(
  reads: Reads,
  { commissionerId }: Pick<Actor, 'commissionerId'>,
  kind: IdentifiedKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Identifier[]>> {
  const found = new Map<string, Identifier[]>(ids.map((id) => [id, []]))
  if (ids.length === 0) return found
  const rows = await reads
    .selectFrom('identifier')
    .select([sql.ref<string>(columnOf[kind]).as('of'), 'system', 'value'])
    .where('commissioner_id', '=', commissionerId)
    .where((eb) => eb(columnOf[kind], '=', eb.fn.any(eb.val([...ids]))))
    .orderBy('token')
    .execute()
  for (const { of, system, value } of rows) found.get(of)?.push({ system, value })
  return found
}

export async function listIdentifiersOf(
  reads: Reads,
  actor: Pick<Actor, 'commissionerId'>,
  { kind, id }: Identified,
): Promise<Identifier[]> {
  return (await listIdentifiers(reads, actor, kind, [id])).get(id) ?? []
}

export async function insertIdentifiers(
  tx: Tx,
  actor: Actor,
  given: readonly { readonly of: Identified; readonly identifier: Identifier }[],
  now: Date,
): Promise<void> {
  if (given.length === 0) return
  await tx
    .insertInto('identifier')
    .values(
      given.map(({ of, identifier: { system, value } }) => ({
        commissioner_id: actor.commissionerId,
        system,
        value,
        [columnOf[of.kind]]: of.id,
        set_by: actor.actorId,
        set_at: now,
      })),
    )
    .execute()
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
