import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { insertMany } from '../platform/database/insert-many.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import type { Holding } from '../rules/planning/line-holding.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import { daysAfter, type LocalDate } from '../shared/dates.ts'
import type { LineHolding } from './schemas.ts'

const holdings = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('line_holding as h')
    .innerJoin('plan_line as l', (join) =>
      join.on('l.commissioner_id', '=', theTenant).onRef('l.plan_line_id', '=', 'h.plan_line_id'),
    )
    .selectAll('h')
    .select('l.key')
    .where('h.commissioner_id', '=', actor.commissionerId)

type Row = Awaited<ReturnType<ReturnType<typeof holdings>['execute']>>[number]

const toHolding = (row: Row): LineHolding => ({
  id: row.line_holding_id,
  caseId: row.case_id,
  planLineId: row.plan_line_id,
  line: row.key,
  deployment: row.deployment,
  instrument: row.instrument,
  holderId: row.holder_id,
  before: { deployment: row.from_deployment, instrument: row.from_instrument, holderId: row.from_holder_id },
  chosenAs: row.chosen_as,
  chosenAt: row.chosen_at.toISOString(),
  tookEffectAt: row.took_effect_at?.toISOString() ?? null,
})

/** One row more than a page, newest first. */
export async function listHoldings(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<LineHolding[]> {
  const rows = await holdings(reads, actor)
    .where('h.case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('h.line_holding_id', '<', page.after ?? ''))
    .orderBy('h.line_holding_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toHolding)
}

export async function findHolding(reads: Reads, actor: Actor, id: string): Promise<LineHolding | undefined> {
  const row = await holdings(reads, actor).where('h.line_holding_id', '=', id).executeTakeFirst()
  return row && toHolding(row)
}

/** How the money of a line was held on a day, where it is held in another way since: at the `end` of the day, or as it began. */
export async function findHoldingOn(
  reads: Reads,
  actor: Actor,
  planLineId: string,
  day: LocalDate,
  at: 'start' | 'end',
): Promise<Holding | undefined> {
  const row = await reads
    .selectFrom('line_holding')
    .select(['from_deployment', 'from_instrument', 'from_holder_id'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('plan_line_id', '=', planLineId)
    .where(
      sql<LocalDate>`(took_effect_at at time zone 'Europe/London')::date`,
      '>',
      at === 'end' ? day : daysAfter(day, -1),
    )
    .orderBy('took_effect_at')
    .limit(1)
    .executeTakeFirst()
  return row && { deployment: row.from_deployment, instrument: row.from_instrument, holderId: row.from_holder_id }
}

/** A way of holding the money of a line that was chosen and waits for its agreement: the newest choice, where it is not in force. */
export async function findWaitingHolding(
  reads: Reads,
  actor: Actor,
  planLineId: string,
): Promise<({ readonly id: string; readonly chosenAs: CaseRole } & Holding) | undefined> {
  const row = await reads
    .selectFrom('line_holding')
    .select(['line_holding_id', 'deployment', 'instrument', 'holder_id', 'chosen_as', 'took_effect_at'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('plan_line_id', '=', planLineId)
    .orderBy('line_holding_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row || row.took_effect_at !== null) return undefined
  const { deployment, instrument, holder_id: holderId, chosen_as: chosenAs } = row
  return { id: row.line_holding_id, deployment, instrument, holderId, chosenAs }
}

/** The agreements in writing on how the money of lines of a case is held, that have not ended. */
const agreementsOf = (reads: Reads, actor: Actor, caseId: string) =>
  reads
    .selectFrom('deployment_agreement')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('ended_at', 'is', null)

/** The one on a way of holding the money of a line. */
export const agreementOn = (
  reads: Reads,
  actor: Actor,
  caseId: string,
  line: string,
  { deployment, instrument, holderId }: Holding,
) =>
  agreementsOf(reads, actor, caseId)
    .where('line', '=', line)
    .where('deployment', '=', deployment)
    .where('instrument', '=', instrument)
    .$call((query) =>
      holderId === null ? query.where('holder_id', 'is', null) : query.where('holder_id', '=', holderId),
    )

/** Whether a way of holding the money of a line was agreed in writing before, by both, and the agreement has not ended. */
export async function isHoldingAgreed(
  reads: Reads,
  actor: Actor,
  caseId: string,
  line: string,
  holding: Holding,
): Promise<boolean> {
  const row = await agreementOn(reads, actor, caseId, line, holding)
    .select('deployment_agreement_id')
    .where('person_signed_at', 'is not', null)
    .where('commissioner_signed_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** The ways of holding the money of lines of a case that both have agreed in writing, where the agreement has not ended. */
export async function listAgreedHoldings(
  reads: Reads,
  actor: Actor,
  caseId: string,
): Promise<(Holding & { readonly line: string })[]> {
  return agreementsOf(reads, actor, caseId)
    .select(['line', 'deployment', 'instrument', 'holder_id as holderId'])
    .where('person_signed_at', 'is not', null)
    .where('commissioner_signed_at', 'is not', null)
    .execute()
}

export async function setTookEffect(tx: Tx, actor: Actor, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('line_holding')
    .set({ took_effect_at: now })
    .where('commissioner_id', '=', actor.commissionerId)
    .where('line_holding_id', '=', id)
    .execute()
}

export function insertHolding(tx: Tx, { commissionerId, actorId }: Actor, holding: LineHolding): void {
  const rows = [
    {
      commissioner_id: commissionerId,
      line_holding_id: holding.id,
      case_id: holding.caseId,
      plan_line_id: holding.planLineId,
      from_deployment: holding.before.deployment,
      from_instrument: holding.before.instrument,
      from_holder_id: holding.before.holderId,
      deployment: holding.deployment,
      instrument: holding.instrument,
      holder_id: holding.holderId,
      chosen_by: actorId,
      chosen_as: holding.chosenAs,
      chosen_at: new Date(holding.chosenAt),
      took_effect_at: holding.tookEffectAt === null ? null : new Date(holding.tookEffectAt),
    },
  ]
  insertMany(tx, 'line_holding', rows)
}
