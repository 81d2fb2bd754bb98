import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import { readRules } from '../rules/scheme/rules-format.ts'
import type { SchemeRules } from '../rules/scheme/scheme-rules.ts'
import { daysAfter, type LocalDate } from '../shared/dates.ts'
import type { SchemeVersion } from './draft-schemas.ts'

/** Every published version of a scheme, the newest first. */
export async function listVersions(
  reads: Reads,
  actor: Actor,
  schemeId: string,
  today: LocalDate,
): Promise<SchemeVersion[]> {
  const rows = await reads
    .selectFrom('scheme_version as v')
    .leftJoin('scheme_publication as p', (join) =>
      join
        .on('p.commissioner_id', '=', theTenant)
        .onRef('p.scheme_id', '=', 'v.scheme_id')
        .onRef('p.version', '=', 'v.version'),
    )
    .select(['v.version', 'v.starts_on', 'v.published_at', 'p.equality_note', 'p.simulation_id'])
    .where('v.commissioner_id', '=', actor.commissionerId)
    .where('v.scheme_id', '=', schemeId)
    .orderBy('v.version', 'desc')
    .limit(1000)
    .execute()
  return rows.map((row, index) => {
    const next = rows[index - 1]?.starts_on
    const endsOn = next === undefined ? null : daysAfter(next, -1)
    return {
      schemeId,
      version: row.version,
      startsOn: row.starts_on,
      endsOn,
      inForce: row.starts_on <= today && (endsOn === null || today <= endsOn),
      publishedAt: row.published_at.toISOString(),
      equalityNote: row.equality_note,
      simulationId: row.simulation_id,
    }
  })
}

/** The rules of a published version, where there is one of this number. */
export async function findVersionRules(
  reads: Reads,
  actor: Actor,
  schemeId: string,
  version: number,
): Promise<SchemeRules | undefined> {
  const row = await reads
    .selectFrom('scheme_version')
    .select('rules')
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_id', '=', schemeId)
    .where('version', '=', version)
    .executeTakeFirst()
  return row && readRules(row.rules)
}

export interface NewestVersion {
  readonly version: number
  readonly startsOn: LocalDate
  readonly rules: SchemeRules
}

/** The version that was published last, also one that starts later: what a further version follows. */
export async function findNewestVersion(
  reads: Reads,
  actor: Actor,
  schemeId: string,
): Promise<NewestVersion | undefined> {
  const row = await reads
    .selectFrom('scheme_version')
    .select(['version', 'starts_on', 'rules'])
    .where('commissioner_id', '=', actor.commissionerId)
    .where('scheme_id', '=', schemeId)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { version: row.version, startsOn: row.starts_on, rules: readRules(row.rules) }
}

/** The same, for who publishes: one publication of a scheme at a time comes past here. */
export async function lockNewestVersion(tx: Tx, actor: Actor, schemeId: string): Promise<NewestVersion | undefined> {
  const lock = `publish ${actor.commissionerId} ${schemeId}`
  const [, newest] = await Promise.all([
    sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx),
    findNewestVersion(tx, actor, schemeId),
  ])
  return newest
}

export interface Publication {
  readonly schemeId: string
  readonly version: number
  readonly startsOn: LocalDate
  readonly rules: SchemeRules
  readonly schemeDraftId: string
  readonly simulationId: string
  readonly equalityNote: string
  readonly proposedBy: string
}

/** Keeps a version for ever, with what it rests on. */
export async function insertVersion(tx: Tx, actor: Actor, made: Publication, now: Date): Promise<void> {
  const key = { commissioner_id: actor.commissionerId, scheme_id: made.schemeId, version: made.version }
  await Promise.all([
    tx
      .insertInto('scheme_version')
      .values({ ...key, starts_on: made.startsOn, rules: JSON.stringify(made.rules), published_at: now })
      .execute(),
    tx
      .insertInto('scheme_publication')
      .values({
        ...key,
        scheme_draft_id: made.schemeDraftId,
        simulation_id: made.simulationId,
        equality_note: made.equalityNote,
        proposed_by: made.proposedBy,
        published_by: actor.actorId,
        published_at: now,
      })
      .execute(),
  ])
}
