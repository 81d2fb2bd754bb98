import type { BudgetInputs, NewExpressionOfInterest, PlanLine } from '../../../sdk/typescript/src/index.ts'
import type { SchemeName } from './catalogue.ts'

/* What differs from scheme to scheme: what is asked for, who decides, and what is bought. */

const answers = [
  { question: 'what-now', words: 'My therapist once a week. I want to keep her.' },
  { question: 'out-of-hours', words: 'Nights. I ring the crisis line.' },
]
const goals = [{ words: 'To sleep, and to leave the house without fear.' }]

interface Scheme {
  readonly entryStatus?: 'with-social-care-budget'
  readonly interest: NewExpressionOfInterest
  readonly inputs: BudgetInputs
  readonly lines: (brokerageId: string) => readonly PlanLine[]
  readonly decides: 'care-coordinator' | 'team-manager' | 'commissioner-officer'
  /** Who confirms a finding that takes preventive support away. */
  readonly confirms: 'team-manager' | 'commissioner-officer'
  /** What the broker buys, on which line: money that goes to the person is paid by a run, and not by what they write down. */
  readonly bought: {
    readonly line: string
    readonly amountPence: number
    readonly payee: string
    readonly bought: string
  }
}

const line = { outcomes: ['sleep'], preventive: false, holdsBack: null } as const
const byBroker = { deployment: 'third-party', instrument: 'broker-held-card' } as const

export const ofScheme: Readonly<Record<SchemeName, Scheme>> = {
  merseyside: {
    interest: { goals, basis: 'local-offer', targetGroup: 'recovery-services', answers },
    inputs: {
      method: 'one-off',
      items: [
        { key: 'drum-kit', title: 'A drum kit, for co-ordination', amountPence: 25_000 },
        { key: 'mattress', title: 'A mattress, to sleep', amountPence: 15_000 },
      ],
    },
    lines: (holderId) => {
      const own = {
        ...line,
        ...byBroker,
        holderId,
      } as const
      return [
        { ...own, key: 'drum-kit', title: 'A drum kit, for co-ordination', category: 'equipment', amountPence: 25_000 },
        { ...own, key: 'mattress', title: 'A mattress, to sleep', category: 'home', amountPence: 15_000 },
      ]
    },
    decides: 'care-coordinator',
    confirms: 'team-manager',
    bought: {
      line: 'drum-kit',
      amountPence: 24_999,
      payee: 'City Drum Shop',
      bought: 'A five-piece drum kit',
    },
  },
  'south-kent-coast': {
    entryStatus: 'with-social-care-budget',
    interest: {
      goals,
      basis: 'local-offer',
      targetGroup: 'social-care-budget-holders',
      answers: [...answers, { question: 'social-care-budget', words: 'It pays for somebody who cooks with me.' }],
    },
    inputs: { method: 'required-services', services: [{ service: 'talking-therapy', units: 10 }] },
    lines: (holderId) => {
      const own = { ...line, deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null } as const
      return [
        {
          ...own,
          key: 'cooking',
          title: 'Somebody who cooks with me',
          category: 'support',
          element: 'social-care',
          amountPence: 300_000,
        },
        {
          ...line,
          ...byBroker,
          holderId,
          key: 'massage',
          title: 'Massage',
          category: 'therapy',
          element: 'health',
          amountPence: 139_000,
        },
      ]
    },
    decides: 'commissioner-officer',
    confirms: 'commissioner-officer',
    bought: {
      line: 'massage',
      amountPence: 5_000,
      payee: 'Deal Therapies',
      bought: 'Massage',
    },
  },
  lambeth: {
    interest: { goals, basis: 'local-offer', targetGroup: 'recovery-services', answers },
    inputs: { method: 'required-services', services: [{ service: 'social-care-day', units: 33 }] },
    lines: (holderId) => {
      const own = { ...line, deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
      return [
        {
          ...line,
          ...byBroker,
          holderId,
          key: 'gym',
          title: 'Gym membership',
          category: 'exercise',
          amountPence: 94_370,
        },
        { ...own, key: 'gravestone', title: 'A gravestone, to grieve', category: 'other', amountPence: 100_000 },
      ]
    },
    decides: 'team-manager',
    confirms: 'team-manager',
    bought: {
      line: 'gym',
      amountPence: 94_370,
      payee: 'Brixton Gym',
      bought: 'A year of the gym',
    },
  },
}
