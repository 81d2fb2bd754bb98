import { type SqlBool, sql } from 'kysely'
import { maySee } from '../case-access/grounds-repository.ts'
import { toPayment } from '../payments/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Seen } from '../platform/access/seen.ts'
import type { Reads } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { LineSchedule } from '../rules/planning/line-schedule.ts'
import type { OwnInvoice, OwnPayment, ProvidedLine } from './schemas.ts'

/** A row of a provider's own list, and whose it is: that is kept with the read, and told to nobody. */
export type Own<Row> = Row & { readonly caseId: string; readonly personId: string }
export const ownTold = ({ caseId, personId }: Own<object>): Seen[] => [{ caseId, personId, ground: 'provider' }]

/** The payees that are the actor's own organisation. */
const ownPayees = (actor: Actor) =>
  sql<string>`any(array(select o.payee_id from payee o where o.commissioner_id = ${theTenant} and o.organisation_id = ${actor.organisationId}::uuid))`

const scheduleOfLine = sql<LineSchedule | null>`(select e -> 'schedule' from support_plan s, json_array_elements(s.content -> 'lines') e
  where s.commissioner_id = ${theTenant} and s.support_plan_id = l.support_plan_id and e ->> 'key' = l.key limit 1)`

function lines(reads: Reads, actor: Actor) {
  return reads
    .selectFrom('line_provider as g')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'g.plan_line_id'),
    )
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'g.case_id'),
    )
    .select(['g.line_provider_id', 'g.payee_id', 'g.named_at', 'l.plan_line_id', 'l.case_id', 'l.category', 'l.status'])
    .select(['l.agreed_pence', 'c.person_id', scheduleOfLine.as('schedule')])
    .where('g.commissioner_id', '=', actor.commissionerId)
    .where('g.ended_at', 'is', null)
    .where(sql<SqlBool>`g.payee_id = ${ownPayees(actor)}`)
    .where(maySee(asking(actor)))
}

type LineRow = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]
const toLine = (row: LineRow): Own<ProvidedLine> & { readonly place: string } => {
  const {
    from = null,
    until = null,
    frequency = null,
    quantity = null,
    unit = null,
    unitPence = null,
  } = row.schedule ?? {}
  return {
    id: row.plan_line_id,
    caseId: row.case_id,
    personId: row.person_id,
    payeeId: row.payee_id,
    category: row.category,
    ...{ from, until, frequency, quantity, unit, unitPence },
    agreedPence: row.agreed_pence,
    open: row.status === 'active',
    namedAt: row.named_at.toISOString(),
    place: row.line_provider_id,
  }
}

/** One row more than a page of the lines that the actor's organisation gives, the one that it was named for last first. */
export async function listOwnLines(reads: Reads, actor: Actor, page: PageRequest) {
  if (actor.organisationId === null) return []
  const rows = await lines(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('g.line_provider_id', '<', page.after ?? ''))
    .orderBy('g.line_provider_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toLine)
}

export async function findOwnLine(reads: Reads, actor: Actor, planLineId: string) {
  const row = await lines(reads, actor).where('g.plan_line_id', '=', planLineId).executeTakeFirst()
  return row && toLine(row)
}

/** One row more than a page of the payments to the actor's organisation, newest first. */
export async function listOwnPayments(reads: Reads, actor: Actor, page: PageRequest): Promise<Own<OwnPayment>[]> {
  if (actor.organisationId === null) return []
  const rows = await reads
    .selectFrom('payment as p')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'p.case_id'),
    )
    .selectAll('p')
    .select('c.person_id')
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where(sql<SqlBool>`p.payee_id = ${ownPayees(actor)}`)
    .where(maySee(asking(actor)))
    .$if(page.after !== undefined, (query) => query.where('p.payment_id', '<', page.after ?? ''))
    .orderBy('p.payment_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => {
    const { id, caseId, planLineId, amountPence, from, until, dueOn, reference, state, paidOn } = toPayment(row)
    const told = { id, planLineId, amountPence, from, until, dueOn, reference, state, paidOn }
    return { ...told, payeeId: row.payee_id ?? '', caseId, personId: row.person_id }
  })
}

/** One row more than a page of what was bought of the actor's organisation, newest first. */
export async function listOwnInvoices(reads: Reads, actor: Actor, page: PageRequest): Promise<Own<OwnInvoice>[]> {
  if (actor.organisationId === null) return []
  const rows = await reads
    .selectFrom('purchase as p')
    .innerJoin('budget_case as c', (join) =>
      join.on('c.commissioner_id', '=', theTenant).onRef('c.case_id', '=', 'p.case_id'),
    )
    .select(['p.purchase_id', 'p.case_id', 'p.plan_line_id', 'p.payee_id', 'p.amount_pence', 'p.bought_on'])
    .select(['p.quarter_units', 'p.reversed_pence', 'c.person_id'])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where(sql<SqlBool>`p.payee_id = ${ownPayees(actor)}`)
    .where(maySee(asking(actor)))
    .$if(page.after !== undefined, (query) => query.where('p.purchase_id', '<', page.after ?? ''))
    .orderBy('p.purchase_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.purchase_id,
    planLineId: row.plan_line_id,
    payeeId: row.payee_id ?? '',
    amountPence: row.amount_pence,
    boughtOn: row.bought_on,
    units: row.quarter_units === null ? null : row.quarter_units / 4,
    reversedPence: row.reversed_pence,
    caseId: row.case_id,
    personId: row.person_id,
  }))
}
