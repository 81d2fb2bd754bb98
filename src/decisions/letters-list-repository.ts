import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import { actsForPerson, saidOfContact, takenForDead } from '../people/safe-contact-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { NotificationFault } from '../rules/notifications/kinds.ts'
import { insteadOf, type LetterDeliveryWay } from '../rules/notifications/letters.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { Letter } from './schemas.ts'

interface Sending {
  readonly state: Database['notification']['status'] | null
  readonly channel: Database['notification']['channel']
  readonly message_id: string | null
  readonly fault: NotificationFault | null
  readonly settled_at: Date | null
  readonly may_post: boolean | null
  readonly paused: boolean | null
  readonly paused_until: string | null
  readonly how: LetterDeliveryWay | null
  readonly delivered_on: string | null
  readonly died: boolean
}

/** What was said of how safe the post is; null where nobody said anything. */
export const safelyOf = ({
  may_post: mayPost,
  paused,
  paused_until: pausedUntil,
}: Pick<Sending, 'may_post' | 'paused' | 'paused_until'>) =>
  mayPost === null || paused === null ? null : { mayPost, paused, pausedUntil }

/** Whether the person was told, and what is to be done where they were not and nobody gave them the letter. */
function toSending(row: Sending, today: LocalDate): Letter['sending'] {
  const { state, how, delivered_on: on, fault } = row
  const delivered = how === null || on === null ? null : { how, on }
  if (state === null) return null
  return {
    ...{ state, channel: row.channel, messageId: row.message_id, fault, delivered },
    acceptedAt: state === 'sent' ? (row.settled_at?.toISOString() ?? null) : null,
    instead: delivered || row.died ? null : insteadOf(fault, safelyOf(row), today),
  }
}

const toLetter = (
  row: Omit<Selectable<Database['letter']>, 'changed_at' | 'commissioner_id' | 'html'> & Sending,
  today: LocalDate,
): Letter => ({
  sending: toSending(row, today),
  decisionId: row.decision_id,
  caseId: row.case_id,
  title: row.title,
  contentHash: row.content_hash,
  writtenAt: row.written_at.toISOString(),
})

/** One row more than a page, newest first. */
export async function listLetters(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
  now: Date,
): Promise<(Letter & { place: string })[]> {
  const rows = await reads
    .selectFrom('letter as l')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'l.case_id'),
    )
    .leftJoin('notification as n', (join) =>
      join
        .on('n.commissioner_id', '=', theTenant)
        .onRef('n.decision_id', '=', 'l.decision_id')
        .on('n.actor_id', 'is', null),
    )
    .leftJoin('letter_delivery as d', (join) =>
      join.on('d.commissioner_id', '=', theTenant).onRef('d.decision_id', '=', 'l.decision_id'),
    )
    .leftJoinLateral(saidOfContact(sql`c.person_id`).as('s'), (join) => join.onTrue())
    .select(['c.person_id', 'l.decision_id', 'l.case_id', 'l.title', 'l.content_hash', 'l.written_at'])
    .select(['n.status as state', 'n.channel', 'n.message_id', 'n.fault', 'n.settled_at'])
    .select(['s.may_post', 's.paused', 's.paused_until', 'd.how', 'd.delivered_on'])
    .select(takenForDead(sql`c.person_id`).as('died'))
    .where('l.commissioner_id', '=', actor.commissionerId)
    .where('l.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('l.decision_id', '<', page.after ?? ''))
    .orderBy('l.decision_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  const today = londonDate(now)
  const [first] = rows
  // How the person was told is not for who acts or speaks for them, with this account or another.
  const acts = first !== undefined && (await actsForPerson(reads, actor, first.person_id))
  return rows.map((row) => {
    const letter = toLetter(row, today)
    return { ...letter, sending: acts ? null : letter.sending, place: row.decision_id }
  })
}
