import { sql } from 'kysely'
import type { ClosedLists } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { posted, postQuery } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { newId } from '../platform/work/new-id.ts'
import type { Funder } from '../rules/budgets/budget-rules.ts'
import type { PlanLine } from '../rules/planning/plan-checks.ts'
import type { Pence } from '../shared/money.ts'
import { payerOfLine, wantedOfSources } from './sources-repository.ts'

/**
 * Where money is: what a case is funded with, what a plan keeps for crises; and of a line what it can spend (available), what is set aside for a payment that
 * is planned (committed), what the bank was told to pay out (pending), what the person was paid and has not spent (held), what was bought and is not paid yet
 * (owed), or the bank was told to pay for (paying), what was bought and paid (spent), what was given back to the commissioner (returned), and what a decision took back (recovered).
 */
export interface Account {
  readonly kind: ClosedLists['account_kind']
  /** The case, the plan or the line. */
  readonly holderId: string
}
export const fundingOf = (caseId: string): Account => ({ kind: 'funding', holderId: caseId })
export const reserveOf = (supportPlanId: string): Account => ({ kind: 'reserve', holderId: supportPlanId })
/** An account of a line. */
export const accountOn = (kind: Account['kind'], planLineId: string): Account => ({ kind, holderId: planLineId })
export const availableOn = (planLineId: string): Account => accountOn('available', planLineId)

/** An amount that goes from one account to another. */
export interface Move {
  readonly from: Account
  readonly to: Account
  readonly pence: Pence
}

/** Opens the accounts of a case that are not open yet. */
export const openAccounts = (tx: Tx, actor: Actor, caseId: string, accounts: readonly Account[]): void =>
  openAccountsOf(
    tx,
    actor,
    accounts.map((account) => ({ ...account, caseId })),
  )

/** The same of several cases at once, or of an organisation, which are of no case. */
export function openAccountsOf(
  tx: Tx,
  actor: Actor,
  accounts: readonly (Account & { readonly caseId: string | null })[],
): void {
  postQuery(
    tx,
    tx
      .insertInto('account')
      .values(
        accounts.map(({ kind, holderId, caseId }) => ({
          commissioner_id: actor.commissionerId,
          holder_id: holderId,
          kind,
          case_id: caseId,
        })),
      )
      .onConflict((conflict) => conflict.doNothing()),
  )
}

/** Moves that belong together, and what they are for. */
export interface Entry {
  /** Null for the float of an organisation, which is of no case. */
  readonly caseId: string | null
  readonly kind: ClosedLists['ledger_entry_kind']
  readonly planLineId?: string
  readonly purchaseId?: string
  readonly moves: readonly Move[]
}

/** One entry. What is on the accounts is kept by the same statement; the database refuses what an account has not got. */
export const post = (tx: Tx, actor: Actor, entry: Omit<Entry, 'moves'>, moves: readonly Move[], now: Date): void =>
  postAll(tx, actor, [{ ...entry, moves }], now)

/** Several entries at once: all of them are there or none. */
export function postAll(tx: Tx, actor: Actor, entries: readonly Entry[], now: Date): void {
  const { commissionerId: commissioner_id } = actor
  const made = entries.map((entry) => ({ ...entry, id: newId() }))
  const moves = made.flatMap((entry) => entry.moves)
  postQuery(
    tx,
    tx.insertInto('ledger_entry').values(
      made.map(({ id, caseId, kind, planLineId, purchaseId }) => ({
        commissioner_id,
        ledger_entry_id: id,
        case_id: caseId,
        kind,
        plan_line_id: planLineId ?? null,
        purchase_id: purchaseId ?? null,
        recorded_by: actor.actorId,
        recorded_at: now,
      })),
    ),
  )
  postQuery(
    tx,
    tx
      .with('moved', (db) =>
        db
          .insertInto('ledger_posting')
          .values(
            made.flatMap((entry) =>
              entry.moves.map(({ from, to, pence }, place) => ({
                commissioner_id,
                ledger_entry_id: entry.id,
                place,
                from_id: from.holderId,
                from_kind: from.kind,
                to_id: to.holderId,
                to_kind: to.kind,
                amount_pence: pence,
              })),
            ),
          )
          .returning(['from_id', 'from_kind', 'to_id', 'to_kind', 'amount_pence']),
      )
      .updateTable('account as a')
      .from(
        sql<{ id: string; kind: Account['kind']; pence: Pence }>`(select id, kind, sum(pence)::bigint as pence
          from (select from_id as id, from_kind as kind, -amount_pence as pence from moved
            union all select to_id, to_kind, amount_pence from moved) m group by id, kind)`.as('s'),
      )
      .set({ balance_pence: sql`a.balance_pence + s.pence` })
      .where('a.commissioner_id', '=', theTenant)
      // Named beside the join as well: no plan reads the accounts of the tenant.
      .where('a.holder_id', 'in', [...new Set(moves.flatMap(({ from, to }) => [from.holderId, to.holderId]))])
      .whereRef('a.holder_id', '=', 's.id')
      .whereRef('a.kind', '=', 's.kind'),
  )
  const funded = made.filter((entry) => entry.moves.some(({ from, to }) => [from.kind, to.kind].includes('funding')))
  for (const caseId of new Set(funded.flatMap((entry) => entry.caseId ?? [])))
    drawOnSources(tx, {
      commissionerId: actor.commissionerId,
      caseId,
      entryId: newId(),
      actorId: actor.actorId,
      now,
    })
}

/** Gives what lines have left back to the funding of the case, from whichever of their accounts it is on. */
export function postRelease(
  tx: Tx,
  actor: Actor,
  caseId: string,
  left: readonly { readonly id: string; readonly from: Account['kind']; readonly pence: Pence }[],
  now: Date,
): void {
  const to = fundingOf(caseId)
  const moves = left.flatMap(({ id, from, pence }) => (pence > 0 ? [{ from: accountOn(from, id), to, pence }] : []))
  if (moves.length > 0) post(tx, actor, { caseId, kind: 'release' }, moves, now)
}

/** Who pays which part of a plan, as it was agreed: the amounts are the weights of the split. */
export type Shares = readonly { readonly funder: Funder; readonly amountPence: Pence }[]

/** Opens an account for each funder of a plan, before its lines take from them. A split of nothing says nobody's part, and has none. */
function openSources(tx: Tx, actor: Actor, caseId: string, supportPlanId: string, shares: Shares): void {
  if (!shares.some(({ amountPence }) => amountPence > 0)) return
  const rows = shares.map(({ funder, amountPence }) => ({
    commissioner_id: actor.commissionerId,
    holder_id: supportPlanId,
    kind: funder,
    case_id: caseId,
    weight: amountPence,
  }))
  postQuery(
    tx,
    tx
      .insertInto('account')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing()),
  )
}

/**
 * Takes from the funders of each plan of a case, or gives back to them, until each has given its part of what the lines have of them. It
 * follows every entry that the funding gives or takes, so that nobody can forget it; what crises brought is the reserve's.
 */
const drawOnSources = posted(
  (_, of: Slots<{ commissionerId: string; caseId: string; entryId: string; actorId: string; now: Date }>) => sql`
    with had as (
      select l.support_plan_id as plan, ${payerOfLine} as payer, sum(greatest(0, b.pence - l.crisis_pence))::bigint as pence
      from plan_line l cross join lateral (
        select coalesce(sum(a.balance_pence), 0) as pence from account a where a.commissioner_id = ${theTenant} and a.holder_id = l.plan_line_id) b
      where l.commissioner_id = ${of.commissionerId} and l.case_id = ${of.caseId} group by 1, 2),
    ${wantedOfSources},
    move as (select holder_id, kind, (pence - gave)::bigint as pence, row_number() over (order by holder_id, kind) - 1 as place from wanted where pence <> gave),
    entry as (
      insert into ledger_entry (commissioner_id, ledger_entry_id, case_id, kind, recorded_by, recorded_at)
      select ${of.commissionerId}, ${of.entryId}, ${of.caseId}, 'funding', ${of.actorId}, ${of.now}::timestamptz where exists (select from move)),
    posting as (
      insert into ledger_posting (commissioner_id, ledger_entry_id, place, from_id, from_kind, to_id, to_kind, amount_pence)
      select ${of.commissionerId}, ${of.entryId}, place,
        case when pence > 0 then holder_id else ${of.caseId} end, case when pence > 0 then kind else 'funding' end,
        case when pence > 0 then ${of.caseId} else holder_id end, case when pence > 0 then 'funding' else kind end, abs(pence) from move
      returning from_id, from_kind, to_id, to_kind, amount_pence)
    update account a set balance_pence = a.balance_pence + s.pence
    from (select id, kind, sum(pence)::bigint as pence from (select from_id as id, from_kind as kind, -amount_pence as pence from posting
      union all select to_id, to_kind, amount_pence from posting) m group by id, kind) s
    where a.commissioner_id = ${theTenant} and a.case_id = ${of.caseId} and a.holder_id = s.id and a.kind = s.kind`,
)

/** Opens the lines of an agreed plan for spending, and allocates their money from those who pay for it. Lines that are opened later are paid for in the same shares. */
export function openLines(
  tx: Tx,
  actor: Actor,
  plan: { caseId: string; id: string; lines: readonly PlanLine[]; shares: Shares },
  now: Date,
): void {
  const lines = plan.lines.map((line) => ({ ...line, id: newId() }))
  postQuery(
    tx,
    tx.insertInto('plan_line').values(
      lines.map((line) => ({
        commissioner_id: actor.commissionerId,
        plan_line_id: line.id,
        case_id: plan.caseId,
        support_plan_id: plan.id,
        key: line.key,
        title: line.title,
        category: line.category,
        element: line.element ?? null,
        deployment: line.deployment,
        instrument: line.instrument,
        holder_id: line.holderId,
        agreed_pence: line.amountPence,
        status: 'active',
      })),
    ),
  )
  const funding = fundingOf(plan.caseId)
  openSources(tx, actor, plan.caseId, plan.id, plan.shares)
  openAccounts(tx, actor, plan.caseId, [
    funding,
    ...lines.flatMap(({ id }) => [availableOn(id), accountOn('spent', id)]),
  ])
  const moves = lines.map(({ id, amountPence }) => ({ from: funding, to: availableOn(id), pence: amountPence }))
  post(tx, actor, { caseId: plan.caseId, kind: 'allocation' }, moves, now)
}
