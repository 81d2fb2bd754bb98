import t from 'tap'
import type { TaskPage } from '../../src/cases/list-schemas.ts'
import type { PersonRequest } from '../../src/person-requests/schemas.ts'
import { inTenant } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
const words = 'Can I have a broker who speaks Urdu?'
const ask = (journey: Journey, more: object = {}, client: Client = journey.person) =>
  client.post<PersonRequest>(`/v1/cases/${journey.ids.caseId}/person-requests`, { kind: 'question', words, ...more })
const answer = (id: string, client: Client, more: object = {}) =>
  client.post<PersonRequest>(`/v1/person-requests/${id}/answer`, { outcome: 'answered', words: 'Yes, we do.', ...more })
const tasksOf = async ({ ids }: Journey, client: Client) =>
  (await client.get<typeof TaskPage.static>('/v1/tasks?limit=100')).ok.items.filter(
    ({ caseId, step }) => caseId === ids.caseId && step === 'request-to-answer',
  )

t.test('P20: who is asked for another broker answers by a day, and it is in their tasks until then', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const asked = await ask(journey, { kind: 'another-broker' })
  t.equal(asked.status, 201)
  t.match(asked.ok, { owner: 'care-coordinator', askedAs: 'person', answerBy: '2026-12-08', words, outcome: null })
  t.match(await tasksOf(journey, journey.careCoordinator), [{ dueOn: '2026-12-08' }])
  const answered = await answer(asked.ok.id, journey.careCoordinator, { outcome: 'agreed', words: null })
  t.match(answered.ok, { outcome: 'agreed', answerWords: null, answeredByName: 'Quillon care coordinator' })
  t.same((await journey.person.get(`/v1/person-requests/${asked.ok.id}`)).ok, answered.ok)
  t.same(await tasksOf(journey, journey.careCoordinator), [])
  await refused(t, service, () => answer(asked.ok.id, journey.careCoordinator, { outcome: 'agreed' }), 'wrong-state')
})

t.test('nobody answers whether they are to be replaced; a no says why', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { id, owner } = (await ask(journey, { kind: 'another-care-coordinator' })).ok
  t.equal(owner, 'team-manager')
  t.equal((await tasksOf(journey, journey.teamManager)).length, 1)
  const no = { outcome: 'declined', words: 'There is nobody free until March. We ask again then.' }
  await refused(t, service, () => answer(id, journey.careCoordinator, no), 'case-role-required')
  const silent = await refused(
    t,
    service,
    () => answer(id, journey.teamManager, { ...no, words: null }),
    'request-invalid',
  )
  t.match(silent.errors, [{ pointer: '/words' }])
  const odd = await refused(t, service, () => answer(id, journey.teamManager), 'request-invalid')
  t.match(odd.errors, [{ pointer: '/outcome' }])
  t.match((await answer(id, journey.teamManager, no)).ok, { outcome: 'declined', answerWords: no.words })
})

t.test('P17: a question is put to whom the person says, and what is late is the commissioner’s too', async (t) => {
  service.clock.set('2026-11-24T09:30:00Z')
  const journey = await journeyTo(service, 'plan-agreed')
  const { id } = (await ask(journey, { to: 'team-manager' })).ok
  t.equal((await tasksOf(journey, journey.teamManager)).length, 1)
  service.clock.set('2026-12-09T09:30:00Z')
  await sweep(service)
  const late = (await journey.officer.get<typeof TaskPage.static>('/v1/tasks?limit=100')).ok.items
  t.ok(late.some(({ caseId, step }) => caseId === journey.ids.caseId && step === 'step-late'))
  t.equal((await answer(id, journey.teamManager)).ok.outcome, 'answered')
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('the person can need no answer any more; what waits ends with the case', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { id } = (await ask(journey)).ok
  const path = `/v1/person-requests/${id}/withdrawal`
  await refused(t, service, () => journey.careCoordinator.post(path), 'permission-missing')
  await refused(t, service, () => journey.representative.post(path), 'case-role-required')
  t.equal((await journey.person.post<PersonRequest>(path)).ok.outcome, 'withdrawn')
  await refused(t, service, () => journey.person.post(path), 'wrong-state')
  const open = (await ask(journey)).ok
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  t.match((await journey.person.get<PersonRequest>(`/v1/person-requests/${open.id}`)).ok, { outcome: 'withdrawn' })
})

t.test('what is asked is in the person’s own words: no broker reads it, and no other person or tenant', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { id } = (await ask(journey, { kind: 'another-broker' })).ok
  const other = await journeyTo(service, 'case-opened')
  const path = `/v1/cases/${journey.ids.caseId}/person-requests`
  for (const client of [journey.broker, other.person, service.as(inTenant('QOP', 'commissioner-officer'))]) {
    await refused(t, service, () => client.get(`/v1/person-requests/${id}`), 'not-found')
    await refused(t, service, () => client.get(path), 'not-found')
  }
  t.equal((await journey.representative.get<{ items: unknown[] }>(path)).ok.items.length, 1)
  await refused(t, service, () => ask(journey, {}, journey.careCoordinator), 'permission-missing')
  const to = await refused(
    t,
    service,
    () => ask(journey, { kind: 'another-broker', to: 'team-manager' }),
    'request-invalid',
  )
  t.match(to.errors, [{ pointer: '/to' }])
})
