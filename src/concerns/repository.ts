import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { hadPart, nearCase } from '../case-access/near-repository.ts'
import { rolesOf } from '../case-access/places-repository.ts'
import { visibleCases } from '../case-access/visible-repository.ts'
import { kinOf } from '../payees/kin-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import { humanOf } from '../platform/access/human-repository.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import {
  type About,
  aboutKey,
  type ConcernLevel,
  type ConcernOutcome,
  type ConcernRaiser,
  type ConcernReferral,
  concernDueOn,
} from '../rules/concerns/concerns.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import type { Concern } from './schemas.ts'

/** What somebody who sees the case is on it; undefined where they do not. It is no look at the record: whoever is told who looked would learn of it. */
export async function findRaiser(reads: Reads, actor: Actor, caseId: string): Promise<ConcernRaiser | undefined> {
  const row = await visibleCases(reads, asking(actor)).where('c.case_id', '=', caseId).executeTakeFirst()
  return row && (rolesOf(row.places)[0] ?? 'other')
}

/** The entries of the register that are the payee whom the concern `k` is about. */
const payeesAbout =
  kinOf(sql`select p.payee_id, p.organisation_id from (select substr(k.about_key, 7) as letters where k.about = 'payee' offset 0) a
  cross join lateral (select p.payee_id, p.organisation_id from payee p
    where p.commissioner_id = ${theTenant} and p.name_key = a.letters offset 0) p`)

/** Who decided or voted on something of the case of the concern `k`, or gave, asked about or decided on an account of it; and of each entry that is the payee whom it is about, who registered them, saw their papers, declared a tie to them or did so of theirs. */
const dealtWith = sql`(
  select decided_by as actor_id from decision where commissioner_id = ${theTenant} and case_id = k.case_id
  union all select decided_by from payee_decision where commissioner_id = ${theTenant} and case_id = k.case_id
  union all select v.actor_id from support_plan s join vote v on v.commissioner_id = ${theTenant} and v.support_plan_id = s.support_plan_id
    where s.commissioner_id = ${theTenant} and s.case_id = k.case_id
  union all select v.voted_by from off_plan_request o join off_plan_vote v on v.commissioner_id = ${theTenant} and v.off_plan_request_id = o.off_plan_request_id
    where o.commissioner_id = ${theTenant} and o.case_id = k.case_id
  union all select x.actor_id from bank_account a cross join lateral (values (a.proposed_by), (a.told_by), (a.decided_by)) x (actor_id)
    where a.commissioner_id = ${theTenant} and a.case_id = k.case_id
  union all select x.actor_id from ${payeesAbout} z cross join lateral (select y.payee_id, y.registered_by from payee y
      where y.commissioner_id = ${theTenant} and y.payee_id = z.payee_id offset 0) y cross join lateral (
      select y.registered_by as actor_id
      union all select e.seen_by from payee_evidence e where e.commissioner_id = ${theTenant} and e.payee_id = y.payee_id
      union all select i.declared_by from payee_tie i where i.commissioner_id = ${theTenant} and i.payee_id = y.payee_id
      union all select t.actor_id from bank_account a cross join lateral (values (a.proposed_by), (a.told_by), (a.decided_by)) t (actor_id)
        where a.commissioner_id = ${theTenant} and a.payee_id = y.payee_id) x)`

/** Whether this is a member of the team, now or before, or a line of a plan, of the case. */
export async function isOfCase(reads: Reads, actor: Actor, caseId: string, about: About): Promise<boolean> {
  const { memberId, planLineId } = about
  if (memberId === null && planLineId === null) return true
  const row =
    memberId === null
      ? await reads
          .selectFrom('plan_line')
          .select('case_id')
          .where('commissioner_id', '=', actor.commissionerId)
          .where('plan_line_id', '=', planLineId)
          .executeTakeFirst()
      : await reads
          .selectFrom('case_member')
          .select('case_id')
          .where('commissioner_id', '=', actor.commissionerId)
          .where('case_member_id', '=', memberId)
          .executeTakeFirst()
  return row?.case_id === caseId
}

/** The open concern about something of a case; made where there is none, and graver where this is. */
export async function joinConcern(
  tx: Tx,
  actor: Actor,
  caseId: string,
  about: About,
  level: ConcernLevel,
  now: Date,
): Promise<string> {
  const { concern_id } = await tx
    .insertInto('concern')
    .values({
      commissioner_id: actor.commissionerId,
      concern_id: newId(),
      case_id: caseId,
      about: about.about,
      about_key: aboutKey(about),
      case_member_id: about.memberId,
      plan_line_id: about.planLineId,
      payee: about.payee,
      level,
      opened_at: now,
      due_on: concernDueOn(level, 'take', londonDate(now)),
    })
    .onConflict((oc) =>
      oc
        .columns(['commissioner_id', 'case_id', 'about_key'])
        .where('settled_at', 'is', null)
        .doUpdateSet({
          level: sql`greatest(concern.level, excluded.level)`,
          // Graver, it is for sooner: to be taken, or, where somebody has, to be settled.
          due_on: sql`case when excluded.level > concern.level then least(concern.due_on,
            case when concern.state = 'open' then excluded.due_on else ${concernDueOn(level, 'settle', londonDate(now))}::date end)
            else concern.due_on end`,
        }),
    )
    .returning('concern_id')
    .executeTakeFirstOrThrow()
  return concern_id
}

/**
 * That the actor may know of the concern `k`: neither they nor another account of theirs is near its case, or was, had a part in it, or dealt with the money that it can be about, and so could
 * be suspected.
 */
export function mayHandle({ actorId }: Actor): RawBuilder<SqlBool> {
  return sql`not exists (select from (
      select actor_id from ${nearCase(sql`k.case_id`)} m union all select actor_id from ${hadPart(sql`k.case_id`)} h
      union all select actor_id from ${dealtWith} d) n
    where ${humanOf('n.actor_id')} = ${humanOf(sql`${actorId}`)} offset 0)`
}

/** The concerns `k` that the actor may know of. */
export const concerns = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('concern as k')
    .selectAll('k')
    .where('k.commissioner_id', '=', actor.commissionerId)
    .where(mayHandle(actor))

/** A concern that the actor may know of, and whether they have taken it. */
export type FoundConcern = Omit<Concern, 'reports' | 'entries' | 'freezes'> & { readonly taken: boolean }

/** That the actor, by any account, has taken the concern `k`. */
const isTaken = ({ actorId }: Actor) =>
  sql<boolean>`exists (select from concern_entry e where e.commissioner_id = ${theTenant} and e.concern_id = k.concern_id
    and e.kind = 'taken' and ${humanOf('e.actor_id')} = ${humanOf(sql`${actorId}`)} offset 0)`

function concernById(reads: Reads, actor: Actor, id: string) {
  return concerns(reads, actor).select(isTaken(actor).as('taken')).where('k.concern_id', '=', id)
}
type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof concernById>['executeTakeFirst']>>>

const toConcern = (row: Row): FoundConcern => ({
  id: row.concern_id,
  caseId: row.case_id,
  about: row.about,
  memberId: row.case_member_id,
  planLineId: row.plan_line_id,
  payee: row.payee,
  level: row.level,
  state: row.state,
  openedAt: row.opened_at.toISOString(),
  outcome: row.outcome,
  referredTo: row.referred_to,
  settledAt: row.settled_at?.toISOString() ?? null,
  toldToPerson: row.told_to_person,
  taken: row.taken,
})

export async function findConcern(reads: Reads, actor: Actor, id: string): Promise<FoundConcern | undefined> {
  const row = await concernById(reads, actor, id).executeTakeFirst()
  return row && toConcern(row)
}

export async function lockConcern(tx: Tx, actor: Actor, id: string): Promise<FoundConcern | undefined> {
  const row = await concernById(tx, actor, id).forUpdate('k').executeTakeFirst()
  return row && toConcern(row)
}

export async function setLooking(tx: Tx, actor: Actor, id: string, settleBy: LocalDate): Promise<void> {
  await tx
    .updateTable('concern')
    .set({ state: 'looking', due_on: settleBy })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('concern_id', '=', id)
    .execute()
}

export async function setSettled(
  tx: Tx,
  actor: Actor,
  id: string,
  {
    outcome,
    referredTo,
    tellPerson,
  }: { outcome: ConcernOutcome; referredTo: ConcernReferral | null; tellPerson: boolean },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('concern')
    .set({ state: 'settled', outcome, referred_to: referredTo, settled_at: now, told_to_person: tellPerson })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('concern_id', '=', id)
    .execute()
}
