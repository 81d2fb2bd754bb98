import t from 'tap'
import type { PlanChecks } from '../../src/support-plans/check-schemas.ts'
import type { PlanCosts } from '../../src/support-plans/line-schemas.ts'
import { change, decideChanged, pathOf, sent, submit } from '../sign-off/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
/** Alex: an hour of a personal assistant a week from the first of December, of which they pay two pounds themself. */
const schedule = {
  quantity: 1,
  unit: 'hour' as const,
  unitPence: 1_400,
  frequency: 'weekly' as const,
  times: null,
  from: '2026-12-01',
  until: '2027-02-28',
}
const { amountPence: _, ...unpriced } = aPlanLine({
  key: 'assistant',
  title: 'A personal assistant',
  category: 'support',
})
const assistant = { ...unpriced, schedule, ownPence: 200, checkedBy: 'care-coordinator' as const }
/** The budget pays for all of it, as the NHS does for support over time. */
const { ownPence: __, ...whole } = assistant
const drums = aPlanLine({ key: 'drum-kit', amountPence: 10_000 })
const costs = async (journey: Journey, query = '') =>
  (await journey.person.get<typeof PlanCosts.static>(pathOf(journey, `/costs${query}`))).ok

t.test('a line comes to what its schedule comes to, less the own money, and to the penny over any days', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const changed = await change(journey, { lines: [assistant, drums] })
  // 90 days: 1,400 × 90 ÷ 7 = 18,000; less 200.
  t.match(changed.ok, { totalPence: 27_800, lines: [{ amountPence: 17_800, schedule, ownPence: 200 }, {}] })

  const whole = await costs(journey)
  t.match(whole, { totalPence: 27_800, period: { from: '2026-11-24', until: '2027-11-23' } })
  t.same(whole.categories, [
    {
      category: 'support',
      name: 'Support from a personal assistant or carer',
      group: 'support',
      amountPence: 17_800,
    },
    { category: 'equipment', name: 'Equipment and materials', group: 'leisure', amountPence: 10_000 },
  ])
  t.same(whole.groups, [
    { group: 'support', name: 'Support from people', amountPence: 17_800 },
    { group: 'leisure', name: 'Interests, holidays and company', amountPence: 10_000 },
  ])
  const parts = ['?until=2026-12-03', '?from=2026-12-04&until=2027-01-10', '?from=2027-01-11']
  const sums = await Promise.all(parts.map(async (query) => (await costs(journey, query)).totalPence))
  t.equal(sums[0], 10_593, 'the drums, bought on the first day, and three days of support')
  t.equal(
    sums.reduce((all, one) => all + one),
    27_800,
    'whatever the days are cut into',
  )
  t.equal((await costs(journey, '?from=2027-03-01')).totalPence, 0, 'after its last day')
  t.equal((await costs(journey, '?from=2027-03-01&until=2027-01-01')).totalPence, 0, 'days the wrong way round')
})

t.test('400: a schedule and an amount that differ, a schedule that cannot be counted, and neither', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const said = async (...lines: object[]) => {
    const { errors } = await refused(t, service, () => change(journey, { lines: lines as never }), 'request-invalid')
    return errors?.map(({ pointer, code, detail }) => `${pointer} ${code}: ${detail}`)
  }
  t.same(await said({ ...assistant, amountPence: 17_801 }, unpriced), [
    '/lines/0/amountPence amount-mismatch: The schedule comes to £180.00, of which the budget pays £178.00',
    '/lines/1/amountPence required: A line without a schedule needs its amount',
  ])
  t.same(
    await said(
      { ...assistant, ownPence: 18_000 },
      { ...assistant, schedule: { ...schedule, until: '2026-11-30' } },
      { ...assistant, schedule: { ...schedule, times: 3 } },
    ),
    [
      '/lines/0/schedule schedule-invalid: The schedule comes to £180.00: the budget must pay a part of it that can be kept',
      '/lines/1/schedule/until schedule-invalid: The last day cannot be before the first',
      '/lines/2/schedule/times schedule-invalid: Only sessions, and what is bought as needed, have a number of times',
    ],
  )
})

t.test(
  'what is bought over time is inside the budget’s days, is checked by somebody, and meets an assessed need',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted')
    const lines = [
      { ...whole, schedule: { ...schedule, from: '2026-11-23' }, checkedBy: null, needs: ['safety', 'nonsense'] },
      { ...whole, key: 'late', schedule: { ...schedule, from: '2027-11-20', until: '2027-11-24' } },
    ]
    await change(journey, { lines })
    const checks = (await journey.person.get<typeof PlanChecks.static>(pathOf(journey, '/checks'))).ok
    const wanted = [
      '/lines/0/schedule/from outside-period',
      '/lines/0/checkedBy checker-missing',
      '/lines/0/needs/1 need-unknown',
      '/lines/1/schedule/until outside-period',
    ]
    t.same(
      checks.missing.map(({ pointer, code }) => `${pointer} ${code}`),
      wanted,
    )
    const { errors } = await refused(t, service, () => submit(journey), 'plan-incomplete')
    t.same(
      errors?.map(({ pointer, code }) => `${pointer} ${code}`),
      wanted,
      'the same at submission',
    )
  },
)

t.test('the letter says how much is bought, how often, and until when', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await change(journey, { lines: [whole] })
  const signed = await sent(journey, journey.ids.supportPlanId)
  const { decision } = (await decideChanged(journey.careCoordinator, signed)).ok
  const letter = await journey.person.get<string>(`/v1/decisions/${decision.id}/letter`)
  t.match(letter.ok, '1 hour a week at £14.00 an hour, from 1 December 2026 to 28 February 2027')
})
