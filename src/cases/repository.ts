import { type Selectable, sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Reads, Tx } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import { type Marks, prepared } from '../platform/prepared.ts'
import { type Moment, moments, type Waited } from '../rules/progress.ts'
import type { Capacity, SchemeRules, Tier } from '../rules/scheme-rules.ts'
import { getRules } from '../schemes/repository.ts'
import type { Database } from '../tables.ts'
import type { Belonging, Case, LockedCase } from './case.ts'
import type { TimelineEntry } from './schemas.ts'
import {
  type Asker,
  askerOf,
  capacitiesOf,
  idOf,
  type Place,
  pageOfVisibleCases,
  type Sight,
  sightOf,
  visibleCase,
  type Way,
  wayOf,
} from './visible-cases-repository.ts'

type CaseRow = Omit<Selectable<Database['budget_case']>, 'commissioner_id'> & { capacities: Capacity[] }

const toCase = (row: CaseRow): Case => ({
  id: row.case_id,
  personId: row.person_id,
  schemeId: row.scheme_id,
  schemeVersion: row.scheme_version,
  trustId: row.trust_id,
  moment: row.moment as Moment,
  waitingFor: row.waiting_for as Waited[],
  tier: row.tier as Tier | null,
  openedAt: row.opened_at,
  endedAt: row.ended_at,
  endedWords: row.ended_words,
  version: row.version,
  capacities: row.capacities,
})

const caseOf = prepared(visibleCase)

export async function findCase(reads: Reads, actor: Actor, of: string | Belonging): Promise<Case | undefined> {
  const [row] = await caseOf(reads, { ...askerOf(actor), id: idOf(of) }, sightOf(actor), wayOf(of))
  return row && toCase(row)
}

const rulesOf = prepared((db, at: Marks<Asker & { id: string }>, sight: Sight, way: Way) =>
  visibleCase(db, at, sight, way)
    .innerJoin('scheme_version as v', (join) =>
      join
        .onRef('v.commissioner_id', '=', 'c.commissioner_id')
        .onRef('v.scheme_id', '=', 'c.scheme_id')
        .onRef('v.version', '=', 'c.scheme_version'),
    )
    .select('v.rules'),
)

/** The rules of a case that the actor may see. */
export async function getRulesOfCase(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
): Promise<SchemeRules | undefined> {
  const [row] = await rulesOf(reads, { ...askerOf(actor), id: idOf(of) }, sightOf(actor), wayOf(of))
  return row?.rules as SchemeRules | undefined
}

const caseToLock = prepared((db, at: Marks<Asker & { id: string }>, sight: Sight, way: Way) =>
  visibleCase(db, at, sight, way).forUpdate('c'),
)

/** The case, locked until the operation ends: every write on a case, or on what belongs to it, waits its turn here. */
export async function lockCase(tx: Tx, actor: Actor, of: string | Belonging): Promise<LockedCase | undefined> {
  const [row] = await caseToLock(tx, { ...askerOf(actor), id: idOf(of) }, sightOf(actor), wayOf(of))
  if (!row) return undefined
  return { ...toCase(row), rules: await getRules(tx, actor.commissionerId, row.scheme_id, row.scheme_version) }
}

type Asked = Asker & { limit: number; after: string | undefined }
const askedBy = (actor: Actor, { limit, after }: PageRequest): Asked => ({ ...askerOf(actor), limit: limit + 1, after })
const placeOf = ({ after }: PageRequest): Place => (after === undefined ? 'first-page' : 'next-page')

const casesOfPage = prepared(pageOfVisibleCases)

/** One row more than a page, newest first. */
export async function listCases(reads: Reads, actor: Actor, page: PageRequest): Promise<Case[]> {
  const rows = await casesOfPage(reads, askedBy(actor, page), sightOf(actor), placeOf(page))
  return rows.map(toCase)
}

const casesThatWait = prepared((db, at: Marks<Asked & { roles: readonly Waited[] }>, sight: Sight, place: Place) =>
  pageOfVisibleCases(db, at, sight, place)
    .where('c.ended_at', 'is', null)
    .where(sql<boolean>`(c.waiting_for && ${at.roles}::text[] or c.waiting_for && ${capacitiesOf(at)})`),
)

/** One row more than a page of the visible cases in flight that wait for one of these. */
export async function listCasesWaitingFor(
  reads: Reads,
  actor: Actor,
  roles: readonly Waited[],
  page: PageRequest,
): Promise<Case[]> {
  const rows = await casesThatWait(reads, { ...askedBy(actor, page), roles }, sightOf(actor), placeOf(page))
  return rows.map(toCase)
}

export interface NewCaseRow {
  caseId: string
  personId: string
  schemeId: string
  schemeVersion: number
  trustId: string
}

export async function insertCase(tx: Tx, actor: Actor, row: NewCaseRow, now: Date): Promise<void> {
  await tx
    .insertInto('budget_case')
    .values({
      commissioner_id: actor.commissionerId,
      case_id: row.caseId,
      person_id: row.personId,
      scheme_id: row.schemeId,
      scheme_version: row.schemeVersion,
      trust_id: row.trustId,
      moment: 'case-opened',
      waiting_for: [...moments['case-opened'].waitingFor],
      tier: null,
      opened_at: now,
      ended_at: null,
      ended_words: null,
      version: 1,
    })
    .execute()
}

interface MomentRow {
  commissionerId: string
  caseId: string
  moment: Moment
  waitingFor: readonly Waited[]
  tier: Tier | null
  endedAt: Date | null
  endedWords: string | null
}
const momentOfCase = prepared((db, at: Marks<MomentRow>, end: 'goes-on' | 'ends') =>
  db
    .updateTable('budget_case')
    .set({
      moment: at.moment,
      waiting_for: sql<string[]>`${at.waitingFor}`,
      tier: at.tier,
      version: sql`version + 1`,
      ...(end === 'ends' ? { ended_at: at.endedAt, ended_words: at.endedWords } : {}),
    })
    .where('commissioner_id', '=', at.commissionerId)
    .where('case_id', '=', at.caseId),
)

/** Moves the case to a moment of its journey; `waitingFor` and `tier` where the scheme says who. */
export async function setCaseMoment(
  tx: Tx,
  { commissionerId }: Actor,
  caseId: string,
  moment: Moment,
  more: { waitingFor?: readonly Waited[]; tier?: Tier | null; endedAt?: Date; endedWords?: string | null } = {},
): Promise<void> {
  const { waitingFor = moments[moment].waitingFor, tier = null, endedAt = null, endedWords = null } = more
  const row = { commissionerId, caseId, moment, waitingFor, tier, endedAt, endedWords }
  await momentOfCase(tx, row, endedAt ? 'ends' : 'goes-on')
}

/** One row more than a page of what happened on the case, newest first. */
export async function listTimeline(
  reads: Reads,
  actor: Actor,
  caseId: string,
  page: PageRequest,
): Promise<TimelineEntry[]> {
  const rows = await reads
    .selectFrom('audit_entry')
    .select(['audit_entry_id', 'type', 'subject_id', 'actor_id', 'facts', 'happened_at'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('case_id', '=', caseId)
    .$if(page.after !== undefined, (query) => query.where('audit_entry_id', '<', page.after ?? ''))
    .orderBy('audit_entry_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map((row) => ({
    id: row.audit_entry_id,
    type: row.type,
    subjectId: row.subject_id,
    actorId: row.actor_id,
    facts: row.facts as Record<string, unknown>,
    happenedAt: row.happened_at.toISOString(),
  }))
}
