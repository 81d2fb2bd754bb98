import t, { type Test } from 'tap'
import type { Organisation } from '../../src/organisations/schemas.ts'
import type { PayRun } from '../../src/pay-runs/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { draft, payable, payers } from '../pay-runs/acts.ts'
import { register as registerPayee } from '../payees/acts.ts'
import { anOrganisation } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { aPurchase } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { drafter } = payers(service)

/** A whole list, two at a time. */
async function all<Item>(client: Client, path: string): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { items: Item[]; nextCursor: string | null } = (
      await client.get<{ items: Item[]; nextCursor: string | null }>(`${path}limit=2${cursor && `&cursor=${cursor}`}`)
    ).ok
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

/** Holds a list to the order of its days, in which what is of one day is in the order of its identifiers. */
async function inOrderOf<Item extends { id: string }>(
  t: Test,
  client: Client,
  path: string,
  day: keyof Item & string,
  atLeast: number,
) {
  const usual = await all<Item>(client, `${path}?`)
  t.ok(new Set(usual.map((one) => one[day])).size >= atLeast, `${path}: there are several days`)
  const place = (one: Item) => `${one[day]} ${one.id}`
  const upwards = usual.toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
  t.not(upwards, usual)
  t.same(await all(client, `${path}?sort=${day}&`), upwards, `${path} by ${day}`)
  t.same(await all(client, `${path}?sort=-${day}&`), upwards.toReversed(), `${path} by -${day}`)
  for (const none of ['amountPence', `${day},id`, `-${day} desc`, ''])
    await refused(t, service, () => client.get(`${path}?sort=${encodeURIComponent(none)}`), 'request-invalid', none)
  const [{ id } = { id: '' }] = usual
  const cursor = Buffer.from(id).toString('base64url')
  await refused(t, service, () => client.get(`${path}?sort=${day}&cursor=${cursor}`), 'cursor-invalid')
  for (const [given, sent] of [
    [`sort=${day}`, `sort=-${day}`],
    [`sort=-${day}`, `sort=${day}`],
    [`sort=${day}`, ''],
  ] as const)
    await goesOnInItsOrder(t, client, `${path}?`, given, sent)
}

/** A cursor is refused in another order than it was given in, and the problem names both. */
async function goesOnInItsOrder(t: Test, client: Client, path: string, given: string, sent: string) {
  const { nextCursor } = (await client.get<{ nextCursor: string }>(`${path}limit=1&${given}`)).ok
  t.equal((await client.get(`${path}limit=1&${given}&cursor=${nextCursor}`)).status, 200)
  const other = () => client.get(`${path}limit=1&${sent}&cursor=${nextCursor}`)
  const { detail } = await refused(t, service, other, 'cursor-invalid', `${path} ${given}, then ${sent}`)
  t.match(detail, /cursor.*`sort`/)
}

t.test('organisations are listed by their codes, and these and payees from the first on', async (t) => {
  const officer = service.as('commissioner-officer')
  for (const code of ['Z9', '0A1', 'M2'])
    void (await officer.post('/v1/organisations', anOrganisation({ code, name: `Organisation ${code}` }))).ok
  for (const name of ['Zither Lessons', 'Art Room']) void (await registerPayee(officer, { name })).ok
  await inOrderOf<Organisation>(t, officer, '/v1/organisations', 'code', 6)
  for (const path of [
    '/v1/organisations',
    '/v1/payees',
    '/v1/payees?kind=provider-organisation&',
    '/v1/payees?open=true&',
  ]) {
    const asked = path.includes('?') ? path : `${path}?`
    const usual = await all(officer, asked)
    t.ok(usual.length >= 2, path)
    t.same(await all(officer, `${asked}sort=-registeredAt&`), usual, path)
    t.same(await all(officer, `${asked}sort=registeredAt&`), usual.toReversed(), path)
    await goesOnInItsOrder(t, officer, asked, 'sort=registeredAt', 'sort=-registeredAt')
    await goesOnInItsOrder(t, officer, asked, '', 'sort=registeredAt')
    const { nextCursor } = (await officer.get<{ nextCursor: string }>(`${asked}limit=1`)).ok
    const said = await officer.get(`${asked}limit=1&sort=-registeredAt&cursor=${nextCursor}`)
    t.equal(said.status, 200, 'the usual order, said or not')
  }
  await refused(t, service, () => officer.get('/v1/payees?sort=name'), 'request-invalid')
})

t.test('the payments of a case are listed by when they are due, page after page', async (t) => {
  const { ids } = await payable(service)
  await inOrderOf<Payment>(t, drafter, `/v1/cases/${ids.caseId}/payments`, 'dueOn', 3)
})

t.test('runs of payments are listed by when they are to be paid', async (t) => {
  for (const payOn of ['2026-12-15', '2026-12-30', '2026-12-03']) {
    await payable(service)
    void (await draft(drafter, '2026-12-01', { payOn })).ok
  }
  await inOrderOf<PayRun>(t, drafter, '/v1/pay-runs', 'payOn', 3)
})

t.test('the purchases of a case are listed by when they were made', async (t) => {
  const { broker, ids } = await journeyTo(service, 'purchase-made')
  service.clock.set('2026-12-10T09:30:00Z')
  for (const boughtOn of ['2026-12-03', '2026-12-08', '2026-12-01', '2026-12-03'])
    void (await broker.post(`/v1/plan-lines/${ids.planLineId}/purchases`, aPurchase({ amountPence: 100, boughtOn }))).ok
  await inOrderOf<Purchase>(t, broker, `/v1/cases/${ids.caseId}/purchases`, 'boughtOn', 3)
})
