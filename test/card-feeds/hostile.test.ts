import t from 'tap'
import type { CardFeed, CardFeedLine } from '../../src/card-feeds/schemas.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { advance, fileMade, handOver, payable, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { change } from '../sign-off/acts.ts'
import { buy } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { aCardFeed, sendFeed } from './acts.ts'

const service = await startService(t)
const [nul, half] = ['\u0000', '\ud83d']
const good = '2026-11-24,1.00,A CAFE'

t.test('a cell that cannot be kept is refused, and nothing of its feed is taken', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  for (const line of [
    '0000-01-01,1.00,A CAFE',
    '0001-01-01,1.00,A CAFE',
    '1899-12-31,1.00,A CAFE',
    '2200-01-01,1.00,A CAFE',
    '9999-12-31,1.00,A CAFE',
    '9999-12-31,-1.00,A CAFE',
    '+012026-11-24,1.00,A CAFE',
    `2026-11-24${nul},1.00,A CAFE`,
    '2026-11-24,"1,000,000,000.00",A CAFE',
    '2026-11-24,"999,999,999,999,999,999,999.00",A CAFE',
    '2026-11-24,"-999,999,999,999,999,999,999.00",A CAFE',
    `2026-11-24,1.00,A${nul}CAFE`,
    `2026-11-24,1.00,A CAFE${half}`,
    nul,
  ]) {
    const problem = await refused(t, service, () => sendFeed(journey, journey.broker, good, line), 'request-invalid')
    t.match(problem.errors, [{ pointer: '/csv' }], line)
  }
  const { csv, profile } = aCardFeed(good)
  const send = (more: object) =>
    journey.broker.post<CardFeed>(`/v1/cases/${journey.ids.caseId}/card-feeds`, {
      csv,
      profile: { ...profile, ...more },
    })
  for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty'])
    for (const column of ['dateColumn', 'amountColumn', 'merchantColumn', 'referenceColumn']) {
      const problem = await refused(t, service, () => send({ [column]: name }), 'request-invalid')
      t.match(problem.errors, [{ pointer: `/profile/${column}` }], name)
    }
})

t.test(
  'what is at the edge is kept: the most of an amount, the days, and a long name to a whole character',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const long = `${'A'.repeat(199)}\u{1f941} CAFE`
    const lines = ['1900-01-01,"999,999,999.99",A', `2199-12-31,-0.01,A`, `2026-11-24,1.00,${long}`]
    t.match((await sendFeed(journey, journey.broker, ...lines)).ok, { linesAdded: 3, linesMatched: 0 })
    t.match((await sendFeed(journey, journey.broker, ...lines)).ok, { linesAdded: 0, linesKnown: 3 })
    const path = `/v1/cases/${journey.ids.caseId}/card-feed-lines`
    const { items } = (await journey.officer.get<{ items: CardFeedLine[] }>(path)).ok
    t.same(
      items.map(({ amountPence }) => amountPence).toSorted((one, other) => one - other),
      [-1, 100, 99_999_999_999],
    )
    t.ok(items.some(({ merchant }) => merchant === 'A'.repeat(199)))
  },
)

t.test('what the bank said is refused by its cell too, and no reference of the file is said again', async (t) => {
  const { drafter } = payers(service)
  const run = await paidRun()
  await fileMade(service, run.id)
  for (const row of [`A${nul},paid,2026-11-24,`, `ABC,failed,,${half}`]) {
    const problem = await refused(t, service, () => results(service, drafter, run.id, [row]), 'request-invalid')
    t.match(problem.errors, [{ pointer: '/csv' }])
  }
  for (const [row, code] of [
    ['0F7K3J9Q2M5X8T1B6R,paid,0000-01-01,', 'outcome-unclear'],
    [`Zebedee ${'A'.repeat(1_000)},paid,2026-11-24,`, 'reference-unknown'],
  ] as const) {
    const problem = await refused(t, service, () => results(service, drafter, run.id, [row]), 'results-unclear')
    t.match(problem.errors, [{ code }])
    t.notMatch(JSON.stringify(problem), /Zebedee/)
  }
})

/** A run that the bank has, of one direct payment. */
async function paidRun() {
  void (await payable(service))
  return handOver(service, '2026-12-01')
}

t.test('what came back waits for what the bank says of its payment, and no other line waits for it', async (t) => {
  const direct = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
  const journey: Journey = await journeyTo(service, 'plan-drafted', {
    scheme: 'kent-peer-brokerage',
    wish: aWish(30_000),
  })
  await change(journey, { lines: [aPlanLine({ key: 'gym', amountPence: 30_000, ...direct })] })
  await journey.on('money-agreed')
  const of = { client: journey.person, instrument: 'bank-account' } as const
  const { id } = (await buy(journey, { ...of, amountPence: 8_000 })).ok
  await agreeOn(journey)
  const run = await handOver(service, '2026-11-24')
  const lines = ['2026-11-24,80.00,CITY DRUM SHOP', '2026-11-25,-30.00,CITY DRUM SHOP', '2026-11-25,2.00,A CAFE']
  t.match((await sendFeed(journey, journey.person, ...lines)).ok, { linesAdded: 3, linesMatched: 1 })
  const purchase = async () => (await journey.person.get<{ reversedPence: number }>(`/v1/purchases/${id}`)).ok
  t.equal((await purchase()).reversedPence, 0)
  const path = `/v1/cases/${journey.ids.caseId}/unmatched-card-feed-lines`
  const { items } = (await journey.officer.get<{ items: CardFeedLine[] }>(path)).ok
  const back = items.find(({ amountPence }) => amountPence === -3_000)
  const match = () => journey.person.post(`/v1/card-feed-lines/${back?.id}/match`, { purchaseId: id })
  await refused(t, service, match, 'wrong-state', 'nor by hand')
  const told = (await paymentsOf(journey)).find(({ purpose }) => purpose === 'owed')
  void (await results(service, payers(service).drafter, run.id, [`${told?.reference},paid,${service.clock.today()},`]))
    .ok
  await advance(service)
  t.equal((await match()).status, 200, 'once the bank has said, it goes back')
  t.equal((await purchase()).reversedPence, 3_000)
})
