import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Element } from '../rules/planning/elements.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import type { HeldPeriod } from '../rules/planning/preventive.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { type Pence, sumPence } from '../shared/money.ts'
import { postRelease } from './book-repository.ts'

/** A line of an agreed plan, with what was spent on it so far. */
export interface AgreedLine {
  readonly id: string
  readonly caseId: string
  readonly supportPlanId: string
  readonly key: string
  readonly title: string
  readonly category: string
  /** Which element of the budget pays for it; null where the scheme has none, and for what is paid back for waiting. */
  readonly element: Element | null
  readonly deployment: PlanLine['deployment']
  readonly instrument: PlanLine['instrument']
  readonly holderId: string | null
  readonly agreedPence: Pence
  /** What was bought, whether or not it is paid yet; and of it, what is not. */
  readonly spentPence: Pence
  readonly owedPence: Pence
  /** What of that the bank was told to pay. */
  readonly payingPence: Pence
  /** What is there to be spent, beside what is held and what was returned; nothing once the line is closed. */
  readonly availablePence: Pence
  readonly committedPence: Pence
  readonly pendingPence: Pence
  readonly heldPence: Pence
  readonly returnedPence: Pence
  readonly recoveredPence: Pence
  /** What the person paid of it with their own money, beside all of these. */
  readonly ownPence: Pence
  /** What it has from the reserve beside what was agreed, for crises. */
  readonly crisisPence: Pence
  /** What came to it from other lines of its plan, less what went to them. */
  readonly movedPence: Pence
  /** What came over to it from the period before, beside what was agreed. */
  readonly carriedPence: Pence
  /** Whether it pays back what the person laid out, which is beside every budget. */
  readonly paysBack: boolean
  /** Whether there was ever something to be bought from it. What the person is only owed is closed from the first, for good. */
  readonly wasOpen: boolean
  readonly status: 'active' | 'closed'
  /** The day on which another plan took the place of its own; null while it is open. */
  readonly closedOn: LocalDate | null
}

/** The kinds of account that a line has. */
const kindsOfLine = [
  'available',
  'committed',
  'pending',
  'held',
  'owed',
  'paying',
  'spent',
  'returned',
  'recovered',
  'own-spent',
] as const
type Balances = Readonly<Record<(typeof kindsOfLine)[number], Pence>>
type LineRow = Selectable<Database['plan_line']> & Balances & { readonly was_open: boolean }

const toLine = (row: LineRow): AgreedLine => ({
  id: row.plan_line_id,
  caseId: row.case_id,
  supportPlanId: row.support_plan_id,
  key: row.key,
  title: row.title,
  category: row.category,
  element: row.element,
  deployment: row.deployment,
  instrument: row.instrument,
  holderId: row.holder_id,
  agreedPence: row.agreed_pence,
  spentPence: row.spent + row.owed + row.paying,
  owedPence: row.owed + row.paying,
  payingPence: row.paying,
  availablePence: row.available,
  committedPence: row.committed,
  pendingPence: row.pending,
  heldPence: row.held,
  returnedPence: row.returned,
  recoveredPence: row.recovered,
  ownPence: row['own-spent'],
  crisisPence: row.crisis_pence,
  movedPence: row.moved_pence,
  carriedPence: row.carried_pence,
  paysBack: row.pays_back,
  wasOpen: row.was_open,
  status: row.status,
  closedOn: row.closed_on,
})

/** What of a line was bought, is with the person or the bank, or was taken back by a decision. */
export const usedOf = (line: Pick<AgreedLine, 'spentPence' | 'heldPence' | 'pendingPence' | 'recoveredPence'>): Pence =>
  sumPence([line.spentPence, line.heldPence, line.pendingPence, line.recoveredPence])

/** What a line was given, beside what crises brought: what was agreed, what moved, and what came over from the period before. */
export const grantedOf = (line: Pick<AgreedLine, 'agreedPence' | 'movedPence' | 'carriedPence'>): Pence =>
  sumPence([line.agreedPence, line.movedPence, line.carriedPence])
/** What a line was given of the budget in force, with what went on to it of what was paid out before, and without what came over from the period before. */
export const budgetedOf = (line: Pick<AgreedLine, 'agreedPence' | 'movedPence'>): Pence =>
  line.agreedPence + line.movedPence

/** What the commissioner still has of a line, of what it was given and what a crisis brought; of a closed one, what was released. */
export const leftOf = (
  line: Pick<AgreedLine, 'crisisPence'> & Parameters<typeof grantedOf>[0] & Parameters<typeof usedOf>[0],
): Pence => grantedOf(line) + line.crisisPence - usedOf(line)

/** The lines, with what is on their accounts. */
const linesOf = (reads: Reads, { commissionerId }: Actor) =>
  reads
    .selectFrom('plan_line as l')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('account as a')
          .select(
            kindsOfLine.map((kind) =>
              sql<Pence>`coalesce(sum(a.balance_pence) filter (where a.kind = ${sql.lit(kind)}), 0)::bigint`.as(kind),
            ),
          )
          .select(sql<boolean>`coalesce(bool_or(a.kind = 'available'), false)`.as('was_open'))
          .where('a.commissioner_id', '=', theTenant)
          .whereRef('a.holder_id', '=', 'l.plan_line_id')
          .as('b'),
      (join) => join.onTrue(),
    )
    .selectAll('l')
    .select([...kindsOfLine.map((kind) => `b.${kind}` as const), 'b.was_open'])
    .where('l.commissioner_id', '=', commissionerId)

export async function findLine(reads: Reads, actor: Actor, lineId: string): Promise<AgreedLine | undefined> {
  const row = await linesOf(reads, actor).where('l.plan_line_id', '=', lineId).executeTakeFirst()
  return row && toLine(row)
}

/** The lines that a case spends from now, however many plans there were before. A plan has at most 50. */
export async function listActiveLines(reads: Reads, actor: Actor, caseId: string): Promise<AgreedLine[]> {
  const rows = await linesOf(reads, actor)
    .where('l.case_id', '=', caseId)
    .where('l.status', '=', 'active')
    .orderBy('l.plan_line_id')
    .limit(50)
    .execute()
  return rows.map(toLine)
}

/** Every line of a case's agreed plans, oldest first: what is summed or looked through is whole. */
export async function listLines(reads: Reads, actor: Actor, caseId: string): Promise<AgreedLine[]> {
  const rows = await linesOf(reads, actor).where('l.case_id', '=', caseId).orderBy('l.plan_line_id').execute()
  return rows.map(toLine)
}

/** When the lines of a case were opened and closed, the newest first. What was taken and given back by an appeal was not given up: the days without it count as if it had been there. */
export async function listHeldPeriods(reads: Reads, actor: Actor, caseId: string): Promise<HeldPeriod[]> {
  const rows = await reads
    .selectFrom('plan_line as l')
    .innerJoin('support_plan as p', (join) =>
      join.on('p.commissioner_id', '=', theTenant).onRef('p.support_plan_id', '=', 'l.support_plan_id'),
    )
    .select(['l.key', 'l.closed_on', 'p.agreed_at'])
    .select((eb) =>
      eb
        .selectFrom('restored_line as r')
        .select((of) => of.fn.max('r.restored_on').as('on'))
        .where('r.commissioner_id', '=', theTenant)
        .whereRef('r.plan_line_id', '=', 'l.plan_line_id')
        .as('restored_on'),
    )
    .where('l.commissioner_id', '=', actor.commissionerId)
    .where('l.case_id', '=', caseId)
    .orderBy('l.plan_line_id', 'desc')
    .execute()
  return rows.flatMap(({ key, closed_on, restored_on, agreed_at: at }) =>
    at ? [{ key, from: londonDate(at), until: closed_on && (restored_on ?? closed_on) }] : [],
  )
}

/** Closes the lines of a plan that another takes the place of. What was not spent, and is not on its way or in the person's hands, goes back to the scheme's funding. */
export async function closeLines(
  tx: Tx,
  actor: Actor,
  caseId: string,
  lines: readonly AgreedLine[],
  now: Date,
): Promise<void> {
  const left = lines.flatMap(({ id, availablePence, committedPence, returnedPence }) => [
    { id, from: 'available' as const, pence: availablePence },
    { id, from: 'committed' as const, pence: committedPence },
    { id, from: 'returned' as const, pence: returnedPence },
  ])
  postRelease(tx, actor, caseId, left, now)
  await setClosedOn(tx, actor, lines, londonDate(now))
}

/** Closes lines on a day; null opens them again. */
export async function setClosedOn(
  tx: Tx,
  actor: Actor,
  lines: readonly AgreedLine[],
  on: LocalDate | null,
): Promise<void> {
  await tx
    .updateTable('plan_line')
    .set({ status: on === null ? 'active' : 'closed', closed_on: on })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('plan_line_id', '=', eb.fn.any(eb.val(lines.map((line) => line.id)))))
    .execute()
}
