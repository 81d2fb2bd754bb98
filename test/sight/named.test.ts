import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { LikelyDouble } from '../../src/people/schemas.ts'
import type { RecordOpening, RecordRead, RestrictedRecord } from '../../src/record-access/schemas.ts'
import { reportDouble } from '../record-joining/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const privacy = service.as('privacy-officer')
const officerCalled = (sub: string) => service.as(anActor('commissioner-officer', { sub }))
const restrict = (personId: string) =>
  privacy.post(`/v1/people/${personId}/restriction`, { reason: 'A relative works there.' })
const open = async (personId: string, client: Client, task: 'decide' | 'identity', until = '2026-12-04') => {
  await client.get('/v1/schemes')
  const body = { actorId: client.actor?.sub, actorName: 'Noor Officer', task, reason: 'They know nobody there.', until }
  return privacy.post<RecordOpening>(`/v1/people/${personId}/restriction/openings`, body)
}

t.test('what waits on a restricted record waits for the privacy officer, who names who decides it', async (t) => {
  const { ids, person, officer } = await journeyTo(service, 'expression-submitted')
  const other = officerCalled('not-named')
  const decide = (client: Client) =>
    client.post(`/v1/expressions-of-interest/${ids.expressionId}/decision`, { outcome: 'accepted', reasons: [] })
  const waits = async () => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.waitingFor
  t.same(await waits(), ['commissioner-officer'])
  await restrict(ids.personId)
  t.same(await waits(), ['privacy-officer'])
  const due = async () =>
    (await privacy.get<{ items: RestrictedRecord[] }>('/v1/restricted-records')).ok.items.find(
      ({ personId }) => personId === ids.personId,
    )?.waiting
  t.match(await due(), [{ caseId: ids.caseId, party: 'commissioner-officer' }])
  t.equal((await decide(officer)).status, 404)
  const opened = await open(ids.personId, officer, 'decide')
  t.match(opened.ok, { task: 'decide', openedBy: 'the-privacy-officer', until: '2026-12-04' })
  t.same([await waits(), await due()], [['commissioner-officer'], []])
  t.ok((await officer.get<{ items: Task[] }>('/v1/tasks')).ok.items.some(({ caseId }) => caseId === ids.caseId))
  t.equal((await decide(other)).status, 404, 'nobody else')
  t.equal((await officer.get(`/v1/people/${ids.personId}`)).status, 404, 'nothing but the task')
  t.equal((await decide(officer)).status, 201)
  const path = `/v1/people/${ids.personId}/restriction/openings`
  t.match((await person.get<{ items: RecordOpening[] }>(path)).ok.items, [
    { actorName: 'Noor Officer', task: 'decide' },
  ])
  await service.app.readLog.flush()
  const { items } = (await person.get<{ items: RecordRead[] }>(`/v1/people/${ids.personId}/reads`)).ok
  t.match(
    items.find(({ actorId, operation }) => actorId === officer.actor?.sub && operation === 'listTasks'),
    { ground: 'named-to-decide' },
  )
})

t.test('it ends with its day, and with the restriction', async (t) => {
  const { ids, officer } = await journeyTo(service, 'expression-submitted')
  const sees = async () => (await officer.get(`/v1/cases/${ids.caseId}`)).status
  await restrict(ids.personId)
  t.equal((await open(ids.personId, officer, 'decide')).status, 201)
  t.equal(await sees(), 200)
  service.clock.set('2026-12-05T09:30:00Z')
  t.equal(await sees(), 404)
  t.equal((await open(ids.personId, officer, 'decide', '2026-12-06')).status, 201)
  t.equal(await sees(), 200)
  await privacy.post(`/v1/people/${ids.personId}/restriction/lifting`)
  await restrict(ids.personId)
  t.equal(await sees(), 404, 'a new restriction names anew')
})

t.test('two officers who are named for it say what a restricted record and its likely double are', async (t) => {
  const [one, two] = [await journeyTo(service, 'person-registered'), await journeyTo(service, 'case-opened')]
  const id = await reportDouble(service, one.ids.personId, two.ids.personId)
  await restrict(two.ids.personId)
  const [first, second] = [officerCalled('first-named'), officerCalled('second-named')]
  const difference = (client: Client, path = '') => client.post(`/v1/likely-doubles/${id}/difference${path}`)
  t.equal((await difference(first)).status, 404)
  for (const client of [first, second]) t.equal((await open(two.ids.personId, client, 'identity')).status, 201)
  const { items } = (await first.get<{ items: LikelyDouble[] }>('/v1/likely-doubles?limit=100')).ok
  t.ok(items.some((double) => double.id === id))
  t.equal((await difference(first)).status, 200)
  t.equal((await difference(second, '/confirmation')).status, 200)
  const hold = { reason: 'The coroner has asked for it.' }
  t.equal((await first.post(`/v1/people/${two.ids.personId}/legal-holds`, hold)).status, 201)
  t.equal((await first.get(`/v1/cases/${two.ids.caseId}/letters`)).status, 404, 'nothing but the task')
})

t.test('409, 422, 400: who is named is registered, another, and for a restricted record alone', async (t) => {
  const { ids } = await journeyTo(service, 'case-opened')
  const officer = officerCalled('some-officer')
  await refused(t, service, () => open(ids.personId, officer, 'decide'), 'wrong-state')
  await restrict(ids.personId)
  await refused(t, service, () => open(ids.personId, privacy, 'decide'), 'second-person-needed')
  await refused(t, service, () => open(ids.personId, officer, 'decide', '2027-03-01'), 'request-invalid')
  const path = `/v1/people/${ids.personId}/restriction/openings`
  const body = {
    actorId: 'nobody-knows',
    actorName: 'No One',
    task: 'decide',
    reason: 'They are.',
    until: '2026-12-04',
  }
  await refused(t, service, () => privacy.post(path, body), 'reference-unknown')
})
