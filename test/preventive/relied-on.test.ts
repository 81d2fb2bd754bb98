import t from 'tap'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { draftChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Journey } from '../support/journey.ts'
import { type aPlanLine, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { aNightWorker, drums, submitted, withNightWorker } from './acts.ts'

const service = await startService(t)
const start = service.clock.now().toISOString()
t.beforeEach(() => service.clock.set(start))
/** Six months after the plan was agreed. */
const reliedOn = '2027-05-24T09:30:00Z'
const today = '2027-05-24'

const weekly = {
  quantity: 1,
  unit: 'hour',
  unitPence: 100,
  frequency: 'weekly',
  times: null,
  from: '2026-11-24',
  until: '2027-11-22',
} as const
const lessons = aNightWorker({
  title: 'Drum lessons',
  preventive: false,
  holdsBack: null,
  amountPence: 5_200,
  schedule: weekly,
  checkedBy: 'care-coordinator',
})

/** Somebody who has come to rely on drum lessons, which nobody ever marked as preventive. */
async function relying(line = lessons): Promise<Journey> {
  const journey = await withNightWorker(service, line)
  service.clock.set(reliedOn)
  return journey
}

/** Each road by which a changed plan can take them away, or some of them. */
const left = { quantity: 1, from: today, until: '2027-11-22' }
const roads: Readonly<Record<string, Partial<ReturnType<typeof aPlanLine>>[]>> = Object.fromEntries(
  Object.entries({
    'a lower quantity': { quantity: 0.5 },
    'a rarer frequency': { frequency: 'four-weekly' as const, quantity: 4 },
    'an earlier end': { until: '2027-11-01' },
    'a later start': { from: '2027-06-24' },
    'a lower price': { unitPence: 99 },
  }).map(([road, edit]) => {
    const { amountPence: _, ...line } = { ...lessons, schedule: { ...weekly, ...left, ...edit } }
    return [road, [line]]
  }),
)
const all: typeof roads = {
  ...roads,
  'a dropped line': [drums],
  'another thing under the same key': [{ ...lessons, title: 'A guitar', schedule: { ...weekly, ...left } }],
  'another provider': [{ ...lessons, provider: 'Cheap Drums', schedule: { ...weekly, ...left } }],
  'no days of its own': [{ ...lessons, schedule: null, amountPence: 2_600 }],
}

t.test(
  '422: no road of a changed plan takes what the person relies on without evidence or their own wish',
  async (t) => {
    const journey = await relying()
    for (const [road, lines] of Object.entries(all)) {
      const body = {
        outcomes: [{ key: 'sleep', words: 'To sleep.' }],
        lines: lines.map(({ amountPence, ...line }) =>
          line.schedule
            ? { ...aNightWorker(), ...line, amountPence: undefined }
            : { ...aNightWorker(), ...line, amountPence },
        ),
        crisisContingency: null,
      }
      const { id } = (await journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, body)).ok
      const { errors } = await refused(t, service, () => submitted(journey, { id }), 'plan-incomplete', road)
      t.ok(
        errors?.some(({ code }) => code === 'reduction-unexplained'),
        road,
      )
      await journey.broker.post(`/v1/support-plans/${id}/withdrawal`)
    }
  },
)

t.test('422: nor does an edit of a line that was whole when it was drafted', async (t) => {
  const journey = await relying()
  const whole = { ...lessons, schedule: { ...weekly, ...left } }
  const { amountPence: _, ...line } = whole
  const { id, lines } = (await draftChanged(journey, [drums, { ...line, amountPence: 2_614 }])).ok
  t.ok(lines.length > 0)
  const path = `/v1/support-plans/${id}`
  const { etag } = await journey.broker.get(path)
  await journey.broker.patch(path, { lines: lines.filter(({ key }) => key !== 'night') }, { ifMatch: etag })
  const { errors } = await refused(t, service, () => submitted(journey, { id }), 'plan-incomplete')
  t.match(errors, [{ code: 'reduction-unexplained' }])
})

t.test('422: nor does a review, by a finding that reduces or one that ends', async (t) => {
  const journey = await relying()
  const complete = (more: object) => () =>
    journey.careCoordinator.post(
      `/v1/reviews/${journey.ids.reviewId}/completion`,
      aReviewCompletion({ reasons: [aReason], ...more }),
    )
  const reduce = complete({ finding: 'reduce', personAgrees: true })
  await refused(t, service, reduce, 'evidence-required', 'that the person agrees is written down by somebody else')
  const personAgreement = { on: today, words: 'No more.', saidFor: aSaidFor({ saidOn: today }) }
  await refused(t, service, complete({ finding: 'end', personAgreement }), 'evidence-required')
})

t.test('422: nor does an end of the budget, in the person’s name or by staff', async (t) => {
  const journey = await relying()
  const { caseId } = journey.ids
  const said = { words: 'No more.', saidFor: aSaidFor({ saidOn: today }), reasons: [aReason] }
  const withdraw = () => journey.officer.post(`/v1/cases/${caseId}/withdrawal`, said)
  await refused(t, service, withdraw, 'evidence-required', 'a withdrawal in the person’s name')
  const moved = { ending: 'moved-away', on: today, reasons: [aReason] }
  const end = () => journey.teamManager.post(`/v1/cases/${caseId}/ending`, moved)
  await refused(t, service, end, 'evidence-required', 'an end that staff decide')
  const alone = () => journey.representative.post(`/v1/cases/${caseId}/withdrawal`, { words: null })
  await refused(t, service, alone, 'own-wish-needed', 'who acts for the person')
})

t.test('what has no days and is being used up is relied on as well', async (t) => {
  const journey = await withNightWorker(service, { ...lessons, schedule: null, amountPence: 20_000 })
  const line = (await statementOf(journey)).lines.find(({ key }) => key === 'night')
  t.equal((await buy(journey, { amountPence: 100, planLineId: line?.planLineId ?? '' })).status, 201)
  service.clock.set(reliedOn)
  const { id } = (await draftChanged(journey, [drums])).ok
  const { errors } = await refused(t, service, () => submitted(journey, { id }), 'plan-incomplete')
  const guarded = errors?.filter(({ code }) => code === 'reduction-unexplained').map(({ detail }) => detail)
  t.match(guarded, [/Drum lessons/])
})
