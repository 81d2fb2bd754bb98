import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { fieldKeysFor, type SealedField } from '../platform/secrets/field-keys.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Addresses, Earlier } from '../rules/notifications/when-to-tell.ts'
import type { PostalAddress } from '../shared/postal-address.ts'

/** Whose something is: the person of a record, or whoever signs in with an account. */
export type Owner =
  | { readonly personId: string; readonly actorId: null }
  | { readonly personId: null; readonly actorId: string }

/** An address opens only as that of its row. */
const about = (commissionerId: string, id: string) => `contact_address ${commissionerId} ${id}`

/** What is kept of the addresses of one. */
interface Kept extends SealedField {
  readonly id: string
}

/** All that is sealed together: where messages go, and the post of a person. */
type KeptAddresses = Addresses & { readonly postalAddress?: PostalAddress | null }

export const noAddresses: Addresses = { email: null, phone: null }

const open = <Sealed>(reads: Reads, commissionerId: string, { id, ...sealed }: Kept): Sealed =>
  JSON.parse(fieldKeysFor(reads).open(sealed, about(commissionerId, id)))

export const openAddresses = (reads: Reads, commissionerId: string, kept: Kept): KeptAddresses =>
  open(reads, commissionerId, kept)

const seal = (reads: Reads, commissionerId: string, id: string, what: object) => {
  const { keyId, sealed } = fieldKeysFor(reads).seal(JSON.stringify(what), about(commissionerId, id))
  return { key_id: keyId, sealed }
}

export async function findAddresses(reads: Reads, { commissionerId }: Actor, owner: Owner): Promise<KeptAddresses> {
  const row = await reads
    .selectFrom('contact_address')
    .select(['contact_address_id', 'key_id', 'sealed'])
    .where('commissioner_id', '=', commissionerId)
    .where(owner.actorId === null ? 'person_id' : 'actor_id', '=', owner.actorId ?? owner.personId)
    .executeTakeFirst()
  return row
    ? openAddresses(reads, commissionerId, { id: row.contact_address_id, keyId: row.key_id, sealed: row.sealed })
    : noAddresses
}

/** Keeps, for a message alone, where somebody was told before, until it is settled. */
export async function keepEarlier(tx: Tx, { commissionerId }: Actor, notificationId: string, earlier: Earlier) {
  const id = newId()
  await tx
    .insertInto('contact_address')
    .values({
      ...{ commissioner_id: commissionerId, contact_address_id: id, notification_id: notificationId },
      ...seal(tx, commissionerId, id, earlier),
    })
    .execute()
}

/** Where these messages alone go, by their identifiers. */
export async function loadEarlier(
  reads: Reads,
  commissionerId: string,
  notificationIds: readonly string[],
): Promise<ReadonlyMap<string | null, Earlier>> {
  const rows = await reads
    .selectFrom('contact_address')
    .select(['notification_id', 'contact_address_id', 'key_id', 'sealed'])
    .where('commissioner_id', '=', theTenant)
    .where(sql<boolean>`notification_id = any(${notificationIds}::uuid[])`)
    .execute()
  return new Map(
    rows.map(({ notification_id, contact_address_id: id, key_id: keyId, sealed }) => [
      notification_id,
      open<Earlier>(reads, commissionerId, { id, keyId, sealed }),
    ]),
  )
}

/** Forgets where these messages alone went, but of those that wait to be tried again. */
export async function forgetEarlier(tx: Tx, notificationIds: readonly string[]): Promise<void> {
  await sql`delete from contact_address a using notification n where a.commissioner_id = ${theTenant}
    and a.notification_id = any(${notificationIds}::uuid[]) and n.commissioner_id = ${theTenant}
    and n.notification_id = a.notification_id and n.status <> 'waiting'`.execute(tx)
}

/** Puts these addresses in the place of those before, of which nothing is left. */
export async function setAddresses(tx: Tx, { commissionerId }: Actor, owner: Owner, addresses: KeptAddresses) {
  await tx
    .deleteFrom('contact_address')
    .where('commissioner_id', '=', commissionerId)
    .where(owner.actorId === null ? 'person_id' : 'actor_id', '=', owner.actorId ?? owner.personId)
    .execute()
  const { email, phone, postalAddress } = addresses
  if (email === null && phone === null && !postalAddress) return
  const id = newId()
  await tx
    .insertInto('contact_address')
    .values({
      ...{ commissioner_id: commissionerId, contact_address_id: id },
      ...{ person_id: owner.personId, actor_id: owner.actorId },
      ...seal(tx, commissionerId, id, { email, phone, ...(postalAddress && { postalAddress }) }),
    })
    .execute()
}

/** Seals again with the key in use what was sealed with one before it, at the most so many; says how many. */
export async function resealAddresses(tx: Tx, commissionerId: string, keyId: string, most: number): Promise<number> {
  const rows = await tx
    .selectFrom('contact_address')
    .select(['contact_address_id', 'key_id', 'sealed'])
    .where('commissioner_id', '=', theTenant)
    .where('key_id', '<>', keyId)
    .orderBy('contact_address_id')
    .limit(most)
    .forUpdate()
    .execute()
  await Promise.all(
    rows.map(({ contact_address_id: id, key_id, sealed }) =>
      tx
        .updateTable('contact_address')
        .set(seal(tx, commissionerId, id, open<object>(tx, commissionerId, { id, keyId: key_id, sealed })))
        .where('commissioner_id', '=', theTenant)
        .where('contact_address_id', '=', id)
        .execute(),
    ),
  )
  return rows.length
}
