import t from 'tap'
import type { CasePause } from '../../src/case-pauses/schemas.ts'
import { sweepPauses } from '../../src/case-pauses/sweep-pauses.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import { workingDaysBetween } from '../../src/shared/working-days.ts'
import { agreed, declare } from '../crisis-episodes/acts.ts'
import { inTenant } from '../support/actors.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anInformationRequest } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const on = (day: string) => service.clock.set(`${day}T09:30:00Z`)
const pause = ({ person, ids }: Journey, until: string | null = null, client = person) =>
  client.post<CasePause>(`/v1/cases/${ids.caseId}/pauses`, { until, words: 'My mother is ill.' })
const resume = ({ person, ids }: Journey, client = person) =>
  client.post<CasePause>(`/v1/cases/${ids.caseId}/resumption`)
const read = async ({ careCoordinator, ids }: Journey) =>
  (await careCoordinator.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const clockOf = async (journey: Journey, kind: string) =>
  (await read(journey)).clocks.find((clock) => clock.kind === kind && clock.stoppedOn === null)
const tidy = () => sweepPauses({ database: service.access, now: service.clock.now }, new AbortController().signal)
const openPauses = async () => (await service.database.sql('select 1 from case_pause where ended_on is null')).length

t.test('P17: a pause keeps the days that are left, and nothing is late while it lasts', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const before = await clockOf(journey, 'expression-decision')
  on('2026-11-26')
  t.match((await pause(journey)).ok, { from: '2026-11-26', until: null, pausedAs: 'person', endedOn: null })
  await refused(t, service, () => pause(journey), 'wrong-state')
  t.match(await clockOf(journey, 'expression-decision'), { paused: true, pauses: [{ because: 'person-paused' }] })
  t.same((await read(journey)).pause, { from: '2026-11-26', until: null })
  on('2027-01-28')
  await sweep(service)
  t.match(await clockOf(journey, 'expression-decision'), { breached: false })
  t.notOk((await read(journey)).waits.some(({ step }) => step === 'step-late'))
  await refused(t, service, () => resume(journey, journey.careCoordinator), 'permission-missing')
  t.match((await resume(journey)).ok, { endedOn: '2027-01-28' })
  const after = await clockOf(journey, 'expression-decision')
  t.match(after, { paused: false, workingDays: before?.workingDays, breached: false })
  t.equal((await read(journey)).pause, null)
  await refused(t, service, () => resume(journey), 'wrong-state')
  // Two of its working days were over by then, and as many are left now as were.
  t.equal(workingDaysBetween('2027-01-28', after?.dueOn ?? ''), workingDaysBetween('2026-11-26', before?.dueOn ?? ''))
  on(after?.dueOn ?? '')
  t.equal((await clockOf(journey, 'expression-decision'))?.breached, false, 'on its last day')
})

t.test(
  'what begins while it lasts stands still too, and what the person was asked waits for them after it',
  async (t) => {
    const journey = await journeyTo(service, 'expression-submitted')
    await pause(journey)
    const path = `/v1/expressions-of-interest/${journey.ids.expressionId}/information-requests`
    void (await journey.officer.post(path, anInformationRequest())).ok
    t.equal((await clockOf(journey, 'information-answer'))?.paused, true)
    await resume(journey)
    t.equal((await clockOf(journey, 'information-answer'))?.paused, false)
    t.match(await clockOf(journey, 'expression-decision'), {
      paused: true,
      pauses: [{ because: 'person-paused' }, { because: 'information-requested', to: null }],
    })
  },
)

t.test(
  'a pause with a last day ends by itself after it, and the days count from then, however late that is found',
  async (t) => {
    const journey = await journeyTo(service, 'assessment-begun')
    await refused(t, service, () => pause(journey, '2026-11-23'), 'request-invalid')
    const due = (await clockOf(journey, 'assessment'))?.dueOn
    await pause(journey, '2026-11-30')
    on('2026-11-30')
    t.equal(await tidy(), 0, 'it lasts to the end of its last day')
    on('2026-12-03')
    const ended = await Promise.all([tidy(), tidy()])
    t.equal(ended[0] + ended[1], 1, 'once')
    t.equal(await openPauses(), 0)
    const { items } = (await journey.person.get<{ items: CasePause[] }>(`/v1/cases/${journey.ids.caseId}/pauses`)).ok
    t.match(items, [{ until: '2026-11-30', endedOn: '2026-12-01', words: 'My mother is ill.' }])
    // Five working days stood still: 24 November to 30 November are counted from the day after each.
    t.match(await clockOf(journey, 'assessment'), {
      paused: false,
      pauses: [{ from: '2026-11-24', to: '2026-12-01', workingDays: 5 }],
    })
    t.ok(String((await clockOf(journey, 'assessment'))?.dueOn) > String(due))
  },
)

t.test('payments, a crisis and its review go on; a review keeps the days before it', async (t) => {
  const journey = await agreed(service)
  const at = `/v1/cases/${journey.ids.caseId}/reviews`
  const dueOn = async () =>
    (await journey.person.get<{ items: Review[] }>(at)).ok.items.find(({ kind }) => kind === 'first')?.dueOn
  t.equal(await dueOn(), '2027-02-24')
  await pause(journey)
  t.equal((await clockOf(journey, 'review'))?.paused, true)
  t.equal((await clockOf(journey, 'first-payment'))?.paused, false)
  t.equal((await declare(journey, { days: 2 })).status, 201)
  const rapid = async () =>
    (await read(journey)).clocks.filter(
      ({ kind, paused, stoppedOn }) => kind === 'review' && !paused && stoppedOn === null,
    )
  t.equal((await rapid()).length, 1, 'the review after the crisis')
  on('2027-02-27')
  const overdue = async () =>
    (
      await journey.careCoordinator.get<{ items: { caseId: string; kind: string }[] }>('/v1/overdue-reviews?limit=100')
    ).ok.items
      .filter(({ caseId }) => caseId === journey.ids.caseId)
      .map(({ kind }) => kind)
  t.notOk((await overdue()).includes('first'))
  await resume(journey)
  t.equal(await dueOn(), '2027-05-30', 'ninety-five days later')
})

t.test('why somebody pauses is theirs to say, and no broker’s to read; and nobody else pauses for them', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await refused(t, service, () => pause(journey, null, journey.careCoordinator), 'permission-missing')
  t.match((await pause(journey, null, journey.representative)).ok, { pausedAs: 'representative' })
  const path = `/v1/cases/${journey.ids.caseId}/pauses`
  t.match((await journey.broker.get<{ items: CasePause[] }>(path)).ok.items, [{ words: null }])
  t.match((await journey.careCoordinator.get<{ items: CasePause[] }>(path)).ok.items, [{ words: 'My mother is ill.' }])
  const other = await journeyTo(service, 'case-opened')
  for (const client of [other.person, service.as(inTenant('QOP', 'commissioner-officer'))])
    await refused(t, service, () => client.get(path), 'not-found')
})
