import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import type { CorrectionRequest } from '../../src/subject-access/schemas.ts'
import { actingOn } from '../support/acting.ts'
import { anActor } from '../support/actors.ts'
import { aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { removal, remove } from '../support/removal.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const teamOf = ({ ids }: Journey) => `/v1/cases/${ids.caseId}/members`
const told = (client: Client, { ids }: Journey) =>
  client.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)

/** Somebody who was removed from a case on which another acts for the person as well. */
async function removed() {
  const journey = await journeyTo(service, 'team-complete')
  const other = await actingOn(journey, 'acts-too')
  const { items } = (await journey.officer.get<{ items: CaseMember[] }>(teamOf(journey))).ok
  const place = items.find(({ actorId }) => actorId === journey.representative.actor?.sub)?.id ?? ''
  t.equal((await remove(journey, place)).status, 200)
  const id = (await told(journey.person, journey)).ok.items[0]?.id ?? ''
  const object = (client: Client) => client.post<SaidForPerson>(`/v1/said-for/${id}/objection`, { words: null })
  return { journey, other, place, object }
}

t.test('another who acts for the person does not give a place back, nor reads why it was taken', async (t) => {
  const { journey, other, place, object } = await removed()
  const record = async (client: Client) =>
    JSON.stringify((await client.get<object>(`/v1/people/${journey.ids.personId}/record`)).ok)
  await refused(t, service, () => object(other), 'case-role-required')
  t.match((await told(other, journey)).ok.items, [
    { kind: 'removal', subjectId: place, words: null, evidence: null, objection: null },
  ])
  t.notMatch(await record(other), removal.reason)
  t.match((await told(journey.person, journey)).ok.items, [{ words: removal.reason, evidence: removal.evidence }])
  t.match(await record(journey.person), removal.reason)
  t.equal((await object(journey.person)).status, 200)
  t.match((await told(journey.representative, journey)).ok.items, [{ words: null, evidence: null }], 'who is back')
  t.notMatch(await record(journey.representative), removal.reason)
})

t.test('an advocate whom the person chose says no for them, and reads no reason either', async (t) => {
  const { journey, object } = await removed()
  const member = (actorId: string) => aMember({ actorId, caseRole: 'advocate', organisationId: null })
  await journey.careCoordinator.post(teamOf(journey), member('staff-chose'))
  await journey.person.post(teamOf(journey), member('person-chose'))
  const advocate = (sub: string) => service.as(anActor('advocate', { sub }))
  await refused(t, service, () => object(advocate('staff-chose')), 'case-role-required')
  t.match((await told(advocate('person-chose'), journey)).ok.items, [{ words: null, evidence: null }])
  t.equal((await object(advocate('person-chose'))).status, 200)
  t.equal((await journey.representative.get(`/v1/cases/${journey.ids.caseId}`)).status, 200)
})

t.test(
  'who acts for property reads no words of the person in what was recorded for them, nor in a correction',
  async (t) => {
    const journey = await journeyTo(service, 'team-complete')
    const { person, ids } = journey
    const forMoney = await actingOn(journey, 'for-money', { matters: ['property-and-affairs'] })
    const path = `/v1/people/${ids.personId}/correction-requests`
    const words = 'I never said that I hear voices.'
    t.equal((await person.post(path, { record: 'needs-assessment', recordId: null, words })).status, 201)
    t.equal((await told(forMoney, journey)).status, 404)
    t.match((await forMoney.get<{ items: CorrectionRequest[] }>(path)).ok.items, [{ words: null, statement: null }])
    t.match((await person.get<{ items: CorrectionRequest[] }>(path)).ok.items, [{ words }])
  },
)
