import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import { decidePlan, letterOf } from '../decisions/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { sectionOf } from '../support/pages.ts'
import { aCurrentService, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { change } from './acts.ts'

const service = await startService(t)
const unnamed = { relationshipWith: null }
const ending = { status: 'ending', endsOn: '2027-01-31', statusReason: 'The group closes.' }

async function registered(journey: Journey, more: object = {}): Promise<string> {
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  return (await journey.person.post<CurrentService>(path, { ...aCurrentService(), ...more })).ok.id
}
/** The scheme of these cases has no price list any more; the service was registered while it had one. */
async function coded(journey: Journey, more: object = {}): Promise<string> {
  const id = await registered(journey, more)
  await service.database.sql(
    `update current_service set price_code = 'talking-therapy' where current_service_id = $1`,
    [id],
  )
  return id
}
async function appealed(journey: Journey): Promise<Appeal> {
  const { decision } = (await decidePlan(journey, 'refused')).ok
  const words = { words: 'Nobody asked about my nights.' }
  return (await journey.person.post<Appeal>(`/v1/decisions/${decision.id}/appeals`, words)).ok
}
const told = async (journey: Journey, id: string) =>
  (await journey.person.get<WhatStays>(`/v1/cases/${journey.ids.caseId}/what-stays`)).ok.services.find(
    (stay) => stay.currentServiceId === id,
  )
const on = (t: { teardown(back: () => void): void }, instant: string) => {
  service.clock.set(instant)
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
}

t.test(
  '409: while an appeal is open, what the person has is frozen, day and measure too, whatever its status',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed')
    const kept = await registered(journey)
    const goes = await registered(journey, unnamed)
    const open = await registered(journey, { hours: [{ days: [1, 2, 3], from: '09:00', to: '17:00' }] })
    await change(journey.person, goes, ending)
    await appealed(journey)
    const frozen = (id: string, patch: object) => () => change(journey.careCoordinator, id, patch)
    const agreed = { personAgreement: { on: '2026-11-24', words: 'It is all right.' } }
    await refused(t, service, frozen(kept, { status: 'at-risk' }), 'support-frozen', 'another status')
    const fewer = { hours: [{ days: [1, 2], from: '09:00', to: '17:00' }] }
    await refused(t, service, frozen(open, fewer), 'support-frozen', 'fewer hours')
    await refused(t, service, frozen(open, { hours: null }), 'support-frozen', 'no hours any more')
    await refused(
      t,
      service,
      frozen(kept, { minutesPerWeek: 0, ...agreed }),
      'support-frozen',
      'kept, and cut to nothing',
    )
    await refused(t, service, frozen(kept, { minutesPerWeek: null, ...agreed }), 'support-frozen', 'left unsaid')
    await refused(t, service, frozen(goes, { endsOn: '2026-12-31' }), 'support-frozen', 'a month sooner')
    const less = { minutesPerWeek: 30, statusReason: 'Fewer staff.' }
    await refused(t, service, frozen(goes, less), 'support-frozen', 'less of it')
    t.equal((await frozen(kept, { minutesPerWeek: 90 })()).status, 200, 'there can be more')
    t.equal((await frozen(goes, { status: 'kept' })()).status, 200, 'it can be kept after all')
  },
)

t.test('an end does not come while an appeal is open: the service stays, whatever day was set', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const goes = await registered(journey, unnamed)
  await change(journey.careCoordinator, goes, ending)
  t.match(await told(journey, goes), {
    sentence: 'It continues until 31 January 2027. After that you have 1 hour a week less.',
    because: 'The group closes.',
  })
  const { id } = await appealed(journey)
  on(t, '2027-02-10T09:30:00Z')
  t.match(await told(journey, goes), {
    sentence: /^It stays as it is while your appeal is open\. It was to continue until 31/,
  })
  const upheld = { outcome: 'upheld', reasons: [aReason] }
  const { decision } = (await journey.officer.post<{ decision: Decision }>(`/v1/appeals/${id}/decision`, upheld)).ok
  t.notOk(await told(journey, goes), 'the appeal is over, and its day has gone by')
  const words = sectionOf(await letterOf(journey.person, decision.id), 'What stays')
  t.notMatch(words, /while your appeal is open/)
})

t.test('what ends without the person’s agreement has its reason in the letter', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  await change(journey.careCoordinator, await registered(journey, unnamed), ending)
  const { decision } = (await decidePlan(journey, 'agreed')).ok
  t.match(
    sectionOf(await letterOf(journey.person, decision.id), 'What stays'),
    'It continues until 31 January 2027. After that you have 1 hour a week less. Why: The group closes.',
  )
})

t.test(
  '409: while an appeal is open no field of a service is turned against the person, and each is named',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed')
    const named = await coded(journey, { statusReason: 'She asked for it.' })
    const crisis = await registered(journey, { kind: 'nhs-crisis', ...unnamed, title: 'The crisis team' })
    const goes = await registered(journey, unnamed)
    await change(journey.careCoordinator, goes, ending)
    await appealed(journey)
    const agreed = { personAgreement: { on: '2026-11-24', words: 'It is all right.' } }
    for (const [id, patch, pointer] of [
      [named, { relationshipWith: null, ...agreed }, '/relationshipWith'],
      [named, { relationshipWith: 'Dr Bell', ...agreed }, '/relationshipWith'],
      [named, { serviceCode: null, statusReason: 'Put right.', ...agreed }, '/serviceCode'],
      [named, { statusReason: 'She did not want it.' }, '/statusReason'],
      [named, { title: 'A group' }, '/title'],
      [named, { provider: 'Nobody' }, '/provider'],
      [named, { minutesPerWeek: 30, ...agreed }, '/minutesPerWeek'],
      [named, { status: 'at-risk' }, '/status'],
      [crisis, { title: 'No crisis team any more', provider: 'Nobody' }, '/title'],
      [goes, { statusReason: 'It closes in spring.' }, '/statusReason'],
      [goes, { endsOn: '2026-12-31' }, '/endsOn'],
    ] as const)
      for (const client of [journey.careCoordinator, journey.person]) {
        const problem = await refused(
          t,
          service,
          () => change(client, id, patch),
          'support-frozen',
          JSON.stringify(patch),
        )
        t.match(problem.errors, [{ pointer }])
      }
    const better = { relationshipWith: 'Dr Bell', minutesPerWeek: 90 }
    t.match((await change(journey.careCoordinator, crisis, better)).ok, better, 'what is better is written down')
    t.match((await change(journey.careCoordinator, goes, { minutesPerWeek: 90 })).ok, {
      status: 'ending',
      minutesPerWeek: 90,
    })
    t.match((await change(journey.careCoordinator, goes, { status: 'kept' })).ok, {
      status: 'kept',
      statusReason: null,
    })
  },
)

t.test('the database itself keeps a service whole while an appeal is open', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const id = await coded(journey)
  await appealed(journey)
  const set = (what: string) =>
    service.database.sql(`update current_service set ${what} where current_service_id = $1`, [id])
  for (const what of [
    `title = 'x'`,
    `provider = 'x'`,
    'price_code = null',
    'relationship_with = null',
    `status_reason = 'x'`,
    'minutes_per_week = 59',
    `status = 'at-risk'`,
  ])
    await t.rejects(set(what), { code: '23514', constraint: 'current_service_frozen_by_appeal' }, what)
  await set('minutes_per_week = 61')
})
