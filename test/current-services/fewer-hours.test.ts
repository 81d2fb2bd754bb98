import t from 'tap'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCurrentService } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { change } from './acts.ts'

const service = await startService(t)
const allDay = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '21:00' }]
const byDay = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }]
const statusReason = 'The team closes in the evening from December.'

async function withTeam(more: object = {}) {
  const journey = await journeyTo(service, 'case-opened')
  const body = aCurrentService({ kind: 'care-coordination', title: 'The team', hours: allDay, ...more })
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  return { journey, id: (await journey.person.post<CurrentService>(path, body)).ok.id }
}
const stays = async ({ person, ids }: Journey) =>
  (await person.get<WhatStays>(`/v1/cases/${ids.caseId}/what-stays`)).ok.services
const told = async ({ person, ids }: Journey) =>
  (await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items

t.test('422: fewer hours need a reason, which the person is told, and how much less it is', async (t) => {
  const { journey, id } = await withTeam({ relationshipWith: null })
  const narrow = (more: object) => change(journey.careCoordinator, id, { hours: byDay, ...more })
  const { errors } = await refused(t, service, () => narrow({}), 'status-reason-missing')
  t.match(errors, [{ pointer: '/statusReason' }])
  await refused(t, service, () => change(journey.careCoordinator, id, { hours: null }), 'status-reason-missing')
  const entries = await audited(service, async () => {
    t.match((await narrow({ statusReason })).ok, { hours: byDay, hoursBefore: allDay, statusReason })
  })
  // 84 hours a week before, and 40 since.
  t.match(
    entries.find(({ type }) => type === 'current-service.changed'),
    { facts: { reachLostMinutesPerWeek: 2_640 } },
  )
  t.match(await stays(journey), [
    { sentence: 'It stays. You can reach it for 44 hours a week less than before.', because: statusReason },
  ])
})

t.test('the person is told of it, and can object: it goes to somebody who did not write it down', async (t) => {
  const { journey, id } = await withTeam({ relationshipWith: null })
  await change(journey.careCoordinator, id, { hours: byDay, minutesPerWeek: 30, statusReason })
  const [less] = await told(journey)
  t.match(less, { kind: 'service-less', subjectId: id, words: null, how: null, evidence: statusReason })
  t.match(less?.notice, 'there is less of a service that you have')
  t.equal(
    (await journey.person.post(`/v1/said-for/${less?.id}/objection`, { words: 'I need the evening.' })).status,
    200,
  )
  const now = (await journey.person.get<CurrentService>(`/v1/current-services/${id}`)).ok
  t.match(now, { minutesPerWeek: 60, hours: byDay, hoursBefore: allDay }, 'who is called at night must be there')
  const again = () => change(journey.careCoordinator, id, { minutesPerWeek: 30, statusReason })
  await refused(t, service, again, 'objected-to')
  const officer = service.as(anActor('commissioner-officer', { sub: 'another-officer' }))
  const answer = { outcome: 'was-said', words: 'The team has moved. We look for somebody for the evening.' }
  t.equal((await officer.post(`/v1/said-for/${less?.id}/objection/answer`, answer)).status, 200)
})

t.test('422: somebody whom the person knows by name is there in fewer hours only with their agreement', async (t) => {
  const { journey, id } = await withTeam({ relationshipWith: 'Dr Amara Okafor' })
  const narrow = (more: object) => change(journey.careCoordinator, id, { hours: byDay, ...more })
  await refused(t, service, () => narrow({ statusReason }), 'person-agreement-missing')
  const personAgreement = { on: service.clock.today(), words: 'The day is enough for me.' }
  t.match((await narrow({ personAgreement })).ok, { hours: byDay, personAgreement })
  t.same(
    (await told(journey)).map(({ kind }) => kind),
    ['service-agreement'],
    'what they agreed to is told as that',
  )
})

t.test('as many hours again are no less, and what the person changes themself is told to nobody', async (t) => {
  const { journey, id } = await withTeam({ relationshipWith: null })
  await change(journey.person, id, { hours: byDay, statusReason })
  t.same(await told(journey), [])
  t.match((await change(journey.careCoordinator, id, { hours: allDay })).ok, { hours: allDay, hoursBefore: null })
  t.match(await stays(journey), [{ sentence: 'It stays as it is.' }])
})
