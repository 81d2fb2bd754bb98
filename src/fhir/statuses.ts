import type { CarePlan, Goal, ServiceRequest } from '@medplum/fhirtypes'
import type { SupportPlan } from '../support-plans/schemas.ts'

interface Statuses {
  readonly plan: CarePlan['status']
  readonly planIntent: CarePlan['intent']
  readonly line: ServiceRequest['status']
  readonly lineIntent: ServiceRequest['intent']
  readonly goal: Goal['lifecycleStatus']
  /** Why it is told so. */
  readonly because: string
}

const proposed = {
  plan: 'draft',
  planIntent: 'proposal',
  line: 'draft',
  lineIntent: 'proposal',
  goal: 'proposed',
} as const
const inForce = { plan: 'active', planIntent: 'plan', line: 'active', lineIntent: 'order', goal: 'active' } as const
const gone = {
  plan: 'revoked',
  planIntent: 'proposal',
  line: 'revoked',
  lineIntent: 'proposal',
  goal: 'rejected',
} as const

/** How a status of a support plan is told of the plan, of its lines and of its outcomes. The guide has this table. */
export const statuses: Readonly<Record<SupportPlan['status'], Statuses>> = {
  draft: { ...proposed, because: 'It is being written.' },
  returned: { ...proposed, because: 'It came back to be changed.' },
  'awaiting-signatures': { ...proposed, because: 'Nobody can act on it before it is signed.' },
  'awaiting-decision': { ...proposed, because: 'Nobody can act on it before it is decided on.' },
  'awaiting-notice': {
    ...proposed,
    planIntent: 'plan',
    line: 'on-hold',
    lineIntent: 'plan',
    goal: 'accepted',
    because: 'It is agreed, and the plan before it goes on until the notice is over.',
  },
  agreed: { ...inForce, because: 'It is in force, and nothing was spent yet.' },
  active: { ...inForce, because: 'It is in force.' },
  refused: { ...gone, because: 'It was decided against.' },
  withdrawn: { ...gone, goal: 'cancelled', because: 'It was given up before it was decided on.' },
  superseded: {
    ...inForce,
    plan: 'revoked',
    line: 'revoked',
    goal: 'completed',
    because:
      'Another plan took its place, whose CarePlan says so in `replaces`. Its outcomes are followed there, or no more.',
  },
  ended: {
    ...inForce,
    plan: 'completed',
    line: 'completed',
    goal: 'completed',
    because: 'Its budget or its case has ended.',
  },
}

/** The same of one plan: another can take the place of a plan that is on its way, which nobody ever agreed. */
export const statusesOf = ({
  status,
  agreedAt,
}: Pick<SupportPlan, 'agreedAt' | 'status'>): Omit<Statuses, 'because'> =>
  status === 'superseded' && agreedAt === null ? { ...gone, goal: 'cancelled' } : statuses[status]

/** A line that was agreed, of a plan that came to its end before the first day of the line. */
export const neverBegun: Pick<Statuses, 'line' | 'lineIntent'> = { line: 'revoked', lineIntent: 'order' }

/** A line that was not agreed, of a plan that was agreed in part. */
export const notAgreed: Pick<Statuses, 'line' | 'lineIntent'> = { line: 'revoked', lineIntent: 'proposal' }
