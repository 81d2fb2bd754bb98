import { type Expression, type Selectable, type SqlBool, sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Reads, Tx } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import { type Moment, moments, type Waited } from '../rules/progress.ts'
import type { Capacity, SchemeRules, Tier } from '../rules/scheme-rules.ts'
import { getRules } from '../schemes/repository.ts'
import type { Database } from '../tables.ts'
import type { Belonging, Case, LockedCase } from './case.ts'
import type { TimelineEntry } from './schemas.ts'

/** The capacities of the actor on the case `c`, in the row that is read anyway. */
function capacitiesOf(actor: Actor) {
  return sql<Capacity[]>`array(select m.capacity from case_member m
    where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id and m.actor_id = ${actor.actorId} and m.left_at is null)`.as(
    'capacities',
  )
}

/**
 * The cases that the actor may see: all, for the commissioner's own and its systems; those of their trust for team managers
 * and the multidisciplinary team; those that reached the panel for its members; and always those on whose team they are.
 */
function visibleCases(reads: Reads, actor: Actor) {
  const cases = reads
    .selectFrom('budget_case as c')
    .select([
      'c.case_id',
      'c.person_id',
      'c.scheme_id',
      'c.scheme_version',
      'c.trust_id',
      'c.moment',
      'c.waiting_for',
      'c.tier',
      'c.opened_at',
      'c.ended_at',
      'c.ended_words',
      'c.version',
    ])
    .select(capacitiesOf(actor))
    .where('c.commissioner_id', '=', actor.commissionerId)
  if (actor.machine || actor.roles.includes('commissioner-officer') || actor.roles.includes('auditor')) return cases
  return cases.where((eb) => {
    const ways: Expression<SqlBool>[] = [
      eb.exists(
        eb
          .selectFrom('case_member as m')
          .select('m.case_id')
          .whereRef('m.commissioner_id', '=', 'c.commissioner_id')
          .whereRef('m.case_id', '=', 'c.case_id')
          .where('m.actor_id', '=', actor.actorId)
          .where('m.left_at', 'is', null),
      ),
    ]
    if (actor.organisationId && actor.roles.some((role) => role === 'team-manager' || role === 'mdt-member'))
      ways.push(eb('c.trust_id', '=', actor.organisationId))
    if (actor.roles.some((role) => role === 'panel-member' || role === 'lived-experience-member'))
      ways.push(eb('c.tier', '=', 'risk-enablement-panel'))
    return eb.or(ways)
  })
}

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

/** The identifier of a case: given, or found by something that belongs to it, in the same statement. */
export function caseIdOf(actor: Actor, of: string | Belonging) {
  if (typeof of === 'string') return sql<string>`${of}::uuid`
  return sql<string>`(select b.case_id from ${sql.table(of.table)} b
    where b.commissioner_id = ${actor.commissionerId} and ${sql.ref(`b.${of.table}_id`)} = ${of.id})`
}

export async function findCase(reads: Reads, actor: Actor, of: string | Belonging): Promise<Case | undefined> {
  const row = await visibleCases(reads, actor).where('c.case_id', '=', caseIdOf(actor, of)).executeTakeFirst()
  return row && toCase(row)
}

/** The rules of a case that the actor may see. */
export async function getRulesOfCase(
  reads: Reads,
  actor: Actor,
  of: string | Belonging,
): Promise<SchemeRules | undefined> {
  const row = await visibleCases(reads, actor)
    .innerJoin('scheme_version as v', (join) =>
      join
        .onRef('v.commissioner_id', '=', 'c.commissioner_id')
        .onRef('v.scheme_id', '=', 'c.scheme_id')
        .onRef('v.version', '=', 'c.scheme_version'),
    )
    .select('v.rules')
    .where('c.case_id', '=', caseIdOf(actor, of))
    .executeTakeFirst()
  return row?.rules as SchemeRules | undefined
}

/** The case, locked until the operation ends: every write on a case, or on what belongs to it, waits its turn here. */
export async function lockCase(tx: Tx, actor: Actor, of: string | Belonging): Promise<LockedCase | undefined> {
  const row = await visibleCases(tx, actor)
    .where('c.case_id', '=', caseIdOf(actor, of))
    .forUpdate('c')
    .executeTakeFirst()
  if (!row) return undefined
  return { ...toCase(row), rules: await getRules(tx, actor.commissionerId, row.scheme_id, row.scheme_version) }
}

/** One row more than a page, newest first. */
export async function listCases(reads: Reads, actor: Actor, page: PageRequest): Promise<Case[]> {
  const rows = await visibleCases(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('c.case_id', '<', page.after ?? ''))
    .orderBy('c.case_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toCase)
}

/** One row more than a page of the visible cases in flight that wait for one of these. */
export async function listCasesWaitingFor(
  reads: Reads,
  actor: Actor,
  roles: readonly Waited[],
  page: PageRequest,
): Promise<Case[]> {
  const waits = sql<boolean>`(c.waiting_for && ${[...roles]}::text[] or c.waiting_for && array(select m.capacity from case_member m
    where m.commissioner_id = c.commissioner_id and m.case_id = c.case_id and m.actor_id = ${actor.actorId} and m.left_at is null))`
  const rows = await visibleCases(reads, actor)
    .where('c.ended_at', 'is', null)
    .where(waits)
    .$if(page.after !== undefined, (query) => query.where('c.case_id', '<', page.after ?? ''))
    .orderBy('c.case_id', 'desc')
    .limit(page.limit + 1)
    .execute()
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

/** Moves the case to a moment of its journey; `waitingFor` and `tier` where the scheme says who. */
export async function setCaseMoment(
  tx: Tx,
  { commissionerId }: Actor,
  caseId: string,
  moment: Moment,
  more: { waitingFor?: readonly Waited[]; tier?: Tier | null; endedAt?: Date; endedWords?: string | null } = {},
): Promise<void> {
  await tx
    .updateTable('budget_case')
    .set({
      moment,
      waiting_for: [...(more.waitingFor ?? moments[moment].waitingFor)],
      tier: more.tier ?? null,
      version: sql`version + 1`,
      ...(more.endedAt ? { ended_at: more.endedAt, ended_words: more.endedWords ?? null } : {}),
    })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .execute()
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
