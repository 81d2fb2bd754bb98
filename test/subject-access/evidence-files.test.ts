import t from 'tap'
import { scanDocuments } from '../../src/documents/scan-documents.ts'
import { aPdf, attached, hashOf, send } from '../attachments/acts.ts'
import { ask as askOffPlan, withRoom } from '../off-plan-requests/acts.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import { actingOn } from '../support/acting.ts'
import type { Client } from '../support/client.ts'
import { startScanner } from '../support/scanner.ts'
import { startService } from '../support/service.ts'

interface Section {
  readonly record: string
  readonly items: readonly { readonly sha256: string; readonly document_id: string }[]
}

const { scanner } = await startScanner(t)
const service = await startService(t, { scanner })
const scan = () => scanDocuments({ database: service.access, now: service.clock.now, documents: service.documents })

t.test(
  'who acts for the person finds the files of the evidence that their ground opens, and of no other',
  async (t) => {
    const journey = await withRoom(service)
    const { caseId, personId } = journey.ids
    const request = (await askOffPlan(journey)).ok
    const onRequest = { kind: 'off-plan-request', ofId: request.id }
    const [own, offer, asked] = [aPdf(), aPdf(), aPdf()]
    await attached(journey.person, caseId, own)
    await attached(journey.broker, caseId, offer, onRequest)
    await attached(journey.person, caseId, asked, onRequest)
    // Evidence of the person that could not be read twice, and is there now by its third copy.
    const copies = [aPdf('a file with a password, one'), aPdf('a file with a password, two'), aPdf()]
    const { id } = await attached(journey.person, caseId, copies[0])
    for (const copy of copies.slice(1)) {
      await scan()
      void (await send(journey.person, id, copy)).ok
    }
    const receipt = aPdf()
    const purchaseId = (await buy(journey)).ok.id
    await fileReceipt(journey, purchaseId, { documentHash: hashOf(receipt) })
    const headers = { 'content-type': 'application/pdf' }
    void (await journey.broker.post(`/v1/purchases/${purchaseId}/receipt/file`, undefined, { raw: receipt, headers }))
      .ok

    const names = new Map(
      Object.entries({ own, offer, asked, first: copies[0], second: copies[1], third: copies[2], receipt }).map(
        ([name, bytes]) => [hashOf(bytes ?? Buffer.alloc(0)), name],
      ),
    )
    const filesOf = async (client: Client) => {
      const { sections } = (await client.get<{ sections: Section[] }>(`/v1/people/${personId}/record`)).ok
      const of = (record: string) => sections.find((section) => section.record === record)?.items ?? []
      const files = of('document').map(({ sha256 }) => names.get(sha256))
      const hang = of('attachment').map(({ sha256 }) => names.get(sha256))
      return { files: files.sort(), hang: hang.sort() }
    }
    const forMoney = await actingOn(journey, 'for-money', { matters: ['property-and-affairs'] })
    const forCare = await actingOn(journey, 'for-care', { matters: ['health-and-welfare'] })
    const forAll = await actingOn(journey, 'for-all')
    t.same(await filesOf(forCare), { files: ['first', 'own', 'second', 'third'], hang: ['own', 'third'] })
    t.same(await filesOf(forMoney), { files: ['offer', 'receipt'], hang: ['offer'] })
    const all = {
      files: ['asked', 'first', 'offer', 'own', 'receipt', 'second', 'third'],
      hang: ['asked', 'offer', 'own', 'third'],
    }
    t.same(await filesOf(forAll), all)
    t.same(await filesOf(journey.person), all)
  },
)
