import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import type { MarkedPurchase } from '../../src/spending/schemas.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { claim, decidedLate } from '../waiting-claims/acts.ts'
import { take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
const late = () => {
  service.clock.set('2026-11-24T09:30:00Z')
  return decidedLate(service)
}
const look = () => doOnce(service, 'concern-signals')

async function reasonsOn({ ids }: Journey): Promise<string[]> {
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const of = items.filter(({ caseId }) => caseId === ids.caseId)
  const concerns = await Promise.all(of.map(async ({ id }) => (await take(lead, id)).ok))
  return concerns.flatMap(({ reports }: Concern) => reports.map(({ reason }) => reason)).sort()
}

t.test(
  'a receipt that is claimed for beside another person’s is a concern on both cases, and no refusal',
  async (t) => {
    const one = await late()
    const other = await late()
    const third = await late()
    const documentHash = 'f'.repeat(64)
    const of = { documentHash, noReceiptBecause: null, spentOn: '2026-12-03' }
    const bought = (await buy(one.journey, { boughtOn: '2026-12-04' })).ok
    void (await fileReceipt(one.journey, bought.id, { documentHash, issuedOn: '2026-12-04' })).ok
    t.equal(await look(), 0)
    const claimed = await claim(other.journey, { ...other.late, ...of })
    t.equal(claimed.status, 201)
    t.notMatch(JSON.stringify(claimed.body), new RegExp(bought.id))
    t.equal(await look(), 2)
    t.equal(await look(), 0, 'once')
    for (const { journey } of [one, other]) t.same(await reasonsOn(journey), ['document-in-two-cases'])
    service.clock.set('2026-12-04T09:31:00Z')
    t.equal((await claim(third.journey, { ...third.late, ...of })).status, 201)
    t.equal(await look(), 3, 'and again where a third person claims')
    t.same(await reasonsOn(third.journey), ['document-in-two-cases'])
  },
)

t.test('the receipt of a purchase that was claimed for before is marked, and a concern', async (t) => {
  const of = await late()
  const { journey } = of
  const documentHash = '9'.repeat(64)
  void (await claim(journey, { ...of.late, documentHash, noReceiptBecause: null, spentOn: '2026-12-03' })).ok
  const bought = (await buy(journey, { boughtOn: '2026-12-04' })).ok
  void (await fileReceipt(journey, bought.id, { documentHash, issuedOn: '2026-12-04' })).ok
  const { items } = (await service.as('auditor').get<{ items: MarkedPurchase[] }>('/v1/marked-purchases')).ok
  t.same(items.find(({ id }) => id === bought.id)?.marks, [{ reason: 'same-document', likePurchaseId: null }])
  t.equal(await look(), 1)
  t.same(await reasonsOn(journey), ['same-document'])
})
