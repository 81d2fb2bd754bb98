import t from 'tap'
import { instruct, settle } from '../../src/ledger/payment-moves-repository.ts'
import type { Actor } from '../../src/platform/access/access.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { provenBook } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { move } from './acts.ts'

const service = await startService(t)
t.afterEach(() => provenBook(service))

t.test('money in hand that goes on with a changed plan lets no more move without a sign-off', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { caseId, planLineId } = journey.ids
  const actor = { commissionerId: tenants.QYG.commissionerId, actorId: 'the-pay-run' } as Actor
  const paid = { caseId, planLineId, pence: 10_000 }
  await service.access.write(actor, async (tx) => {
    instruct(tx, actor, [{ ...paid, from: 'available' }], service.clock.now())
    settle(tx, actor, [{ ...paid, from: 'pending', to: 'held' }], service.clock.now())
  })
  const kept = (await statementOf(journey)).lines
  const { lines } = (await journey.person.get<{ lines: never[] }>(`/v1/support-plans/${journey.ids.supportPlanId}`)).ok
  const plan = await changed(
    journey,
    lines.map((line: { key: string }) => (line.key === 'drum-kit' ? { ...line, amountPence: 15_000 } : line)),
  )
  t.equal((await decideChanged(journey.careCoordinator, plan)).status, 201)
  t.match((await statementOf(journey)).lines.slice(kept.length), [
    { key: 'drum-kit', agreedPence: 15_000, movedPence: 10_000, heldPence: 10_000, availablePence: 15_000 },
    { key: 'mattress', movedPence: 0, availablePence: 15_000 },
  ])
  const { detail } = await refused(t, service, () => move(journey, { amountPence: 1_501 }), 'needs-sign-off')
  t.match(detail, 'Up to £15.00 of what was agreed')
  for (const amountPence of [1_000, 500]) t.equal((await move(journey, { amountPence })).status, 201)
  await refused(t, service, () => move(journey, { amountPence: 1 }), 'needs-sign-off')
  t.equal((await move(journey, { from: 'mattress', to: 'drum-kit', amountPence: 1_500 })).status, 201)
  t.equal((await move(journey)).problem.code, 'needs-sign-off', 'twenty-five is too much at once, too')
})
