import t from 'tap'
import type { SpendingOutlook } from '../../src/spending/outlook-schemas.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { withAccount, withBudgetAccount } from '../bank-accounts/acts.ts'
import { advance, aPayer, handOver, importResults, payable, payers, paymentsOf } from '../pay-runs/acts.ts'
import { buy, fileReceipt, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'

const service = await startService(t)
const { drafter } = payers(service)
const stageOf = async ({ person, ids }: Journey) =>
  (await person.get<{ stage: string }>(`/v1/cases/${ids.caseId}`)).ok.stage

t.test(
  'a direct payment: paid into an account that two looked at, spent, asked for its receipts, and accounted for to the penny',
  async (t) => {
    const journey = await payable(service)
    const { person, ids } = journey
    await withBudgetAccount(service, journey)
    await withAccount(service, await aPayer(drafter), { name: 'Kent Council', accountNumber: '70872490' })

    // The run is made of what is due, its file is taken by the bank, and the bank says that it paid.
    const run = await handOver(service, '2026-12-01')
    const file = await drafter.post<object>(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })
    t.equal(file.status, 200)
    const [told] = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
    service.clock.set('2026-12-01T09:30:00Z')
    void (await importResults(drafter, run.id, [`${told?.reference},paid,2026-12-01,`])).ok
    await advance(service)
    t.equal(await stageOf(journey), 'spending', 'the first payment has reached the person')
    t.match(await statementOf(journey), { heldPence: 10_000, committedPence: 20_000, spentPence: 0 })

    // The person buys from what they hold, and no more than the line has.
    const spend = (amountPence: number) => buy(journey, { client: person, instrument: 'bank-account', amountPence })
    const { id } = (await spend(4_000)).ok
    await refused(t, service, () => spend(36_001), 'line-overspent')
    t.match(await statementOf(journey), { heldPence: 6_000, spentPence: 4_000, pendingReceiptPence: 4_000 })

    // Its receipt is asked for, and its document ends the asking.
    service.clock.advance({ days: 15 })
    await doOnce(service, 'receipts')
    t.match((await person.get<Purchase>(`/v1/purchases/${id}`)).ok, { receiptChasedOn: ['2026-12-16'] })
    t.match((await fileReceipt(journey, id, { amountPence: 4_000 }, person)).ok, { receiptDueOn: null })
    t.match(await statementOf(journey), { heldPence: 6_000, spentPence: 4_000, pendingReceiptPence: 0 })

    // How long it lasts, and the same in a file that a spreadsheet opens.
    const { lines } = (await person.get<SpendingOutlook>(`/v1/cases/${ids.caseId}/spending-outlook`)).ok
    t.match(lines, [{ spentPence: 4_000, leftPence: 26_000 }])
    const headers = { authorization: `Bearer ${await service.tokenFor('person')}` }
    const rows = await fetch(`${service.baseUrl}/v1/cases/${ids.caseId}/statement/file`, { headers })
    t.match(await rows.text(), /40\.00/)
    await proven(service)
  },
)
