import t from 'tap'
import { paymentsOf } from '../pay-runs/acts.ts'
import { agreedWith, notional } from '../payments/acts.ts'
import { agree, aNightWorker, aReduction, onCall } from '../preventive/acts.ts'
import { aProvider } from '../service-agreements/acts.ts'
import { change, changed } from '../sign-off/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { decide, lodge } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

/** £100.00 a month for three months, which the commissioner pays. */
const support = {
  ...{ key: 'support', amountPence: 30_000, checkedBy: 'care-coordinator' as const, ...notional },
  schedule: {
    ...({ quantity: 5, unit: 'hour', unitPence: 2_000, frequency: 'monthly', times: null } as const),
    ...{ from: '2026-12-01', until: '2027-02-28' },
  },
}
const name = async (journey: Journey, payeeId: string) => {
  const line = (await statementOf(journey)).lines.findLast(({ key }) => key === 'support')
  return (await journey.broker.post(`/v1/plan-lines/${line?.planLineId}/providers`, { payeeId })).ok
}

t.test('a line that an appeal leaves as it was is paid to its provider for each of its days, and once', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(70_000) })
  const night = aNightWorker({ ...notional })
  void (await change(journey, { lines: [aPlanLine(support), night] })).ok
  await journey.on('plan-agreed')
  const provider = await aProvider(service)
  await agreedWith(service, provider.id)
  await name(journey, provider.id)
  const less = await changed(journey, [support, { ...onCall, ...notional }], [aReduction()])
  const agreed = await agree(journey.teamManager, less)
  const { decision } = agreed.ok
  service.clock.set('2026-12-23T09:30:00Z')
  await sweep(service)
  await name(journey, provider.id)
  service.clock.set('2027-01-20T09:30:00Z')
  const appeal = (await lodge(journey.person, decision.id, { lateBecause: 'I was too unwell to write.' })).ok
  const entries = await audited(service, async () => {
    void (await decide(service.as('commissioner-officer'), appeal.id, 'overturned', [])).ok
  })
  const lines = (await statementOf(journey)).lines.filter(({ status }) => status === 'active')
  t.same(lines.map(({ key }) => key).toSorted(), ['night', 'on-call', 'support'])
  t.match(
    entries.filter(({ type }) => type === 'line-provider.named'),
    [{ facts: { planLineId: lines.find(({ key }) => key === 'support')?.planLineId, payeeId: provider.id } }],
  )
  const payments = (await paymentsOf(journey)).toSorted((one, other) => (one.from < other.from ? -1 : 1))
  t.same(
    payments.map(({ from, until, payeeId, purpose }) => [from, until, payeeId === provider.id, purpose]),
    [
      ['2026-12-01', '2026-12-22', true, 'owed'],
      ['2026-12-23', '2026-12-31', true, 'owed'],
      ['2027-01-01', '2027-01-19', true, 'owed'],
      ['2027-01-20', '2027-01-31', true, 'instalment'],
      ['2027-02-01', '2027-02-28', true, 'instalment'],
    ],
  )
  t.equal(
    payments.reduce((sum, { amountPence }) => sum + amountPence, 0),
    30_000,
  )
})
