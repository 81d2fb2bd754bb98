import type { Selectable } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { postQuery, prepared } from '../platform/database/prepared.ts'
import { eachPage, type PagePlaces, placesOf } from '../platform/database/prepared-pages.ts'
import type { Slots } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Decision } from './schemas.ts'

type Row = Selectable<Database['decision']>

/** A decision as a row has it: whatever there can be, null where its outcome has none. */
export interface KeptDecision
  extends Pick<Decision, 'id' | 'caseId' | 'subject' | 'subjectId' | 'subjectVersion' | 'tier' | 'reasons'>,
    Pick<Decision, 'decidedByName' | 'inPlaceOfName' | 'decidedAt' | 'schemeVersion' | 'heard'> {
  readonly outcome: Row['outcome']
  readonly gapsAcceptedBecause: string | null
  readonly lines: Row['lines']
  readonly shares: Row['shares']
}

/** A decision as it is told: with what its outcome has. */
export function told({ lines, shares, gapsAcceptedBecause, outcome, ...decision }: KeptDecision): Decision {
  const terms = { ...decision, gapsAcceptedBecause, shares }
  switch (outcome) {
    case 'agreed':
    case 'overturned':
      return { ...terms, outcome }
    case 'agreed-in-part':
      return { ...terms, outcome, lines: lines ?? [] }
    case 'agreed-with-reduction':
      return { ...terms, outcome, lines }
    default:
      return { ...decision, outcome }
  }
}

const toDecision = (row: Row): Decision => told(toKept(row))

const toKept = (row: Row): KeptDecision => ({
  id: row.decision_id,
  caseId: row.case_id,
  subject: row.subject,
  subjectId: row.subject_id,
  subjectVersion: row.subject_version,
  outcome: row.outcome,
  tier: row.tier,
  reasons: row.reasons,
  gapsAcceptedBecause: row.gaps_accepted_because,
  lines: row.lines,
  shares: row.shares,
  decidedByName: row.decided_by_name,
  inPlaceOfName: row.in_place_of_name,
  decidedAt: row.decided_at.toISOString(),
  schemeVersion: row.scheme_version,
  heard: row.heard,
})

/** A decision that is being made; `inPlaceOf` where a delegate makes it. */
export type FreshDecision = Omit<
  KeptDecision,
  'id' | 'lines' | 'shares' | 'heard' | 'decidedByName' | 'inPlaceOfName' | 'decidedAt'
> &
  Partial<Pick<KeptDecision, 'lines' | 'shares' | 'heard'>> & {
    readonly inPlaceOf?: { readonly actorId: string; readonly name: string } | null
    /** Who decided, where somebody else records it for them. */
    readonly decidedByName?: string
  }

/** Keeps a decision for ever: the role the service connects as cannot change or remove it. */
export async function insertDecision(
  tx: Tx,
  actor: Actor,
  { inPlaceOf = null, ...decision }: FreshDecision,
  appealBy: LocalDate,
  now: Date,
): Promise<KeptDecision> {
  const whole: KeptDecision = {
    id: newId(),
    lines: null,
    shares: null,
    heard: null,
    ...decision,
    decidedByName: decision.decidedByName ?? (actor.name || actor.actorId),
    inPlaceOfName: inPlaceOf?.name ?? null,
    decidedAt: now.toISOString(),
  }
  postQuery(
    tx,
    tx.insertInto('decision').values({
      commissioner_id: actor.commissionerId,
      decision_id: whole.id,
      case_id: whole.caseId,
      subject: whole.subject,
      subject_id: whole.subjectId,
      subject_version: whole.subjectVersion,
      outcome: whole.outcome,
      tier: whole.tier,
      reasons: JSON.stringify(whole.reasons),
      gaps_accepted_because: whole.gapsAcceptedBecause,
      decided_by: actor.actorId,
      decided_by_name: whole.decidedByName,
      decided_at: now,
      scheme_version: whole.schemeVersion,
      lines: whole.lines && JSON.stringify(whole.lines),
      shares: whole.shares && JSON.stringify(whole.shares),
      heard: whole.heard && JSON.stringify(whole.heard),
      in_place_of: inPlaceOf?.actorId ?? null,
      in_place_of_name: whole.inPlaceOfName,
      appeal_by: appealBy,
    }),
  )
  return whole
}

const decisionById = prepared((reads: Reads, of: Slots<{ commissionerId: string; id: string }>) =>
  reads
    .selectFrom('decision')
    .selectAll()
    .where('commissioner_id', '=', of.commissionerId)
    .where('decision_id', '=', of.id),
)

export async function findDecision(reads: Reads, { commissionerId }: Actor, id: string): Promise<Decision | undefined> {
  const [row] = await decisionById(reads, { commissionerId, id })
  return row && toDecision(row)
}

/** Who pays which part, as it was decided last on a plan of a case. */
export async function findDecidedShares(reads: Reads, actor: Actor, caseId: string): Promise<KeptDecision['shares']> {
  const row = await reads
    .selectFrom('decision')
    .select('shares')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .where('shares', 'is not', null)
    .orderBy('decision_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.shares ?? null
}

const decisionsOfCase = eachPage((which) =>
  prepared((reads: Reads, of: PagePlaces & Slots<{ commissionerId: string; caseId: string }>) =>
    reads
      .selectFrom('decision')
      .selectAll()
      .where('commissioner_id', '=', of.commissionerId)
      .where('case_id', '=', of.caseId)
      .$if(which === 'later', (query) => query.where('decision_id', '<', of.after))
      .orderBy('decision_id', 'desc')
      .limit(of.rows),
  ),
)

/** One row more than a page, newest first. */
export async function listDecisions(
  reads: Reads,
  { commissionerId }: Actor,
  caseId: string,
  page: PageRequest,
): Promise<Decision[]> {
  const rows = await decisionsOfCase(page)(reads, { ...placesOf(page), commissionerId, caseId })
  return rows.map(toDecision)
}
