import t from 'tap'
import type { MarkedPurchase } from '../../src/spending/schemas.ts'
import { aMachine, inTenant } from '../support/actors.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, fileReceipt } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const read = async (id: string) =>
  (await officer.get<{ items: MarkedPurchase[] }>('/v1/marked-purchases?limit=100')).ok.items.find(
    (one) => one.id === id,
  )?.marks ?? []

t.test(
  'case 14: a second purchase that is like the first, and its receipt, are marked with the reason and refused to nobody',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const first = (await buy(journey)).ok
    const second = (await buy(journey, { payee: 'city drum shop' })).ok
    t.same(await read(first.id), [])
    t.same(await read(second.id), [{ reason: 'same-purchase', likePurchaseId: first.id }])
    const documentHash = 'a'.repeat(64)
    await fileReceipt(journey, first.id, { documentHash })
    t.equal((await fileReceipt(journey, second.id, { documentHash })).status, 201)
    t.same(await read(second.id), [
      { reason: 'same-document', likePurchaseId: first.id },
      { reason: 'same-purchase', likePurchaseId: first.id },
    ])
    const third = (await buy(journey, { payee: 'Another shop', amountPence: 1 })).ok
    t.same(await read(third.id), [])
    await fileReceipt(journey, third.id, { amountPence: 1, issuedOn: '2019-01-01', documentHash: 'b'.repeat(64) })
    t.same(await read(third.id), [
      { reason: 'issued-before-plan', likePurchaseId: null },
      { reason: 'issued-far-off', likePurchaseId: null },
    ])
    for (const client of [officer, service.as('auditor')]) {
      const { items } = (await client.get<{ items: MarkedPurchase[] }>('/v1/marked-purchases')).ok
      t.same(
        items.map(({ id }) => id),
        [third.id, second.id],
      )
    }
    t.same((await officer.get<{ items: unknown[] }>('/v1/marked-purchases?limit=1')).ok.items.length, 1)
  },
)

t.test('one document for two people is marked too', async (t) => {
  const [one, other] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'money-agreed')]
  const first = (await buy(one)).ok
  const second = (await buy(other)).ok
  const documentHash = 'c'.repeat(64)
  await fileReceipt(one, first.id, { documentHash })
  const filed = await fileReceipt(other, second.id, { documentHash })
  t.same(await read(second.id), [{ reason: 'same-document', likePurchaseId: first.id }])
  const answers = [filed.body, first, second]
  for (const client of [other.broker, other.person, other.representative, other.careCoordinator, officer]) {
    answers.push((await client.get<unknown>(`/v1/purchases/${second.id}`)).body)
    answers.push((await client.get<unknown>(`/v1/cases/${other.ids.caseId}/purchases`)).body)
  }
  t.notMatch(JSON.stringify(answers), new RegExp(`mark|same-document|${first.id}.*${first.id}`))
})

t.test('the list is for the commissioner and the auditor, each of their own tenant', async (t) => {
  for (const role of ['broker', 'care-coordinator', 'person'] as const)
    t.equal((await service.as(role).get('/v1/marked-purchases')).problem.permission, 'evidence:read', role)
  const elsewhere = service.as(inTenant('QOP', 'commissioner-officer'))
  t.same((await elsewhere.get<{ items: unknown[] }>('/v1/marked-purchases')).ok.items, [])
  const ofTrust = service.as(aMachine(['evidence:read'], 'RW4'))
  t.same((await ofTrust.get<{ items: unknown[] }>('/v1/marked-purchases')).ok.items, [], 'no system of a trust')
})

t.test('a payee is the same shop with a blank, capitals, or a letter of another alphabet', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const of = { amountPence: 7 }
  const first = (await buy(journey, { ...of, payee: 'City Drum Shop' })).ok
  for (const payee of ['City Drum Shop ', 'CITY Drum Shop', 'City Drum \u0405hop', 'City-Drum-Shop']) {
    const { id } = (await buy(journey, { ...of, payee })).ok
    t.same(await read(id), [{ reason: 'same-purchase', likePurchaseId: first.id }], encodeURIComponent(payee))
  }
  t.same(await read((await buy(journey, { ...of, payee: 'City Drums' })).ok.id), [])
})

t.test('400: no receipt is of ten years and more before its purchase', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id, amountPence } = (await buy(journey)).ok
  for (const issuedOn of ['0001-01-01', '2016-11-01'])
    await refused(t, service, () => fileReceipt(journey, id, { amountPence, issuedOn }), 'request-invalid', issuedOn)
})
