import type { CareTeam, Patient } from '@medplum/fhirtypes'
import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { confirmJoined, reportDouble } from '../record-joining/acts.ts'
import { anActor } from '../support/actors.ts'
import { anNhsNumber, aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { confirmIdentity } from '../support/sign-in.ts'
import { asking, idsOf, nextOf, resourcesOf, settle } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const asked = asking(service, 'commissioner-officer')
const nhs = 'https://fhir.nhs.uk/Id/nhs-number'
const kinds = ['CareTeam', 'CarePlan', 'Goal', 'ServiceRequest', 'Consent', 'DocumentReference']
const register = async (more: Parameters<typeof aPerson>[0] = {}) =>
  (await officer.post<Person>('/v1/people', aPerson(more))).ok
const now = () => service.clock.now().toISOString()

t.test('a restricted record is kept from those who see it by their role, also where they search', async (t) => {
  const { ids } = await journeyTo(service, 'plan-agreed')
  settle(service)
  const since = '_lastUpdated=ge2026-11-01&_count=100'
  const seen = async (who: 'care-coordinator' | 'commissioner-officer', kind: string) => {
    const by = asking(service, who)
    const [of, late] = [await by.search(`/${kind}?patient=${ids.personId}`), await by.search(`/${kind}?${since}`)]
    return [of.body, late.body].map((body) => JSON.stringify(resourcesOf(body)).includes(ids.personId))
  }
  for (const kind of kinds)
    t.same(await seen('commissioner-officer', kind), [true, kind !== 'Consent'], `${kind}: no list of everybody`)
  await service
    .as('privacy-officer')
    .post(`/v1/people/${ids.personId}/restriction`, { reason: 'A relative works here.' })
  for (const kind of kinds) {
    t.same(await seen('commissioner-officer', kind), [false, false], kind)
    t.same(await seen('care-coordinator', kind), [true, true], `${kind} is seen by the team`)
  }
  t.equal((await asked.refused(`/Patient/${ids.personId}`)).status, 404)
  t.same(idsOf((await asked.search(`/Patient?_id=${ids.personId}`)).body), [])
  t.notOk(idsOf((await asked.search(`/Patient?${since}`)).body).includes(ids.personId))
})

t.test('each look is kept, under the operation that tells the same, and the person reads it', async (t) => {
  const { ids, person } = await journeyTo(service, 'plan-agreed')
  service.clock.advance({ minutes: 1 })
  await asked.get(`/Patient/${ids.personId}`)
  await asked.search(`/Goal?patient=${ids.personId}`)
  await asking(service, 'care-coordinator').search(`/DocumentReference?patient=${ids.personId}`)
  await asked.refused(`/Consent/${ids.personId}`)
  await service.app.readLog.flush()
  const { items } = (
    await person.get<{ items: { operation: string; at: string }[] }>(`/v1/people/${ids.personId}/reads`)
  ).ok
  const looks = items.filter((one) => JSON.stringify(one).includes(now())).map(({ operation }) => operation)
  t.same(looks.sort(), ['getPerson', 'getSupportPlan', 'listLetters'])
})

t.test('a record that was joined into another says which, and what it had is of the other', async (t) => {
  const [goesOn, joined] = [await register(), await register({ nhsNumber: null })]
  const doubleId = await reportDouble(service, goesOn.id, joined.id)
  service.clock.advance({ seconds: 1 })
  t.equal((await confirmJoined(service, doubleId, goesOn.id)).status, 200)
  const { body } = await asked.get<Patient>(`/Patient/${joined.id}`)
  fits(t, body, {
    active: false,
    link: [{ other: { reference: `Patient/${goesOn.id}` }, type: 'replaced-by' }],
    meta: { lastUpdated: now() },
  })
})

t.test('that a person died is told once it is confirmed, and changes the Patient', async (t) => {
  const { ids, careCoordinator, teamManager } = await journeyTo(service, 'plan-agreed')
  const patient = async () => (await asked.get<Patient>(`/Patient/${ids.personId}`)).body
  const died = { ending: 'died', on: '2026-11-23' }
  service.clock.advance({ minutes: 1 })
  const ended = await careCoordinator.post(`/v1/cases/${ids.caseId}/ending`, died)
  t.ok(ended.status < 300, JSON.stringify(ended.body))
  t.notOk((await patient()).deceasedDateTime, 'one person has said so')
  service.clock.advance({ minutes: 1 })
  const confirmed = await teamManager.post(`/v1/cases/${ids.caseId}/death/confirmation`, {
    on: '2026-11-23',
    evidence: 'The medical certificate.',
  })
  t.ok(confirmed.status < 300, JSON.stringify(confirmed.body))
  const at = now()
  fits(t, await patient(), { deceasedDateTime: '2026-11-23', meta: { lastUpdated: at } })
  const byTeam = asking(service, 'care-coordinator')
  settle(service)
  t.same(idsOf((await byTeam.search(`/Patient?_lastUpdated=${at}`)).body), [ids.personId])
  const team = (await asked.get<CareTeam>(`/CareTeam/${ids.caseId}`)).body
  t.equal(team.status, 'inactive')
  t.ok(team.period?.end)
})

t.test(
  'that the NHS number was verified is told where somebody traced the person, and until who they are changes',
  async (t) => {
    const { id } = await register({ nhsNumber: anNhsNumber() })
    const coding = async () => {
      const { identifier = [] } = (await asked.get<Patient>(`/Patient/${id}`)).body
      return identifier.find(({ system }) => system === nhs)?.extension?.[0]?.valueCodeableConcept?.coding?.[0]?.code
    }
    t.equal(await coding(), undefined)
    service.clock.advance({ seconds: 1 })
    const { bornOn } = (await officer.get<Person>(`/v1/people/${id}`)).ok
    t.equal((await confirmIdentity({ service }, id, { bornOn })).status, 201)
    t.equal(await coding(), '01')
    const at = now()
    settle(service)
    t.same(idsOf((await asked.search(`/Patient?_lastUpdated=${at}`)).body), [id])
    const { etag } = await officer.get(`/v1/people/${id}`)
    await officer.patch(`/v1/people/${id}`, { nhsNumber: anNhsNumber() }, { ifMatch: etag })
    t.equal(await coding(), undefined)
  },
)

t.test('pages of what one NHS number finds go on without it', async (t) => {
  const nhsNumber = anNhsNumber()
  const ids = [
    (await register({ nhsNumber })).id,
    (await register({ nhsNumber })).id,
    (await register({ nhsNumber })).id,
  ]
  const lookUp = { birthdate: aPerson().bornOn, purpose: 'person-asks' }
  const found: string[] = []
  let page = (await asked.post('Patient', { ...lookUp, identifier: `${nhs}|${nhsNumber}`, _count: '1' })).body
  for (;;) {
    t.notMatch(JSON.stringify(page.link), nhsNumber)
    t.notMatch(JSON.stringify(page.link), /identifier|birthdate|purpose/)
    found.push(...idsOf(page))
    const next = nextOf(page)
    if (next === undefined) break
    page = (await asked.search(next)).body
  }
  t.same(found.sort(), ids.sort())
})

t.test('somebody who has left the team reads nothing more', async (t) => {
  const { ids, careCoordinator, broker } = await journeyTo(service, 'plan-agreed')
  const byBroker = asking(service, 'broker')
  t.equal((await byBroker.get(`/CarePlan/${ids.supportPlanId}`)).status, 200)
  service.clock.advance({ seconds: 1 })
  await careCoordinator.post(`/v1/cases/${ids.caseId}/members/${ids.memberId}/departure`)
  t.equal((await byBroker.refused(`/CarePlan/${ids.supportPlanId}`)).status, 404)
  t.same(idsOf((await byBroker.search(`/CarePlan?patient=${ids.personId}`)).body), [])
  t.equal(
    (await asking(service, anActor('broker', { sub: 'another-broker' })).refused(`/CarePlan/${ids.supportPlanId}`))
      .status,
    404,
  )
  const team = (await asking(service, 'care-coordinator').get<CareTeam>(`/CareTeam/${ids.caseId}`)).body
  const left = team.participant?.find(({ member }) => member?.identifier?.value === broker.actor?.sub)
  t.equal(left?.period?.end, now())
  t.equal(team.meta?.lastUpdated, now())
})

t.test(
  'who does not know whose a case is reads no identifier of other systems of it, and finds none by it',
  async (t) => {
    const { ids, careCoordinator } = await journeyTo(service, 'plan-drafted')
    const system = 'https://record.trust.example/id'
    const value = `of-${ids.caseId}`
    await careCoordinator.post(`/v1/cases/${ids.caseId}/identifiers`, { system, values: [value] })
    for (const [who, sees] of [
      ['auditor', false],
      ['commissioner-officer', true],
    ] as const) {
      const by = asking(service, who)
      const { body } = await by.get<CareTeam>(`/CareTeam/${ids.caseId}`)
      t.equal((body.identifier ?? []).filter((one) => one.system === system).length, sees ? 1 : 0, who)
      t.same(idsOf((await by.search(`/CareTeam?identifier=${system}|${value}`)).body), sees ? [ids.caseId] : [], who)
    }
  },
)
