import t from 'tap'
import type { LineSchedule } from '../../src/rules/planning/line-schedule.ts'
import type { StatementEntryPage } from '../../src/spending/statement-schemas.ts'
import { withAccount, withBudgetAccount } from '../bank-accounts/acts.ts'
import { agreeOn, lineOf } from '../deployment-agreements/acts.ts'
import { record, recordByTwo } from '../give-backs/acts.ts'
import { advance, aPayer, direct, draft, handOver, holdAll, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { theCouncil } from '../payees/acts.ts'
import { change } from '../sign-off/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, statementOf } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(async () => {
  await proven(service)
  await holdAll(service)
})

const asNeeded: LineSchedule = {
  ...{ quantity: 1, unit: 'item', unitPence: 10_000, frequency: 'as-needed', times: 3 },
  ...{ from: '2026-12-01', until: '2027-02-28' },
} as const

/** A direct payment of £300.00 for what is bought as needed, agreed by both save where it is said, of which the person has bought something for so much; and the purchase. */
async function laidOut(amountPence = 5_000, more: object = {}, isAgreed = true) {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const line = { key: 'gym', amountPence: 30_000, schedule: asNeeded, checkedBy: 'care-coordinator' as const }
  await change(journey, { lines: [aPlanLine({ ...line, ...direct })] })
  await journey.on('money-agreed')
  if (isAgreed) await agreeOn(journey)
  t.same(await paymentsOf(journey), [], 'no schedule pays it')
  const planLineId = await lineOf(journey)
  const bought = { client: journey.person, instrument: 'bank-account', planLineId, amountPence, ...more } as const
  const { id } = (await buy(journey, bought)).ok
  return { journey, planLineId, purchaseId: id }
}
/** What the statement and the outlook say is left, and the book. */
const leftOf = async ({ person, ids }: Journey) => {
  const [book, outlook] = await Promise.all([
    person.get<StatementEntryPage>(`/v1/cases/${ids.caseId}/statement/entries`),
    person.get<{ leftPence: number }>(`/v1/cases/${ids.caseId}/spending-outlook`),
  ])
  const { inPence, outPence, closingPence } = book.ok
  return { inPence, outPence, closingPence, leftPence: outlook.ok.leftPence }
}
const paidAs = async (journey: Journey) =>
  (await paymentsOf(journey)).map(({ amountPence, state, holdReason }) => [amountPence, holdReason ?? state])
const takeBack = ({ person }: Journey, id: string, amountPence?: number, client = person) =>
  client.post(`/v1/purchases/${id}/reversal`, {
    reason: 'The shop gave it back.',
    ...(amountPence && { amountPence }),
  })
const statusOf = async ({ person, ids }: Journey) =>
  (await person.get<{ status: string }>(`/v1/support-plans/${ids.supportPlanId}`)).ok.status
const say = async (journey: Journey, runId: string, outcome = `paid,${service.clock.today()},`) => {
  const told = (await paymentsOf(journey)).find(({ state }) => state === 'with-the-bank')
  void (await results(service, drafter, runId, [`${told?.reference},${outcome}`])).ok
  await advance(service)
}

t.test('what is bought as needed is paid to who laid it out, and the first payment stops the clock', async (t) => {
  const payeeId = await theCouncil(service)
  const { journey } = await laidOut(5_000, { payeeId })
  t.match(await paymentsOf(journey), [
    ...[{ purpose: 'owed', payeeId: null, amountPence: 5_000, from: '2026-11-24', dueOn: '2026-11-24' }],
  ])
  t.match(await statementOf(journey), { spentPence: 5_000, owedPence: 5_000, availablePence: 25_000 })
  t.equal(await statusOf(journey), 'agreed', 'nothing has reached them')
  const left = { inPence: 30_000, outPence: 5_000, closingPence: 25_000, leftPence: 25_000 }
  t.same(await leftOf(journey), left)
  const run = await handOver(service, '2026-11-24')
  t.match(run, { payments: 1, totalPence: 5_000 })
  t.same(await leftOf(journey), left, 'what was bought is out while the bank has the payment for it')
  t.match(await statementOf(journey), { spentPence: 5_000, owedPence: 5_000, pendingPence: 0, availablePence: 25_000 })
  await say(journey, run.id)
  t.match(await statementOf(journey), { spentPence: 5_000, owedPence: 0, heldPence: 0, availablePence: 25_000 })
  t.same(await leftOf(journey), left)
  t.equal(await statusOf(journey), 'active')
})

t.test('what is taken back before the bank knows is paid no more, in part or whole, and stays held', async (t) => {
  const { journey, purchaseId } = await laidOut()
  void (await takeBack(journey, purchaseId, 1)).ok
  t.same(await paidAs(journey), [[4_999, 'planned']])
  const [payment] = await paymentsOf(journey)
  void (await drafter.post(`/v1/payments/${payment?.id}/hold`)).ok
  void (await takeBack(journey, purchaseId, 999)).ok
  t.same(await paidAs(journey), [[4_000, 'being-checked']])
  void (await takeBack(journey, purchaseId)).ok
  t.same(await paidAs(journey), [])
  t.match(await statementOf(journey), { spentPence: 0, owedPence: 0, availablePence: 30_000 })
})

t.test('what is with the bank waits for it; what it could not pay is owed, and can be taken back', async (t) => {
  const { journey, purchaseId } = await laidOut()
  const run = await handOver(service, '2026-11-24')
  await refused(t, service, () => takeBack(journey, purchaseId, 1), 'wrong-state')
  await say(journey, run.id, 'failed,,No such account')
  t.same((await paidAs(journey)).sort(), [
    [5_000, 'failed'],
    [5_000, 'failed-before'],
  ])
  void (await takeBack(journey, purchaseId, 2_000)).ok
  t.same((await paidAs(journey)).sort(), [
    [3_000, 'failed-before'],
    [5_000, 'failed'],
  ])
  t.match(await statementOf(journey), { spentPence: 3_000, owedPence: 3_000, availablePence: 27_000 })
})

t.test('what was paid and is taken back is in the hands of the person, however the line is held by then', async (t) => {
  const { journey, planLineId, purchaseId } = await laidOut()
  await say(journey, (await handOver(service, '2026-11-24')).id)
  void (await takeBack(journey, purchaseId, 1_000)).ok
  t.match(await statementOf(journey), { spentPence: 4_000, heldPence: 1_000, availablePence: 25_000 })
  service.clock.advance({ minutes: 5 })
  const how = { deployment: 'notional', instrument: 'invoice', holderId: null }
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/line-holdings`, { line: 'gym', ...how })).ok
  void (await takeBack(journey, purchaseId, 4_000, journey.broker)).ok
  t.match(await statementOf(journey), { spentPence: 0, heldPence: 5_000, availablePence: 25_000 })
  t.equal(await statusOf(journey), 'active', 'they have been paid')
  const given = { amountPence: 5_001 }
  await refused(t, service, () => record(journey, planLineId, given), 'request-invalid', 'a penny more than they have')
  t.equal((await recordByTwo(journey, planLineId, { amountPence: 5_000 })).status, 201)
  t.match(await statementOf(journey), { heldPence: 0, returnedPence: 5_000 })
})

t.test('it is owed once, whoever asks how often, and for no more than the line has', async (t) => {
  const { journey, planLineId } = await laidOut()
  const bought = { client: journey.person, instrument: 'bank-account', planLineId, amountPence: 20_000 } as const
  const same = await Promise.all([1, 2].map(() => buy(journey, bought, { key: `bought-${planLineId}` })))
  t.ok(same.some(({ status }) => status === 201))
  t.same((await paidAs(journey)).sort(), [
    [20_000, 'planned'],
    [5_000, 'planned'],
  ])
  await refused(t, service, () => buy(journey, { ...bought, amountPence: 5_001 }), 'line-overspent')
  void (await buy(journey, { ...bought, amountPence: 5_000 })).ok
  t.match(await statementOf(journey), { owedPence: 30_000, availablePence: 0 })
})

t.test('it is owed whatever has ended, and paid', async (t) => {
  const { journey } = await laidOut()
  void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
  t.same(await paidAs(journey), [[5_000, 'planned']])
  await say(journey, (await handOver(service, '2026-11-24')).id)
  t.match(await statementOf(journey), { spentPence: 5_000, owedPence: 0, releasedPence: 25_000 })
})

t.test('it goes into the confirmed account of the budget, and waits where there is none', async (t) => {
  const payerId = await aPayer(drafter, 'Medway Council')
  await withAccount(service, payerId, { name: 'Medway Council', accountNumber: '11112222', sortCode: '30-00-00' })
  const [without, journey] = [(await laidOut()).journey, (await laidOut(7_500)).journey]
  await withBudgetAccount(service, journey, { accountNumber: '33334444' })
  const run = await handOver(service, '2026-11-24', { payerId })
  t.match(run, { payments: 1, totalPence: 7_500 })
  t.same(await paidAs(without), [[5_000, 'bank-details-missing']])
  const file = (await drafter.post<{ content: string }>(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })).ok
  t.match(file.content, '33334444')
  t.ok((await draft(drafter, '2026-11-24', { payerId })).problem, 'nothing else is due')
})

t.test('nothing is paid into their hands before both have signed how the money is held', async (t) => {
  const { journey } = await laidOut(5_000, {}, false)
  t.match((await draft(drafter, '2026-11-24')).problem, { code: 'nothing-to-pay' })
  t.same(await paidAs(journey), [[5_000, 'agreement-missing']])
  await agreeOn(journey)
  t.match((await draft(drafter, '2026-11-24')).ok, { payments: 1, totalPence: 5_000 })
})

t.test('a plan whose only payment came back waits again, though what was laid out for stands', async (t) => {
  const { journey, planLineId } = await laidOut()
  await say(journey, (await handOver(service, '2026-11-24')).id)
  t.equal(await statusOf(journey), 'active')
  const [paid] = (await paymentsOf(journey)).filter(({ state }) => state === 'paid')
  const back = { givenBy: 'payee', paymentId: paid?.id, amountPence: 5_000 }
  t.equal((await recordByTwo(journey, planLineId, back)).status, 201)
  t.same((await paidAs(journey)).sort(), [
    [5_000, 'failed'],
    [5_000, 'failed-before'],
  ])
  t.equal(await statusOf(journey), 'agreed')
})
