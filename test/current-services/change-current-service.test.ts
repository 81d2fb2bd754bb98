import t from 'tap'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { closed } from '../support/closed.ts'
import { invalid, type Wrong } from '../support/invalid.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCurrentService } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { change } from './acts.ts'

const service = await startService(t)
const today = '2026-11-24'
const endsOn = '2027-01-31'
const agreement = { on: today, words: 'I have said goodbye to her.' }

async function registered(journey: Journey, more: object = {}): Promise<string> {
  const path = `/v1/cases/${journey.ids.caseId}/current-services`
  return (await journey.person.post<CurrentService>(path, { ...aCurrentService(), ...more })).ok.id
}

const journey = await journeyTo(service, 'team-complete')
const { person, representative, careCoordinator, broker } = journey
const unnamed = { relationshipWith: null }
const brokenBy = (constraint: string) => ({ code: '23514', constraint })

t.test('200: what was written down is put right, under its version', async (t) => {
  const id = await registered(journey)
  const answer = await change(careCoordinator, id, { title: 'Talking therapy on Mondays', minutesPerWeek: 90 })
  t.match(answer.ok, { title: 'Talking therapy on Mondays', minutesPerWeek: 90, relationshipWith: 'Dr Amara Okafor' })
  t.equal(answer.etag, '"2"')
  t.same((await person.get(`/v1/current-services/${id}`)).ok, answer.ok)
  await refused(t, service, () => change(person, id, { title: 'Too late' }, '"1"'), 'precondition-failed')
  const bare = () => person.patch(`/v1/current-services/${id}`, { status: 'kept', title: 'x' })
  await refused(t, service, bare, 'precondition-required')
})

t.test(
  '422: an agreement that the care coordinator records has the person’s words, also where none is needed',
  async (t) => {
    const id = await registered(journey, unnamed)
    const personAgreement = { on: today, words: null }
    for (const patch of [{ title: 'Talking' }, { status: 'at-risk', statusReason: 'The group may close.' }]) {
      const wordless = () => change(careCoordinator, id, { ...patch, personAgreement })
      t.match((await refused(t, service, wordless, 'person-agreement-missing')).errors, [
        { pointer: '/personAgreement/words' },
      ])
    }
    t.match((await change(person, id, { title: 'Talking', personAgreement })).ok.personAgreement, personAgreement)
  },
)

t.test('of eight changes of one version at once, one is made', async (t) => {
  const id = await registered(journey)
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) => change(person, id, { minutesPerWeek: index + 61 }, '"1"')),
  )
  t.same(answers.map((answer) => answer.status).sort(), [200, 412, 412, 412, 412, 412, 412, 412])
})

t.test('P3: an NHS crisis service stays, whoever wants it otherwise', async (t) => {
  const id = await registered(journey, { kind: 'nhs-crisis', ...unnamed })
  for (const patch of [{ status: 'at-risk' }, { status: 'ending', endsOn, personAgreement: agreement }])
    for (const client of [person, careCoordinator]) {
      const problem = await refused(t, service, () => change(client, id, patch), 'kept-service-not-tradable')
      t.match(problem.errors, [{ pointer: '/status' }])
    }
  await refused(t, service, () => change(person, id, { kind: 'other' }), 'request-invalid', 'its kind is not changed')
})

t.test('422: a service that ends has a day and a reason, and what a status has no use for is named', async (t) => {
  const id = await registered(journey, unnamed)
  t.match((await refused(t, service, () => change(person, id, { status: 'ending' }), 'end-date-missing')).errors, [
    { pointer: '/endsOn' },
  ])
  const stray = () => change(person, id, { endsOn })
  t.match((await refused(t, service, stray, 'request-invalid')).errors, [{ pointer: '/endsOn' }])
  for (const client of [careCoordinator, person]) {
    const unsaid = () => change(client, id, { status: 'ending', endsOn })
    t.match((await refused(t, service, unsaid, 'status-reason-missing')).errors, [{ pointer: '/statusReason' }])
  }
  t.match((await change(careCoordinator, id, { status: 'ending', endsOn, statusReason: 'The group closes.' })).ok, {
    status: 'ending',
    statusReason: 'The group closes.',
    endsOn,
    personAgreement: null,
    shortfallMinutesPerWeek: 60,
  })
  await refused(t, service, () => change(person, id, { statusReason: null }), 'status-reason-missing', 'nor struck out')
  const kept = (await change(person, id, { status: 'kept' })).ok
  t.match(kept, { status: 'kept', endsOn: null, statusReason: null, shortfallMinutesPerWeek: 0 })
  const agreed = { status: 'ending', endsOn, personAgreement: { on: today, words: null } }
  t.match(
    (await change(person, id, agreed)).ok,
    { status: 'ending', statusReason: null },
    'the person’s word is enough',
  )
})

t.test('400: a change says under which status it is, and nothing that this status has no use for', async (t) => {
  const id = await registered(journey, unnamed)
  const terms = {
    replacedBy: 'night-support',
    replacementStartsOn: '2027-01-01',
    replacementMinutesPerWeek: 60,
    endsOn,
  }
  const { replacedBy, replacementStartsOn, replacementMinutesPerWeek } = terms
  const stray = {
    kept: terms,
    'at-risk': { replacedBy, replacementStartsOn, replacementMinutesPerWeek },
    ending: { replacedBy, replacementStartsOn, replacementMinutesPerWeek },
  }
  const ask = (body: object) => person.patch(`/v1/current-services/${id}`, body, { ifMatch: '"1"' })
  const wrong = Object.entries(stray).flatMap(([status, given]) =>
    Object.entries(given).map(([name, value]): Wrong => [{ status, [name]: value }, `/${name}`, `${status} ${name}`]),
  )
  await invalid(t, service, [...wrong, [{ title: 'x' }, '/status'], [{ status: 'gone' }, '/status']], ask)
})

t.test('P5: a kept relationship is not cut to nothing over the person’s head; what is cut is shown', async (t) => {
  const id = await registered(journey)
  for (const client of [person, representative, careCoordinator])
    for (const minutesPerWeek of [0, 30, null]) {
      const cut = () => change(client, id, { minutesPerWeek, statusReason: 'Fewer staff.' })
      const problem = await refused(
        t,
        service,
        cut,
        'person-agreement-missing',
        `${client.actor?.sub} ${minutesPerWeek}`,
      )
      t.match(problem.errors, [{ pointer: '/personAgreement' }])
    }
  t.match((await change(person, id, { minutesPerWeek: 30, personAgreement: agreement })).ok, {
    status: 'kept',
    minutesPerWeek: 30,
    minutesPerWeekBefore: 60,
    shortfallMinutesPerWeek: 30,
  })
  await refused(
    t,
    service,
    () => change(careCoordinator, id, { minutesPerWeek: 20 }),
    'person-agreement-missing',
    'again',
  )
  const path = `/v1/cases/${journey.ids.caseId}/what-stays`
  t.match(
    (await person.get<WhatStays>(path)).ok.services.find((service) => service.currentServiceId === id)?.sentence,
    'It stays, with 30 minutes a week less than before, as you agreed on 24 November 2026.',
  )
  t.match((await change(careCoordinator, id, { minutesPerWeek: 60 })).ok, { shortfallMinutesPerWeek: 0 })

  const other = await registered(journey, unnamed)
  const cut = () => change(careCoordinator, other, { minutesPerWeek: 15 })
  t.match((await refused(t, service, cut, 'status-reason-missing')).errors, [{ pointer: '/statusReason' }])
  t.match((await change(careCoordinator, other, { minutesPerWeek: 15, statusReason: 'Fewer staff.' })).ok, {
    shortfallMinutesPerWeek: 45,
  })
})

t.test('P5: the person ends a relationship by their own word; nobody else does', async (t) => {
  const id = await registered(journey)
  const ending = { status: 'ending', endsOn }
  for (const client of [person, representative, careCoordinator]) {
    const problem = await refused(t, service, () => change(client, id, ending), 'person-agreement-missing')
    t.match(problem.errors, [{ pointer: '/personAgreement' }], client.actor?.sub ?? '')
  }
  const noWords = { ...ending, personAgreement: { on: today, words: null } }
  const problem = await refused(t, service, () => change(careCoordinator, id, noWords), 'person-agreement-missing')
  t.match(problem.errors, [{ pointer: '/personAgreement/words' }], 'the care coordinator writes down the words')
  const ahead = { ...ending, personAgreement: { ...agreement, on: '2026-11-25' } }
  t.match((await refused(t, service, () => change(person, id, ahead), 'request-invalid')).errors, [
    { pointer: '/personAgreement/on' },
  ])
  const broken = () => change(broker, id, { ...ending, personAgreement: agreement })
  await refused(t, service, broken, 'permission-missing', 'the broker')
  const both = service.as(anActor('care-coordinator', { sub: 'the-broker' }))
  const asBoth = () => change(both, id, { ...ending, personAgreement: agreement })
  await refused(t, service, asBoth, 'not-found', 'a broker with another role elsewhere')

  t.match((await change(person, id, noWords)).ok, {
    status: 'ending',
    personAgreement: { on: today, words: null, recordedAs: 'person' },
  })
})

t.test('an agreement that the care coordinator records has its date, its words and who recorded it', async (t) => {
  const id = await registered(journey)
  const patch = { status: 'ending', endsOn, personAgreement: { ...agreement, on: '2026-11-24' } }
  const entries = await audited(service, () => change(careCoordinator, id, patch))
  t.match((await person.get(`/v1/current-services/${id}`)).ok, {
    personAgreement: { on: '2026-11-24', words: agreement.words, recordedAs: 'care-coordinator' },
  })
  t.match(entries, [
    {
      type: 'current-service.changed',
      facts: {
        status: 'ending',
        agreedOn: '2026-11-24',
        agreementRecordedAs: 'care-coordinator',
        shortfallMinutesPerWeek: 60,
      },
    },
  ])
  t.match(await service.database.sql('select * from current_service where current_service_id = $1', [id]), [
    { person_agreed_recorded_by: careCoordinator.actor?.sub },
  ])
})

t.test('an agreement is to what was settled: another day needs another, and the rest does not', async (t) => {
  const id = await registered(journey)
  await change(representative, id, { status: 'ending', endsOn, personAgreement: { on: today, words: null } })
  t.match((await change(careCoordinator, id, { title: 'Therapy' })).ok, {
    personAgreement: { recordedAs: 'representative' },
  })
  const sooner = () => change(careCoordinator, id, { endsOn: '2026-12-31' })
  await refused(t, service, sooner, 'person-agreement-missing', 'a month sooner')
  const struckOut = () => change(careCoordinator, id, { relationshipWith: null })
  await refused(t, service, struckOut, 'person-agreement-missing', 'the name is struck out')
  t.match((await change(careCoordinator, id, { status: 'kept' })).ok, { status: 'kept', personAgreement: null })
})

t.test('the database itself does not let a relationship end without an agreement, nor a crisis service', async (t) => {
  const id = await registered(journey)
  const crisis = await registered(journey, { kind: 'nhs-crisis', ...unnamed })
  const end = (of: string) =>
    service.database.sql(
      `update current_service set status = 'ending', ends_on = $2, status_reason = 'x' where current_service_id = $1`,
      [of, endsOn],
    )
  await t.rejects(end(id), brokenBy('current_service_relationship_protected'))
  await t.rejects(end(crisis), brokenBy('current_service_crisis_kept'))
  const unsaid = `update current_service set status = 'ending', ends_on = $2 where current_service_id = $1`
  const other = await registered(journey, unnamed)
  await t.rejects(service.database.sql(unsaid, [other, endsOn]), brokenBy('current_service_end_reasoned'))
  const recorded = `update current_service set person_agreed_on = $2, person_agreed_as = 'care-coordinator', person_agreed_recorded_by = 'x' where current_service_id = $1`
  await t.rejects(service.database.sql(recorded, [id, today]), brokenBy('current_service_agreement_whole'))
})

t.test('a service is replaced by a line of the plan, and by how much of it', async (t) => {
  const planned = await journeyTo(service, 'budget-disclosed')
  const id = await registered(planned, unnamed)
  const replacing = { status: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 45 }
  const settle = (patch: object) => () => change(planned.person, id, patch)
  t.match((await refused(t, service, settle(replacing), 'replacement-missing', 'before there is a plan')).errors, [
    { pointer: '/replacedBy' },
  ])
  await planned.on('plan-drafted')
  await refused(
    t,
    service,
    settle({ ...replacing, replacedBy: 'gone' }),
    'replacement-missing',
    'a line it does not have',
  )
  await refused(t, service, settle({ ...replacing, replacedBy: null }), 'replacement-missing', 'no line')
  const unmeasured = { ...replacing, replacementMinutesPerWeek: null }
  t.match((await refused(t, service, settle(unmeasured), 'replacement-missing', 'no measure')).errors, [
    { pointer: '/replacementMinutesPerWeek' },
  ])
  t.match((await settle(replacing)()).ok, { status: 'replaced', replacedBy: 'drum-kit', shortfallMinutesPerWeek: 15 })
})

t.test('no stop before the replacement starts, unless the person agrees', async (t) => {
  const planned = await journeyTo(service, 'plan-drafted')
  const id = await registered(planned, unnamed)
  const replacing = { status: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 60 }
  const stop = { ...replacing, endsOn, replacementStartsOn: '2027-02-01' }
  await refused(t, service, () => change(planned.careCoordinator, id, stop), 'person-agreement-missing')
  const same = { ...stop, replacementStartsOn: endsOn }
  t.match((await change(planned.careCoordinator, id, same)).ok, { endsOn, replacementStartsOn: endsOn })
  const agreed = { ...stop, personAgreement: agreement }
  t.match((await change(planned.careCoordinator, id, agreed)).ok, {
    personAgreement: { recordedAs: 'care-coordinator' },
  })
})

t.test('the door is closed to whoever has no business here', async (t) => {
  const id = await registered(journey)
  await closed(t, service, 'service:write', (client) =>
    client.patch(`/v1/current-services/${id}`, { status: 'kept', title: 'x' }, { ifMatch: '"1"' }),
  )
})
