import t from 'tap'
import { decide, escalate, overLimit, vote } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const machine = service.as('machine')
const deputyship = {
  holderId: 'the-team-manager',
  holderName: 'Quillon team manager',
  standing: 'team-manager',
  organisationId: tenants.QYG.trustId,
  deputyId: 'the-machine',
  deputyName: 'Quillon system',
  from: '2026-11-24',
  until: '2026-12-04',
}

t.test('403: a system does not name itself a deputy', async (t) => {
  await refused(t, service, () => machine.post('/v1/deputyships', deputyship), 'capacity-missing')
})

t.test('403: a system decides nothing, also where somebody named it a deputy', async (t) => {
  const the = await journeyTo(service, 'plan-signed', overLimit)
  t.equal((await the.officer.post('/v1/deputyships', deputyship)).status, 201)
  await refused(t, service, () => decide(the, machine), 'capacity-missing', 'decides')
  await refused(t, service, () => vote(the, machine), 'capacity-missing', 'votes')
  await refused(t, service, () => escalate(the, machine), 'capacity-missing', 'passes it up')
  const conflict = { because: 'conflict-of-interest' }
  await refused(t, service, () => escalate(the, machine, conflict), 'capacity-missing', 'passes it up for a conflict')
  const declare = () =>
    machine.post(`/v1/support-plans/${the.ids.supportPlanId}/conflicts-of-interest`, { words: 'None.' })
  await refused(t, service, declare, 'capacity-missing', 'declares a conflict')
  t.equal((await decide(the, the.teamManager)).status, 201)
})
