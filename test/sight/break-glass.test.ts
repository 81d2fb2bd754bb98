import t from 'tap'
import type { BreakGlass, RecordRead } from '../../src/record-access/schemas.ts'
import { anActor } from '../support/actors.ts'
import { anOrganisation } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const privacy = service.as('privacy-officer')
const onCall = service.as(anActor('care-coordinator', { sub: 'on-call', name: 'Quillon On-Call' }))
const reason = 'The person is at the emergency department and cannot say who their team is.'
const items = async <Item>(client: typeof onCall, path: string) => (await client.get<{ items: Item[] }>(path)).ok.items

t.test(
  '201: somebody on call sees the case for an hour, changes nothing, and it is shown with the reason',
  async (t) => {
    const { person, ids } = await journeyTo(service, 'plan-drafted')
    const path = `/v1/cases/${ids.caseId}`
    t.equal((await onCall.get(path)).status, 404)
    const answer = await onCall.post<BreakGlass>(`${path}/break-glass`, { reason })
    t.match(answer.ok, { actorId: 'on-call', reason, until: '2026-11-24T10:30:00.000Z' })
    for (const seen of [path, `${path}/support-plans`, `${path}/needs-assessments`, `/v1/people/${ids.personId}`])
      t.equal((await onCall.get(seen)).status, 200, seen)
    for (const hidden of [`${path}/statement`, `${path}/budget-calculations`, `${path}/appeals`])
      t.equal((await onCall.get(hidden)).status, 404, hidden)
    t.equal((await onCall.post(`${path}/support-plans/`, {})).status >= 400, true)
    t.equal((await onCall.post(`${path}/reviews`, { kind: 'rapid', dueOn: '2026-11-30' })).status, 404)

    await service.app.readLog.flush()
    const reads = await items<RecordRead>(person, `/v1/people/${ids.personId}/reads`)
    t.ok(reads.some(({ actorId, ground }) => actorId === 'on-call' && ground === 'break-glass'))
    for (const list of [`/v1/people/${ids.personId}/break-glass`, '/v1/break-glass'])
      t.match(await items(list.includes('people') ? person : privacy, list), [{ reason, actorName: 'Quillon On-Call' }])
    t.match(await items(person, `${path}/timeline?limit=1`), [{ type: 'case.glass-broken', actorId: 'on-call' }])

    service.clock.advance({ minutes: 60 })
    t.equal((await onCall.get(path)).status, 404)
    service.clock.set('2026-11-24T09:30:00Z')
  },
)

t.test('409, 404, 403: not by who sees the case already, of another trust, or a system', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'case-opened')
  const by = (client: typeof onCall) => () => client.post(`/v1/cases/${ids.caseId}/break-glass`, { reason })
  await refused(t, service, by(careCoordinator), 'sight-held')
  await refused(t, service, by(service.as('commissioner-officer')), 'sight-held')
  await service.as('commissioner-officer').post('/v1/organisations', anOrganisation({ code: 'RX7', kind: 'trust' }))
  await refused(t, service, by(service.as(anActor('team-manager', { organisation: 'RX7' }))), 'not-found')
  await refused(t, service, by(service.as('machine')), 'permission-missing')
  await refused(t, service, by(service.as('broker')), 'permission-missing')
  await refused(
    t,
    service,
    () => onCall.post(`/v1/cases/${ids.caseId}/break-glass`, { reason: ' ' }),
    'request-invalid',
  )
})

t.test('a restricted record is open to its team and who breaks the glass, and to nobody by their role', async (t) => {
  const { person, careCoordinator, officer, teamManager, ids } = await journeyTo(service, 'plan-drafted')
  const path = `/v1/cases/${ids.caseId}`
  const general = [officer, teamManager, service.as('machine'), service.as('auditor')]
  for (const client of general) t.equal((await client.get(path)).status, 200, client.actor?.sub ?? '')
  const restriction = `/v1/people/${ids.personId}/restriction`
  t.equal((await privacy.post(restriction, { reason: 'A relative works at the trust.' })).status, 201)
  await refused(t, service, () => privacy.post(restriction, { reason: 'Again.' }), 'record-restricted')
  for (const client of general) {
    t.equal((await client.get(path)).status, 404, client.actor?.sub ?? '')
    const listed = await items<{ id: string }>(client, '/v1/cases?limit=100')
    t.notOk(listed.some(({ id }) => id === ids.caseId))
  }
  t.equal((await officer.get(`/v1/people/${ids.personId}`)).status, 404)
  for (const client of [person, careCoordinator]) t.equal((await client.get(path)).status, 200, client.actor?.sub ?? '')
  t.equal((await privacy.get(`/v1/people/${ids.personId}/reads`)).status, 200)
  await teamManager.post(`${path}/break-glass`, { reason })
  t.equal((await teamManager.get(path)).status, 200)
  t.equal((await privacy.post(`${restriction}/lifting`)).status, 200)
  t.equal((await officer.get(path)).status, 200)
  await refused(t, service, () => privacy.post(`${restriction}/lifting`), 'wrong-state')
})
