import { createHash } from 'node:crypto'
import t from 'tap'
import type { AuditSample, AuditSampleItem } from '../../src/concerns/sample-schemas.ts'
import { buy, fileHash, fileReceipt } from '../spending/acts.ts'
import { inTenant } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const auditor = service.as('auditor')
const journey = await journeyTo(service, 'money-agreed')
const bought: string[] = []
for (let pence = 1; pence <= 12; pence += 1) bought.push((await buy(journey, { amountPence: pence })).ok.id)
const day = service.clock.today()
service.clock.advance({ days: 1 })

const draw = (more: object = {}, client = auditor) =>
  client.post<AuditSample>('/v1/audit-samples', {
    from: day,
    until: day,
    size: 5,
    method: 'random',
    ...more,
  })
const itemsOf = async ({ id }: AuditSample) =>
  (await auditor.get<{ items: AuditSampleItem[] }>(`/v1/audit-samples/${id}/items`)).ok.items
/** A receipt that somebody says is lost, and another accepts. */
async function lose({ broker, careCoordinator }: Journey, id: string) {
  const of = `/v1/purchases/${id}/receipt-loss`
  void (await broker.post(of, { because: 'It was in the bag that was stolen.' })).ok
  return careCoordinator.post(`${of}/acceptance`, { because: 'The shop confirms the sale.' })
}
const isSame = async ({ id }: AuditSample) =>
  (await auditor.get<{ same: boolean }>(`/v1/audit-samples/${id}/verification`)).ok.same

t.test('201: the service draws the seed and keeps it, and nobody gives one', async (t) => {
  const first = (await draw()).ok
  t.match(first, { seed: /^[0-9a-f]{32}$/, size: 5, population: 12, drawnBy: 'the-auditor' })
  const items = await itemsOf(first)
  t.equal(items.length, 5)
  for (const { id } of items) t.ok(bought.includes(id))
  t.not(first.seed, (await draw()).ok.seed)
  t.equal(await isSame(first), true)
  for (const seed of [first.seed, null]) await refused(t, service, () => draw({ seed }), 'request-invalid')
  const [, second] = (await auditor.get<{ items: AuditSample[] }>('/v1/audit-samples')).ok.items
  t.equal(second?.id, (await auditor.get<AuditSample>(`/v1/audit-samples/${second?.id}`)).ok.id)
})

t.test(
  'a sample by risk is drawn by what was known then, and a receipt that comes later changes no draw',
  async (t) => {
    const sample = (await draw({ method: 'risk', size: 12 })).ok
    t.ok(
      (await itemsOf(sample)).every(({ weight }) => weight >= 3),
      'none has a receipt',
    )
    service.clock.advance({ days: 1 })
    for (const [at, id] of bought.slice(0, 6).entries())
      void (await fileReceipt(journey, id, { amountPence: at + 1 })).ok
    void (await buy(journey, { amountPence: 50 })).ok
    t.equal(await isSame(sample), true)
    t.equal((await draw({ method: 'risk', size: 12 })).ok.population, 12, 'those of other days are not in it')
  },
)

t.test('what is drawn of many is what the documented tickets draw, by each method, in its order', async (t) => {
  service.clock.advance({ days: 1 })
  const other = await journeyTo(service, 'money-agreed')
  const on = service.clock.today()
  const ids: string[] = []
  for (const amountPence of [19_999, 1, 2, 3, 4, 5]) ids.push((await buy(other, { amountPence })).ok.id)
  void (await fileHash(other, ids[2] ?? '', { amountPence: 2 })).ok
  void (await lose(other, ids[3] ?? '')).ok
  const dear = await journeyTo(service, 'money-agreed')
  ids.push((await buy(dear, { amountPence: 20_000 })).ok.id)
  void (await fileReceipt(other, ids[1] ?? '', { amountPence: 1 })).ok
  service.clock.advance({ days: 1 })
  const marked = await service.database.sql<{ id: string; marks: number }>(
    'select purchase_id as id, count(*)::int as marks from purchase_mark group by purchase_id',
  )
  const weightOf = (id: string, place: number) => {
    const marks = marked.find((one) => one.id === id)?.marks ?? 0
    return Math.min(12, 1 + marks * 3 + (place === 1 || place === 3 ? 0 : 2) + (place === 6 ? 2 : 0))
  }
  for (const method of ['random', 'risk'] as const)
    for (const size of [1, 3, 500]) {
      const sample = (await draw({ from: on, until: on, method, size })).ok
      const ticket = (id: string, n: number) => createHash('sha256').update(`${sample.seed}:${id}:${n}`).digest('hex')
      const onPaper = ids
        .map((id, place) => ({ id, weight: method === 'risk' ? weightOf(id, place) : 1 }))
        .map((item) => ({
          ...item,
          least: Array.from({ length: item.weight }, (_, n) => ticket(item.id, n)).sort()[0] ?? '',
        }))
        .sort((one, next) => (one.least < next.least ? -1 : 1))
        .slice(0, size)
      t.equal(sample.population, 7)
      t.same(
        (await itemsOf(sample)).map(({ id, weight }) => [id, weight]).toSorted(),
        onPaper.map(({ id, weight }) => [id, weight]).toSorted(),
        `${method} ${size}`,
      )
      const places = await service.database.sql<{ id: string }>(
        'select item_id as id from audit_sample_item where audit_sample_id = $1 order by place',
        [sample.id],
      )
      t.same(
        places.map(({ id }) => id),
        onPaper.map(({ id }) => id),
        'in its order',
      )
      t.equal(await isSame(sample), true)
    }
})

t.test('what was found of each is kept once', async (t) => {
  const sample = (await draw()).ok
  const [item] = await itemsOf(sample)
  const path = `/v1/audit-samples/${sample.id}/items/${item?.id}/finding`
  const found = { finding: 'evidence-missing', words: 'There is no receipt.' }
  t.match((await auditor.post<AuditSampleItem>(path, found)).ok, { ...found, foundBy: 'the-auditor' })
  t.match((await itemsOf(sample))[0], found)
  await refused(t, service, () => auditor.post(path, { ...found, finding: 'in-order' }), 'wrong-state')
  const elsewhere = `/v1/audit-samples/${sample.id}/items/${unknownId()}/finding`
  await refused(t, service, () => auditor.post(elsewhere, found), 'not-found')
})

t.test('it is of days that are over, by an auditor, of their own commissioner', async (t) => {
  const today = service.clock.today()
  for (const wrong of [{ until: today }, { from: today, until: day }])
    await refused(t, service, () => draw(wrong), 'request-invalid')
  for (const role of ['commissioner-officer', 'safeguarding-lead', 'broker', 'person'] as const)
    t.equal((await draw({}, service.as(role))).problem.permission, 'audit:sample', role)
  const other = service.as(inTenant('QOP', 'auditor'))
  t.equal((await draw({}, other)).ok.population, 0)
  const sample = (await draw()).ok
  t.equal((await other.get(`/v1/audit-samples/${sample.id}`)).status, 404)
  t.equal((await other.get(`/v1/audit-samples/${sample.id}/verification`)).status, 404)
})

t.test('a purchase of a record that is kept to its team is drawn, and not shown', async (t) => {
  const sample = (await draw({ size: 500 })).ok
  const privacy = service.as('privacy-officer')
  const path = `/v1/people/${journey.ids.personId}/restriction`
  void (await privacy.post(path, { reason: 'A relative works there.' })).ok
  t.same(await itemsOf(sample), [])
  t.equal((await draw({ size: 500 })).ok.population, 12)
  void (await privacy.post(`${path}/lifting`)).ok
})
