import { sql } from 'kysely'
import type { Actor } from '../platform/access.ts'
import type { Reads, Tx } from '../platform/database.ts'
import type { PageRequest } from '../platform/pages.ts'
import { isHeld, type Moment, moments, type Waited } from '../rules/progress.ts'
import type { SchemeRules, Tier } from '../rules/scheme-rules.ts'
import { getRules } from '../schemes/repository.ts'
import type { Belonging, Case, LockedCase } from './case.ts'
import { isReported } from './commissioner-repository.ts'
import type { TimelineEntry } from './schemas.ts'
import { toCase, visibleCases, visibleForList } from './visible-repository.ts'

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
  const rows = await visibleForList(reads, actor)
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

/** Moves the case to a moment of its journey; `waitingFor` and `tier` where the scheme says who. `endedAt: null` opens a case again. */
export async function setCaseMoment(
  tx: Tx,
  { commissionerId }: Actor,
  caseId: string,
  moment: Moment,
  more: { waitingFor?: readonly Waited[]; tier?: Tier | null; endedAt?: Date | null; endedWords?: string | null } = {},
): Promise<void> {
  const waits = more.waitingFor ? [...more.waitingFor] : usuallyWaitedFor(commissionerId, caseId, moment)
  await tx
    .updateTable('budget_case')
    .set({
      moment,
      waiting_for: moments[moment].stage === 'ended' ? waits : withReported(commissionerId, caseId, waits),
      tier: more.tier ?? null,
      version: sql`version + 1`,
      ...(more.endedAt !== undefined ? { ended_at: more.endedAt, ended_words: more.endedWords ?? null } : {}),
    })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .execute()
}

/** The same, save where somebody has the ball whom what happens beside does not take it from. */
export async function setMomentBesidePlanning(
  tx: Tx,
  actor: Actor,
  the: Pick<Case, 'id' | 'moment'>,
  moment: Moment,
): Promise<void> {
  if (!isHeld(the.moment)) await setCaseMoment(tx, actor, the.id, moment)
}

/** Another case of the same person in the same scheme that is in flight: begun anew after this one had ended. */
export async function findRival(
  reads: Reads,
  actor: Actor,
  the: Case,
): Promise<Pick<Case, 'id' | 'moment'> | undefined> {
  const row = await reads
    .selectFrom('budget_case')
    .select(['case_id', 'moment'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('person_id', '=', the.personId)
    .where('scheme_id', '=', the.schemeId)
    .where('ended_at', 'is', null)
    .where('case_id', '<>', the.id)
    .executeTakeFirst()
  return row && { id: row.case_id, moment: row.moment as Moment }
}

/** Whom a moment waits for on a case. The care coordinator stands in for the broker while there is none on the team. */
function usuallyWaitedFor(commissionerId: string, caseId: string, moment: Moment) {
  const usual: Waited[] = [...moments[moment].waitingFor]
  if (!usual.includes('broker')) return usual
  const without = [...new Set(usual.map((waited) => (waited === 'broker' ? 'care-coordinator' : waited)))]
  return sql<
    string[]
  >`case when exists (select from case_member m where m.commissioner_id = ${commissionerId} and m.case_id = ${caseId}
    and m.capacity = 'broker' and m.left_at is null) then ${usual}::text[] else ${without}::text[] end`
}

/** And for the commissioner, as long as something on the case is reported as late: no hand-over makes a breach forgotten. */
function withReported(commissionerId: string, caseId: string, waits: ReturnType<typeof usuallyWaitedFor>) {
  return sql<
    string[]
  >`(select case when 'commissioner-officer' = any(w.waits) or not ${isReported(commissionerId, caseId)}
    then w.waits else array_append(w.waits, 'commissioner-officer') end from (select (${waits})::text[] as waits) w)`
}

/** Gives the ball to a broker who joins the team, and back to the care coordinator when the broker leaves. */
export async function handBallOver(tx: Tx, actor: Actor, the: Case): Promise<void> {
  const waits: readonly Waited[] = moments[the.moment].waitingFor
  if (waits.includes('broker')) await setCaseMoment(tx, actor, the.id, the.moment)
}

/** Whether an appeal on the case is open, be it that a reviewer has yet to say whether it is heard: what the person has stays as it is meanwhile. */
export async function hasOpenAppeal(reads: Reads, { commissionerId }: Actor, caseId: string): Promise<boolean> {
  const row = await reads
    .selectFrom('appeal')
    .select('appeal_id')
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .where('status', 'in', ['awaiting-acceptance', 'lodged'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Puts the case under another version of its scheme's rules. */
export async function setCaseVersion(
  tx: Tx,
  { commissionerId }: Actor,
  caseId: string,
  schemeVersion: number,
): Promise<void> {
  await tx
    .updateTable('budget_case')
    .set({ scheme_version: schemeVersion, version: sql`version + 1` })
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
    facts: row.facts,
    happenedAt: row.happened_at.toISOString(),
  }))
}
