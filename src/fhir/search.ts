import type { Static } from '@sinclair/typebox'
import type { PersonSearch } from '../people/schemas.ts'
import { isNhsNumberSystem, nhsNumberReadIn, tokenOf } from '../rules/people/identifiers.ts'
import { referenceIn } from '../shared/case-reference.ts'
import { bothSpans, type Span, spanIn } from './instants.ts'
import { aboutSomebody, lookUpIn, type SentIdentifier } from './look-up-asked.ts'
import { FhirRefusal, wrongParameter } from './refusal.ts'
import { systems } from './systems.ts'

/** The parameters by which there is something to search; each kind of resource says which of them it has. */
export const searchParameters = {
  _id: ['token', 'The logical id; several with commas, at most 100.'],
  identifier: [
    'token',
    'As `system|value`, one; the system has to be there. An NHS number goes by POST to `_search`, and so does all that a person is known by but our own `urn:uuid:`.',
  ],
  patient: ['reference', 'Whose it is: the id of a Patient, or `Patient/` and the id.'],
  _lastUpdated: [
    'date',
    'When it last changed: `eq`, `ge`, `gt`, `le` and `lt`, to the millisecond; twice for a span. Alone, it begins within the last 31 days, and finds no person, and no consent of one, whom you see only as everybody is seen.',
  ],
  birthdate: ['date', 'Beside `identifier`, as a second fact: when they were born. By POST to `_search`.'],
  family: ['string', 'Beside `identifier`, as a second fact: the whole family name. By POST to `_search`.'],
  purpose: [
    'token',
    'Beside `identifier`: what you look them up for, as at searchPeople. It is recorded. By POST to `_search`.',
  ],
} as const satisfies Record<string, readonly [type: string, documentation: string]>
export type SearchParameter = keyof typeof searchParameters

/** What goes with any search, and finds nothing itself. */
const controls = ['_count', '_page', '_sort', '_format', '_pretty'] as const
type Control = (typeof controls)[number]

/** The order of every search: when each last changed, the earliest first. */
export const onlyOrder = '_lastUpdated'

/** The place of a resource in the order of a search: when it last changed, then its id. */
export interface Place {
  readonly at: Date
  readonly id: string
}

/** What is searched for. What is left out narrows nothing. */
export interface Search extends Span {
  readonly ids?: readonly string[]
  readonly patientId?: string
  /** Whom to look up, as searchPeople does, before any of this is searched for. */
  readonly lookUp?: Static<typeof PersonSearch>
  /** Whether it says nothing but when something changed. */
  readonly lately?: boolean
  readonly caseReference?: string
  /** `system|value` of another system. */
  readonly token?: string
  readonly after?: Place
  /** How many resources at the most. */
  readonly count: number
  /** How many more are looked up, to lead on to them. */
  readonly ahead: number
}

/** A search with what was understood of it, for the links of its answer. */
export interface Asked {
  readonly search: Search
  readonly understood: readonly (readonly [name: string, value: string])[]
  /** Whether an identifier was sent that stands in no link: a person's, what reads as an NHS number, and what came by POST. */
  readonly hidesIdentifier: boolean
  /** The names of parameters that were passed over. */
  readonly ignored: readonly string[]
}

/** How what is unknown is met: refused, unless the client says that it can be passed over. */
interface Handling {
  readonly lenient: boolean
  /** Whether the parameter came in the address. */
  readonly inAddress: (name: string) => boolean
  readonly now: Date
}

/** What is searched for, without how much of it is told at once. */
type Narrowing = Omit<Search, 'ahead' | 'count'>

const mostDays = 31
const usualCount = 25
const mostCount = 100
export const mostIds = 100

/** Reads a search, or refuses it with what is wrong. */
export function searchIn(
  sent: readonly (readonly [string, string])[],
  takes: readonly SearchParameter[],
  { lenient, inAddress, now }: Handling,
): Asked {
  const known: readonly string[] = [...takes, ...controls]
  const inAnotherOrder = sent.find(([name, text]) => name === '_sort' && text !== onlyOrder)
  if (inAnotherOrder && !lenient)
    throw new FhirRefusal(
      400,
      'not-supported',
      `There is one order here, _sort=${onlyOrder}: as it changed, the earliest first. With Prefer: handling=lenient, another is passed over.`,
    )
  const isKnown = ([name, text]: readonly [string, string]) =>
    known.includes(name) && (name !== '_sort' || text === onlyOrder)
  const ignored = [...new Set(sent.filter((one) => !isKnown(one)).map(([name]) => name))]
  if (ignored.length > 0 && !lenient)
    throw new FhirRefusal(
      400,
      'not-supported',
      `There is no search by ${ignored.map(shown).join(', ')} here. It takes ${[...known].join(', ')}. With Prefer: handling=lenient, what is unknown is passed over.`,
    )
  const understood = sent.filter(isKnown)
  const valuesOf = (name: SearchParameter | Control) =>
    understood.filter(([one]) => one === name).map(([, text]) => text)
  const one = (name: SearchParameter | Control) => {
    const [value, ...more] = valuesOf(name)
    if (more.length > 0) throw wrongParameter(name, 'can be given once')
    if (value === '') throw wrongParameter(name, 'has no value')
    return value
  }
  requireJson(one('_format'))
  one('_sort')
  const ids = one('_id')
  const token = one('identifier')
  const ofPeople = takes.includes('purpose')
  const identifier = token === undefined ? undefined : identifierIn(token, ofPeople)
  const patient = one('patient')
  const span = valuesOf('_lastUpdated')
    .map((text) => spanIn('_lastUpdated', text))
    .reduce(bothSpans, {})
  for (const name of [...(identifier?.hidden ? (['identifier'] as const) : []), ...aboutSomebody])
    if (one(name) !== undefined && inAddress(name))
      throw wrongParameter(name, 'can say who somebody is, which goes in no address: send it with POST to _search')
  const isPart = !takes.includes('identifier')
  const lookUp = lookUpIn(one, ofPeople && identifier?.hidden ? identifier : undefined)
  const found = [
    ids === undefined ? undefined : { ids: idsIn(ids, isPart) },
    lookUp ? { lookUp } : identifier && identifiedBy(identifier),
    patient === undefined ? undefined : { patientId: patientIn(patient) },
  ].filter((part) => part !== undefined)
  if (found.length === 0) requireLately(takes, span, now)
  const hidesIdentifier = identifier !== undefined && (identifier.hidden || !inAddress('identifier'))
  const page = one('_page')
  const narrowed = found.reduce<Narrowing>(narrower, {})
  const after = page === undefined ? {} : { after: placeIn(page, isPart) }
  const asked = { ...narrowed, ...span, ...after, lately: found.length === 0 }
  return {
    search: { ...asked, count: countIn(one('_count')), ahead: hidesIdentifier ? mostIds : 1 },
    understood,
    hidesIdentifier,
    ignored,
  }
}

/** Both parts hold: of two lists of ids, what is in both. */
function narrower(a: Narrowing, b: Narrowing): Narrowing {
  const both = a.ids && b.ids ? { ids: a.ids.filter((id) => b.ids?.includes(id)) } : {}
  return { ...a, ...b, ...both }
}

/** What a client sent as a name is cut short, since it stands in an answer. */
const shown = (name: string) => name.replaceAll(/[^\w:.-]/g, '').slice(0, 40) || 'what has no name'

function requireJson(format: string | undefined): void {
  if (format === undefined || /^(json|application\/(fhir\+)?json)$/.test(format.replaceAll(' ', '+'))) return
  throw new FhirRefusal(406, 'not-supported', 'There is JSON here, and no other format.')
}

function requireLately(takes: readonly SearchParameter[], { from }: Span, now: Date): void {
  const others = takes
    .filter((name) => name !== '_lastUpdated' && !aboutSomebody.some((one) => one === name))
    .join(', ')
  if (from === undefined)
    throw new FhirRefusal(
      400,
      'too-costly',
      `A search says by ${others} what it is about, or by _lastUpdated from when on.`,
    )
  if (now.getTime() - from.getTime() > mostDays * 86_400_000)
    throw new FhirRefusal(400, 'too-costly', `By _lastUpdated alone a search begins within the last ${mostDays} days.`)
}

const isUuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/
/** An identifier of ours has small letters; a resource that is a part of another, and no other, has its place in it behind a point. */
const isPartId = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}\.[\da-f]{16}$/

/** The id as it is kept; undefined where there can be none of this name. */
export const idIn = (text: string, isPart: boolean): string | undefined =>
  (isPart ? isPartId : isUuid).test(text.toLowerCase()) ? text.toLowerCase() : undefined

function idsIn(text: string, isPart: boolean): string[] {
  const parts = text.split(',')
  if (parts.length > mostIds) throw wrongParameter('_id', `takes at most ${mostIds} ids`)
  return [...new Set(parts.flatMap((part) => idIn(part, isPart) ?? []))]
}

function identifierIn(text: string, ofPeople: boolean): SentIdentifier {
  const [system = '', value = '', ...more] = text.split('|')
  const isOwn = system === systems.uri && /^urn:uuid:/i.test(value)
  const hidden =
    (ofPeople && !isOwn) ||
    isNhsNumberSystem(system) ||
    text.split('|').some((part) => nhsNumberReadIn(part) !== undefined)
  if ((!hidden || ofPeople) && (system === '' || value === '' || more.length > 0))
    throw wrongParameter('identifier', 'is one system and one value, as system|value')
  return { system, value, hidden }
}

function identifiedBy({ system, value }: SentIdentifier): Narrowing {
  // An NHS number is a person's, who is looked up.
  if (isNhsNumberSystem(system)) return { ids: [] }
  if (system === systems.uri && /^urn:uuid:/i.test(value)) {
    const id = value.slice('urn:uuid:'.length).toLowerCase()
    return { ids: isUuid.test(id) ? [id] : [] }
  }
  if (system === systems.caseReference) {
    const caseReference = referenceIn(value)
    return caseReference === undefined ? { ids: [] } : { caseReference }
  }
  // What no text of a database can hold is nobody’s.
  return /\p{Cc}/u.test(system + value) ? { ids: [] } : { token: tokenOf({ system, value }) }
}

function patientIn(text: string): string {
  const [, id = ''] = /^(?:Patient\/)?([^/]+)$/.exec(text) ?? []
  if (isUuid.test(id.toLowerCase())) return id.toLowerCase()
  throw wrongParameter('patient', 'is the id of a Patient, or Patient/ and the id')
}

function countIn(text: string | undefined): number {
  if (text === undefined) return usualCount
  const count = Number(text)
  if (!/^\d{1,9}$/.test(text) || count < 1) throw wrongParameter('_count', `is a number from 1 to ${mostCount}`)
  return Math.min(count, mostCount)
}

/** Where the next page begins, as the link of the page before has it. */
export const pageAfter = ({ at, id }: Place): string =>
  Buffer.from(`${at.toISOString()} ${id}`, 'latin1').toString('base64url')

function placeIn(text: string, isPart: boolean): Place {
  const [, at = '', id = ''] =
    /^(\d{4}-\d{2}-\d{2}T[\d:.]{12}Z) (\S+)$/.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? []
  if (idIn(id, isPart) !== id || Number.isNaN(Date.parse(at)))
    throw wrongParameter('_page', 'is of no link that was given')
  return { at: new Date(at), id }
}
