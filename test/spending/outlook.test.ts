import t from 'tap'
import type { SpendingOutlook } from '../../src/spending/outlook-schemas.ts'
import { agreed } from '../crisis-episodes/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, reverse } from './acts.ts'

const service = await startService(t)
const outlook = (journey: Awaited<ReturnType<typeof agreed>>, client = journey.person) =>
  client.get<SpendingOutlook>(`/v1/cases/${journey.ids.caseId}/spending-outlook`)

t.test('200: the pace, what is left, and what somebody should ask of support that nobody gets', async (t) => {
  const journey = await agreed(service)
  const { lines } = (await outlook(journey)).ok
  t.match(lines, [
    {
      line: 'daily-support',
      perWeekPence: 0,
      usedUpOn: null,
      meantUntil: '2027-02-08',
      expectedPence: 0,
      questions: [],
    },
  ])
  const planLineId = lines[0]?.planLineId ?? ''
  service.clock.set('2026-12-14T09:30:00Z')
  const paid = { client: journey.careCoordinator, planLineId, instrument: 'invoice' as const }
  const bought = await buy(journey, { ...paid, amountPence: 9_800 })
  const twice = await buy(journey, { ...paid, amountPence: 5_000 })
  await reverse(journey, twice.ok.id, journey.careCoordinator)
  t.equal(bought.status, 201)
  const asked = (await outlook(journey)).ok
  t.match(asked, { caseId: journey.ids.caseId, perWeekPence: 3_267, availablePence: 88_200 })
  t.match(asked.lines, [{ spentPence: 9_800, expectedPence: 19_600, lastBoughtOn: '2026-12-14', quietDays: 0 }])
  service.clock.set('2027-01-25T09:30:00Z')
  t.match((await outlook(journey)).ok.lines, [
    {
      quietDays: 42,
      questions: [
        {
          code: 'under-spent',
          sentence:
            '£98.00 of it is spent; by now the plan meant £784.00. Is the support there when you need it? Nobody takes the rest away for this.',
        },
        { code: 'quiet', sentence: 'Nothing was bought for this since 14 December 2026. Is something in the way?' },
      ],
    },
  ])
})

t.test('404: where no plan is in force, and to who may not see the money', async (t) => {
  service.clock.set('2026-11-24T09:30:00Z')
  const signed = await journeyTo(service, 'plan-signed')
  await refused(t, service, () => outlook(signed), 'not-found')
  const journey = await journeyTo(service, 'money-agreed')
  await refused(t, service, () => outlook(journey, signed.person), 'not-found')
})
