import t from 'tap'
import type { MarkedPurchase, Purchase } from '../../src/spending/schemas.ts'
import type { StatementEntryPage } from '../../src/spending/statement-schemas.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { advance, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { change, submit } from '../sign-off/acts.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, fileReceipt, statementOf } from './acts.ts'

const service = await startService(t)
t.afterEach(() => proven(service))

/** £250.00 of a drum kit, towards which Alex adds £40.00. */
const kit = aPlanLine({ ownPence: 4_000 })
/** An hour of somebody's a week. */
const schedule = {
  ...({ quantity: 1, unit: 'hour', unitPence: 1_400, frequency: 'weekly', times: null } as const),
  ...{ from: '2026-12-01', until: '2027-02-28' },
}
async function withOwn(line = kit) {
  const journey = await journeyTo(service, 'plan-drafted')
  void (await change(journey, { lines: [line] })).ok
  return journey.on('money-agreed')
}
const back = (journey: Journey, id: string, amountPence?: number) =>
  journey.broker.post<Purchase>(`/v1/purchases/${id}/reversal`, { reason: 'It was broken.', amountPence })
const entriesOf = async ({ person, ids }: Journey) =>
  (await person.get<StatementEntryPage>(`/v1/cases/${ids.caseId}/statement/entries`)).ok.items.map((one) => [
    one.kind,
    one.inPence,
    one.outPence,
    one.movedPence,
    one.leftPence,
  ])

t.test('what the person adds is in the book beside the budget, and the receipt is for all of it', async (t) => {
  const journey = await withOwn()
  let bought = ''
  const [recorded] = await audited(service, async () => {
    const answer = await buy(journey, { amountPence: 20_000, ownPence: 3_000 })
    bought = answer.ok.id
    t.match(answer.ok, { amountPence: 20_000, ownPence: 3_000, ownReversedPence: 0 })
  })
  t.match(recorded, { type: 'purchase.recorded', facts: { amountPence: 20_000, ownPence: 3_000 } })
  const statement = await statementOf(journey)
  t.match(statement, { spentPence: 20_000, availablePence: 5_000, ownPence: 3_000 })
  t.match(statement.lines, [{ key: 'drum-kit', spentPence: 20_000, availablePence: 5_000, ownPence: 3_000 }])
  t.match(statement.sources, [{ funder: 'commissioner', givenPence: 25_000, spentPence: 20_000 }], 'nobody gave it')
  t.same(await entriesOf(journey), [
    ['agreed', 25_000, 0, 25_000, 25_000],
    ['bought', 0, 20_000, 20_000, 5_000],
    ['own-money', 0, 0, 3_000, 5_000],
  ])
  await refused(t, service, () => fileReceipt(journey, bought, { amountPence: 20_000 }), 'receipt-mismatch')
  t.match((await fileReceipt(journey, bought, { amountPence: 23_000 })).ok, { receipt: { amountPence: 23_000 } })

  t.test('what comes back of it goes back to the person in the part that they paid, to the penny', async (t) => {
    const journey = await withOwn()
    const { ok: bought } = await buy(journey, { amountPence: 20_001, ownPence: 2_000 })
    t.match((await back(journey, bought.id, 5_000)).ok, { reversedPence: 5_000, ownReversedPence: 500 })
    t.match(await statementOf(journey), { spentPence: 15_001, availablePence: 9_999, ownPence: 1_500 })
    t.match((await back(journey, bought.id)).ok, { reversedPence: 20_001, ownReversedPence: 2_000 })
    t.match(await statementOf(journey), { spentPence: 0, availablePence: 25_000, ownPence: 0 })
    const own = (await entriesOf(journey)).filter(([kind]) => `${kind}`.startsWith('own'))
    t.same(
      own.map(([kind, , , moved]) => [kind, moved]),
      [
        ['own-money', 2_000],
        ['own-money-back', 500],
        ['own-money-back', 1_500],
      ],
    )
    t.match((await journey.person.get<Purchase>(`/v1/purchases/${bought.id}`)).ok, { ownReversedPence: 2_000 })
  })

  t.test('nobody says for the person that they added more than their plan says; they say it themselves', async (t) => {
    const journey = await withOwn()
    const all = { amountPence: 1_000, ownPence: 4_001 }
    await refused(t, service, () => buy(journey, all), 'own-money-refused', 'a penny more than the plan says')
    const { ok: first } = await buy(journey, { amountPence: 1_000, ownPence: 3_000 })
    await refused(
      t,
      service,
      () => buy(journey, { amountPence: 1_000, ownPence: 1_001 }),
      'own-money-refused',
      'in all',
    )
    void (await back(journey, first.id)).ok
    t.match((await buy(journey, { amountPence: 1_000, ownPence: 4_000 })).ok, { ownPence: 4_000 })

    const direct = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(25_000) })
    const how = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
    void (await change(direct, { lines: [aPlanLine(how)] })).ok
    await direct.on('money-agreed')
    await agreeOn(direct)
    const run = await handOver(service, '2026-12-31', { payOn: service.clock.today() })
    const told = (await paymentsOf(direct)).map(({ reference }) => `${reference},paid,${service.clock.today()},`)
    void (await results(service, payers(service).drafter, run.id, told)).ok
    await advance(service)
    const bySelf = { client: direct.person, instrument: 'bank-account', amountPence: 100, ownPence: 900 } as const
    t.match((await buy(direct, bySelf)).ok, { ownPence: 900 })
  })
})

t.test('support that the NHS alone pays for is not topped up, in a plan or with a purchase', async (t) => {
  const { amountPence: _, ...weekly } = aPlanLine({ schedule, checkedBy: 'care-coordinator' })
  const journey = await journeyTo(service, 'plan-drafted')
  void (await change(journey, { lines: [{ ...weekly, ownPence: 200 }] })).ok
  const answer = await submit(journey)
  t.match(answer.problem, {
    code: 'plan-incomplete',
    errors: [{ pointer: '/lines/0/ownPence', code: 'own-money-refused' }],
  })
  void (await change(journey, { lines: [{ ...weekly, ownPence: 0 }] })).ok
  await journey.on('money-agreed')
  await refused(t, service, () => buy(journey, { amountPence: 100, ownPence: 1 }), 'own-money-refused')
  t.match((await buy(journey, { amountPence: 100, ownPence: 0 })).ok, { ownPence: 0 })
})

t.test('a paper for what was bought before is marked, also where a penny of it is said to be their own', async (t) => {
  const journey = await withOwn()
  const first = (await buy(journey, { amountPence: 2_000 })).ok
  const typed = (await buy(journey, { amountPence: 1_999, ownPence: 1 })).ok
  const { items } = (
    await service.as('commissioner-officer').get<{ items: MarkedPurchase[] }>('/v1/marked-purchases?limit=100')
  ).ok
  t.match(items.find(({ id }) => id === typed.id)?.marks, [{ reason: 'same-purchase', likePurchaseId: first.id }])
})
