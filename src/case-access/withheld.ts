import { viewsTold } from '../event-catalogue/catalogue.ts'
import { anyOpens, surelyOpens } from '../rules/access/opens.ts'
import type { Ground } from '../rules/access/sight.ts'
import { type ViewLeftOut, viewOfCaseIdentifiers } from '../rules/access/views.ts'
import { assessedAmount, unpaidCanEnd } from '../words/withheld.ts'

type Thing = Readonly<Record<string, unknown>>

/** A part of an answer that is of another view than the answer, and how it looks to those who do not have that view. */
interface Part {
  /**
   * Who acts for the person is kept from `safeguarding` by that, whatever else they are: so a place of theirs that tells all else may be looked for
   * alone.
   */
  readonly view: ViewLeftOut | 'safeguarding' | typeof viewOfCaseIdentifiers
  /** The way to it, from the answer itself; `*` is each item of a list. */
  readonly at: string
  readonly left: (value: unknown) => unknown
}

const nothing = () => null
const none = () => []
const noneByName = () => ({})

/** The answers that are made of more than one view, by the name of their schema. */
export const mixed: Readonly<Record<string, readonly Part[]>> = {
  BudgetCalculation: [
    { view: 'assessment', at: 'facts.ratings', left: none },
    { view: 'assessment', at: 'steps', left: withoutDomains },
    { view: 'services', at: 'facts.keptServices', left: none },
  ],
  ExpressionOfInterest: [
    { view: 'own-words', at: 'answers', left: none },
    { view: 'own-words', at: 'unpaidSupport', left: none },
    { view: 'own-words', at: 'informationRequests.*.items.*.answer', left: nothing },
  ],
  Review: [
    { view: 'assessment', at: 'result.domainRatings', left: noneByName },
    { view: 'assessment', at: 'result.measures', left: none },
    { view: 'own-words', at: 'result.words', left: nothing },
    { view: 'own-words', at: 'result.personAgreement', left: nothing },
    { view: 'own-words', at: 'result.outcomeRatings.*.words', left: nothing },
  ],
  PlanChecks: [
    { view: 'assessment', at: 'assessed', left: nothing },
    { view: 'assessment', at: 'toSee', left: withoutAssessed },
  ],
  OutcomeProgress: [
    { view: 'assessment', at: 'domains', left: none },
    { view: 'assessment', at: 'measures', left: none },
  ],
  CasePause: [{ view: 'own-words', at: 'words', left: nothing }],
  PanelMeeting: [{ view: 'own-words', at: 'wish.words', left: nothing }],
  Appeal: [
    { view: 'own-words', at: 'words', left: nothing },
    { view: 'own-words', at: 'lateBecause', left: nothing },
  ],
  OffPlanRequest: [{ view: 'own-words', at: 'because', left: nothing }],
  WaitingClaim: [{ view: 'own-words', at: 'words', left: nothing }],
  Case: [
    { view: 'own-words', at: 'endedWords', left: nothing },
    { view: viewOfCaseIdentifiers, at: 'identifiers', left: none },
  ],
  OpenedCoverGap: [{ view: 'own-words', at: 'personBecause', left: nothing }],
  // Why the person was not told tells how they can be reached, and who acts for them can be whom they fear.
  Letter: [{ view: 'safeguarding', at: 'sending', left: nothing }],
  CurrentService: [{ view: 'own-words', at: 'personAgreement.words', left: nothing }],
  CorrectionRequest: [
    { view: 'own-words', at: 'words', left: nothing },
    { view: 'own-words', at: 'reason', left: nothing },
    { view: 'own-words', at: 'statement', left: nothing },
  ],
  SaidForPerson: [{ view: 'safeguarding', at: '', left: withoutReasonOfRemoval }],
}

/** The answer, or each item of the page, without the parts that none of these grounds opens. */
export function withhold<Answer>(schema: string, answer: Answer, grounds: readonly Ground[]): Answer {
  const parts = mixed[schema.replace(/Page$/, '')]?.filter(({ view }) => !anyOpens(grounds, view)) ?? []
  if (parts.length === 0) return answer
  const way = schema.endsWith('Page') ? ['items', '*'] : []
  return parts.reduce((told, { at, left }) => put(told, [...way, ...at.split('.').filter(Boolean)], left), answer)
}

/** Whether what happened is told to who holds these grounds. */
export const tells = (held: readonly Ground[], type: string): boolean =>
  viewsTold(type).every((view) => surelyOpens(held, view))

/** A page of what happened, without what none of these grounds opens. The next page begins where it would have begun. */
export const withholdEvents = <Answer>(page: Answer, held: readonly Ground[]): Answer =>
  put(page, ['items'], (items) =>
    Array.isArray(items) ? items.filter((item) => isThing(item) && tells(held, String(item.type))) : items,
  )

function put<Value>(value: Value, way: readonly string[], left: Part['left']): Value
function put(value: unknown, [name, ...rest]: readonly string[], left: Part['left']): unknown {
  if (name === undefined) return left(value)
  if (name === '*') return Array.isArray(value) ? value.map((item) => put(item, rest, left)) : value
  if (!isThing(value) || !(name in value)) return value
  return { ...value, [name]: put(value[name], rest, left) }
}

const isThing = (value: unknown): value is Thing => typeof value === 'object' && value !== null

/** A removal without why it was done, and a death without by what it is known: both can be about who acts for the person, and tell who said so. */
function withoutReasonOfRemoval(saidFor: unknown): unknown {
  if (!isThing(saidFor) || (saidFor.kind !== 'removal' && saidFor.kind !== 'death')) return saidFor
  const { objection } = saidFor
  const kept = { ...saidFor, words: null, evidence: null }
  return isThing(objection) ? { ...kept, objection: { ...objection, words: null, answerWords: null } } : kept
}

/** The steps with one for all the domains of life: each by itself would tell how it was rated. They still add up to the amount. */
function withoutDomains(steps: unknown): unknown {
  if (!Array.isArray(steps)) return steps
  const rated = (step: unknown): step is Thing => isThing(step) && step.rule === 'points-domain'
  const domains = steps.filter(rated)
  const [first] = domains
  if (!first) return steps
  const amountPence = domains.reduce((sum, step) => sum + Number(step.amountPence), 0)
  const whole = { ...first, inputs: {}, amountPence, sentence: assessedAmount }
  return [whole, ...steps.filter((step) => !rated(step))]
}

/** What is to be seen of a plan without what was assessed: that unpaid support can end is told, and not whose; a need that others do not see is not told. */
function withoutAssessed(notes: unknown): unknown {
  if (!Array.isArray(notes)) return notes
  return notes.flatMap((note) => {
    if (!isThing(note) || note.code === 'need-hidden') return []
    return String(note.code).startsWith('unpaid-support') ? [{ ...note, detail: unpaidCanEnd }] : [note]
  })
}
