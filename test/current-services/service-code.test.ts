import t from 'tap'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCurrentService } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { change } from './acts.ts'

const service = await startService(t)
const agreement = { on: '2026-11-24', words: 'I would rather choose my own therapist.' }
const coded = { serviceCode: 'psychology-session', relationshipWith: null }

async function registered(journey: Journey, more: object = {}): Promise<string> {
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  return (await journey.person.post<CurrentService>(path, { ...aCurrentService(), ...more })).ok.id
}
const historic = (pathwayStep: 'team-complete' | 'assessment-completed') =>
  journeyTo(service, pathwayStep, { scheme: 'local-pilot-historic' })

t.test('P3: a kept service is not traded by striking out its code: the preview stays what it was', async (t) => {
  const journey = await historic('assessment-completed')
  const id = await registered(journey, { ...coded, relationshipWith: 'Dr Amara Okafor' })
  const contacts = [
    { service: 'psychology-session', units: 500 },
    { service: 'community-contact', units: 10 },
  ]
  const inputs = { method: 'historic-cost', until: '2026-10-06', contacts }
  const preview = async () =>
    (
      await journey.careCoordinator.post<{ amountPence: number }>(
        `/v1/cases/${journey.ids.caseId}/budget-previews`,
        inputs,
      )
    ).ok.amountPence
  const before = await preview()
  for (const serviceCode of [null, 'talking-therapy'])
    for (const client of [journey.careCoordinator, journey.person]) {
      const problem = await refused(
        t,
        service,
        () => change(client, id, { serviceCode, statusReason: 'Put right.' }),
        'person-agreement-missing',
        `${serviceCode}`,
      )
      t.match(problem.errors, [{ pointer: '/personAgreement' }])
    }
  t.equal(await preview(), before)
  const agreed = await change(journey.careCoordinator, id, { serviceCode: null, personAgreement: agreement })
  t.match(agreed.ok, { serviceCode: null, personAgreement: { recordedAs: 'care-coordinator' } })
  t.ok((await preview()) > before, 'as the person agreed')
})

t.test(
  '422: without a named relationship, a code goes only with a reason of its own, which the person is told',
  async (t) => {
    const journey = await historic('team-complete')
    const id = await registered(journey, { ...coded, statusReason: 'She has had it for years.' })
    for (const serviceCode of [null, 'talking-therapy']) {
      const problem = await refused(
        t,
        service,
        () => change(journey.careCoordinator, id, { serviceCode }),
        'status-reason-missing',
      )
      t.match(problem.errors, [{ pointer: '/statusReason' }])
    }
    const statusReason = 'It was the wrong code.'
    t.match((await change(journey.careCoordinator, id, { serviceCode: 'talking-therapy', statusReason })).ok, {
      statusReason,
    })
    const told = (await journey.person.get<WhatStays>(`/v1/cases/${journey.ids.caseId}/what-stays`)).ok.services
    t.match(told, [{ currentServiceId: id, because: statusReason }])
    const struckOut = () => change(journey.careCoordinator, id, { statusReason: null })
    await refused(t, service, struckOut, 'status-reason-missing', 'nor is the reason struck out afterwards')
    await change(journey.careCoordinator, id, { status: 'at-risk' })
    const around = () => change(journey.careCoordinator, id, { serviceCode: null })
    await refused(t, service, around, 'status-reason-missing', 'by way of another status')
  },
)

t.test('a code is added without more: it takes nothing away', async (t) => {
  const journey = await historic('team-complete')
  const id = await registered(journey, { serviceCode: null })
  t.equal((await change(journey.careCoordinator, id, { serviceCode: 'psychology-session' })).status, 200)
})

t.test('P3: an NHS crisis service keeps its code, whoever agrees to something else', async (t) => {
  const journey = await historic('team-complete')
  const crisis = { kind: 'nhs-crisis', serviceCode: 'crisis-contact', relationshipWith: null }
  const id = await registered(journey, crisis)
  for (const client of [journey.person, journey.careCoordinator])
    for (const serviceCode of [null, 'talking-therapy']) {
      const patch = { serviceCode, statusReason: 'Put right.', personAgreement: agreement }
      const problem = await refused(t, service, () => change(client, id, patch), 'kept-service-not-tradable')
      t.match(problem.errors, [{ pointer: '/serviceCode' }])
    }
})

t.test('P3: an NHS crisis service is not renamed away; who registered it corrects it on the same day', async (t) => {
  const journey = await historic('team-complete')
  const id = await registered(journey, { kind: 'nhs-crisis', relationshipWith: null, title: 'The crisis taem' })
  const renamed = { title: 'No crisis team any more', provider: 'Nobody', statusReason: 'It closes.' }
  for (const patch of [renamed, { provider: 'Nobody' }]) {
    const problem = await refused(
      t,
      service,
      () => change(journey.careCoordinator, id, patch),
      'kept-service-not-tradable',
    )
    t.match(problem.errors, [{ pointer: 'title' in patch ? '/title' : '/provider' }])
  }
  t.match((await change(journey.person, id, { title: 'The crisis team' })).ok, { title: 'The crisis team' })
  service.clock.set('2026-11-25T00:00:00Z')
  t.teardown(() => service.clock.set('2026-11-24T09:30:00Z'))
  await refused(
    t,
    service,
    () => change(journey.person, id, { title: 'A team' }),
    'kept-service-not-tradable',
    'a day later',
  )
  t.equal((await change(journey.person, id, { title: 'The crisis team', minutesPerWeek: 90 })).status, 200)
})
