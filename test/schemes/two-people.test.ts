import t from 'tap'
import type { SchemeDraft, SchemeVersion } from '../../src/schemes/draft-schemas.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { aDraft, aNote, publish, simulated } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const second = service.as(anActor('commissioner-officer', { sub: 'the-second-officer' }))
const third = service.as(anActor('commissioner-officer', { sub: 'the-third-officer' }))

t.test('rules are published by two people: who proposed or wrote them does not confirm, by any account', async (t) => {
  const draft = await aDraft(service)
  const path = `/v1/scheme-drafts/${draft.id}`
  const { etag } = await second.get(path)
  await second.patch(path, { rules: { clocks: { firstPayment: 9 } } }, { ifMatch: etag })
  const changed = await simulated(service, draft.id)
  const propose = () =>
    officer.post<SchemeDraft>(`${path}/publication`, { startsOn: '2026-11-25', equalityNote: aNote })
  const confirm = (client: typeof officer, contentHash = changed.contentHash) =>
    client.post<SchemeVersion>(`${path}/publication/confirmation`, { contentHash })

  await refused(t, service, () => confirm(third), 'publication-not-proposed')
  t.match((await propose()).ok.proposal, { startsOn: '2026-11-25', proposedBy: 'the-commissioner-officer' })
  await refused(t, service, () => confirm(officer), 'second-person-needed', 'who proposed it')
  await refused(t, service, () => confirm(second), 'second-person-needed', 'who wrote in it')
  await refused(t, service, () => confirm(third, '0'.repeat(64)), 'publication-not-proposed', 'another text')
  await service.as(anActor('commissioner-officer', { sub: 'the-officer-again' })).get('/v1/schemes')
  await service.database.sql(
    `update staff_identity set staff_member_id = (select staff_member_id from staff_identity where commissioner_id = $1
      and actor_id = 'the-commissioner-officer') where commissioner_id = $1 and actor_id = 'the-officer-again'`,
    [tenants.QYG.commissionerId],
  )
  const again = service.as(anActor('commissioner-officer', { sub: 'the-officer-again' }))
  await refused(t, service, () => confirm(again), 'second-person-needed', 'another account of who proposed it')
  t.match((await confirm(third)).ok, { startsOn: '2026-11-25', inForce: false })
})

t.test('a change of the draft takes the proposal back, and no system proposes or confirms', async (t) => {
  const draft = await aDraft(service)
  const path = `/v1/scheme-drafts/${draft.id}`
  await simulated(service, draft.id)
  const proposal = { startsOn: '2027-01-01', equalityNote: aNote }
  const machine = service.as(aMachine(['scheme:publish', 'scheme:write']))
  await refused(t, service, () => machine.post(`${path}/publication`, proposal), 'permission-missing')
  await refused(
    t,
    service,
    () => officer.post(`${path}/publication`, { ...proposal, startsOn: service.clock.today() }),
    'start-in-past',
  )
  const proposed = await officer.post<SchemeDraft>(`${path}/publication`, proposal)
  const patched = await officer.patch<SchemeDraft>(
    path,
    { rules: { clocks: { firstPayment: 8 } } },
    { ifMatch: proposed.etag },
  )
  t.equal(patched.ok.proposal, null)
  await refused(
    t,
    service,
    () => third.post(`${path}/publication/confirmation`, { contentHash: patched.ok.contentHash }),
    'publication-not-proposed',
  )
  await simulated(service, draft.id)
  t.equal((await publish(officer, draft.id, '2027-01-01', aNote, machine)).problem.code, 'permission-missing')
  t.equal((await publish(officer, draft.id, '2027-01-01')).status, 201)
})
