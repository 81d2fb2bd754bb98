import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { RetentionRule } from '../rules/people/retention-schedule.ts'
import type { LocalDate } from '../shared/dates.ts'

/** A person whose record a rule no longer keeps. */
export interface Due {
  readonly personId: string
  readonly held: boolean
}

/** The people whose record the rule no longer keeps, a batch at a time, by identifier; those under a legal hold are named as held. */
export async function listDue(
  reads: Reads,
  { commissionerId }: Actor,
  { since }: RetentionRule,
  before: LocalDate,
  { after, most }: { readonly after: string | undefined; readonly most: number },
): Promise<Due[]> {
  const instant = sql`(${before}::date::timestamp at time zone 'Europe/London')`
  const touched = sql<boolean>`exists (select from budget_case o where o.commissioner_id = ${theTenant} and o.person_id = p.person_id
    and (o.ended_at is null or o.ended_at >= ${instant} or exists (select from audit_entry e where e.commissioner_id = ${theTenant}
      and e.case_id = o.case_id and e.happened_at >= ${instant})))`
  const rows = await reads
    .selectFrom('person as p')
    .select('p.person_id as personId')
    .select(
      sql<boolean>`exists (select from legal_hold h where h.commissioner_id = ${theTenant} and h.lifted_at is null
        and (h.person_id = p.person_id or h.person_id in (select j.person_id from person j where j.commissioner_id = ${theTenant} and j.joined_into = p.person_id)))`.as(
        'held',
      ),
    )
    .where('p.commissioner_id', '=', commissionerId)
    .where(sql<boolean>`p.registered_at < ${instant}`)
    .$if(since === 'registration', (query) =>
      query.where(
        sql<boolean>`p.joined_into is null and not exists (select from budget_case c where c.commissioner_id = ${theTenant} and c.person_id = p.person_id)
          and not exists (select from consent k where k.commissioner_id = ${theTenant} and k.person_id = p.person_id
            and k.given_at >= ${instant})`,
      ),
    )
    .$if(since !== 'registration', (query) =>
      query
        .where(
          sql<boolean>`p.person_id in (select c.person_id from budget_case c where c.commissioner_id = ${commissionerId}
            and c.ended_at < ${instant} ${since === 'death' ? sql`and c.ending = 'died'` : sql``})`,
        )
        .where(sql<boolean>`not ${touched}`),
    )
    .$if(after !== undefined, (query) => query.where('p.person_id', '>', after ?? ''))
    .orderBy('p.person_id')
    .limit(most)
    .execute()
  return rows
}

/** Removes all that is kept of a person, and keeps that it was done; nothing where they are gone already. */
export async function erasePerson(
  tx: Tx,
  { commissionerId }: Pick<Actor, 'commissionerId'>,
  erasure: { readonly id: string; readonly personId: string; readonly rule: RetentionRule['rule']; readonly at: Date },
): Promise<number | null> {
  const { cases } = await tx
    .selectNoFrom(sql<number | null>`erase_person(${erasure.personId})`.as('cases'))
    .executeTakeFirstOrThrow()
  if (cases === null) return null
  await tx
    .insertInto('erasure')
    .values({
      commissioner_id: commissionerId,
      erasure_id: erasure.id,
      person_id: erasure.personId,
      rule: erasure.rule,
      cases,
      erased_at: erasure.at,
    })
    .execute()
  return cases
}
