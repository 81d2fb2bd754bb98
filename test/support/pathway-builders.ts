import { createHash, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Static } from '@sinclair/typebox'
import type { BudgetInputs, OneOffInputs } from '../../src/budgets/input-schemas.ts'
import type { NewCase } from '../../src/cases/schemas.ts'
import type { NewCurrentService } from '../../src/current-services/schemas.ts'
import type {
  ExpressionDecision,
  NewExpressionOfInterest,
  NewInformationRequest,
} from '../../src/expressions-of-interest/schemas.ts'
import type { ReviewCompletion } from '../../src/findings/schemas.ts'
import type { DomainRating, NewNeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import type { CrisisContingency } from '../../src/rules/planning/crisis-contingency.ts'
import type { NewPurchase } from '../../src/spending/new-purchase-schema.ts'
import type { NewReceipt } from '../../src/spending/receipt-schemas.ts'
import type { PlanLine } from '../../src/support-plans/line-schemas.ts'
import type { NewSupportPlan, OutcomeInput } from '../../src/support-plans/schemas.ts'
import { aSaidFor } from './builders.ts'
import { type SchemeCode, tenants } from './seed.ts'

const answers = [
  { question: 'what-now', words: 'My therapist once a week. I want to keep her.' },
  { question: 'out-of-hours', words: 'Nights. I ring the crisis line.' },
]

/** Ready to send under the Merseyside scheme. */
export function anExpression(
  more: Partial<Static<typeof NewExpressionOfInterest>> = {},
): Static<typeof NewExpressionOfInterest> {
  return {
    goals: [{ words: 'To sleep, and to leave the house without fear.' }],
    basis: 'local-offer',
    targetGroup: 'recovery-services',
    answers,
    ...more,
  }
}

/** What differs in the expression of interest where a scheme is for other people. */
export const interests: Partial<Record<SchemeCode, Partial<Static<typeof NewExpressionOfInterest>>>> = {
  'west-sussex-pooled': { targetGroup: 'substantial-needs' },
  'south-kent-coast': {
    targetGroup: 'social-care-budget-holders',
    answers: [...answers, { question: 'social-care-budget', words: 'It pays for somebody who cooks with me.' }],
  },
  northamptonshire: { targetGroup: 'community-mental-health-team' },
  'local-pilot-historic': { targetGroup: 'frequent-crisis-use' },
  'section-117': {
    basis: 'right-to-have',
    targetGroup: 'section-117-aftercare',
    answers: [...answers, { question: 'detained-under', words: 'Section 3. I left in March.' }],
  },
}

/** How somebody comes into a scheme that asks. */
export const entries: Partial<Record<SchemeCode, Pick<NewCase, 'entryStatus'>>> = {
  'south-kent-coast': { entryStatus: 'with-social-care-budget' },
}

export function anInformationRequest(
  more: Partial<Static<typeof NewInformationRequest>> = {},
): Static<typeof NewInformationRequest> {
  return {
    items: [{ key: 'costs', question: 'What would the drum kit cost?', why: 'The budget has a ceiling.' }],
    ...more,
  }
}

export const accepted: Static<typeof ExpressionDecision> = { outcome: 'accepted', reasons: [] }

/** A reason that the Merseyside scheme knows. */
export const aReason = {
  code: 'outcome-not-clear',
  line: null,
  whatWouldChange: 'Say how it would help you sleep.',
  signpost: null,
}

export function aRating(more: Partial<Static<typeof DomainRating>> = {}): Static<typeof DomainRating> {
  return {
    typicalDay: 1,
    worstDay: 3,
    worstDaysPerMonth: 8,
    hiddenFromOthers: true,
    withoutCurrentSupport: 2,
    priority: 'high',
    words: 'Nights are the worst; by day nobody would notice.',
    ...more,
  }
}

const instrument = JSON.parse(
  readFileSync(new URL('../../data/instruments/mental-health-first-1.json', import.meta.url), 'utf8'),
) as { domains: { key: string }[] }

/** Every domain rated, so ready to be completed. */
export function anAssessment(more: Partial<Static<typeof NewNeedsAssessment>> = {}): Static<typeof NewNeedsAssessment> {
  return {
    ratings: Object.fromEntries(instrument.domains.map(({ key }) => [key, aRating()])),
    strengths: ['My sister, and that I never miss a class'],
    noWorstTimes: !more.worstTimes?.length,
    ...more,
  }
}

/** What the person has now and wants to keep, with somebody whom they know there. */
export function aCurrentService(
  more: Partial<Static<typeof NewCurrentService>> = {},
): Static<typeof NewCurrentService> {
  return {
    kind: 'therapy',
    title: 'Talking therapy on Tuesdays',
    provider: 'Mersey Mental Health NHS Trust',
    serviceCode: null,
    minutesPerWeek: 60,
    relationshipWith: 'Dr Amara Okafor',
    ...more,
  }
}

/** What the person wishes for: £400.00 in two items, unless another sum is asked for, which is then one item. */
export function aWish(pence?: number): Static<typeof OneOffInputs> {
  const items =
    pence === undefined
      ? [
          { key: 'drum-kit', title: 'A drum kit, for co-ordination', amountPence: 25_000 },
          { key: 'mattress', title: 'A mattress, to sleep', amountPence: 15_000 },
        ]
      : [{ key: 'drum-kit', title: 'A drum kit, for co-ordination', amountPence: pence }]
  return { method: 'one-off', items }
}

export function aPlanLine(more: Partial<Static<typeof PlanLine>> = {}): Static<typeof PlanLine> {
  return {
    key: 'drum-kit',
    title: 'A drum kit, for co-ordination',
    category: 'equipment',
    amountPence: 25_000,
    outcomes: ['sleep'],
    deployment: 'third-party',
    instrument: 'broker-held-card',
    holderId: tenants.QYG.brokerageId,
    preventive: false,
    holdsBack: null,
    ...more,
  }
}

/** Every hour of the week is covered by the crisis line, which is kept. */
export function aCrisisContingency(
  more: Partial<Static<typeof CrisisContingency>> = {},
): Static<typeof CrisisContingency> {
  return {
    warningSigns: ['I stop answering the phone.'],
    triggers: ['Anniversaries'],
    whatHelps: ['Somebody who sits with me and does not talk.'],
    whatNotToDo: ['Do not touch me without asking.'],
    contacts: [{ name: 'Crisis line', contact: '111, option 2', role: 'NHS mental health crisis line' }],
    wishesWhenUnwell: 'I want to stay at home if it is safe.',
    dependants: 'My sister has a key and feeds the cat.',
    worstTimes: [{ days: [5, 6], from: '22:00', to: '06:00' }],
    cover: [
      {
        kind: 'kept-crisis-line',
        name: 'Crisis line',
        contact: '111, option 2',
        line: null,
        windows: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
      },
    ],
    ifTooUnwell: {
      takesOver: 'My sister, Sadia',
      onWhoseWord: 'My care coordinator, or I',
      lines: [],
      until: 'Until I say that I am well',
    },
    gapsAccepted: null,
    ...more,
  }
}

type APlan = Static<typeof NewSupportPlan> & {
  lines: Static<typeof PlanLine>[]
  outcomes: Static<typeof OutcomeInput>[]
}

/** One line for each item of the wish, so that the plan costs what was calculated. */
export function aPlan(wish: Static<typeof BudgetInputs> = aWish(), more: Partial<APlan> = {}): APlan {
  return {
    outcomes: [{ key: 'sleep', words: 'To sleep through the night.' }],
    lines:
      wish.method === 'one-off'
        ? wish.items.map(({ key, title, amountPence }) => aPlanLine({ key, title, amountPence }))
        : [aPlanLine()],
    crisisContingency: aCrisisContingency(),
    ...more,
  }
}

export function aPurchase(more: Partial<Static<typeof NewPurchase>> = {}): Static<typeof NewPurchase> {
  return {
    amountPence: 9_999,
    payee: 'City Drum Shop',
    bought: 'A five-piece drum kit, second-hand',
    boughtOn: '2026-11-24',
    instrument: 'broker-held-card',
    ...more,
  }
}

const asDocument = (text: string) => {
  const bytes = Buffer.from(`%PDF-1.7\n${text}`)
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') }
}
/** The document of a receipt. */
export const aDocument = asDocument('A receipt.')
/** Each is a document of its own: one that another purchase has would be marked. */
export const anotherDocument = () => asDocument(randomUUID())

export function aReceipt(more: Partial<Static<typeof NewReceipt>> = {}): Static<typeof NewReceipt> {
  const documentHash = createHash('sha256').update(randomUUID()).digest('hex')
  return { amountPence: 9_999, issuedOn: '2026-11-24', documentHash, ...more }
}

/** What a finding has beside what every finding has. */
const besideFinding = {
  continue: { personAgrees: true, saidFor: aSaidFor() },
  change: { personAgrees: true, saidFor: aSaidFor() },
  increase: { personAgrees: true, saidFor: aSaidFor() },
  reduce: { personAgrees: true, preventiveEvidence: null, saidFor: aSaidFor() },
  end: { personAgreement: { on: '2026-11-24', words: 'I do not need it any more.', saidFor: aSaidFor() } },
} as const satisfies { [F in ReviewCompletion['finding']]: object }

export function aReviewCompletion(
  more: { readonly finding?: ReviewCompletion['finding']; readonly [field: string]: unknown } = {},
) {
  const finding = more.finding ?? 'continue'
  return {
    finding,
    outcomeRatings: [{ outcome: 'sleep', rating: 7, words: 'Four nights of seven.' }],
    domainRatings: {},
    words: 'The drums are the best part of the week.',
    ...besideFinding[finding],
    reasons: [],
    ...more,
  }
}
