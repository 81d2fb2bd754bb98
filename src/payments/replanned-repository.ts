import { sql } from 'kysely'
import type { ToFollow } from '../payees/followed-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import { isOwedIntoHands } from './repository.ts'

/** The next of the cases, in the order of their identifiers. */
export interface Part {
  readonly after: string | undefined
  readonly most: number
}

/** Cases with a payment to a payee that no bank knows of, for days of which some come before an agreement begins, or after it ends. */
export async function listCasesAcross(
  reads: Reads,
  actor: Actor,
  { payeeId, from, until }: { readonly payeeId: string; readonly from: LocalDate; readonly until: LocalDate },
  { after, most }: Part,
): Promise<string[]> {
  const rows = await reads
    .selectFrom('payment')
    .select('case_id')
    .distinct()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('payee_id', '=', payeeId)
    .where('instructed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb.and([eb('from_on', '<', from), eb('until_on', '>=', from)]),
        eb.and([eb('from_on', '<=', until), eb('until_on', '>', until)]),
        eb('until_on', '<', from),
      ]),
    )
    .$if(after !== undefined, (query) => query.where('case_id', '>', after ?? ''))
    .orderBy('case_id')
    .limit(most)
    .execute()
  return rows.map(({ case_id }) => case_id)
}

/** Cases with a line in force whose money the organisation of a payee holds, or that they were named to give, or in which they are owed money to hold, those after one of them. */
export async function listCasesOfPayee(
  reads: Reads,
  actor: Actor,
  { id, organisationId }: Pick<ToFollow, 'id' | 'organisationId'>,
  { after, most }: Part,
): Promise<string[]> {
  const active = () =>
    reads
      .selectFrom('plan_line as l')
      .where('l.commissioner_id', '=', actor.commissionerId)
      .where('l.status', '=', 'active')
      .$if(after !== undefined, (query) => query.where('l.case_id', '>', after ?? ''))
  const given = active()
    .innerJoin('line_provider as g', (join) =>
      join.on('g.commissioner_id', '=', theTenant).onRef('g.plan_line_id', '=', 'l.plan_line_id'),
    )
    .select('l.case_id')
    .where('g.payee_id', '=', id)
  const owed = reads
    .selectFrom('payment as p')
    .select('p.case_id')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.payee_id', '=', id)
    .where(isOwedIntoHands)
    .where('p.instructed_at', 'is', null)
    .where('p.cancelled_at', 'is', null)
    .$if(after !== undefined, (query) => query.where('p.case_id', '>', after ?? ''))
  const named = given.union(owed)
  const all =
    organisationId === null
      ? named
      : named.union(active().select('l.case_id').where('l.holder_id', '=', organisationId))
  const rows = await reads
    .selectFrom(all.as('x'))
    .select('x.case_id')
    .distinct()
    .orderBy('x.case_id')
    .limit(most)
    .execute()
  return rows.map(({ case_id }) => case_id)
}

/** Payments that are planned and that no bank knows of, of the lines of a case that have closed. */
export async function listOfClosedLines(reads: Reads, actor: Actor, caseId: string): Promise<string[]> {
  const rows = await reads
    .selectFrom('payment as p')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'p.plan_line_id'),
    )
    .select('p.payment_id')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where('p.case_id', '=', caseId)
    .where('p.cancelled_at', 'is', null)
    .where('p.instructed_at', 'is', null)
    .where('l.closed_on', 'is not', null)
    // What is owed is owed whatever has closed.
    .where('p.purpose', '<>', 'owed')
    .execute()
  return rows.map(({ payment_id }) => payment_id)
}

/** Cancels what is planned of a case for its crises and no bank knows of, and gives it by its line. */
export async function cancelOfCrises(
  tx: Tx,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<{ caseId: string; planLineId: string; pence: Pence }[]> {
  const rows = await tx
    .updateTable('payment')
    .set({ cancelled_at: now, cancelled_because: 'schedule-changed', pay_run_id: null, held_before: null })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('purpose', '=', 'crisis')
    .where('instructed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .returning(['plan_line_id', 'amount_pence'])
    .execute()
  return rows.map((row) => ({ caseId, planLineId: row.plan_line_id, pence: row.amount_pence }))
}

/**
 * Holds what was planned anew of a line where somebody held what it takes the place of, whichever plan that was of and however long ago, until somebody releases it: the newest
 * hold or release of its days counts. Without a schedule no day tells one payment of a line from another.
 */
export async function carryHolds(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  days: 'by-days' | 'whole-line',
): Promise<void> {
  const ofDays = days === 'by-days'
  // The payments of the same line, of whichever plan, for the same use: what a crisis brings is for no day of the schedule, and what is more for days is not what they were paid.
  const sameAs = (
    one: string,
  ) => sql`${sql.ref(`${one}.commissioner_id`)} = ${theTenant} and ${sql.ref(`${one}.purpose`)} <> 'owed'
    and (${sql.ref(`${one}.purpose`)} = 'crisis') = (n.purpose = 'crisis')
    and (${sql.ref(`${one}.purpose`)} = 'adjustment') = (n.purpose = 'adjustment')`
  await sql`update payment f set hold_reason = 'being-checked', held_by = h.held_by, held_at = h.held_at
    from (select distinct on (n.payment_id) n.payment_id, p.held_by, p.held_at
      from payment n
      cross join lateral (select l.key from plan_line l
        where l.commissioner_id = ${theTenant} and l.plan_line_id = n.plan_line_id offset 0) nl
      cross join lateral (select l.plan_line_id from plan_line l
        where l.commissioner_id = ${theTenant} and l.case_id = n.case_id and l.key = nl.key offset 0) pl
      cross join lateral (select p.* from payment p
        where ${sameAs('p')} and p.plan_line_id = pl.plan_line_id offset 0) p
      where n.commissioner_id = ${actor.commissionerId} and n.payment_id = any(${[...ids]}::uuid[])
        and p.cancelled_at is not null and p.held_by is not null
        and (not ${ofDays} or p.from_on <= n.until_on and p.until_on >= n.from_on)
        and not exists (select from plan_line rl
          join payment r on r.plan_line_id = rl.plan_line_id and ${sameAs('r')}
          where rl.commissioner_id = ${theTenant} and rl.case_id = n.case_id and rl.key = nl.key and r.released_at > p.held_at
            and (not ${ofDays} or r.from_on <= greatest(p.from_on, n.from_on) and r.until_on >= least(p.until_on, n.until_on)) offset 0)
      order by n.payment_id, p.held_at desc) h
    where f.commissioner_id = ${theTenant} and f.payment_id = h.payment_id`.execute(tx)
}
