import t from 'tap'
import type { FloatReconciliation } from '../../src/floats/schemas.ts'
import { draft, payers, paymentsOf } from '../pay-runs/acts.ts'
import { payable } from '../payees/acts.ts'
import { heldByOrganisation } from '../payments/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { type Service, startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'

const { brokerageId, providerId } = tenants.QYG
/** Two officers record what was paid to an organisation. */
async function deposit(service: Service, organisationId: string): Promise<void> {
  const body = { kind: 'deposit', amountPence: 100_000, paidOn: service.clock.today(), reference: 'ICB-2026-0117' }
  for (const sub of ['who-records-floats', 'who-confirms-floats'])
    void (
      await service
        .as(anActor('commissioner-officer', { sub }))
        .post(`/v1/organisations/${organisationId}/float-payments`, body)
    ).ok
}

t.test('what was stated wrongly is corrected until the commissioner has signed, and stays on record', async (t) => {
  const service = await startService(t)
  await deposit(service, brokerageId)
  const [broker, signer] = [service.as('broker'), service.as(anActor('commissioner-officer', { sub: 'who-signs' }))]
  const until = service.clock.today()
  service.clock.advance({ days: 1 })
  const path = `/v1/organisations/${brokerageId}/float-reconciliations`
  const state = (body: object) => broker.post<FloatReconciliation>(path, { until, ...body })
  const wrong = (await state({ statedPence: 10_000, explanation: 'A digit is missing.' })).ok
  t.match(wrong, { differencePence: -90_000, insteadOfId: null, replacedAt: null })
  await refused(t, service, () => state({ statedPence: 100_000 }), 'wrong-state', 'not without saying so')
  const other = { statedPence: 100_000, insteadOfId: brokerageId }
  await refused(t, service, () => state(other), 'wrong-state', 'not another one')

  const entries = await audited(service, async () => {
    t.match((await state({ statedPence: 100_000, insteadOfId: wrong.id })).ok, {
      ...{ from: wrong.from, until, statedPence: 100_000, differencePence: 0, insteadOfId: wrong.id },
    })
  })
  t.match(entries, [{ type: 'float.balance-corrected' }])
  const { items } = (await signer.get<{ items: FloatReconciliation[] }>(path)).ok
  t.match(items, [
    { statedPence: 100_000, replacedAt: null },
    { id: wrong.id, statedPence: 10_000, replacedAt: service.clock.now().toISOString() },
  ])
  const sign = (id = '') => signer.post(`/v1/float-reconciliations/${id}/signature`)
  await refused(t, service, () => sign(wrong.id), 'wrong-state', 'what was corrected is signed by nobody')
  t.equal((await sign(items[0]?.id)).status, 200)
  const late = { statedPence: 99_999, explanation: 'Read again.', insteadOfId: items[0]?.id }
  await refused(t, service, () => state(late), 'wrong-state', 'what is signed is settled')
})

t.test('nobody is paid by the schedule what is in their float from now on', async (t) => {
  const service = await startService(t)
  const name = { kind: 'provider-organisation', name: 'Riverside Support', organisationId: providerId }
  await payable(service.as('care-coordinator'), name)
  await doOnce(service, 'payees')
  const journey = await heldByOrganisation(service, providerId)
  t.equal((await paymentsOf(journey)).length, 3)
  const { id } = (await draft(payers(service).drafter, '2026-12-01')).ok
  await deposit(service, providerId)
  await doOnce(service, 'payees')
  t.same(await paymentsOf(journey), [], 'also not out of a run that was drafted before')
  t.match((await payers(service).drafter.get(`/v1/pay-runs/${id}`)).ok, { progress: { payments: 0 } })
  t.match(await statementOf(journey), { committedPence: 0, availablePence: 30_000 })
  await proven(service)
})
