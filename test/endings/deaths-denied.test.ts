import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { CaseEnded } from '../../src/endings/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const another = service.as(anActor('commissioner-officer', { sub: 'another-officer' }))
const evidence = 'The medical certificate, which I have seen.'
const died = ({ ids, careCoordinator }: Journey, client: Client = careCoordinator, more: object = {}) =>
  client.post<CaseEnded>(`/v1/cases/${ids.caseId}/ending`, { ending: 'died', on: '2026-11-23', ...more })
const confirm = ({ ids }: Journey, client: Client) =>
  client.post<CaseEnded>(`/v1/cases/${ids.caseId}/death/confirmation`, { on: '2026-11-23', evidence })
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const saidFor = async ({ person, ids }: Journey) =>
  (await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items
const alive = ({ person, ids }: Journey) => person.post(`/v1/cases/${ids.caseId}/announced-ending/cancellation`)

/** Somebody of whom it was said that they died, and who said that they are alive. */
async function denied() {
  const journey = await journeyTo(service, 'plan-agreed')
  await died(journey)
  t.equal((await alive(journey)).status, 200)
  return journey
}

t.test('while a death waits, the page of the person says so', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { next } = await caseOf(journey)
  await died(journey)
  t.match((await caseOf(journey)).next, /Somebody told us that you died. If you read this, say so/)
  await alive(journey)
  t.equal((await caseOf(journey)).next, next)
})

t.test('who recorded a death of somebody who is alive does not record it again, by no account', async (t) => {
  const journey = await denied()
  await refused(t, service, () => died(journey, journey.careCoordinator, { evidence }), 'objected-to')
  const account = anActor('commissioner-officer', { sub: 'the-coordinators-other-account' })
  await sameHuman(service, account.sub, anActor('care-coordinator'))
  const again = () => died(journey, service.as(account), { evidence })
  const { status } = await again()
  t.ok(status === 409 || status === 403)
})

t.test('another needs evidence, the person is told, and has time before it is confirmed', async (t) => {
  const journey = await denied()
  const { errors } = await refused(t, service, () => died(journey, journey.officer), 'request-invalid')
  t.match(errors, [{ pointer: '/evidence' }])
  fits(t, (await died(journey, journey.officer, { evidence })).ok, { endedAt: null, toConfirm: true })
  const [told] = await saidFor(journey)
  fits(t, told ?? {}, { kind: 'death', evidence, how: null, objectionBy: '2026-12-01' })
  t.match(told?.notice, /Somebody told us again that you died/)
  await refused(t, service, () => confirm(journey, another), 'person-not-heard')
  service.clock.set('2026-12-01T09:30:00Z')
  await refused(t, service, () => confirm(journey, another), 'person-not-heard', 'the last day')
  service.clock.set('2026-12-02T09:30:00Z')
  fits(t, (await confirm(journey, another)).ok, { ending: 'died' })
})

t.test('the person says no to it by one act, which somebody independent answers; nobody else says it', async (t) => {
  const journey = await denied()
  await died(journey, journey.officer, { evidence })
  const [told] = await saidFor(journey)
  const object = (client: Client) => client.post(`/v1/said-for/${told?.id}/objection`, { words: null })
  await refused(t, service, () => object(journey.representative), 'case-role-required')
  t.equal((await object(journey.person)).status, 200)
  await refused(t, service, () => confirm(journey, another), 'wrong-state')
  await refused(t, service, () => died(journey, journey.officer, { evidence }), 'objected-to')
})
