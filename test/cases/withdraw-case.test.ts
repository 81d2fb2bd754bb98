import t from 'tap'
import type { CaseView, TimelineEntry } from '../../src/cases/schemas.ts'
import { inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const words = { words: 'I would rather keep things as they are.' }

t.test('200: the person says no at any time and without penalty', async (t) => {
  for (const station of ['case-opened', 'expression-submitted', 'assessment-begun', 'plan-signed'] as const) {
    const { person, ids } = await journeyTo(service, station)
    const answer = await person.post<CaseView>(`/v1/cases/${ids.caseId}/withdrawal`, words)
    fits(t, answer.ok, { stage: 'ended', moment: 'case-withdrawn', waitingFor: [], tier: null }, station)
    t.equal(answer.ok.endedAt, '2026-11-24T09:30:00.000Z')
    t.match(answer.ok.next, /you can come back at any time/i)
  }
})

t.test('200: a representative says it for the person', async (t) => {
  const { representative, ids } = await journeyTo(service, 'team-complete')
  t.equal((await representative.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })).status, 200)
})

t.test('it is on the record that the person said no, and not what they said', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const entries = await audited(service, () => person.post(`/v1/cases/${ids.caseId}/withdrawal`, words))
  fits(t, entries, [{ type: 'case.withdrawn', case_id: ids.caseId, facts: { wordsGiven: true } }])
  const { items } = (await person.get<{ items: TimelineEntry[] }>(`/v1/cases/${ids.caseId}/timeline`)).ok
  fits(t, items[0], { type: 'case.withdrawn', actorId: person.actor?.sub })
})

t.test('403: nobody else ends it for them, whatever they may see', async (t) => {
  const { careCoordinator, officer, broker, ids } = await journeyTo(service, 'team-complete')
  const withdraw = (client: typeof officer) => () => client.post(`/v1/cases/${ids.caseId}/withdrawal`, words)
  await refused(t, service, withdraw(careCoordinator), 'capacity-missing', 'care coordinator')
  await refused(t, service, withdraw(officer), 'capacity-missing', 'officer')
  await refused(t, service, withdraw(service.as('machine')), 'capacity-missing', 'machine')
  await refused(t, service, withdraw(broker), 'permission-missing', 'broker')
})

t.test('404: another person and another commissioner do not see the case', async (t) => {
  const first = await journeyTo(service, 'case-opened')
  const second = await journeyTo(service, 'case-opened')
  const withdraw = (client: typeof first.person, caseId: string) => () =>
    client.post(`/v1/cases/${caseId}/withdrawal`, words)
  await refused(t, service, withdraw(second.person, first.ids.caseId), 'not-found')
  await refused(t, service, withdraw(service.as(inTenant('QOP', 'person')), first.ids.caseId), 'not-found')
  await refused(t, service, withdraw(first.person, unknownId()), 'not-found')
})

t.test('409: a case ends once', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const withdraw = () => person.post(`/v1/cases/${ids.caseId}/withdrawal`, words)
  await withdraw()
  await refused(t, service, withdraw, 'case-ended')
})

t.test('409: of eight who end it at once, with keys of their own, one does', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const withdraw = () => person.post(`/v1/cases/${ids.caseId}/withdrawal`, words)
  const answers = await Promise.all(Array.from({ length: 8 }, withdraw))
  t.same(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
})

t.test('400: what the person says is words or null', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  for (const body of [{}, { words: '' }, { words: 7 }, { words: 'x'.repeat(2001) }, { words: null, reason: 'cost' }]) {
    const withdraw = () => person.post(`/v1/cases/${ids.caseId}/withdrawal`, body)
    await refused(t, service, withdraw, 'request-invalid', JSON.stringify(body).slice(0, 30))
  }
})
