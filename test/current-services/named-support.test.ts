import t from 'tap'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { aNightWorker, drums, submitted, withNightWorker } from '../preventive/acts.ts'
import { change as changePlan, draftChanged } from '../sign-off/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCurrentService, aPlanLine, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { change } from './acts.ts'

const service = await startService(t)
const today = service.clock.today()
const statusReason = 'The team moves.'

const register = (journey: Journey, more: object = {}) =>
  journey.person.post<CurrentService>(
    `/v1/cases/${journey.ids.caseId}/current-services`,
    aCurrentService({ relationshipWith: null, ...more }),
  )

t.test(
  'hours wanted stand beside those that there are: in what stays, and for whoever signs and decides',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted')
    const { id } = (await register(journey, { minutesWantedPerWeek: 120 })).ok
    const { services } = (await journey.person.get<WhatStays>(`/v1/cases/${journey.ids.caseId}/what-stays`)).ok
    t.match(services, [{ sentence: 'It stays as it is. You want 2 hours a week, and get 1 hour.' }])
    const schedule = {
      quantity: 2,
      unit: 'hour',
      unitPence: 100,
      frequency: 'four-weekly',
      times: null,
      from: '2026-11-24',
      until: '2027-05-31',
    } as const
    const { amountPence: _, ...line } = aPlanLine({ minutesWantedPerWeek: 60, schedule, checkedBy: 'person' })
    await changePlan(journey, { lines: [line] })
    const path = `/v1/support-plans/${journey.ids.supportPlanId}/checks`
    const { toSee } = (await journey.broker.get<{ toSee: object[] }>(path)).ok
    t.match(toSee, [
      { pointer: `/currentServices/${id}`, code: 'hours-short' },
      { pointer: '/lines/0', code: 'hours-short', detail: /You want 1 hour a week, and get 30 minutes/ },
    ])
    t.match((await change(journey.person, id, { minutesWantedPerWeek: 60 })).ok, { minutesWantedPerWeek: 60 })
  },
)

t.test('422: whoever is paid is paid by a route that fits how the money of the line is held', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const path = `/v1/support-plans/${journey.ids.supportPlanId}/checks`
  const codes = async (more: Parameters<typeof aPlanLine>[0]) => {
    await changePlan(journey, { lines: [aPlanLine({ provider: 'Dr Amara Okafor', ...more })] })
    const { missing } = (await journey.broker.get<{ missing: { code: string }[] }>(path)).ok
    return missing.map(({ code }) => code).filter((code) => /route|provider/.test(code))
  }
  t.same(await codes({ paymentRoute: { kind: 'paid-by-person' } }), ['payment-route-unfit'])
  t.same(await codes({ paymentRoute: { kind: 'employed-by-person' } }), ['payment-route-unfit'])
  t.same(await codes({ paymentRoute: { kind: 'salaried-by-trust' } }), ['payment-route-unfit'])
  t.same(await codes({ paymentRoute: { kind: 'invoiced-by-provider' }, instrument: 'invoice' }), [])
  t.same(await codes({ paymentRoute: { kind: 'other' } }), ['payment-route-unclear'])
  t.same(await codes({ paymentRoute: { kind: 'other', other: 'By the charity that she works for' } }), [])
  t.same(await codes({ paymentRoute: { kind: 'invoiced-by-provider' }, instrument: 'invoice', provider: null }), [
    'provider-missing',
  ])
  const unclear = () => register(journey, { paymentRoute: { kind: 'salaried-by-trust', other: 'Somehow' } })
  await refused(t, service, unclear, 'payment-route-unclear')
})

t.test('422: what something depends on is a service or a line of the same case', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { id } = (await register(await journeyTo(service, 'case-opened'))).ok
  for (const on of [
    { service: id, line: null },
    { service: null, line: 'no-such-line' },
    { service: null, line: null },
  ])
    await refused(t, service, () => register(journey, { dependsOn: [on] }), 'dependence-unknown')
})

/** She sees the person only while they are with the team, and the night worker comes only with her. */
async function dependent() {
  const night = aNightWorker({ preventive: false, holdsBack: null })
  const journey = await withNightWorker(service, night)
  const team = (await register(journey, { title: 'The team', kind: 'care-coordination' })).ok.id
  const dependsOn = [
    { service: team, line: null },
    { service: null, line: 'night' },
  ]
  const therapy = (await register(journey, { title: 'Talking therapy', dependsOn })).ok.id
  return { journey, team, therapy }
}

t.test('409: neither of two that hang together ends or becomes less before it is known', async (t) => {
  const { journey, team, therapy } = await dependent()
  const hours = [{ days: [1], from: '09:00', to: '10:00' }]
  await change(journey.careCoordinator, team, { hours: [{ days: [1, 2], from: '09:00', to: '10:00' }] })
  for (const patch of [
    { status: 'ending', endsOn: '2027-01-31', statusReason },
    { status: 'at-risk', statusReason },
    { minutesPerWeek: 30, statusReason },
    { hours, statusReason },
  ]) {
    const { detail } = await refused(
      t,
      service,
      () => change(journey.careCoordinator, team, patch),
      'dependence-unconfirmed',
    )
    t.match(detail, '“Talking therapy” is there only together with “The team”')
  }
  const patch = { minutesPerWeek: 30, statusReason }
  await refused(t, service, () => change(journey.careCoordinator, therapy, patch), 'dependence-unconfirmed')
  t.equal((await change(journey.careCoordinator, team, { title: 'My team' })).status, 200, 'what takes nothing goes on')
  t.match((await change(journey.careCoordinator, team, { ...patch, dependenceKnown: true })).ok, { minutesPerWeek: 30 })
})

t.test('409: nor does a line pause, or the budget end, by whatever road', async (t) => {
  const { journey } = await dependent()
  const { caseId, reviewId } = journey.ids
  const known = { dependenceKnown: true }
  const pause = { lines: ['night'], cause: 'asked', from: today, until: null }
  const pausing = (more: object) => journey.person.post(`/v1/cases/${caseId}/line-pauses`, { ...pause, ...more })
  const { detail } = await refused(t, service, () => pausing({}), 'dependence-unconfirmed')
  t.match(detail, '“Talking therapy” is there only together with “A night worker”')
  t.equal((await pausing(known)).status, 201)
  const moved = { ending: 'moved-away', on: today, reasons: [aReason] }
  await refused(t, service, () => journey.officer.post(`/v1/cases/${caseId}/ending`, moved), 'dependence-unconfirmed')
  const personAgreement = { on: today, words: 'No more.', saidFor: aSaidFor() }
  const end = aReviewCompletion({ finding: 'end', personAgreement, reasons: [aReason] })
  const finding = () => journey.careCoordinator.post(`/v1/reviews/${reviewId}/completion`, end)
  await refused(t, service, finding, 'dependence-unconfirmed')
  const no = (more: object) => journey.person.post(`/v1/cases/${caseId}/withdrawal`, { words: null, ...more })
  await refused(t, service, () => no({}), 'dependence-unconfirmed')
  t.equal((await no(known)).status, 200)
})

t.test('422: nor does a changed plan drop or lower a line', async (t) => {
  const { journey } = await dependent()
  for (const lines of [[drums], [drums, aNightWorker({ preventive: false, holdsBack: null, amountPence: 1 })]]) {
    const { id } = (await draftChanged(journey, lines)).ok
    const path = `/v1/support-plans/${id}`
    const { errors } = await refused(t, service, () => submitted(journey, { id }), 'plan-incomplete')
    t.match(errors, [{ pointer: '/dependenceKnown', code: 'dependence-unconfirmed' }])
    const { etag } = await journey.broker.get(path)
    await journey.broker.patch(path, { dependenceKnown: true }, { ifMatch: etag })
    t.match((await submitted(journey, { id })).ok, { dependenceKnown: true } satisfies Partial<SupportPlan>)
    await journey.broker.post(`${path}/withdrawal`)
  }
})
