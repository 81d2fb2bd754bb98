import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import { decidePlan, letterOf } from '../decisions/acts.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { sectionOf } from '../support/pages.ts'
import { refused } from '../support/refused.ts'
import { aCurrentService, aReason } from '../support/road-builders.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const unnamed = { relationshipWith: null }
const ending = { fate: 'ending', endsOn: '2027-01-31', fateBecause: 'The group closes.' }

async function registered(the: Journey, more: object = {}): Promise<string> {
  const path = `/v1/cases/${the.ids.caseId}/current-services`
  return (await the.person.post<CurrentService>(path, { ...aCurrentService(), ...more })).ok.id
}
async function change(client: Client, id: string, patch: object) {
  const path = `/v1/current-services/${id}`
  return client.patch<CurrentService>(path, patch, { ifMatch: (await client.get(path)).etag })
}
async function appealed(the: Journey): Promise<Appeal> {
  const { decision } = (await decidePlan(the, 'refused')).ok
  const words = { words: 'Nobody asked about my nights.' }
  return (await the.person.post<Appeal>(`/v1/decisions/${decision.id}/appeals`, words)).ok
}
const told = async (the: Journey, id: string) =>
  (await the.person.get<WhatStays>(`/v1/cases/${the.ids.caseId}/what-stays`)).ok.services.find(
    (stay) => stay.currentServiceId === id,
  )
const on = (t: { teardown(back: () => void): void }, instant: string) => {
  service.clock.set(instant)
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
}

t.test(
  '409: while an appeal is open, what the person has is frozen, day and measure too, whatever its fate',
  async (t) => {
    const the = await journeyTo(service, 'plan-signed')
    const kept = await registered(the)
    const goes = await registered(the, unnamed)
    await change(the.person, goes, ending)
    await appealed(the)
    const frozen = (id: string, patch: object) => () => change(the.careCoordinator, id, patch)
    const agreed = { personAgreement: { on: '2026-11-24', words: 'It is all right.' } }
    await refused(t, service, frozen(kept, { fate: 'at-risk' }), 'support-frozen', 'another fate')
    await refused(
      t,
      service,
      frozen(kept, { minutesPerWeek: 0, ...agreed }),
      'support-frozen',
      'kept, and cut to nothing',
    )
    await refused(t, service, frozen(kept, { minutesPerWeek: null, ...agreed }), 'support-frozen', 'left unsaid')
    await refused(t, service, frozen(goes, { endsOn: '2026-12-31' }), 'support-frozen', 'a month sooner')
    const less = { minutesPerWeek: 30, fateBecause: 'Fewer staff.' }
    await refused(t, service, frozen(goes, less), 'support-frozen', 'less of it')
    t.equal((await frozen(kept, { minutesPerWeek: 90 })()).status, 200, 'there can be more')
    t.equal((await frozen(goes, { title: 'Put right' })()).status, 200)
    t.equal((await frozen(goes, { fate: 'kept' })()).status, 200, 'it can be kept after all')
  },
)

t.test('an end does not come while an appeal is open: the service stays, whatever day was set', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  const goes = await registered(the, unnamed)
  await change(the.careCoordinator, goes, ending)
  t.match(await told(the, goes), {
    sentence: 'It goes on until 31 January 2027. After that you have 1 hour a week less.',
    because: 'The group closes.',
  })
  const { id } = await appealed(the)
  on(t, '2027-02-10T09:30:00Z')
  t.match(await told(the, goes), {
    sentence: /^It stays as it is while your appeal is open\. It was to go on until 31/,
  })
  const upheld = { outcome: 'upheld', reasons: [aReason] }
  const { decision } = (await the.officer.post<{ decision: Decision }>(`/v1/appeals/${id}/decision`, upheld)).ok
  t.notOk(await told(the, goes), 'the appeal is over, and its day has gone by')
  const words = sectionOf(await letterOf(the.person, decision.id), 'What stays')
  t.notMatch(words, /while your appeal is open/)
})

t.test('what ends without the person’s agreement has its reason in the letter', async (t) => {
  const the = await journeyTo(service, 'plan-signed')
  await change(the.careCoordinator, await registered(the, unnamed), ending)
  const { decision } = (await decidePlan(the, 'agreed')).ok
  t.match(
    sectionOf(await letterOf(the.person, decision.id), 'What stays'),
    'It goes on until 31 January 2027. After that you have 1 hour a week less. Why: The group closes.',
  )
})
