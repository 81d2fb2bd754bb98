import { sql } from 'kysely'
import { groundOfEverybody, otherGrounds } from '../case-access/grounds-repository.ts'
import { type PlaceGround, placesOn } from '../case-access/places-repository.ts'
import { seesAll } from '../case-access/visible-repository.ts'
import { tells } from '../case-access/withheld.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import { chainStart } from '../platform/audit/chain.ts'
import type { Reads } from '../platform/database/database.ts'
import { prepared, preparedByActor } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Ground } from '../rules/access/sight.ts'
import { beginning, type EventPlace, placeAfter } from './cursor.ts'
import { type Event, withheld } from './schemas.ts'
import { placesLookedAt, sealedAfter } from './sealed-repository.ts'

/** What of the feed is asked for. */
export interface EventsAsked {
  readonly after: EventPlace
  readonly limit: number
  readonly types: readonly string[] | undefined
  readonly caseId: string | undefined
}

const placeOf = prepared((reads: Reads, of: Slots<{ sequence: number }>) =>
  reads
    .selectFrom('audit_seal')
    .select(['sequence', 'hash'])
    .where('commissioner_id', '=', theTenant)
    .where('sequence', '=', of.sequence),
)
const lastPlace = prepared((reads: Reads, _of: object) =>
  reads
    .selectFrom('audit_seal')
    .select(['sequence', 'hash'])
    .where('commissioner_id', '=', theTenant)
    .orderBy('sequence', 'desc')
    .limit(1),
)

/** The end of the tenant's chain as it is now. */
export async function endOfChain(reads: Reads): Promise<EventPlace> {
  const [last] = await lastPlace(reads, {})
  return last ? placeAfter(last) : beginning
}

async function requireKnown(reads: Reads, { sequence, mark }: EventPlace): Promise<void> {
  const [row] = sequence === 0 ? [] : await placeOf(reads, { sequence })
  const known = sequence === 0 ? beginning : row && placeAfter(row)
  if (known?.mark !== mark) throw new Problem('event-place-unknown')
}

/** A row of what happened, with the grounds on which the reader sees its case. */
interface Told {
  readonly type: string
  readonly case_id: string | null
  readonly restricted: boolean | null
  readonly places: readonly PlaceGround[] | null
  readonly others: readonly Ground[] | null
}

/** Whether the reader is told what happened, by their grounds. What is of no case is opened by what somebody sees of everybody. */
function isTold(looker: Actor): (row: Told) => boolean {
  if (isOwnSystem(looker)) return () => true
  const general = groundOfEverybody(asking(looker))
  return ({ type, case_id, restricted, places, others }) => {
    if (case_id !== null) return tells([...(places ?? []), ...(others ?? [])], type)
    return tells(general && (general.evenRestricted || !restricted) ? [general.ground] : [], type)
  }
}

/** What follows a place of the chain, as far as the reader may see it now. */
interface Following {
  readonly items: Event[]
  readonly upTo: { readonly sequence: number; readonly hash: string | undefined }
  readonly more: boolean
}

/**
 * The tenant's sealed events after a place in the order, oldest first, as far as the reader may see them. Whose an event is, is read from what it is
 * about: the person of its case, or the person, or who gave the consent, that is its subject. So old entries say it as well. Whoever sees all of the
 * commissioner is told of what they may not read that it has its place; everybody else is told of their own cases, and of nothing else.
 */
export async function listSealedEvents(reads: Reads, actor: Actor, asked: EventsAsked) {
  const { after } = asked
  const [, { items, upTo, more }] = await Promise.all([
    requireKnown(reads, after),
    eventsFrom(reads, actor, { ...asked, after: after.sequence }),
  ])
  const { sequence, hash } = upTo
  return { items, upTo: hash === undefined ? after : placeAfter({ sequence, hash }), more }
}

/** The same after a place that is known to be one of the chain. */
export async function eventsFrom(
  reads: Reads,
  actor: Actor,
  { after, limit, types, caseId }: Omit<EventsAsked, 'after'> & { readonly after: number },
): Promise<Following> {
  const looker = { ...actor, view: 'timeline' } as const
  const ofAll = seesAll(looker)
  const statement = sealedAfter(
    ofAll ? 'every' : 'seen',
    types ? 'types' : 'all',
    caseId === undefined ? 'all' : 'one case',
  )
  const places = { after, limit, types: types ?? [], caseId: caseId ?? null }
  const rows = await statement(reads, looker, places)
  const [first] = rows
  if (!first) return { items: [], upTo: { sequence: after, hash: undefined }, more: false }
  const told = isTold(looker)
  // Where something is asked for, that it is there and withheld would tell that it is that.
  const tellsPlaces = ofAll && types === undefined && caseId === undefined
  const found = rows.flatMap(({ sequence, hash, type, case_id, facts, happened_at, ...row }) =>
    sequence === null || hash === null || type === null || happened_at === null
      ? []
      : [{ ...row, sequence, hash, type, case_id, facts, happened_at }],
  )
  const items = found.flatMap((row): Event[] => {
    const place = { sequence: row.sequence, hash: row.hash }
    if (!told(row)) return tellsPlaces ? [{ ...place, type: withheld }] : []
    return [
      {
        ...place,
        id: row.audit_entry_id,
        type: row.type,
        subjectId: row.subject_id,
        ...(row.case_id === null ? {} : { caseId: row.case_id }),
        ...(row.person_id === null ? {} : { personId: row.person_id }),
        actorId: row.actor_id,
        organisationId: row.organisation_id,
        facts: row.facts,
        happenedAt: row.happened_at.toISOString(),
        schemeVersion: row.scheme_version,
        previousHash: row.hash_before ?? chainStart,
      } as Event,
    ]
  })
  const last = found.length === limit ? found.at(-1) : undefined
  return {
    items,
    upTo: last ?? { sequence: first.end_sequence, hash: first.end_hash },
    more: last !== undefined || first.looked_at === placesLookedAt,
  }
}

const groundsOn = preparedByActor((reads: Reads, asked, of: Slots<{ caseIds: readonly string[] }>) =>
  reads
    .selectFrom('budget_case as c')
    .select(['c.case_id', placesOn(asked).as('places'), otherGrounds(asked).as('others')])
    .where('c.commissioner_id', '=', theTenant)
    .where(sql<boolean>`c.case_id = any(${of.caseIds}::uuid[])`),
)

/** Whether the reader is told now what happens on each of these cases. */
export async function groundsOf(
  reads: Reads,
  actor: Actor,
  caseIds: readonly string[],
): Promise<(caseId: string, type: string) => boolean> {
  const looker = { ...actor, view: 'timeline' } as const
  const rows = caseIds.length === 0 ? [] : await groundsOn(reads, looker, { caseIds: [...new Set(caseIds)] })
  const held = new Map(rows.map((row) => [row.case_id, { ...row, restricted: null }]))
  const told = isTold(looker)
  return (caseId, type) => {
    const row = held.get(caseId)
    return row !== undefined && told({ ...row, type })
  }
}
