import t from 'tap'
import type { CorrectionRequest, FormerDetails } from '../../src/subject-access/schemas.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const aRequest = { record: 'person', recordId: null, words: 'I have never been called Quartermaine' }

t.test('a correction is asked for, refused with a reason, and the disagreement is kept with it', async (t) => {
  const { person, careCoordinator, officer, ids } = await journeyTo(service, 'case-opened')
  const path = `/v1/people/${ids.personId}/correction-requests`
  const asked = await person.post<CorrectionRequest>(path, aRequest)
  fits(t, asked.ok, { ...aRequest, askedAs: 'person', dueOn: '2026-12-24', status: 'open' })
  const open = (await officer.get<{ items: CorrectionRequest[] }>('/v1/correction-requests')).ok.items
  t.ok(open.some(({ id }) => id === asked.ok.id))
  const state = (client: Client) => () =>
    client.post(`/v1/correction-requests/${asked.ok.id}/statement`, { words: 'It is still wrong' })
  await refused(t, service, state(person), 'correction-not-refused')
  const answer = () =>
    careCoordinator.post<CorrectionRequest>(`/v1/correction-requests/${asked.ok.id}/answer`, {
      outcome: 'refused',
      reason: 'The name is on the birth certificate',
    })
  const entries = await audited(service, async () => t.equal((await answer()).status, 200))
  fits(t, entries, [{ type: 'person.correction-answered', facts: { outcome: 'refused' } }])
  t.notMatch(JSON.stringify(entries), 'birth certificate')
  await refused(t, service, answer, 'correction-answered')
  await refused(t, service, state(careCoordinator), 'case-role-required')
  t.equal((await state(person)()).status, 200)
  const { items } = (await person.get<{ items: CorrectionRequest[] }>(path)).ok
  fits(t, items, [{ status: 'refused', statement: 'It is still wrong', answeredByName: 'Quillon care coordinator' }])
  t.same(
    (await officer.get<{ items: CorrectionRequest[] }>('/v1/correction-requests')).ok.items.filter(
      ({ id }) => id === asked.ok.id,
    ),
    [],
  )
  await refused(
    t,
    service,
    () => service.as({ sub: 'somebody', commissioner: 'QYG', roles: ['person'] }).post(path, aRequest),
    'not-found',
  )
})

t.test('a change of what is recorded keeps the former values, with who and when', async (t) => {
  const { person, careCoordinator, ids } = await journeyTo(service, 'case-opened')
  const before = await careCoordinator.get<{ familyName: string }>(`/v1/people/${ids.personId}`)
  const patch = { familyName: 'Brandybuck', language: 'cy' }
  await careCoordinator.patch(`/v1/people/${ids.personId}`, patch, { ifMatch: before.etag })
  const { items } = (await person.get<{ items: FormerDetails[] }>(`/v1/people/${ids.personId}/former-details`)).ok
  fits(t, items, [
    {
      former: { family_name: before.ok.familyName, language: 'ur' },
      version: 2,
      changedBy: 'the-care-coordinator',
      changedAt: '2026-11-24T09:30:00.000Z',
    },
  ])
  t.same(Object.keys(items[0]?.former ?? {}).sort(), ['family_name', 'language'])
})

t.test('what is shown beside the details of a person is no former detail of theirs', async (t) => {
  const { person, careCoordinator, ids } = await journeyTo(service, 'plan-agreed')
  const former = async () =>
    (await person.get<{ items: FormerDetails[] }>(`/v1/people/${ids.personId}/former-details`)).ok.items
  t.same(await former(), [])
  service.clock.advance({ seconds: 1 })
  const known = { system: 'https://record.trust.example/id/patient', values: ['RW4-20418'] }
  t.equal((await careCoordinator.post(`/v1/people/${ids.personId}/identifiers`, known)).status, 200)
  t.same(await former(), [], 'by what other systems know them')
  service.clock.advance({ seconds: 1 })
  const died = await careCoordinator.post(`/v1/cases/${ids.caseId}/ending`, { ending: 'died', on: '2026-11-23' })
  t.ok(died.status < 300, JSON.stringify(died.body))
  t.same(await former(), [], 'that somebody said they had died')
})
