import { sql } from 'kysely'
import type { ClosedLists } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { Pence } from '../shared/money.ts'
import { type Account, openAccountsOf, post } from './book-repository.ts'
import type { AgreedLine } from './lines-repository.ts'

const floatOf = (organisationId: string): Account => ({ kind: 'float', holderId: organisationId })
const paidInBy = (organisationId: string): Account => ({ kind: 'paid-in', holderId: organisationId })

type FloatKind = Extract<ClosedLists['ledger_entry_kind'], `float-${string}`>

/** Moves money into the float of an organisation, or out of it. It is an entry of no case: it stays when a record is removed. */
export function postFloat(
  tx: Tx,
  actor: Actor,
  kind: FloatKind,
  { organisationId, pence }: { readonly organisationId: string; readonly pence: Pence },
  now: Date,
): void {
  const [float, paidIn] = [floatOf(organisationId), paidInBy(organisationId)]
  const into = kind === 'float-deposit' || kind === 'float-reversal'
  const move = into ? { from: paidIn, to: float, pence } : { from: float, to: paidIn, pence }
  post(tx, actor, { caseId: null, kind }, [move], now)
}

/** Opens the accounts of an organisation that begins to hold a float. */
export const openFloat = (tx: Tx, actor: Actor, organisationId: string): void =>
  openAccountsOf(
    tx,
    actor,
    [floatOf(organisationId), paidInBy(organisationId)].map((account) => ({ ...account, caseId: null })),
  )

/** The organisation out of whose float a line is bought: the one that holds its money, where it has a float. */
export async function findFloatOf(tx: Tx, actor: Actor, { deployment, holderId }: AgreedLine): Promise<string | null> {
  if (deployment !== 'third-party' || holderId === null) return null
  const row = await tx
    .selectFrom('organisation_float')
    .select('organisation_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('organisation_id', '=', holderId)
    .executeTakeFirst()
  return row?.organisation_id ?? null
}

/** What came back of a purchase is in the float again that it went out of. */
export async function refillFloat(tx: Tx, actor: Actor, purchaseId: string, pence: Pence, now: Date): Promise<void> {
  const row = await tx
    .selectFrom('purchase')
    .select('float_organisation_id')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('purchase_id', '=', purchaseId)
    .executeTakeFirst()
  if (row?.float_organisation_id)
    postFloat(tx, actor, 'float-reversal', { organisationId: row.float_organisation_id, pence }, now)
}

/** What went into and out of a float by its entries, on the days of a period; from the beginning where no day is given. */
export interface FloatSums {
  readonly deposits: Pence
  readonly returns: Pence
  readonly purchases: Pence
  readonly reversals: Pence
}

export async function sumFloat(
  reads: Reads,
  actor: Actor,
  organisationId: string,
  { from, until }: { readonly from: string | null; readonly until: string },
): Promise<FloatSums> {
  const sumOf = (kind: FloatKind) =>
    sql<Pence>`coalesce(sum(p.amount_pence) filter (where e.kind = ${kind}), 0)::bigint`
  return await reads
    .selectFrom('ledger_posting as p')
    .innerJoin('ledger_entry as e', (join) =>
      join.on('e.commissioner_id', '=', theTenant).onRef('e.ledger_entry_id', '=', 'p.ledger_entry_id'),
    )
    .select([
      sumOf('float-deposit').as('deposits'),
      sumOf('float-return').as('returns'),
      sumOf('float-purchase').as('purchases'),
      sumOf('float-reversal').as('reversals'),
    ])
    .where('p.commissioner_id', '=', actor.commissionerId)
    .where(
      sql<boolean>`(p.from_id = ${organisationId} and p.from_kind = 'float' or p.to_id = ${organisationId} and p.to_kind = 'float')`,
    )
    .where(sql<boolean>`e.recorded_at < ((${until}::date + 1)::timestamp at time zone 'Europe/London')`)
    .$if(from !== null, (query) =>
      query.where(sql<boolean>`e.recorded_at >= (${from}::date::timestamp at time zone 'Europe/London')`),
    )
    .executeTakeFirstOrThrow()
}
