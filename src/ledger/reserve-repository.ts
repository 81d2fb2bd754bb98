import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { accountOn, availableOn, fundingOf, type Move, openAccounts, post, reserveOf } from './book-repository.ts'
import { type AgreedLine, leftOf } from './lines-repository.ts'

/** What is put aside for crises while a plan is in force. */
export interface Reserve {
  readonly supportPlanId: string
  readonly periodFrom: LocalDate
  readonly setAsidePence: Pence
  readonly drawnPence: Pence
  /** The day on which what was left went back to the scheme's funding; null while it can be drawn on. */
  readonly closedOn: LocalDate | null
}

export async function findReserve(reads: Reads, actor: Actor, supportPlanId: string): Promise<Reserve | undefined> {
  const row = await reads
    .selectFrom('crisis_reserve')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('support_plan_id', '=', supportPlanId)
    .executeTakeFirst()
  return row && toReserve(row)
}

/** The reserves of a case's agreed plans, the newest first. A case has few. */
export async function listReserves(reads: Reads, actor: Actor, caseId: string): Promise<Reserve[]> {
  const rows = await reads
    .selectFrom('crisis_reserve')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .orderBy('support_plan_id', 'desc')
    .limit(100)
    .execute()
  return rows.map(toReserve)
}

const toReserve = (row: {
  support_plan_id: string
  period_from: LocalDate
  set_aside_pence: Pence
  drawn_pence: Pence
  closed_on: LocalDate | null
}): Reserve => ({
  supportPlanId: row.support_plan_id,
  periodFrom: row.period_from,
  setAsidePence: row.set_aside_pence,
  drawnPence: row.drawn_pence,
  closedOn: row.closed_on,
})

/** What crises took of the reserve in the period of a budget, in whatever case of the person in the scheme; under plans after one, or under all. */
async function sumDrawn(
  tx: Tx,
  actor: Actor,
  caseId: string,
  periodFrom: LocalDate,
  afterPlanId?: string,
): Promise<Pence> {
  const row = await tx
    .selectFrom('budget_case as c')
    .innerJoin('budget_case as o', (join) =>
      join
        .on('o.commissioner_id', '=', theTenant)
        .onRef('o.person_id', '=', 'c.person_id')
        .onRef('o.scheme_id', '=', 'c.scheme_id'),
    )
    .innerJoin('crisis_reserve as r', (join) =>
      join.on('r.commissioner_id', '=', theTenant).onRef('r.case_id', '=', 'o.case_id'),
    )
    .select(sql<Pence>`coalesce(sum(r.drawn_pence), 0)::bigint`.as('pence'))
    .where('c.commissioner_id', '=', actor.commissionerId)
    .where('c.case_id', '=', caseId)
    .where('r.period_from', '>=', periodFrom)
    .$if(afterPlanId !== undefined, (query) => query.where('r.support_plan_id', '>', afterPlanId ?? ''))
    .executeTakeFirstOrThrow()
  return row.pence
}

/** Puts aside, for as long as a plan is in force, what the budget keeps for crises and none has taken in its period. */
export async function openReserve(
  tx: Tx,
  actor: Actor,
  of: { caseId: string; supportPlanId: string; periodFrom: LocalDate; reservePence: Pence },
  now: Date,
): Promise<void> {
  const { caseId, supportPlanId, periodFrom } = of
  if (of.reservePence === 0) return
  const pence = Math.max(0, of.reservePence - (await sumDrawn(tx, actor, caseId, periodFrom)))
  if (pence === 0) return
  await tx
    .insertInto('crisis_reserve')
    .values({
      commissioner_id: actor.commissionerId,
      support_plan_id: supportPlanId,
      case_id: caseId,
      period_from: periodFrom,
      set_aside_pence: pence,
      closed_on: null,
    })
    .execute()
  const [from, to] = [fundingOf(caseId), reserveOf(supportPlanId)]
  openAccounts(tx, actor, caseId, [from, to])
  post(tx, actor, { caseId, kind: 'reserve' }, [{ from, to, pence }], now)
}

/** A plan in force whose money is given back, with its lines. */
interface Ending {
  readonly caseId: string
  readonly planId: string
  readonly opened: readonly AgreedLine[]
}

/**
 * Gives what is left of a plan's reserve back to the scheme's funding, before its lines close: nothing is set aside any more, and what crises brought them and
 * nobody spent is back in the reserve first. Gives the lines as they are then, and what the plan releases in all.
 */
export async function closeReserve(
  tx: Tx,
  actor: Actor,
  of: Ending,
  now: Date,
): Promise<{ readonly opened: readonly AgreedLine[]; readonly releasedPence: Pence }> {
  const { caseId, planId } = of
  const opened = await returnUnspent(tx, actor, of, now)
  const reserve = await findReserve(tx, actor, planId)
  const left = reserve?.closedOn === null ? reserve.setAsidePence - reserve.drawnPence : 0
  if (reserve?.closedOn === null)
    await tx
      .updateTable('crisis_reserve')
      .set({ closed_on: londonDate(now) })
      .where('commissioner_id', '=', actor.commissionerId)
      .where('support_plan_id', '=', planId)
      .execute()
  const move = { from: reserveOf(planId), to: fundingOf(caseId), pence: left }
  if (left > 0) post(tx, actor, { caseId, kind: 'reserve-release' }, [move], now)
  return { opened, releasedPence: sumPence([...opened.map(leftOf), left]) }
}

async function returnUnspent(
  tx: Tx,
  actor: Actor,
  { caseId, planId, opened }: Ending,
  now: Date,
): Promise<AgreedLine[]> {
  const free = (['committed', 'returned'] as const).flatMap((from) =>
    opened.flatMap((line) => {
      const pence = line[`${from}Pence`]
      return pence > 0 ? [{ from: accountOn(from, line.id), to: availableOn(line.id), pence }] : []
    }),
  )
  if (free.length > 0) post(tx, actor, { caseId, kind: 'commitment' }, free, now)
  const all = opened.map((line) => ({
    ...line,
    availablePence: sumPence([line.availablePence, line.committedPence, line.returnedPence]),
    committedPence: 0,
    returnedPence: 0,
  }))
  const unspent = (line: AgreedLine) => Math.max(0, Math.min(line.crisisPence, line.availablePence))
  const back = all.map((line) => ({ planLineId: line.id, pence: unspent(line) })).filter(({ pence }) => pence > 0)
  await returnToReserve(tx, actor, caseId, planId, back, now)
  return all.map((line) => ({
    ...line,
    crisisPence: line.crisisPence - unspent(line),
    availablePence: line.availablePence - unspent(line),
  }))
}

/** Puts aside again what was given back of a plan's reserve, where its case goes on after all, less what later plans of the person took of it. */
export async function reopenReserve(tx: Tx, actor: Actor, caseId: string, planId: string, now: Date): Promise<void> {
  const reserve = await findReserve(tx, actor, planId)
  if (!reserve || reserve.closedOn === null) return
  const later = await sumDrawn(tx, actor, caseId, reserve.periodFrom, planId)
  const setAside = Math.max(reserve.drawnPence, reserve.setAsidePence - later)
  const left = setAside - reserve.drawnPence
  await tx
    .updateTable('crisis_reserve')
    .set({ closed_on: null, set_aside_pence: setAside })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('support_plan_id', '=', planId)
    .execute()
  const move = { from: fundingOf(caseId), to: reserveOf(planId), pence: left }
  if (left > 0) post(tx, actor, { caseId, kind: 'reserve' }, [move], now)
}

/** Money of a line that comes from the reserve, or goes back to it. */
export interface Drawn {
  readonly planLineId: string
  readonly pence: Pence
}

/** Takes money from a plan's reserve for lines that grow in a crisis. The database refuses more than there is. */
export const drawReserve = (tx: Tx, actor: Actor, caseId: string, planId: string, lines: readonly Drawn[], now: Date) =>
  draw(tx, actor, { caseId, planId, kind: 'crisis', lines }, now)

/** Gives money of lines back to the reserve. */
export const returnToReserve = (
  tx: Tx,
  actor: Actor,
  caseId: string,
  planId: string,
  lines: readonly Drawn[],
  now: Date,
) => draw(tx, actor, { caseId, planId, kind: 'stand-down', lines }, now)

async function draw(
  tx: Tx,
  actor: Actor,
  of: {
    caseId: string
    planId: string
    kind: 'crisis' | 'stand-down'
    lines: readonly Drawn[]
  },
  now: Date,
): Promise<void> {
  const { caseId, planId, kind, lines } = of
  if (lines.length === 0) return
  const sign = kind === 'crisis' ? 1 : -1
  const total = sign * sumPence(lines.map(({ pence }) => pence))
  await tx
    .updateTable('crisis_reserve')
    .set({ drawn_pence: sql`drawn_pence + ${total}` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('support_plan_id', '=', planId)
    .execute()
  // Values, each compared in full, and no join: the tables may lie on many machines.
  const more = sql<Pence>`case ${sql.join(
    lines.map(({ planLineId, pence }) => sql`when plan_line_id = ${planLineId}::uuid then ${sign * pence}::bigint`),
    sql` `,
  )} else 0 end`
  await tx
    .updateTable('plan_line')
    .set({ crisis_pence: sql`crisis_pence + ${more}` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val(lines.map(({ planLineId }) => planLineId)))))
    .execute()
  const reserve = reserveOf(planId)
  const moves = lines.map(({ planLineId, pence }): Move => {
    const line = availableOn(planLineId)
    return sign > 0 ? { from: reserve, to: line, pence } : { from: line, to: reserve, pence }
  })
  post(tx, actor, { caseId, kind }, moves, now)
}
