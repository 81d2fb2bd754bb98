import t from 'tap'
import { daysToHandOver } from '../../src/rules/access/sight.ts'
import { decideInterest } from '../decisions/acts.ts'
import { anActor } from '../support/actors.ts'
import { aCase, aConsent, aConsentSaid, aMember } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const now = '2026-11-24T09:30:00Z'
t.beforeEach(async () => service.clock.set(now))

let many = 0
/** A case that ended by the person's own no, with one who acts and one who speaks for them. */
async function ended(before: (journey: Journey) => Promise<unknown> = async () => undefined) {
  many += 1
  const journey = await journeyTo(service, 'expression-submitted')
  const { person, ids } = journey
  const join = async (caseRole: 'representative' | 'advocate') => {
    const sub = `${caseRole}-of-${many}`
    const added = await person.post<{ id: string }>(
      `/v1/cases/${ids.caseId}/members`,
      aMember({ actorId: sub, caseRole, organisationId: null }),
    )
    t.equal(added.status, 201)
    return { client: service.as(anActor(caseRole, { sub })), memberId: added.ok.id }
  }
  const representative = await join('representative')
  const advocate = await join('advocate')
  await before(journey)
  t.equal((await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).status, 200)
  return { ...journey, acting: representative, speaking: advocate }
}
const again = async ({ careCoordinator, ids }: Journey) =>
  (await careCoordinator.post<{ id: string }>('/v1/cases', aCase(ids.personId))).ok.id

t.test('a case that has ended is seen by its team until it is handed over, and by the person always', async (t) => {
  const { acting, speaking, careCoordinator, person, ids } = await ended()
  const theirs = [acting.client, speaking.client, careCoordinator]
  const seen = () => Promise.all(theirs.map(async (one) => (await one.get(`/v1/cases/${ids.caseId}`)).status))
  service.clock.advance({ days: daysToHandOver - 1 })
  t.same(await seen(), [200, 200, 200])
  service.clock.advance({ days: 1, minutes: 1 })
  t.same(await seen(), [404, 404, 404])
  t.equal((await person.get(`/v1/cases/${ids.caseId}`)).status, 200)
  for (const path of ['', '/record', '/reads'])
    t.equal((await acting.client.get(`/v1/people/${ids.personId}${path}`)).status, 404, path)
})

t.test('while an appeal is open, those who know the case see it through', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const { person, careCoordinator, ids } = journey
  const { decision } = (await decideInterest(journey, { outcome: 'declined', reasons: [aReason] })).ok
  t.equal((await person.post(`/v1/decisions/${decision.id}/appeals`, { words: 'I do not agree.' })).status, 201)
  service.clock.advance({ days: daysToHandOver + 10 })
  t.equal((await careCoordinator.get(`/v1/cases/${ids.caseId}`)).status, 200)
})

t.test('who acts for the person on a case reads of the record that case and no other', async (t) => {
  const before = await ended()
  const { person, ids } = before
  const begun = await again(before)
  const record = `/v1/people/${ids.personId}/record`
  await refused(t, service, () => before.acting.client.get(record), 'case-role-required', 'who acts on the old one')
  const added = aMember({ actorId: 'who-acts-now', caseRole: 'representative', organisationId: null })
  t.equal((await person.post(`/v1/cases/${begun}/members`, added)).status, 201)
  const text = async (client: Client) => JSON.stringify((await client.get(record)).ok)
  const told = await text(service.as(anActor('representative', { sub: 'who-acts-now' })))
  t.match(told, begun)
  t.notMatch(told, ids.caseId)
  t.match(await text(person), ids.caseId)
})

t.test(
  '403: who acts for the person no longer agrees to nothing for them, not even as if they were staff',
  async (t) => {
    const journey = await ended()
    const { acting, ids } = journey
    await again(journey)
    for (const body of [aConsent(), aConsentSaid()])
      await refused(
        t,
        service,
        () => acting.client.post(`/v1/people/${ids.personId}/consents`, body),
        'case-role-required',
      )
  },
)

t.test('200: a place on a case that has ended can be ended, by the person at once', async (t) => {
  const { acting, speaking, person, ids } = await ended()
  for (const { client, memberId } of [acting, speaking]) {
    t.equal((await person.post(`/v1/cases/${ids.caseId}/members/${memberId}/departure`)).status, 200)
    t.equal((await client.get(`/v1/cases/${ids.caseId}`)).status, 404)
  }
})
