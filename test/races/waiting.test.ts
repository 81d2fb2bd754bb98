import t from 'tap'
import { sign } from '../sign-off/acts.ts'
import { buy } from '../spending/acts.ts'
import { aBasis } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const scope = { commissionerId: tenants.QYG.commissionerId, actorId: 'somebody-slow' }

/** Holds the case while the work runs, as a write that takes long would. */
async function whileHeld(caseId: string, work: () => Promise<void>): Promise<void> {
  await service.access.write(scope, async (tx) => {
    await tx.selectFrom('budget_case').select('case_id').where('case_id', '=', caseId).forUpdate().execute()
    await work()
  })
}

/** Cuts short whoever waits for a lock, as PostgreSQL does by itself after a while. */
async function cutShort(): Promise<void> {
  for (;;) {
    const cut = await service.database.sql(
      `select pg_cancel_backend(pid) from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`,
    )
    if (cut.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

t.test('503: a write that waited for the case in vain may be sent again, and wrote nothing', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  const body = { caseRole: 'representative', actorId: 'x', name: 'Quillon Second', organisationId: null, basis: aBasis }
  for (const [name, ask] of [
    ['signing', () => sign(journey, journey.person, 'person')],
    ['joining', () => journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/members`, body)],
  ] as const)
    await whileHeld(journey.ids.caseId, async () => {
      const asked = refused(t, service, ask, 'service-unavailable', name)
      await cutShort()
      await asked
    })
  t.equal((await sign(journey, journey.person, 'person')).status, 201, 'and then it is done')
})

t.test('503: a purchase that waited in vain, too', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await whileHeld(journey.ids.caseId, async () => {
    const asked = refused(t, service, () => buy(journey, { amountPence: 1 }), 'service-unavailable')
    await cutShort()
    await asked
  })
  t.equal((await buy(journey, { amountPence: 1 })).status, 201)
})
