import t from 'tap'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import type { LinePause } from '../../src/line-pauses/schemas.ts'
import type { Review, ReviewPage } from '../../src/reviews/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { whoToCall } from '../crisis-contingencies/acts.ts'
import { declare } from '../crisis-episodes/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import {
  aCrisisContingency,
  aCurrentService,
  aPlan,
  aPlanLine,
  aReason,
  aReviewCompletion,
} from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { decision, signedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)

const preventive = { ...daily, preventive: true, holdsBack: 'Nights in crisis' }

/** A line whose schedule says what it comes to: the assistant an hour a week for a year, the counsellor ten sessions. */
function unpriced(more: Partial<ReturnType<typeof aPlanLine>>) {
  const { amountPence: _, ...line } = aPlanLine(more)
  return line
}
const weekly = {
  quantity: 1,
  unit: 'hour',
  unitPence: 1_400,
  frequency: 'weekly',
  times: null,
  from: '2026-11-24',
  until: '2027-11-22',
} as const
const sessions = { ...weekly, unit: 'session', unitPence: 6_000, frequency: 'per-session', times: 10 } as const

/** A budget of Lambeth with a crisis tier, and what the person has already, from the assessment to the agreement. */
async function agreedPlan(): Promise<{ journey: Journey; therapy: string; crisisTeam: string }> {
  service.clock.set('2026-11-24T09:30:00Z')
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'lambeth-integrated' })
  const at = `/v1/cases/${journey.ids.caseId}`
  const register = async (more: object) =>
    (await journey.person.post<CurrentService>(`${at}/current-services`, { ...aCurrentService(), ...more })).ok.id
  const crisisTeam = await register({ kind: 'nhs-crisis', title: 'The crisis team', relationshipWith: null })
  const therapy = await register({ kind: 'therapy', title: 'My therapist, once a week' })
  await toldBudget(journey, { method: 'required-services', services: [{ service: 'social-care-day', units: 33 }] })
  const body = aPlan(undefined, {
    lines: [preventive],
    crisisContingency: aCrisisContingency({ tiers: [aTier()] }),
  })
  const drafted = (await journey.person.post<SupportPlan>(`${at}/support-plans`, body)).ok
  const plan = (await journey.person.post<SupportPlan>(`/v1/support-plans/${drafted.id}/submission`)).ok
  const route = (await journey.person.get<never>(`/v1/support-plans/${plan.id}/sign-off-route`)).ok
  const signed = await signedPlan(journey, { plan, route })
  const decider = signed.tier === 'care-coordinator' ? journey.careCoordinator : journey.teamManager
  t.equal((await decision(decider, signed)).status, 201)
  return { journey, therapy, crisisTeam }
}

const reviewsOf = async ({ person, ids }: Journey) =>
  (await person.get<typeof ReviewPage.static>(`/v1/cases/${ids.caseId}/reviews`)).ok.items
const statusOf = async ({ person }: Journey, id: string) =>
  (await person.get<CurrentService>(`/v1/current-services/${id}`)).ok.status

t.test(
  'the blogger, a year on: therapist and crisis team kept, a bad patch at two in the night, a week in hospital, and a review that tries to cut what works',
  async (t) => {
    const { journey, therapy, crisisTeam } = await agreedPlan()
    const at = `/v1/cases/${journey.ids.caseId}`
    const kept = async (when: string) =>
      t.same([await statusOf(journey, therapy), await statusOf(journey, crisisTeam)], ['kept', 'kept'], when)
    await kept('agreed')

    // "Most of my problems occur out of hours."
    service.clock.set('2026-12-05T02:00:00Z')
    t.match((await whoToCall(journey)).call, [{ name: 'Crisis line' }])
    const crisis = await declare(journey, { days: 3 })
    t.match([crisis.status, crisis.ok.status, crisis.ok.endsOn], [201, 'active', '2026-12-07'])
    const line = (await statementOf(journey)).lines[0]
    t.match(line, { crisisPence: 4_200, availablePence: 102_200 })
    const rapid = (await reviewsOf(journey)).find(({ kind }) => kind === 'rapid')
    t.match(rapid, { status: 'scheduled', dueOn: '2026-12-11' })
    await kept('in the crisis')

    // It ends by itself. What nobody spent is there for the next.
    service.clock.set('2026-12-08T06:00:00Z')
    await sweep(service)
    t.match((await journey.person.get(`/v1/crisis-episodes/${crisis.ok.id}`)).ok, { status: 'stood-down' })

    // Too unwell for a week: support waits, and nothing of it ends.
    const before = (await statementOf(journey)).availablePence
    const inHospital = { lines: ['daily-support'], cause: 'in-hospital', from: '2026-12-09', until: '2026-12-15' }
    service.clock.set('2026-12-09T09:00:00Z')
    const paused = await journey.careCoordinator.post<{ items: LinePause[] }>(`${at}/line-pauses`, inHospital)
    t.equal(paused.status, 201)
    const spending = { planLineId: line?.planLineId ?? '', instrument: 'invoice' as const, client: journey.broker }
    service.clock.set('2026-12-17T09:00:00Z')
    const during = await buy(journey, { ...spending, amountPence: 1_400, boughtOn: '2026-12-10' })
    t.equal(during.problem.code, 'line-paused')
    t.equal((await buy(journey, { ...spending, amountPence: 1_400, boughtOn: '2026-12-16' })).status, 201)
    t.equal((await statementOf(journey)).availablePence, before - 1_400)
    await kept('out of hospital')

    // "Support was withdrawn because it worked."
    const reduce = (more: object) =>
      journey.careCoordinator.post<{ review: Review }>(
        `/v1/reviews/${rapid?.id}/completion`,
        aReviewCompletion({ finding: 'reduce', personAgrees: false, reasons: [aReason], ...more }),
      )
    await refused(t, service, () => reduce({}), 'evidence-required')
    const words = 'She has had no crisis since the support began.'
    await refused(
      t,
      service,
      () => reduce({ preventiveEvidence: words, preventiveBecause: 'needs-are-lower' }),
      'request-invalid',
    )
    t.match(
      (await reviewsOf(journey)).find(({ id }) => id === rapid?.id),
      { status: 'scheduled' },
    )
    const goesOn = await journey.careCoordinator.post<{ review: Review }>(
      `/v1/reviews/${rapid?.id}/completion`,
      aReviewCompletion({ finding: 'continue' }),
    )
    t.match([goesOn.status, goesOn.ok.review.status], [201, 'done'], 'and that it goes on needs no panel')
    t.match((await statementOf(journey)).lines, [{ status: 'active', agreedPence: 98_000 }])
    await kept('after the review')
  },
)

t.test(
  'JL’s day: one hour of support, two in a bad patch, one again; over what is put aside, the sum and the review',
  async (t) => {
    const { journey } = await agreedPlan()
    service.clock.set('2026-12-05T02:00:00Z')
    const crisis = (await declare(journey, { days: 3 })).ok
    const { planLineId = '' } = (await statementOf(journey)).lines[0] ?? {}
    for (const [day, pence] of [
      ['2026-12-05', 2_800],
      ['2026-12-06', 2_800],
      ['2026-12-07', 2_800],
      ['2026-12-08', 1_400],
    ] as const) {
      service.clock.set(`${day}T20:00:00Z`)
      await sweep(service)
      const bought = { planLineId, instrument: 'invoice' as const, client: journey.broker, boughtOn: day }
      t.equal((await buy(journey, { ...bought, amountPence: pence })).status, 201, day)
    }
    t.match((await journey.person.get(`/v1/crisis-episodes/${crisis.id}`)).ok, { status: 'stood-down' })
    const { lines, reserves } = await statementOf(journey)
    t.match(lines, [{ agreedPence: 98_000, crisisPence: 4_200, spentPence: 9_800, availablePence: 92_400 }])
    t.match(reserves, [{ setAsidePence: 10_230, drawnPence: 4_200, leftPence: 6_030 }])

    // The year has £98.00 of it, and £42.00 are taken: four more days are within it, five are not.
    const more = await declare(journey, { days: 5 })
    t.equal(more.problem.code, 'crisis-cap-reached')
    t.match(more.problem.detail, /£\d+\.\d\d/)
    t.match(
      (await reviewsOf(journey)).filter(({ kind, status }) => kind === 'rapid' && status === 'scheduled'),
      [{}],
      'refused, and the rapid review is there all the same',
    )
    t.equal((await declare(journey, { days: 4 })).status, 201)
  },
)

t.test(
  'Alex without a broker: their own plan of drums, an assistant and a counsellor, from the assessment to the review',
  async (t) => {
    service.clock.set('2026-11-24T09:30:00Z')
    const journey = await journeyTo(service, 'assessment-completed', { scheme: 'local-pilot-historic' })
    const { person, careCoordinator, officer, ids } = journey
    const at = `/v1/cases/${ids.caseId}`
    await toldBudget(journey, {
      method: 'historic-cost',
      until: '2026-10-06',
      contacts: [{ service: 'community-contact', units: 48 }],
    })
    t.equal((await person.post(`/v1/consents/${ids.consentId}/withdrawal`)).status, 200, 'they want no broker')

    const own = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
    const lines = [
      aPlanLine({ ...own, key: 'drums', title: 'Drums, and a lesson a week', amountPence: 40_000 }),
      unpriced({
        ...own,
        key: 'assistant',
        title: 'A personal assistant',
        category: 'support',
        schedule: weekly,
        checkedBy: 'care-coordinator',
      }),
      unpriced({
        ...own,
        key: 'counsellor',
        title: 'A counsellor',
        category: 'therapy',
        schedule: sessions,
        checkedBy: 'care-coordinator',
      }),
    ]
    const outcomes = [{ key: 'sleep', words: 'To sleep, to play, and to have friends again.', baseline: 2 }]
    const drafted = await person.post<SupportPlan>(`${at}/support-plans`, { ...aPlan(), outcomes, lines })
    t.equal(drafted.status, 201)
    t.match(
      drafted.ok.lines.map(({ amountPence }) => amountPence),
      [40_000, 72_800, 60_000],
    )
    const costs = async (query: string) =>
      (await person.get<{ totalPence: number }>(`/v1/support-plans/${drafted.ok.id}/costs${query}`)).ok.totalPence
    const parts = ['?until=2027-02-28', '?from=2027-03-01&until=2027-03-28', '?from=2027-03-29']
    const sums = await Promise.all(parts.map(costs))
    t.equal(
      sums.reduce((all, one) => all + one),
      172_800,
      'whatever the days are cut into, also where the clocks change',
    )

    const { contentHash } = (await person.post<SupportPlan>(`/v1/support-plans/${drafted.ok.id}/submission`)).ok
    const sign = (client: typeof person, caseRole: string) =>
      client.post<{ supportPlan: SupportPlan }>(`/v1/support-plans/${drafted.ok.id}/signatures`, {
        caseRole,
        how: 'online',
        contentHash,
      })
    t.equal((await sign(person, 'person')).status, 201)
    const signed = await sign(careCoordinator, 'care-coordinator')
    t.equal(signed.ok.supportPlan.status, 'awaiting-decision', 'no broker is waited for')
    t.equal((await decision(officer, signed.ok.supportPlan)).status, 201)

    const [line] = (await statementOf(journey)).lines
    const bought = {
      planLineId: line?.planLineId ?? '',
      instrument: 'bank-account' as const,
      client: person,
      boughtOn: '2026-11-24',
    }
    t.equal((await buy(journey, { ...bought, amountPence: 40_001 })).problem.code, 'line-overspent')
    t.equal((await buy(journey, { ...bought, amountPence: 25_000 })).status, 201)
    const first = (await reviewsOf(journey)).find(({ kind }) => kind === 'first')
    service.clock.set('2027-02-10T10:00:00Z')
    const done = await careCoordinator.post(
      `/v1/reviews/${first?.id}/completion`,
      aReviewCompletion({ finding: 'continue' }),
    )
    t.equal(done.status, 201)
    t.match((await person.get(`${at}/outcome-progress`)).ok, {
      outcomes: [{ outcome: 'sleep', baseline: { rating: 2 }, now: { rating: 7 }, change: 5 }],
    })
  },
)
