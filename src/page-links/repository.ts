import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { hoursSessionLasts, isForPerson, minutesSessionIdle, type PageLinkMaker } from '../rules/people/page-links.ts'

interface NewLink {
  readonly id: string
  readonly caseId: string
  readonly madeAs: PageLinkMaker
  readonly codeHash: string
  readonly madeAt: Date
  readonly expiresAt: Date
}

/**
 * Ends the links of a case that nobody has opened, so that the newest alone opens the pages, and the pages that an earlier link of the same maker has
 * opened: whoever makes a new one has no need of those, or has lost the device that they are open on. A care coordinator's closes none of the person's, who may be in the middle of something.
 * Whoever acts or speaks for the person ends their own alone, and nobody ends theirs: there can be several of them.
 */
export async function setLinksReplaced(
  tx: Tx,
  { commissionerId, actorId }: Actor,
  { caseId, madeAs }: Pick<NewLink, 'caseId' | 'madeAs'>,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('page_link')
    .set({ closed_at: at })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where((eb) =>
      isForPerson(madeAs)
        ? eb.and([eb('made_as', '=', madeAs), eb('subject', '=', actorId)])
        : eb.or([
            eb('made_as', '=', madeAs),
            eb.and([eb('opened_at', 'is', null), eb('made_as', 'in', ['person', 'care-coordinator'])]),
          ]),
    )
    .where('closed_at', 'is', null)
    .execute()
}

export async function insertLink(tx: Tx, actor: Actor, link: NewLink): Promise<void> {
  await tx
    .insertInto('page_link')
    .values({
      commissioner_id: actor.commissionerId,
      page_link_id: link.id,
      case_id: link.caseId,
      subject: actor.actorId,
      // The person has none here, whatever organisation their token names too; whoever else made it asks as by their own sign-in.
      organisation_id: link.madeAs === 'person' ? null : actor.organisationId,
      made_as: link.madeAs,
      code_hash: link.codeHash,
      made_at: link.madeAt,
      expires_at: link.expiresAt,
    })
    .execute()
}

/** Whose pages are open, and by whose link. */
export interface PageSession {
  readonly linkId: string
  readonly caseId: string
  readonly commissionerId: string
  /** In whose name the pages ask. */
  readonly subject: string
  readonly organisationId: string | null
  readonly name: string
  readonly madeAs: PageLinkMaker
}

/** The place on the team of whoever made a link. */
const placeOnTeam = sql`from case_member m where m.commissioner_id = ${theTenant} and m.case_id = page_link.case_id
  and m.actor_id = page_link.subject and m.case_role::text = page_link.made_as::text and place_holds(m.left_at, m.until_on)`

/** Whoever made a link still is who they were: the sign-in is the person's; who acts or speaks for them is on the team; the care coordinator is too, registered, and their organisation takes part. */
const stillTheirs = sql<boolean>`case when page_link.made_as = 'person' then exists (select from sign_in s join budget_case c
    on c.commissioner_id = ${theTenant} and c.person_id = s.person_id
    where s.commissioner_id = ${theTenant} and c.case_id = page_link.case_id and s.subject = page_link.subject and s.ended_at is null)
  else exists (select ${placeOnTeam}) end and case when page_link.organisation_id is null then true
  else exists (select from organisation o where o.commissioner_id = ${theTenant} and o.organisation_id = page_link.organisation_id
      and o.ended_at is null) end and case when page_link.made_as <> 'care-coordinator' then true
  else exists (select from staff_identity i join staff_member s on s.commissioner_id = ${theTenant} and s.staff_member_id = i.staff_member_id
      where i.commissioner_id = ${theTenant} and i.actor_id = page_link.subject and i.confirmed_at is not null and s.ended_at is null) end`

/** How they are named on the team of the case, which is how the person signs. */
const nameOnTeam = sql<string | null>`(select m.name ${placeOnTeam} limit 1)`

const told = ['page_link_id', 'case_id', 'subject', 'organisation_id', 'made_as'] as const

interface Told {
  readonly page_link_id: string
  readonly case_id: string
  readonly subject: string
  readonly organisation_id: string | null
  readonly made_as: PageLinkMaker
  readonly name: string | null
}
const toSession = (commissionerId: string, row: Told): PageSession => ({
  linkId: row.page_link_id,
  caseId: row.case_id,
  commissionerId,
  subject: row.subject,
  organisationId: row.organisation_id,
  name: row.name ?? '',
  madeAs: row.made_as,
})

/** Whether a link would open the pages now. */
export async function isOpenable(reads: Reads, commissionerId: string, codeHash: string, now: Date): Promise<boolean> {
  const row = await reads
    .selectFrom('page_link')
    .select('page_link_id')
    .where('commissioner_id', '=', commissionerId)
    .where('code_hash', '=', codeHash)
    .where('opened_at', 'is', null)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', now)
    .where(stillTheirs)
    .executeTakeFirst()
  return row !== undefined
}

/** Uses a link up: of two who open it at once, the row lets one have it. */
export async function openLink(
  tx: Tx,
  commissionerId: string,
  { codeHash, sessionHash, now }: { codeHash: string; sessionHash: string; now: Date },
): Promise<PageSession | undefined> {
  const row = await tx
    .updateTable('page_link')
    .set({ opened_at: now, session_hash: sessionHash, seen_at: now })
    .where('commissioner_id', '=', commissionerId)
    .where('code_hash', '=', codeHash)
    .where('opened_at', 'is', null)
    .where('closed_at', 'is', null)
    .where('expires_at', '>', now)
    .where(stillTheirs)
    .returning(told)
    .returning(nameOnTeam.as('name'))
    .executeTakeFirst()
  return row && toSession(commissionerId, row)
}

const before = (now: Date, minutes: number) => new Date(now.getTime() - minutes * 60_000)

/** The session of a cookie that is open still, which is used now. */
export async function seeSession(
  tx: Tx,
  commissionerId: string,
  sessionHash: string,
  now: Date,
): Promise<PageSession | undefined> {
  const row = await tx
    .updateTable('page_link')
    .set({ seen_at: now })
    .where('commissioner_id', '=', commissionerId)
    .where('session_hash', '=', sessionHash)
    .where('closed_at', 'is', null)
    .where('seen_at', '>', before(now, minutesSessionIdle))
    .where('opened_at', '>', before(now, hoursSessionLasts * 60))
    .where(stillTheirs)
    .returning(told)
    .returning(nameOnTeam.as('name'))
    .executeTakeFirst()
  return row && toSession(commissionerId, row)
}

export async function closeSession(tx: Tx, { commissionerId, linkId }: PageSession, at: Date): Promise<void> {
  await tx
    .updateTable('page_link')
    .set({ closed_at: at })
    .where('commissioner_id', '=', commissionerId)
    .where('page_link_id', '=', linkId)
    .where('closed_at', 'is', null)
    .execute()
}
