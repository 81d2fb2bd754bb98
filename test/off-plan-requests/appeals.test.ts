import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import { decide as decideAppeal, lodge } from '../appeals/acts.ts'
import { letterOf } from '../decisions/acts.ts'
import { mdtMembers } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { ask, because, decideOn, linesOf, passUp, readRequest, voteOn, withRoom } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const proven = async () => {
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
}
const reviewer = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))

t.test('an appeal that is won opens the rest on the same line', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey)).ok
  const { decision, offPlanRequest } = (await decideOn(journey.careCoordinator, id, 2_000, because)).ok
  const appeal = (await lodge(journey.person, decision.id)).ok as Appeal
  await refused(t, service, () => decideAppeal(journey.careCoordinator, appeal.id, 'upheld'), 'permission-missing')
  const won = (await decideAppeal(reviewer, appeal.id, 'overturned', [])).ok as { decision: { id: string } }
  t.match(await linesOf(journey), { 'A practice pad': [5_000, 0, 5_000] })
  const after = { status: 'agreed', agreedPence: 5_000, planLineId: offPlanRequest.planLineId }
  t.match(await readRequest(journey, id), after)
  t.match((await letterOf(journey.person, won.decision.id)).ok, /We agree to all that you asked for/)
  await proven()
})

t.test('one that is varied is decided on again, with a clock; what was agreed stays', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey)).ok
  const { decision } = (await decideOn(journey.careCoordinator, id, 2_000, because)).ok
  const appeal = (await lodge(journey.person, decision.id)).ok as Appeal
  t.equal((await decideAppeal(reviewer, appeal.id, 'varied')).status, 201)
  t.match(await readRequest(journey, id), { status: 'waiting', agreedPence: 2_000, dueOn: '2026-12-01' })
  await refused(t, service, () => decideOn(journey.careCoordinator, id, 1_999, because), 'request-invalid')
  t.equal((await decideOn(journey.careCoordinator, id, 4_999, because)).status, 201)
  t.match(await linesOf(journey), { 'A practice pad': [4_999, 0, 4_999] })
  await proven()
})

t.test('what an appeal sends back to a meeting is decided by its votes since, not by those from before', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey)).ok
  void (await passUp(journey.careCoordinator, id)).ok
  void (await passUp(journey.teamManager, id)).ok
  const [one, two] = mdtMembers(journey)
  if (!one || !two) throw new Error('a meeting has members')
  for (const member of [one, two]) void (await voteOn(member, id, false)).ok
  const { decision } = (await decideOn(one, id, 0, because)).ok
  const appeal = (await lodge(journey.person, decision.id)).ok as Appeal
  t.equal((await decideAppeal(reviewer, appeal.id, 'varied')).status, 201)
  t.match(await readRequest(journey, id), { status: 'waiting', tier: 'mdt-meeting' })
  await refused(t, service, () => decideOn(one, id, 0, because), 'quorum-missing', 'nobody has voted since')
  t.match((await voteOn(one, id)).ok, { agreeing: 1, against: 0, quorate: false }, 'and each votes again')
  await refused(t, service, () => voteOn(one, id), 'already-voted')
  t.match((await voteOn(two, id)).ok, { agreeing: 2, quorate: true })
  t.match((await decideOn(two, id, 5_000)).ok.decision, { outcome: 'agreed' })
  await proven()
})

t.test('refused and won: a line of its own; while an appeal is open no line gives to another', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey)).ok
  const { decision } = (await decideOn(journey.careCoordinator, id, 0, because)).ok
  const appeal = (await lodge(journey.person, decision.id)).ok as Appeal
  const taking = (await ask(journey, { takesFrom: 'mattress', amountPence: 100, title: 'A stand' })).ok
  await refused(t, service, () => decideOn(journey.careCoordinator, taking.id, 100), 'support-frozen')
  t.equal((await decideOn(journey.careCoordinator, taking.id, 0, because)).status, 201, 'to say no takes nothing')
  t.equal((await decideAppeal(reviewer, appeal.id, 'overturned', [])).status, 201)
  t.match(await linesOf(journey), { 'A practice pad': [5_000, 0, 5_000], 'A mattress': [10_000, 0, 10_000] })
  await proven()
})

t.test('agreed to as it was asked, there is nothing to appeal', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey)).ok
  const { decision } = (await decideOn(journey.careCoordinator, id, 5_000)).ok
  await refused(t, service, () => lodge(journey.person, decision.id), 'decision-not-adverse')
})
