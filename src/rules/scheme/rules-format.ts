import type { SchemeRules } from './scheme-rules.ts'
import { sourceInWords } from './sources.ts'

type Json = Readonly<Record<string, unknown>>

/** A stored document that this version of the service cannot read. */
export class RulesFormatError extends Error {
  override name = 'RulesFormatError'
}

const notRecorded = 'Not recorded: published before this part of the rules said where it comes from'

/** A part of older rules, or each of its members, with a source that says that none was recorded. */
function withSource(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(withSource)
  return isObject(part) ? { ...part, source: notRecorded } : part
}

/** What turns each format into the next. A new field gets the default that means "as before". */
const upgrades: readonly ((older: Json) => Json)[] = [
  // 1 → 2: every step that staff owe has a clock.
  (older) => ({
    ...older,
    clocks: {
      assessment: 20,
      calculation: 10,
      disclosure: 5,
      planning: 20,
      signing: 10,
      source: 'Set by the scheme: no source says it',
      ...(isObject(older.clocks) ? older.clocks : {}),
    },
  }),
  // 2 → 3: a budget is given for a period.
  (older) => ({ ...older, period: { months: 12, source: 'Set by the scheme: no source says it' } }),
  // 3 → 4: support that works is guarded in every scheme, also under rules that were published before there was a guard.
  (older) => ({
    ...older,
    preventive: { noticeWorkingDays: 20, reliedOnAfterMonths: 6, source: 'Set by the scheme: no source says it' },
  }),
  // 4 → 5: each part says where it comes from, which nobody can say for those who published without, and categories are a list of the scheme.
  // What was published without one goes on taking any, since its plans name what nobody had listed; and takes everybody,
  // as it did. What is kept for a crisis has a part of its own.
  (older) => {
    const { reserveBasisPoints, reserveSource, ...adjusted } = isObject(older.adjustments) ? older.adjustments : {}
    return {
      ...older,
      categories: null,
      adjustments: adjusted,
      crisis: { reserveBasisPoints, source: reserveSource },
      eligibility: {
        likely: [],
        checked: [],
        takes: [
          { entryStatus: 'with-social-care-budget', jointAssessment: false },
          { entryStatus: 'without-social-care-budget', jointAssessment: false },
        ],
        source: notRecorded,
      },
      ...Object.fromEntries(
        ['bases', 'targetGroups', 'signatures', 'catalogue', 'deployments'].map((list) => [
          `${list}Source`,
          notRecorded,
        ]),
      ),
      ...Object.fromEntries(
        ['readinessQuestions', 'excluded', 'reasons', 'reviews', 'appeals'].map((part) => [
          part,
          withSource(older[part]),
        ]),
      ),
      prices: Array.isArray(older.prices)
        ? older.prices.map((price) => ({ whose: notRecorded, ...price }))
        : older.prices,
    }
  },
  // 5 → 6: what moves between lines, and what becomes of money at the end of a period. As before: nothing, and nothing.
  (older) => ({ ...older, money: { moves: null, ringFenced: [], periodEnd: null } }),
]
const current = upgrades.length + 1

/**
 * The rules that a stored document holds, upgraded to the current format. Published documents never change, so every format that was
 * ever stored stays readable. The shape is checked where a document is written.
 */
export function readRules(document: unknown): SchemeRules {
  if (!isObject(document)) throw new RulesFormatError('Scheme rules must be a JSON object')
  const format = formatOf(document)
  if (format === undefined)
    throw new RulesFormatError(
      `Scheme rules of format ${JSON.stringify(document.format)} cannot be read: this version of the service knows formats 1 to ${current}`,
    )
  let rules = document
  for (const upgrade of upgrades.slice(format - 1)) rules = upgrade(rules)
  return { ...cited(rules), format: current } as unknown as SchemeRules
}

/** The document with each source by its name: what was published with a short one stays as it is, and is read in words. */
function cited(document: Json): Json {
  const told = (name: string, value: unknown): unknown => {
    if (typeof value === 'string') return /source$/i.test(name) ? sourceInWords(value) : value
    if (Array.isArray(value)) return value.map((item) => told('', item))
    return isObject(value) ? cited(value) : value
  }
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, told(name, value)]))
}

/** Documents written before formats were numbered are of format 1. */
function formatOf({ format = 1 }: Json): number | undefined {
  const known = typeof format === 'number' && Number.isInteger(format) && format >= 1 && format <= current
  return known ? format : undefined
}

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
