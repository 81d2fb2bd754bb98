import t from 'tap'
import { journeyTo } from '../support/journey.ts'
import { aReceipt } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

t.test(
  'the accounts close after the case has ended: a receipt is filed, a purchase is reversed, and nothing more is bought',
  async (t) => {
    const { broker, person, ids } = await journeyTo(service, 'purchase-made')
    await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
    t.equal((await broker.post(`/v1/purchases/${ids.purchaseId}/receipt`, aReceipt())).status, 201)
    t.equal(
      (await broker.post(`/v1/purchases/${ids.purchaseId}/reversal`, { reason: 'The shop took it back.' })).status,
      201,
    )
  },
)

t.test('400: a receipt is not of a day that lies ahead', async (t) => {
  const { broker, ids } = await journeyTo(service, 'purchase-made')
  const file = () => broker.post(`/v1/purchases/${ids.purchaseId}/receipt`, aReceipt({ issuedOn: '2026-11-25' }))
  const problem = await refused(t, service, file, 'request-invalid')
  t.match(problem.errors, [{ pointer: '/issuedOn' }])
})
