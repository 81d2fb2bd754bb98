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

async function reportsOn({ ids }: Journey): Promise<Concern['reports']> {
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const of = items.filter(({ caseId }) => caseId === ids.caseId)
  const concerns = await Promise.all(of.map(async ({ id }) => (await take(lead, id)).ok))
  return concerns.flatMap(({ reports }) => reports)
}
const reasonsOn = async (journey: Journey) => (await reportsOn(journey)).map(({ reason }) => reason).sort()

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
    const reason = 'document-in-two-cases'
    t.match(await reportsOn(one.journey), [{ reason, purchaseId: bought.id, claim: null }])
    const { id, bought: what, amountPence, spentOn } = claimed.ok
    const claimedBy = 'the-person'
    const told = { id, bought: what, amountPence, spentOn, claimedBy, claimedAt: String }
    t.match(await reportsOn(other.journey), [{ reason, purchaseId: null, claim: told }], 'it says which')
    service.clock.set('2026-12-04T09:31:00Z')
    t.equal((await claim(third.journey, { ...third.late, ...of })).status, 201)
    t.equal(await look(), 1, 'and once more where a third person claims')
    t.same(await reasonsOn(third.journey), [reason])
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

t.test('each receipt that two people claim for is told, also of cases on which another was', async (t) => {
  const [one, other] = [await late(), await late()]
  const of = (fill: string) => ({ documentHash: fill.repeat(64), noReceiptBecause: null, spentOn: '2026-12-03' })
  for (const { journey, late } of [one, other]) void (await claim(journey, { ...late, ...of('b') })).ok
  // As where the second was claimed for at the very time at which the first was looked at.
  for (const { journey, late } of [one, other]) void (await claim(journey, { ...late, ...of('c') })).ok
  await service.database.sql(`update waiting_claim set claimed_at = '2026-12-01T09:00:00Z' where document_hash = $1`, [
    'c'.repeat(64),
  ])
  await service.database.sql(
    `update waiting_claim set status = 'withdrawn', closed_at = now() where document_hash = $1`,
    ['c'.repeat(64)],
  )
  t.equal(await look(), 2)
  await service.database.sql(`update waiting_claim set status = 'waiting', closed_at = null where document_hash = $1`, [
    'c'.repeat(64),
  ])
  t.equal(await look(), 2)
  t.equal(await look(), 0)
  for (const { journey } of [one, other])
    t.equal(new Set((await reportsOn(journey)).map(({ claim }) => claim?.id)).size, 2)
})

t.test('a receipt that came to be shared later is told, whatever was raised of the case before', async (t) => {
  const [one, other, third] = [await late(), await late(), await late()]
  const of = (fill: string) => ({ documentHash: fill.repeat(64), noReceiptBecause: null, spentOn: '2026-12-03' })
  for (const fill of ['d', 'e']) t.equal((await claim(one.journey, { ...one.late, ...of(fill) })).status, 201)
  t.equal((await claim(third.journey, { ...third.late, ...of('d') })).status, 201)
  t.equal(await look(), 2)
  // As it was raised before claims were kept with it.
  await service.database.sql('update concern_report set waiting_claim_id = null where case_id = $1', [
    one.journey.ids.caseId,
  ])
  t.equal(await look(), 0, 'what was raised is not raised again')
  service.clock.advance({ minutes: 5 })
  const bought = (await buy(other.journey, { boughtOn: '2026-12-04' })).ok
  void (await fileReceipt(other.journey, bought.id, { documentHash: 'e'.repeat(64), issuedOn: '2026-12-04' })).ok
  await look()
  const shared = async (journey: Journey) =>
    (await reportsOn(journey)).filter(({ reason }) => reason === 'document-in-two-cases')
  t.equal((await shared(one.journey)).length, 2, 'on both cases')
  t.match(await shared(other.journey), [{ purchaseId: bought.id }])
  t.equal(await look(), 0)
})
