import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { decide, overLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { removal, remove } from '../support/removal.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const teamOf = ({ ids }: Journey) => `/v1/cases/${ids.caseId}/members`
const membersOf = async (journey: Journey) =>
  (await journey.officer.get<{ items: CaseMember[] }>(teamOf(journey))).ok.items
const placeOf = async (journey: Journey, caseRole: string) =>
  (await membersOf(journey)).find((one) => one.caseRole === caseRole)?.id ?? ''
const told = async ({ person, ids }: Journey) =>
  (await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items
const object = async (journey: Journey, client: Client = journey.person) =>
  client.post<SaidForPerson>(`/v1/said-for/${(await told(journey))[0]?.id}/objection`, { words: 'I want her back.' })
const answer = async (journey: Journey, client: Client, outcome: 'was-said' | 'was-not-said') =>
  client.post(`/v1/said-for/${(await told(journey))[0]?.id}/objection/answer`, { outcome, words: 'I looked at it.' })
const sees = async ({ ids }: Journey, client: Client) => (await client.get<CaseView>(`/v1/cases/${ids.caseId}`)).status
const another = service.as(anActor('commissioner-officer', { sub: 'another-officer' }))

t.test('who acts for the person is removed with a reason, and the person is told at once', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const place = await placeOf(journey, 'representative')
  const entries = await audited(service, async () => {
    t.ok((await remove(journey, place)).ok.leftAt)
  })
  t.match(
    entries.find(({ type }) => type === 'case.member-left'),
    { subject_id: place, facts: { caseRole: 'representative', because: 'removed' } },
  )
  t.notMatch(JSON.stringify(entries), removal.reason)
  t.equal(await sees(journey, journey.representative), 404)
  const [notice] = await told(journey)
  fits(t, notice, {
    ...{ kind: 'removal', subjectId: place, words: removal.reason, evidence: removal.evidence },
    ...{ how: null, present: null, recordedAs: 'commissioner-officer', objection: null },
  })
  t.match(notice?.notice, /^On 24 November 2026 an officer of the NHS commissioner removed somebody who acts/)
})

t.test('nobody sends them away without one, but the person and they themselves', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const advocate = aMember({ actorId: 'an-advocate', caseRole: 'advocate', organisationId: null })
  await journey.careCoordinator.post(teamOf(journey), advocate)
  for (const caseRole of ['representative', 'advocate']) {
    const place = await placeOf(journey, caseRole)
    for (const client of [journey.officer, another, journey.careCoordinator, journey.teamManager])
      await refused(
        t,
        service,
        () => client.post(`${teamOf(journey)}/${place}/departure`),
        'case-role-required',
        `${client.actor?.sub} ${caseRole}`,
      )
    for (const client of [journey.careCoordinator, journey.teamManager, journey.person, service.as('machine')])
      await refused(t, service, () => remove(journey, place, client), 'case-role-required', client.actor?.sub)
    const bare = () => another.post(`${teamOf(journey)}/${place}/removal`, { evidence: removal.evidence })
    t.match((await refused(t, service, bare, 'request-invalid')).errors, [{ pointer: '/reason' }])
  }
  const broker = () => remove(journey, journey.ids.memberId)
  await refused(t, service, broker, 'wrong-state', 'who works on the case is handed over')
})

t.test('who works or decided on the case does not remove them, by another account either', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const place = await placeOf(journey, 'representative')
  const account = anActor('commissioner-officer', { sub: 'other-account-of-the-coordinator' })
  await sameHuman(service, account.sub, anActor('care-coordinator'))
  await refused(t, service, () => remove(journey, place, service.as(account)), 'verifier-not-independent')
  t.equal((await decide(journey, journey.teamManager)).status, 201)
  const decided = anActor('commissioner-officer', { sub: 'other-account-of-the-manager' })
  await sameHuman(service, decided.sub, anActor('team-manager'))
  await refused(t, service, () => remove(journey, place, service.as(decided)), 'verifier-not-independent')
})

t.test('the person says no, and they are back at once; an officer who did not do it looks at it', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const place = await placeOf(journey, 'representative')
  await remove(journey, place, another)
  t.equal((await object(journey)).status, 200)
  t.equal(await sees(journey, journey.representative), 200)
  t.equal((await membersOf(journey)).find(({ id }) => id === place)?.leftAt, null)
  const tasks = async (client: Client) =>
    (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.filter(
      ({ caseId, step }) => caseId === journey.ids.caseId && step === 'objection-to-answer',
    ).length
  t.same([await tasks(journey.officer), await tasks(another)], [1, 0])
  await refused(t, service, () => remove(journey, place, journey.officer), 'objected-to', 'their no holds')
  await refused(t, service, () => answer(journey, another, 'was-said'), 'reviewer-not-independent')
  t.equal((await answer(journey, journey.officer, 'was-said')).status, 200)
  t.equal(await sees(journey, journey.representative), 200, 'an answer removes nobody')
  t.equal((await remove(journey, place, journey.officer)).status, 200, 'there was reason to')
})

t.test('a no to it that was right to say stays, and a no comes in time', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const place = await placeOf(journey, 'representative')
  await remove(journey, place)
  await object(journey)
  await answer(journey, journey.officer, 'was-not-said')
  await refused(t, service, () => remove(journey, place), 'verifier-not-independent')
  const other = await journeyTo(service, 'team-complete')
  await remove(other, await placeOf(other, 'representative'))
  service.clock.set('2027-03-01T09:30:00Z')
  await refused(t, service, () => object(other), 'objection-late')
  t.equal(await sees(other, other.representative), 404)
})

t.test('a place on a case that has ended is removed and given back as well', async (t) => {
  const journey = await journeyTo(service, 'team-complete')
  const place = await placeOf(journey, 'representative')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  t.equal((await remove(journey, place)).status, 200)
  t.equal(await sees(journey, journey.representative), 404)
  t.equal((await object(journey)).status, 200)
  t.equal(await sees(journey, journey.representative), 200)
})
