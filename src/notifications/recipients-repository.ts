import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { saidOfContact, takenForDead } from '../people/safe-contact-repository.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type Recipient, type Safely, wantedUnlessSaid } from '../rules/notifications/when-to-tell.ts'
import { noAddresses, openAddresses } from './addresses-repository.ts'

/** Whom something is to: the person of the record, where no account is named. */
export interface To {
  readonly personId: string | null
  readonly actorId: string | null
}

export const recipientKey = ({ personId, actorId }: To): string =>
  actorId === null ? `person ${personId}` : `account ${actorId}`

/** A recipient, and whether they can be told anything any more. */
export interface Known extends Recipient {
  /** The person died, or it was said that they did. */
  readonly died: boolean
  /** The language that a person reads; null of staff, who are told in English. */
  readonly language: string | null
}

interface Row {
  readonly channels: Recipient['wanted']['channels'] | null
  readonly digest: Recipient['wanted']['digest'] | null
  readonly digest_hour: number | null
  readonly digest_day: number | null
  readonly contact_address_id: string | null
  readonly key_id: string | null
  readonly sealed: Buffer | null
}

function toRecipient(
  reads: Reads,
  commissionerId: string,
  row: Row,
  { safely, died, language }: Pick<Known, 'safely' | 'died' | 'language'>,
): Known {
  const { digest, digest_hour: digestHour, digest_day: digestDay, contact_address_id: id, key_id: keyId, sealed } = row
  return {
    wanted:
      row.channels === null || digest === null || digestHour === null || digestDay === null
        ? wantedUnlessSaid
        : { channels: row.channels, digest, digestHour, digestDay },
    ...{ safely, died, language },
    addresses:
      id === null || keyId === null || sealed === null
        ? noAddresses
        : openAddresses(reads, commissionerId, { id, keyId, sealed }),
  }
}

const columns = [
  'n.channels',
  'n.digest',
  'n.digest_hour',
  'n.digest_day',
  'a.contact_address_id',
  'a.key_id',
  'a.sealed',
] as const

/** What is known of each of these, by its key. */
export async function loadRecipients(
  reads: Reads,
  commissionerId: string,
  all: readonly To[],
): Promise<ReadonlyMap<string, Known>> {
  const personIds = [
    ...new Set(all.flatMap(({ personId, actorId }) => (actorId === null && personId !== null ? [personId] : []))),
  ]
  const actorIds = [...new Set(all.flatMap(({ actorId }) => actorId ?? []))]
  const [people, accounts] = await Promise.all([
    personIds.length === 0 ? [] : listPeople(reads, personIds),
    actorIds.length === 0 ? [] : listAccounts(reads, actorIds),
  ])
  return new Map([
    ...people.map((row): [string, Known] => [
      recipientKey({ personId: row.person_id, actorId: null }),
      toRecipient(reads, commissionerId, row, { safely: safelyOf(row), died: row.died, language: row.language }),
    ]),
    ...accounts.map((row): [string, Known] => [
      recipientKey({ personId: '', actorId: row.actor_id }),
      toRecipient(reads, commissionerId, row, { safely: null, died: false, language: null }),
    ]),
  ])
}

function safelyOf(row: Awaited<ReturnType<typeof listPeople>>[number]): Safely | null {
  const { may_email: mayEmail, may_text: mayText, from_time: from, to_time: to, paused } = row
  if (mayEmail === null || mayText === null || paused === null) return null
  const hours = from === null || to === null ? null : { from, to }
  return { mayEmail, mayText, hours, paused, pausedUntil: row.paused_until }
}

/** What a person wants that they said last, on their record or on one that was joined into it: a row, or none. */
const preferenceOf = (personId: RawBuilder<unknown>) =>
  sql<
    Selectable<Database['notification_preference']>
  >`(select w.* from notification_preference w where w.commissioner_id = ${theTenant}
    and w.person_id in (select ${personId} union all select j.person_id from person j
      where j.commissioner_id = ${theTenant} and j.joined_into = ${personId})
    order by w.set_at desc limit 1)`

/** People with what they said last, on their record or on one that was joined into it. */
const listPeople = (reads: Reads, personIds: readonly string[]) =>
  reads
    .selectFrom('person as p')
    .leftJoinLateral(saidOfContact(sql`p.person_id`).as('k'), (join) => join.onTrue())
    .leftJoinLateral(preferenceOf(sql`p.person_id`).as('n'), (join) => join.onTrue())
    .leftJoinLateral(
      (of) =>
        of
          .selectFrom('contact_address as e')
          .selectAll('e')
          .where('e.commissioner_id', '=', theTenant)
          // Row-level security takes `coalesce` for something that could leak, and then no index serves.
          .where('e.person_id', '=', sql<string>`case when k.person_id is null then p.person_id else k.person_id end`)
          .offset(sql.lit(0))
          .as('a'),
      (join) => join.onTrue(),
    )
    .select(columns)
    .select([
      'p.person_id',
      'p.language',
      'k.may_email',
      'k.may_text',
      'k.from_time',
      'k.to_time',
      'k.paused',
      'k.paused_until',
    ])
    .select(takenForDead(sql`p.person_id`).as('died'))
    .where('p.commissioner_id', '=', theTenant)
    .where(sql<boolean>`p.person_id = any(${personIds}::uuid[])`)
    .execute()

const listAccounts = (reads: Reads, actorIds: readonly string[]) =>
  reads
    .selectFrom('contact_address as a')
    .leftJoinLateral(
      (of) =>
        of
          .selectFrom('notification_preference as w')
          .selectAll('w')
          .where('w.commissioner_id', '=', theTenant)
          .whereRef('w.actor_id', '=', 'a.actor_id')
          .offset(sql.lit(0))
          .as('n'),
      (join) => join.onTrue(),
    )
    .select(columns)
    .select(sql<string>`a.actor_id`.as('actor_id'))
    .where('a.commissioner_id', '=', theTenant)
    .where(sql<boolean>`a.actor_id = any(${actorIds}::text[])`)
    .execute()
