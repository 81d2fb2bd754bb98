import t from 'tap'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { decide as answer, lodge } from '../appeals/acts.ts'
import { letterOf } from '../decisions/acts.ts'
import { changed, draftChanged, sent } from '../sign-off/acts.ts'
import type { Journey } from '../support/journey.ts'
import { type aPlanLine, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { agree, aNightWorker, drums, planOf, withNightWorker } from './acts.ts'

const service = await startService(t)
const start = service.clock.now().toISOString()
t.beforeEach(() => service.clock.set(start))

/** Somebody whose plan in force has drum lessons, which hold nothing back and which they have not had for long. */
const lessons = aNightWorker({ title: 'Drum lessons', preventive: false, holdsBack: null })
const withLessons = () => withNightWorker(service, lessons)

const weekly = {
  quantity: 2,
  unit: 'hour',
  unitPence: 100,
  frequency: 'weekly',
  times: null,
  from: '2026-11-24',
  until: '2027-05-31',
} as const
const scheduled = { amountPence: 5_400, schedule: weekly, checkedBy: 'care-coordinator' } as const

const noWish = async (journey: Journey, lines: Partial<ReturnType<typeof aPlanLine>>[]) =>
  sent(journey, (await draftChanged(journey, lines)).ok.id)

t.test(
  'less of any line that the person has is decided against them: with reasons, notice, letter and appeal',
  async (t) => {
    for (const [road, lines] of Object.entries({
      'a dropped line': [{ amountPence: 10_000 }],
      'a lower amount': [{ amountPence: 10_000 }, { ...lessons, amountPence: 19_999 }],
      'another thing under the same key': [{ amountPence: 10_000 }, { ...lessons, title: 'A guitar' }],
    })) {
      const journey = await withLessons()
      const less = await noWish(journey, lines)
      await refused(t, service, () => agree(journey.careCoordinator, less, []), 'reason-required', road)
      const { decision, supportPlan } = (await agree(journey.careCoordinator, less)).ok
      t.match(decision, { outcome: 'agreed-with-reduction', tier: 'care-coordinator' }, road)
      t.match(supportPlan, { status: 'awaiting-notice', takesEffectAfter: '2026-12-22' }, road)
      t.match(await planOf(journey, journey.ids.supportPlanId), { status: 'active' }, road)
      const text = (await letterOf(journey.person, decision.id)).ok.replaceAll(/<[^>]+>/g, '')
      t.match(text, 'What you will have less of', road)
      t.match(text, 'Drum lessons:', road)
      t.match(text, 'Appeal by', road)
      const appeal = (await lodge(journey.person, decision.id)).ok
      service.clock.set('2026-12-23T06:00:00Z')
      await sweep(service)
      t.match(await planOf(journey, less.id), { status: 'awaiting-notice' }, 'an appeal freezes')
      t.equal((await answer(service.as('commissioner-officer'), appeal.id, 'overturned', [])).status, 201)
      t.match(await planOf(journey, less.id), { status: 'withdrawn' }, road)
      service.clock.set(start)
    }
  },
)

t.test(
  'a lower quantity, a rarer, shorter or later schedule and more of the person’s own money are less',
  async (t) => {
    const journey = await withNightWorker(service, { ...lessons, ...scheduled })
    const edits = {
      'lower quantity': { quantity: 1 },
      'rarer frequency': { frequency: 'four-weekly', quantity: 8 },
      'earlier end': { until: '2027-05-01' },
      'later start': { from: '2026-12-24' },
    } as const
    for (const [road, edit] of Object.entries(edits)) {
      const { amountPence: _, ...line } = { ...lessons, ...scheduled, schedule: { ...weekly, ...edit } }
      const body = { outcomes: [{ key: 'sleep', words: 'To sleep.' }], lines: [line], crisisContingency: null }
      const { id } = (await journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, body)).ok
      const route = await journey.broker.get<SignOffRoute>(`/v1/support-plans/${id}/sign-off-route`)
      t.ok(
        route.ok.reductions.some(({ line, guarded }) => line === 'night' && !guarded),
        road,
      )
      const checks = await journey.broker.get<{ toSee: { code: string }[] }>(`/v1/support-plans/${id}/checks`)
      t.ok(
        checks.ok.toSee.some(({ code }) => code === 'line-reduced'),
        road,
      )
      await journey.broker.post(`/v1/support-plans/${id}/withdrawal`)
    }
  },
)

t.test('what the person themself wishes is not decided against them, and begins at once', async (t) => {
  const journey = await withLessons()
  const wish = { line: 'night', because: 'person-wishes', words: 'I want to play with friends.' } as const
  const less = await changed(journey, [{ amountPence: 10_000 }], [wish])
  t.match((await agree(journey.careCoordinator, less, [])).ok, {
    decision: { outcome: 'agreed', reasons: [] },
    supportPlan: { status: 'agreed' },
  })
})

t.test('a wish is signed by the person themself, and by nobody in their place', async (t) => {
  const journey = await withLessons()
  const wish = { line: 'night', because: 'person-wishes', words: 'I want to play with friends.' } as const
  const { id } = (await draftChanged(journey, [{ amountPence: 10_000 }], [wish])).ok
  const { contentHash } = (await journey.broker.post<SupportPlan>(`/v1/support-plans/${id}/submission`)).ok
  const body = { caseRole: 'representative', contentHash, how: 'online' }
  const sign = () => journey.careCoordinator.post(`/v1/support-plans/${id}/signatures`, body)
  await refused(t, service, sign, 'own-wish-needed')
})

t.test('what is used up, over, or as much as it was is no less', async (t) => {
  const journey = await withNightWorker(service, { ...lessons, ...scheduled })
  service.clock.set('2027-06-01T09:30:00Z')
  const { id } = (await draftChanged(journey, [{ amountPence: 10_000 }])).ok
  const route = await journey.broker.get<SignOffRoute>(`/v1/support-plans/${id}/sign-off-route`)
  t.same(route.ok.reductions, [])
})

t.test('an appeal that is won agrees at once to nothing that takes an ordinary line either', async (t) => {
  const journey = await withLessons()
  const less = await noWish(journey, [drums])
  const path = `/v1/support-plans/${less.id}/decision`
  const refusal = { outcome: 'refused', contentHash: less.contentHash, reasons: [aReason] }
  const { decision } = (await journey.careCoordinator.post<{ decision: { id: string } }>(path, refusal)).ok
  const appeal = (await lodge(journey.person, decision.id)).ok
  const overturn = () => answer(service.as('commissioner-officer'), appeal.id, 'overturned', [])
  await refused(t, service, overturn, 'wrong-state')
})
