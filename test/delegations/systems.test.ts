import t from 'tap'
import { decide, escalate, overLimit, vote } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const machine = service.as('machine')
const delegation = {
  holderId: 'the-team-manager',
  holderName: 'Quillon team manager',
  tierRole: 'team-manager',
  organisationId: tenants.QYG.trustId,
  delegateId: 'the-machine',
  delegateName: 'Quillon system',
  from: '2026-11-24',
  until: '2026-12-04',
}

t.test('400: no system is a delegate', async (t) => {
  const body = { ...delegation, delegateId: 'client:the-machine' }
  await refused(t, service, () => service.as('commissioner-officer').post('/v1/delegations', body), 'request-invalid')
})

t.test('403: a system decides nothing, also where a delegate has its client_id for a `sub`', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  t.equal((await journey.officer.post('/v1/delegations', delegation)).status, 201)
  await refused(t, service, () => decide(journey, machine), 'permission-missing', 'decides')
  await refused(t, service, () => vote(journey, machine), 'permission-missing', 'votes')
  await refused(t, service, () => escalate(journey, machine), 'permission-missing', 'passes it up')
  const conflict = { because: 'conflict-of-interest' }
  await refused(
    t,
    service,
    () => escalate(journey, machine, conflict),
    'permission-missing',
    'passes it up for a conflict',
  )
  const declare = () =>
    machine.post(`/v1/support-plans/${journey.ids.supportPlanId}/conflicts-of-interest`, { words: 'None.' })
  await refused(t, service, declare, 'permission-missing', 'declares a conflict')
  t.equal((await decide(journey, journey.teamManager)).status, 201)
})
