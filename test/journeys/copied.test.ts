import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import type { PathwayStep } from '../support/pathway-steps.ts'
import { markOf, type Rows, rowsBetween } from '../support/rows.ts'
import { type Service, startService } from '../support/service.ts'
import { copyOfStation } from '../support/stations.ts'
import { begin, type Journey } from '../support/walk.ts'

const steps: readonly PathwayStep[] = ['person-registered', 'expression-submitted', 'plan-signed', 'review-done']

t.test('a copied case has the rows of a walked one, but for whose they are', async (t) => {
  t.plan(2 * steps.length)
  const service = await startService(t)
  for (const step of steps) {
    const walked = await writtenBy(service, () => begin(service).on(step))
    const copied = await writtenBy(service, () => journeyTo(service, step))
    t.ok(Object.keys(walked).length > 0, `${step}: something was written`)
    t.same(copied, walked, step)
  }
})

t.test('a copied case goes on: its plan can be decided and its hashes are those of its content', async (t) => {
  const service = await startService(t)
  const signed = await journeyTo(service, 'plan-signed')
  t.ok((await signed.on('plan-agreed')).ids.decisionId)
  const { person, officer, ids } = await journeyTo(service, 'plan-agreed')
  t.equal((await person.get(`/v1/decisions/${ids.decisionId}/letter`)).status, 200)
  const path = `/v1/budget-calculations/${ids.budgetCalculationId}/verification`
  t.equal((await officer.get<{ same: boolean }>(path)).ok.same, true)
})

t.test('the copies of one service are different people', async (t) => {
  const service = await startService(t)
  const [one, another] = [await journeyTo(service, 'case-opened'), await journeyTo(service, 'case-opened')]
  t.not(another.person.actor?.sub, one.person.actor?.sub)
  for (const { person, ids } of [one, another]) t.equal((await person.get(`/v1/cases/${ids.caseId}`)).status, 200)
  t.equal((await one.person.get(`/v1/cases/${another.ids.caseId}`)).status, 404)
})

t.test(
  'each walk and each copy has a receipt of its own, so that none is marked as that of another purchase',
  async (t) => {
    const service = await startService(t)
    await begin(service).on('receipt-filed')
    for (let copies = 0; copies < 2; copies += 1) await journeyTo(service, 'receipt-filed')
    const documents = await service.database.sql('select distinct document_hash from receipt')
    t.equal(documents.length, 3)
    t.same(await service.database.sql('select reason from purchase_mark'), [])
  },
)

t.test('at another time, or where the test has changed what a scheme is, nothing is copied', async (t) => {
  const later = await startService(t, { now: '2026-11-25T09:30:00Z' })
  t.equal(await copyOfStation(begin(later), 'case-opened'), undefined)
  const changed = await startService(t)
  await changed.database.sql('update scheme set title = title')
  t.equal(await copyOfStation(begin(changed), 'case-opened'), undefined)
  t.ok((await journeyTo(changed, 'case-opened')).ids.caseId)
})

const ownToEach =
  /[0-9a-f]{64}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|the-(?:person|representative)-?\d*|999\d{7}|Quartermaine \d+/g

/** What it writes, with a number for whatever is its own, in the order of the identifiers. */
async function writtenBy({ database }: Service, work: () => Promise<Journey>): Promise<Rows> {
  const from = await markOf(database)
  await work()
  // A code is another one each time, and what proves it as well; each name has a number, which is folded to letters.
  const written = await rowsBetween(database, from, await markOf(database))
  const text = written
    .replace(/"(locator|hash|name_letters|reference)":"[\w-]+"/g, '"$1":""')
    .replace(/(about this letter: )[\dA-Z]{4}-[\dA-Z]{4}/g, '$1')
  const own = [...new Set(text.match(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g))].sort()
  const plain = text.replace(ownToEach, (word) =>
    own.includes(word) ? `id ${own.indexOf(word)}` : word.replace(/[0-9a-f]{64}|-?\d+$/, ''),
  )
  const tables = Object.entries(JSON.parse(plain) as Rows)
  return Object.fromEntries(tables.map(([name, rows]) => [name, [...rows].sort(byText)]).sort())
}

const byText = (one: object, other: object) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
