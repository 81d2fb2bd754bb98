import t from 'tap'
import type { OrganisationFloat } from '../../src/floats/schemas.ts'
import { withAccount } from '../bank-accounts/acts.ts'
import { payable } from '../payees/acts.ts'
import { heldByOrganisation } from '../payments/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { proven } from '../support/proven.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { aPayer, handOver, payers, paymentsOf } from './acts.ts'

const service = await startService(t)
const { drafter } = payers(service)
const payerId = await aPayer(drafter)
await withAccount(service, payerId, { name: 'Kent Council', accountNumber: '11112222', sortCode: '30-00-00' })
t.afterEach(() => proven(service))
const { providerId } = tenants.QYG

t.test(
  'what was handed over for an organisation to hold is not paid beside a float that was opened meanwhile',
  async (t) => {
    const { id: payeeId } = await payable(service.as('care-coordinator'), {
      ...{ kind: 'provider-organisation', name: 'Imagine', organisationId: providerId },
    })
    await withAccount(service, payeeId, { name: 'Imagine', accountNumber: '33334444' })
    const journey = await heldByOrganisation(service, providerId)
    const run = await handOver(service, '2026-12-01', { payerId, payOn: service.clock.today() })
    t.match(run, { payments: 1, totalPence: 10_000 })
    service.clock.advance({ minutes: 5 })
    const at = `/v1/organisations/${providerId}`
    const deposit = { kind: 'deposit', amountPence: 50_000, paidOn: service.clock.today(), reference: 'ICB-1' }
    for (const sub of ['one', 'another'])
      void (await service.as(anActor('commissioner-officer', { sub })).post(`${at}/float-payments`, deposit)).ok
    const made = await drafter.post(`/v1/pay-runs/${run.id}/file`, { format: 'csv' })
    t.match(made.problem, { code: 'nothing-to-pay' })
    t.same(await paymentsOf(journey), [], 'nor to be paid later')
    t.match(await statementOf(journey), { pendingPence: 0, heldPence: 0, committedPence: 0, availablePence: 30_000 })
    const float = await service.as('commissioner-officer').get<OrganisationFloat>(`${at}/float`)
    t.match(float.ok, { balancePence: 50_000 })
  },
)
