import type { PlanContent } from '../../src/support-plans/repository.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import type { Journey } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'

/** A thing with every field that it can have, so that a new field has a value here or nothing compiles. */
type Whole<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer One)[]
    ? Whole<One>[]
    : { [K in keyof Required<T>]: Whole<NonNullable<T[K]>> }

const aService = '0193e1f0-1000-7000-8000-000000000001'
const another = (id: string) => id.replace(/.$/, (last) => (last === '2' ? '3' : '2'))

/** A plan with every field filled: in the second each says something else. */
export const wholePlans: readonly [Whole<PlanContent>, Whole<PlanContent>] = [
  {
    outcomes: [
      {
        key: 'sleep',
        words: 'To sleep through the night.',
        baseline: 2,
        from: { kind: 'needs-assessment', id: aService },
      },
    ],
    lines: [
      {
        key: 'gym',
        title: 'A place in a gym',
        category: 'equipment',
        amountPence: 25_000,
        schedule: {
          quantity: 7,
          unit: 'hour',
          unitPence: 1_800,
          frequency: 'per-session',
          times: 12,
          from: '2026-12-01',
          until: '2027-02-28',
        },
        element: 'health',
        ownPence: 500,
        needs: ['mood'],
        provider: 'Riverside Gym',
        fallbackLine: 'night-call',
        checkedBy: 'care-coordinator',
        risk: 'I may be too tired to go.',
        minutesWantedPerWeek: 120,
        paymentRoute: { kind: 'other', other: 'By the charity' },
        dependsOn: [{ service: aService, line: 'team-hours' }],
        outcomes: ['sleep'],
        deployment: 'third-party',
        instrument: 'broker-held-card',
        holderId: tenants.QYG.brokerageId,
        preventive: true,
        holdsBack: 'Nights in crisis',
      },
    ],
    crisisContingency: {
      warningSigns: ['I stop answering the phone.'],
      triggers: ['Anniversaries'],
      whatHelps: ['Somebody who sits with me.'],
      whatNotToDo: ['Do not touch me.'],
      contacts: [
        {
          name: 'Mo',
          contact: 'next door',
          role: 'My neighbour',
          hours: [{ days: [1], from: '18:00', to: '22:00' }],
        },
      ],
      wishesWhenUnwell: 'I want to stay at home.',
      dependants: 'My sister feeds the cat.',
      worstTimes: [{ days: [5], from: '22:00', to: '06:00' }],
      cover: [
        {
          kind: 'informal',
          name: 'Crisis line',
          contact: '111, option 2',
          line: 'night-call',
          service: aService,
          tier: 'a-storm',
          windows: [{ days: [2], from: '09:00', to: '17:00' }],
        },
      ],
      tiers: [
        {
          key: 'bad-patch',
          title: 'A bad patch',
          declaredBy: ['person'],
          lines: [{ line: 'daily-support', extraPerDay: 1 }],
          capPence: 7_000,
          yearCapPence: 9_800,
          longestDays: 7,
        },
      ],
      ifTooUnwell: {
        takesOver: 'My sister, Sadia',
        onWhoseWord: 'My doctor, or I',
        lines: ['team-hours'],
        until: 'Until I say so',
        choice: {
          actorId: 'a-sister',
          name: 'Sadia Khan',
          organisationId: tenants.QYG.brokerageId,
          onWordOf: ['advocate'],
          longestDays: 28,
        },
      },
      gapsAccepted: 'I have my sister for those nights.',
    },
    dependenceKnown: true,
    reductions: [
      { line: 'night-worker', because: 'need-met-otherwise', words: 'I moved in May.', fallbackLine: 'night-call' },
    ],
  },
  {
    outcomes: [
      {
        key: 'rest',
        words: 'To leave the house.',
        baseline: 3,
        from: { kind: 'expression-of-interest', id: another(aService) },
      },
    ],
    lines: [
      {
        key: 'pool',
        title: 'A swimming pass',
        category: 'travel',
        amountPence: 26_000,
        schedule: {
          quantity: 8,
          unit: 'session',
          unitPence: 1_900,
          frequency: 'as-needed',
          times: 13,
          from: '2026-12-02',
          until: '2027-03-01',
        },
        element: 'social-care',
        ownPence: 600,
        needs: ['sleep'],
        provider: 'City Pool',
        fallbackLine: 'day-call',
        checkedBy: 'broker',
        risk: 'I may be ill.',
        minutesWantedPerWeek: 90,
        paymentRoute: { kind: 'salaried-by-trust', other: 'By the church' },
        dependsOn: [{ service: another(aService), line: 'day-hours' }],
        outcomes: ['work'],
        deployment: 'direct-payment',
        instrument: 'bank-account',
        holderId: another(tenants.QYG.brokerageId),
        preventive: false,
        holdsBack: 'Days without a word',
      },
    ],
    crisisContingency: {
      warningSigns: ['I do not eat.'],
      triggers: ['Noise'],
      whatHelps: ['The cat.'],
      whatNotToDo: ['Do not shout.'],
      contacts: [
        {
          name: 'Jo',
          contact: 'across the road',
          role: 'My friend',
          hours: [{ days: [2], from: '19:00', to: '23:00' }],
        },
      ],
      wishesWhenUnwell: 'I want to be with my sister.',
      dependants: 'Nobody has a key.',
      worstTimes: [{ days: [6], from: '23:00', to: '07:00' }],
      cover: [
        {
          kind: 'helpline',
          name: 'Samaritans',
          contact: '116 123',
          line: 'day-call',
          service: another(aService),
          tier: 'a-flood',
          windows: [{ days: [3], from: '10:00', to: '18:00' }],
        },
      ],
      tiers: [
        {
          key: 'worse-patch',
          title: 'A worse patch',
          declaredBy: ['care-coordinator'],
          lines: [{ line: 'weekly-support', extraPerDay: 2 }],
          capPence: 7_100,
          yearCapPence: 9_900,
          longestDays: 8,
        },
      ],
      ifTooUnwell: {
        takesOver: 'My brother, Sami',
        onWhoseWord: 'My nurse',
        lines: ['day-hours'],
        until: 'Until summer',
        choice: {
          actorId: 'a-broker',
          name: 'Sami Khan',
          organisationId: another(tenants.QYG.brokerageId),
          onWordOf: ['broker'],
          longestDays: 29,
        },
      },
      gapsAccepted: 'I have my brother for those nights.',
    },
    dependenceKnown: false,
    reductions: [
      { line: 'day-worker', because: 'provider-ended', words: 'They closed in June.', fallbackLine: 'day-call' },
    ],
  },
]

/** Has the broker write almost all of that into the plan of a journey: what is not in its scheme is left out. */
export async function draftWhole({ broker, ids }: Journey): Promise<SupportPlan> {
  const path = `/v1/support-plans/${ids.supportPlanId}`
  const [{ lines, crisisContingency }] = wholePlans
  const written = {
    lines: lines.map((line) => ({ ...line, amountPence: 150_700, element: null, fallbackLine: null, dependsOn: [] })),
    crisisContingency: {
      ...crisisContingency,
      cover: crisisContingency.cover.map((one) => ({ ...one, service: null })),
    },
  }
  const ifMatch = (await broker.get<SupportPlan>(path)).etag
  return (await broker.patch<SupportPlan>(path, written, { ifMatch })).ok
}
