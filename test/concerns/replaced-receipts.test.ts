import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { scanDocuments } from '../../src/documents/scan-documents.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { aPdf, hashOf } from '../attachments/acts.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { eicar, startScanner } from '../support/scanner.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { take } from './acts.ts'

const { scanner } = await startScanner(t)
const service = await startService(t, { scanner })
const lead = service.as('safeguarding-lead')
const scan = () => scanDocuments({ database: service.access, now: service.clock.now, documents: service.documents })
const look = () => doOnce(service, 'concern-signals')

const sendIt = ({ broker }: Journey, id: string, raw: Buffer) =>
  broker.post<Purchase>(`/v1/purchases/${id}/receipt/file`, undefined, {
    raw,
    headers: { 'content-type': 'application/pdf' },
  })

/** A purchase with the receipt that was sent, and was found harmful. */
async function withHarmful(journey: Journey, amountPence: number): Promise<string> {
  const bad = aPdf(`${eicar} ${amountPence}`)
  const { id } = (await buy(journey, { amountPence })).ok
  void (await fileReceipt(journey, id, { amountPence, documentHash: hashOf(bad) })).ok
  void (await sendIt(journey, id, bad)).ok
  t.ok(await scan())
  return id
}

async function reasonsOn({ ids }: Journey): Promise<string[]> {
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const of = items.filter(({ caseId }) => caseId === ids.caseId)
  const concerns = await Promise.all(of.map(async ({ id }) => (await take(lead, id)).ok satisfies Concern))
  return concerns.flatMap(({ reports }) => reports.map(({ reason }) => reason)).sort()
}

t.test('another copy that is the receipt of another case is a concern on both, as if it had been filed', async (t) => {
  const [one, other] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'money-agreed')]
  const theirs = aPdf()
  const bought = (await buy(one, { amountPence: 1_234 })).ok
  void (await fileReceipt(one, bought.id, { amountPence: 1_234, documentHash: hashOf(theirs) })).ok
  const id = await withHarmful(other, 1_235)
  t.equal(await look(), 0)
  void (await sendIt(other, id, theirs)).ok
  t.equal(await look(), 3)
  t.equal(await look(), 0, 'once')
  t.same(await reasonsOn(one), ['document-in-two-cases'])
  t.same(await reasonsOn(other), ['document-in-two-cases', 'same-document'])
})

t.test('409: what was drawn for audit keeps the receipt that it has until it was looked at', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const id = await withHarmful(journey, 2_345)
  const day = service.clock.today()
  service.clock.advance({ days: 1 })
  const auditor = service.as('auditor')
  const drawing = { from: day, until: day, size: 100, method: 'random' }
  const sample = (await auditor.post<{ id: string }>('/v1/audit-samples', drawing)).ok
  t.equal((await sendIt(journey, id, aPdf())).problem.code, 'receipt-held')
  const found = { finding: 'evidence-missing', words: 'The file was harmful.' }
  void (await auditor.post(`/v1/audit-samples/${sample.id}/items/${id}/finding`, found)).ok
  t.equal((await sendIt(journey, id, aPdf())).status, 201)
})
