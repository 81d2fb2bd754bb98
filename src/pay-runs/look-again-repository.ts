import { sql } from 'kysely'
import { isAlive } from '../case-access/repository.ts'
import { toPayment } from '../payments/repository.ts'
import type { Payment } from '../payments/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'

/** A payment that the bank would be told, with what may have come in between since it was handed over. */
export interface LookedAt {
  readonly payment: Payment
  /**
   * Whether the case is frozen in whole or part, somebody died, a line was paused, a provider stopped, a signature was disputed, it is said to be somebody else, or something of who is paid has
   * changed: each is looked into by itself. Their papers are asked for beside it.
   */
  readonly doubtful: boolean
  /** Whether it would go into an account that was confirmed since. */
  readonly accountChanged: boolean
  /** Whether the money of its line is held in another way since, or is in a float that was opened since: it is planned anew, and paid to whom it is for now. */
  readonly heldOtherwise: boolean
  /** Until when it is owed though its line has closed since, or is held in another way: for the days that a provider gave or that the bank did not pay before, or all of them where another plan was agreed without this money. */
  readonly owedUntil: LocalDate | null
  /** Whether whoever is paid holds the money for the person. */
  readonly toHold: boolean
}

const changedOn = sql<LocalDate>`(g.took_effect_at at time zone 'Europe/London')::date`

/** Whether an organisation would be paid to hold what it has by its float now: while one is open nothing is planned so, whenever it was opened. */
const isBesideFloat = sql<boolean>`(p.to_hold and exists (select from payee y join organisation_float f on f.commissioner_id = ${theTenant} and f.organisation_id = y.organisation_id
  where y.commissioner_id = ${theTenant} and y.payee_id = p.payee_id offset 0))`

/** What a provider gave before the money of the line is held in another way is paid to it all the same. An organisation that has a float since has the money by that. */
const isHeldOtherwise = sql<boolean>`(p.purpose <> 'owed' and (exists (select from line_holding g where g.commissioner_id = ${theTenant}
  and g.plan_line_id = p.plan_line_id and g.took_effect_at > p.instructed_at and (p.to_hold or p.until_on >= ${changedOn}) offset 0)
  or ${isBesideFloat}))`

/** Whether who is paid was ended since: what they gave by that day is planned anew. */
const isEnded = sql<boolean>`exists (select from payee y where y.commissioner_id = ${theTenant} and y.payee_id = p.payee_id
  and y.ended_at > p.instructed_at offset 0)`

const isClosed = sql<boolean>`exists (select from plan_line l where l.commissioner_id = ${theTenant} and l.plan_line_id = p.plan_line_id
  and l.status = 'closed' offset 0)`

/**
 * Where the line goes on in another plan all of it is owed, since that was agreed without this money; so it is to whoever holds the money where they hold that of the other line too, and else for
 * the days until then. What somebody was to hold for days to come is owed to nobody once the budget has ended. Where the line is open and held in another way, it is owed for what was given before, and so
 * is what the bank did not make before.
 */
const owedUntil = sql<LocalDate | null>`(select case
    when l.status <> 'closed' then case when not p.to_hold or p.instead_of is not null then (select min(${changedOn}) - 1 from line_holding g
      where g.commissioner_id = ${theTenant} and g.plan_line_id = p.plan_line_id and g.took_effect_at > p.instructed_at
      and p.until_on >= ${changedOn}) end
    when ${isBesideFloat} then null
    when exists (select from plan_line n where n.commissioner_id = ${theTenant} and n.case_id = p.case_id and n.key = l.key and n.status = 'active'
      and (not p.to_hold or n.deployment = l.deployment and n.holder_id is not distinct from l.holder_id) offset 0) then p.until_on
    when p.to_hold and not exists (select from plan_line n where n.commissioner_id = ${theTenant} and n.case_id = p.case_id
      and n.key = l.key and n.status = 'active' offset 0) then null
    when exists (select from plan_line n where n.commissioner_id = ${theTenant} and n.case_id = p.case_id
      and n.status = 'active' offset 0) then l.closed_on - 1
    else least(l.closed_on, (select min(h.died_on) from budget_case c
      join budget_case x on x.commissioner_id = ${theTenant} and x.person_id = c.person_id
      join death_report h on h.commissioner_id = ${theTenant} and h.case_id = x.case_id
      where c.commissioner_id = ${theTenant} and c.case_id = p.case_id
        and (h.closed_at is null or h.outcome = 'confirmed' and not ${isAlive}))) end
  from plan_line l where l.commissioner_id = ${theTenant} and l.plan_line_id = p.plan_line_id and p.purpose <> 'owed' offset 0)`

/** What was handed over of a run, in the order of its file. */
const next = (tx: Tx, actor: Actor, payRunId: string, most?: number) =>
  tx
    .selectFrom('payment')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('pay_run_id', '=', payRunId)
    .where('instructed_at', 'is not', null)
    .orderBy('payment_id')
    .$if(most !== undefined, (query) => query.limit(most ?? 0))

/** The cases of the next payments of a run. */
export async function listCasesOfNext(tx: Tx, actor: Actor, payRunId: string, most: number): Promise<string[]> {
  const rows = await tx
    .selectFrom(next(tx, actor, payRunId, most).as('p'))
    .select('p.case_id')
    .distinct()
    .execute()
  return rows.map(({ case_id }) => case_id)
}

/** The cases of a run, or of its next payments, with a line that is held in another way since its payment was handed over, or has closed, or with a payee who was ended. */
export async function listChanged(tx: Tx, actor: Actor, payRunId: string, most?: number): Promise<string[]> {
  const rows = await tx
    .selectFrom(next(tx, actor, payRunId, most).as('p'))
    .select('p.case_id')
    .distinct()
    .where((eb) => eb.or([isHeldOtherwise, isClosed, isEnded]))
    .execute()
  return rows.map(({ case_id }) => case_id)
}

/** The payments of a run that were handed over, all or the next so many, held against others, in the order of its file. */
export async function lockHandedOver(tx: Tx, actor: Actor, payRunId: string, most?: number): Promise<LookedAt[]> {
  const rows = await tx
    .selectFrom('payment as p')
    .selectAll('p')
    .select([
      sql<boolean>`(exists (select from spending_freeze f where f.commissioner_id = ${theTenant} and f.case_id = p.case_id and f.lifted_at is null offset 0)
        or ${isClosed}
        or exists (select from budget_case c join budget_case o on o.commissioner_id = ${theTenant} and o.person_id = c.person_id
          join death_report d on d.commissioner_id = ${theTenant} and d.case_id = o.case_id
          where c.commissioner_id = ${theTenant} and c.case_id = p.case_id and d.reported_at > p.instructed_at offset 0)
        or exists (select from line_pause w where w.commissioner_id = ${theTenant} and w.case_id = p.case_id and w.paused_at > p.instructed_at offset 0)
        or exists (select from provider_stop s where s.commissioner_id = ${theTenant} and s.case_id = p.case_id and s.reported_at > p.instructed_at offset 0)
        or exists (select from said_for f where f.commissioner_id = ${theTenant} and f.case_id = p.case_id and f.objected_at > p.instructed_at offset 0)
        or exists (select from budget_case c join person e on e.commissioner_id = ${theTenant} and (e.person_id = c.person_id or e.joined_into = c.person_id)
          join recorded_identity r on r.commissioner_id = ${theTenant} and r.person_id = e.person_id
          where c.commissioner_id = ${theTenant} and c.case_id = p.case_id and r.version > 1 and r.recorded_at > p.instructed_at offset 0)
        or p.payee_id is not null and (
          exists (select from payee y where y.commissioner_id = ${theTenant} and y.payee_id = p.payee_id and y.ended_at is not null offset 0)
          or exists (select from payee_decision d where d.commissioner_id = ${theTenant} and d.payee_id = p.payee_id and d.case_id = p.case_id
            and d.decided_at > p.instructed_at offset 0)
          or exists (select from payee_tie t where t.commissioner_id = ${theTenant} and t.payee_id = p.payee_id and t.case_id = p.case_id
            and t.ended_at is null and t.declared_at > p.instructed_at offset 0)
          or exists (select from service_agreement s where s.commissioner_id = ${theTenant} and s.payee_id = p.payee_id
            and s.ended_at > p.instructed_at offset 0)))`.as('doubtful'),
      sql<boolean>`exists (select from bank_account a where a.commissioner_id = ${theTenant} and a.owner_id = coalesce(p.payee_id, p.case_id)
        and a.status = 'confirmed' and a.decided_at > p.instructed_at offset 0)`.as('changed'),
      isHeldOtherwise.as('held_otherwise'),
      owedUntil.as('owed_until'),
    ])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.pay_run_id', '=', payRunId)
    .where('p.instructed_at', 'is not', null)
    .orderBy('p.payment_id')
    .$if(most !== undefined, (query) => query.limit(most ?? 0))
    .forUpdate('p')
    .execute()
  return rows.map(({ doubtful, changed, held_otherwise: heldOtherwise, owed_until: owedUntil, ...row }) => ({
    payment: toPayment(row),
    doubtful,
    accountChanged: changed,
    heldOtherwise,
    owedUntil,
    toHold: row.to_hold,
  }))
}
