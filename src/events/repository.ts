import { sql } from 'kysely'
import { groundOfEverybody, isOfProvider, otherGrounds } from '../case-access/grounds-repository.ts'
import { opensFor, type PlaceGround, placesOn } from '../case-access/places-repository.ts'
import { seesAll } from '../case-access/visible-repository.ts'
import { tells } from '../case-access/withheld.ts'
import { isProvided } from '../event-catalogue/provided.ts'
import { type Actor, isOwnSystem } from '../platform/access/access.ts'
import { asking } from '../platform/access/asking.ts'
import type { Seen } from '../platform/access/seen.ts'
import { chainStart } from '../platform/audit/chain.ts'
import type { Reads } from '../platform/database/database.ts'
import { prepared, preparedByActor } from '../platform/database/prepared.ts'
import { type Slots, theTenant } from '../platform/database/slots.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Ground } from '../rules/access/sight.ts'
import { beginning, type EventPlace, placeAfter } from './cursor.ts'
import { listOwnEntries } from './provided-repository.ts'
import { type Event, withheld } from './schemas.ts'
import { placesLookedAt, sealedAfter } from './sealed-repository.ts'
import { toProvided } from './to-provided.ts'

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
  readonly own: boolean | null
  readonly places: readonly PlaceGround[] | null
  readonly others: readonly Ground[] | null
}

/**
 * Who follows what happens: a system of an organisation hears by the places of the brokers whom that sent as well, and what its officers see where it is
 * a council that pays into a scheme or is waited for, and its GPs where it is a practice that is asked, as whoever hears for it by a webhook does.
 * Any other organisation pays into none and is asked nothing.
 */
export function following(actor: Actor): Actor {
  const hears = actor.machine && !actor.ofCommissioner && actor.organisationId !== null
  return hears ? { ...actor, hearsForStaff: true, roles: ['local-authority-officer', 'gp'] } : actor
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
  /** How far it was looked; without a mark where there is nothing after the place that was asked for. */
  readonly upTo: EventPlace | { readonly sequence: number; readonly mark?: never }
  readonly more: boolean
  /** Of which case each is, also where the reader is not told that. */
  readonly caseOf: ReadonlyMap<number, string | null>
  /** Whose records it opened. */
  readonly seen: readonly Seen[]
}

/**
 * The tenant's sealed events after a place in the order, oldest first, as far as the reader may see them. Whose an event is, is read from what it is
 * about: the person of its case, or the person, or who gave the consent, that is its subject. So old entries say it as well. Whoever sees all of the
 * commissioner is told of what they may not read that it has its place; everybody else is told of their own cases, and of nothing else.
 */
export async function listSealedEvents(reads: Reads, actor: Actor, asked: EventsAsked) {
  const { after } = asked
  const [, { items, upTo, more, seen }] = await Promise.all([
    requireKnown(reads, after),
    eventsFrom(reads, actor, { ...asked, after: after.sequence }),
  ])
  return { items, upTo: upTo.mark === undefined ? after : upTo, more, seen }
}

/** The same after a place that is known to be one of the chain. */
export async function eventsFrom(
  reads: Reads,
  actor: Actor,
  { after, limit, types, caseId }: Omit<EventsAsked, 'after'> & { readonly after: number },
): Promise<Following> {
  const looker = { ...following(actor), view: 'timeline' } as const
  const ofAll = seesAll(looker)
  const statement = sealedAfter(
    ofAll ? 'every' : 'seen',
    types ? 'types' : 'all',
    caseId === undefined ? 'all' : 'one case',
  )
  const told = isTold(looker)
  // Where something is asked for, that it is there and withheld would tell that it is that; so would a page that ends with it.
  const tellsPlaces = ofAll && types === undefined && caseId === undefined
  const most = tellsPlaces ? limit : placesLookedAt
  const places = { after, limit: most, types: types ?? [], caseId: caseId ?? null }
  // Of one case it is looked to the end of the chain, whether or not there is such a case; the end goes first, so that nothing falls between.
  const [end, rows] = await Promise.all([
    caseId === undefined ? undefined : endOfChain(reads),
    statement(reads, looker, places),
  ])
  const [first] = rows
  if (!first) return { items: [], upTo: end ?? { sequence: after }, more: false, caseOf: new Map(), seen: [] }
  const found = rows.flatMap(({ sequence, hash, type, case_id, facts, happened_at, ...row }) =>
    sequence === null || hash === null || type === null || happened_at === null
      ? []
      : [{ ...row, sequence, hash, type, case_id, facts, happened_at }],
  )
  const all = found.flatMap((row): Event[] => {
    const place = { sequence: row.sequence, hash: row.hash }
    const mayRead = told(row)
    // What is of no case, as an agreement, is a provider's because it is its own, and tells it no more.
    if (row.own && !row.restricted && (row.case_id === null || !mayRead) && isProvided(row.type))
      return [toProvided(row, row.type)]
    if (!mayRead) return tellsPlaces ? [{ ...place, type: withheld }] : []
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
  const items = all.slice(0, limit)
  const last = all.length > limit || (tellsPlaces && found.length === limit) ? items.at(-1) : undefined
  // Of a case that the reader has no ground on, no page tells how much happened there.
  const isFull = first.looked_at === placesLookedAt && (first.sees || isOwnSystem(looker))
  const toEnd = end !== undefined && !isFull && end.sequence > first.end_sequence ? end : undefined
  return {
    items,
    upTo: last ? placeAfter(last) : (toEnd ?? placeAfter({ sequence: first.end_sequence, hash: first.end_hash })),
    more: last !== undefined || (end === undefined ? first.looked_at === placesLookedAt : isFull),
    caseOf: new Map(found.map((row) => [row.sequence, row.case_id])),
    seen: actor.machine ? [] : seenOf(looker, found, new Set(items.map(({ sequence }) => sequence))),
  }
}

/** Of which cases somebody was told, each once, and on what ground. */
function seenOf(
  looker: Actor,
  found: readonly (Told & { readonly sequence: number; readonly person_id: string | null })[],
  told: ReadonlySet<number>,
): Seen[] {
  const seen = new Map<string, Seen>()
  for (const { sequence, case_id: caseId, person_id: personId, places, others, own } of found) {
    const held = [...(places ?? []), ...(others ?? [])]
    const ground = held.find((one) => opensFor(looker, one)) ?? (own ? 'provider' : undefined)
    if (told.has(sequence) && caseId !== null && personId !== null && ground)
      seen.set(caseId, { caseId, personId, ground })
  }
  return [...seen.values()]
}

const groundsOn = preparedByActor((reads: Reads, asked, of: Slots<{ caseIds: readonly string[] }>) =>
  reads
    .selectFrom('budget_case as c')
    .select(['c.case_id', placesOn(asked).as('places'), otherGrounds(asked).as('others')])
    .where('c.commissioner_id', '=', theTenant)
    .where(sql<boolean>`c.case_id = any(${of.caseIds}::uuid[])`),
)

/** What was to be told: an event, its type, and its case where it has one. */
interface ToTell {
  readonly eventId: string | null
  readonly caseId: string | null
  readonly type: string | null
}

/** Whether the reader is told each of these now. */
export async function isToldNow(
  reads: Reads,
  actor: Actor,
  asked: readonly ToTell[],
): Promise<(one: ToTell) => boolean> {
  const looker = { ...following(actor), view: 'timeline' } as const
  const caseIds = [...new Set(asked.flatMap(({ caseId }) => caseId ?? []))]
  const ids = isOfProvider(asking(looker)) ? asked.flatMap(({ eventId }) => eventId ?? []) : []
  const [rows, own] = await Promise.all([
    caseIds.length === 0 ? [] : groundsOn(reads, looker, { caseIds }),
    listOwnEntries(reads, looker, ids),
  ])
  const held = new Map(rows.map((row) => [row.case_id, row]))
  return ({ eventId, caseId, type }) => {
    if (eventId !== null && own.has(eventId)) return true
    const row = held.get(caseId ?? '')
    // By grounds alone: whoever registered it is told no more by it than somebody there could read.
    return row !== undefined && tells([...(row.places ?? []), ...(row.others ?? [])], type ?? '')
  }
}
