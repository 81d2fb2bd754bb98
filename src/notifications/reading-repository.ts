import { sql } from 'kysely'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import { type NotificationKind, urgencyOf } from '../rules/notifications/kinds.ts'
import type { LocalDate } from '../shared/dates.ts'

/** How far it was looked for what is to be told, with nobody else looking; undefined where somebody else is. */
export async function lockReading(tx: Tx, commissionerId: string, today: LocalDate) {
  const find = () =>
    tx
      .selectFrom('notification_reading')
      .select([
        'looked_to',
        sql<boolean>`(reviews_looked_on is null or reviews_looked_on < ${today}::date)`.as('looks_for_reviews'),
      ])
      .where('commissioner_id', '=', theTenant)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
  let row = await find()
  if (!row) {
    // A tenant that is new begins at the beginning of its chain.
    await tx
      .insertInto('notification_reading')
      .values({ commissioner_id: commissionerId, looked_to: 0 })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    row = await find()
  }
  return row && { lookedTo: row.looked_to, looksForReviews: row.looks_for_reviews }
}

export async function setReading(tx: Tx, lookedTo: number, reviewsLookedOn: LocalDate): Promise<void> {
  await tx
    .updateTable('notification_reading')
    .set({ looked_to: lookedTo, reviews_looked_on: reviewsLookedOn })
    .where('commissioner_id', '=', theTenant)
    .execute()
}

/** Something that happened, as the chain has it. */
export interface Happened {
  readonly sequence: number
  readonly type: string
  readonly subjectId: string
  readonly caseId: string | null
  readonly facts: Readonly<Record<string, unknown>>
  readonly at: Date
}

/** What follows a place of the chain, at the most so much. */
export async function happenedAfter(tx: Tx, sequence: number, most: number): Promise<Happened[]> {
  const rows = await tx
    .selectFrom('audit_seal as s')
    .innerJoin('audit_entry as e', (join) =>
      join.on('e.commissioner_id', '=', theTenant).onRef('e.audit_entry_id', '=', 's.audit_entry_id'),
    )
    .select(['s.sequence', 'e.type', 'e.subject_id', 'e.case_id', 'e.facts', 'e.happened_at'])
    .where('s.commissioner_id', '=', theTenant)
    .where('s.sequence', '>', sequence)
    .orderBy('s.sequence')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    ...{ sequence: row.sequence, type: row.type, subjectId: row.subject_id, caseId: row.case_id },
    ...{ facts: row.facts, at: row.happened_at },
  }))
}

/** Something that is to be told to somebody. */
export interface ToTell {
  readonly kind: NotificationKind
  readonly about: string
  readonly caseId: string | null
  /** Null where it is of no record. */
  readonly personId: string | null
  /** Null: to the person. */
  readonly actorId: string | null
  readonly decisionId: string | null
}

const mostRows = 500

/** Keeps what is to be told, each thing to each once. */
export async function insertToTell(
  tx: Tx,
  commissionerId: string,
  all: readonly (ToTell & { readonly id?: string; readonly bundled: boolean; readonly dueAt: Date })[],
  now: Date,
): Promise<void> {
  for (let at = 0; at < all.length; at += mostRows)
    await tx
      .insertInto('notification')
      .values(
        all
          .slice(at, at + mostRows)
          .map(({ id = newId(), kind, about, caseId, personId, actorId, decisionId, bundled, dueAt }) => ({
            ...{ commissioner_id: commissionerId, notification_id: id, kind, about, case_id: caseId },
            ...{ person_id: personId, actor_id: actorId, decision_id: decisionId, status: 'waiting' as const, bundled },
            ...{ made_at: now, due_at: dueAt, urgency: urgencyOf(kind), attempts: 0 },
          })),
      )
      .onConflict((conflict) => conflict.constraint('notification_once').doNothing())
      .execute()
}

/** Forgets what came to its end before an instant, a few at a time; says how many. That a letter was told of is kept with it. */
export async function forgetSettled(tx: Tx, before: Date, most: number): Promise<number> {
  const result = await tx
    .deleteFrom('notification')
    .where('commissioner_id', '=', theTenant)
    .where('notification_id', 'in', (old) =>
      old
        .selectFrom('notification')
        .select('notification_id')
        .where('commissioner_id', '=', theTenant)
        .where('decision_id', 'is', null)
        .where('settled_at', '<', before)
        .orderBy('settled_at')
        .limit(most),
    )
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

/** That it was looked at what is sent by nobody else at the same time: who takes what is due is one at a time, for as long as that takes. */
export async function lockTaking(tx: Tx): Promise<void> {
  await sql`select from notification_reading where commissioner_id = ${theTenant} for update`.execute(tx)
}
