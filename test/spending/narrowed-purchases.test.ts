import t from 'tap'
import { domainWork } from '../../src/domains.ts'
import type { MissingReceipt } from '../../src/spending/receipt-schemas.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { buy, fileReceipt, statementOf } from './acts.ts'

const service = await startService(t)
const journey = await journeyTo(service, 'money-agreed')
const lines = (await statementOf(journey)).lines.map(({ planLineId }) => planLineId)
const bought: Purchase[] = []
for (const [day, planLineId] of [
  ['2026-11-24', lines[0]],
  ['2026-11-25', lines[1]],
  ['2026-11-26', lines[0]],
] as const) {
  service.clock.set(`${day}T09:30:00Z`)
  bought.push((await buy(journey, { amountPence: 1_000, planLineId: planLineId ?? '' })).ok)
}
await fileReceipt(journey, bought[1]?.id ?? '', { amountPence: 1_000 })
service.clock.advance({ days: 20 })
await domainWork
  .find(({ name }) => name === 'receipts')
  ?.work({ database: service.access, now: service.clock.now }, new AbortController().signal)

const list = async <Item>(path: string, client: Client = journey.person) =>
  (await client.get<{ items: Item[] }>(path)).ok.items

t.test('the purchases of a case are narrowed by line, by missing receipt and by days', async (t) => {
  const at = `/v1/cases/${journey.ids.caseId}/purchases`
  const all = await list<Purchase>(at)
  t.equal(all.length, 3)
  const missing = (await list<Purchase>(`/v1/cases/${journey.ids.caseId}/missing-receipts`)).map(({ id }) => id)
  for (const [query, are] of [
    [`planLineId=${lines[1]}`, (one) => one.planLineId === lines[1]],
    ['receiptMissing=true', (one) => missing.includes(one.id)],
    ['receiptMissing=false', (one) => !missing.includes(one.id)],
    ['boughtSince=2026-11-25', (one) => one.boughtOn >= '2026-11-25'],
    ['boughtBy=2026-11-25', (one) => one.boughtOn <= '2026-11-25'],
    [`boughtSince=2026-11-25&planLineId=${lines[0]}`, (one) => one.boughtOn === '2026-11-26'],
  ] as [string, (purchase: Purchase) => boolean][]) {
    t.ok(all.some(are) && !all.every(are), query)
    t.same(await list(`${at}?${query}`), all.filter(are), query)
  }
})

t.test('receipts that are missing are narrowed by the days on which was bought', async (t) => {
  const { broker, officer, teamManager, person } = journey
  for (const client of [broker, officer, teamManager, person, service.as('finance-officer')]) {
    const all = await list<MissingReceipt>('/v1/missing-receipts', client)
    t.same(
      all.map(({ boughtOn }) => boughtOn),
      ['2026-11-24', '2026-11-26'],
    )
    for (const [query, are] of [
      ['boughtSince=2026-11-25', (one) => one.boughtOn >= '2026-11-25'],
      ['boughtBy=2026-11-24', (one) => one.boughtOn <= '2026-11-24'],
      ['boughtSince=2026-11-25&boughtBy=2026-11-25', () => false],
    ] as [string, (receipt: MissingReceipt) => boolean][])
      t.same(await list(`/v1/missing-receipts?${query}`, client), all.filter(are), query)
  }
})
