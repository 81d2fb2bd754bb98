import type { CarePlan, CareTeam, Consent, DocumentReference, Goal, Patient, ServiceRequest } from '@medplum/fhirtypes'
import t from 'tap'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { aMachine } from '../support/actors.ts'
import { aCase, aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { asking, idsOf, nextOf, resourcesOf, settle } from './acts.ts'

const service = await startService(t)
const journey = await journeyTo(service, 'review-done')
settle(service)
const { personId, caseId, supportPlanId } = journey.ids
const coordinator = asking(service, 'care-coordinator')
const odsSystem = 'https://fhir.nhs.uk/Id/ods-organization-code'
const plan = (await journey.person.get<SupportPlan>(`/v1/support-plans/${supportPlanId}`)).ok

t.test('every reference to a resource of the facade leads to one that whoever asks can read', async (t) => {
  const waiting = [`Patient/${personId}`]
  const kinds = ['CareTeam', 'CarePlan', 'Goal', 'ServiceRequest', 'Consent', 'DocumentReference']
  for (const kind of kinds)
    for (const one of resourcesOf((await coordinator.search(`/${kind}?patient=${personId}`)).body))
      waiting.push(`${kind}/${one.id}`)
  const seen = new Set<string>()
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (seen.has(name)) continue
    seen.add(name)
    const { status, body } = await coordinator.get(`/${name}`)
    t.equal(status, 200, name)
    waiting.push(...[...JSON.stringify(body).matchAll(/"reference":"([^"]+)"/g)].map(([, one = '']) => one))
  }
  for (const kind of kinds)
    t.ok(
      [...seen].some((name) => name.startsWith(`${kind}/`)),
      kind,
    )
})

t.test('what has the id of something else is not there', async (t) => {
  for (const name of [`Patient/${personId}.0123456789abcdef`, `Goal/${supportPlanId}`, `CarePlan/${caseId}`])
    t.equal((await coordinator.refused(`/${name}`)).status, 404, name)
  for (const path of [`/Patient?_id=${personId}.0123456789abcdef`, `/Goal?_id=${supportPlanId}`])
    t.same(idsOf((await coordinator.search(path)).body), [], path)
})

t.test('the team of the case is a CareTeam: who, in what role, and from when', async (t) => {
  const { body } = await coordinator.get<CareTeam>(`/CareTeam/${caseId}`)
  fits(t, body, {
    status: 'active',
    subject: { reference: `Patient/${personId}` },
    managingOrganization: [{ type: 'Organization', identifier: { system: odsSystem, value: 'RW4' } }],
  })
  const participants = body.participant ?? []
  const roles = participants.map(({ role }) => role?.[0]?.text)
  for (const role of ['Person', 'Care coordinator', 'Broker']) t.ok(roles.includes(role), role)
  for (const { member, period } of participants) {
    t.ok(member?.reference ?? member?.identifier?.value)
    t.ok(period?.start)
  }
  const reference = body.identifier?.find(({ system }) => system === 'urn:recovery-budgets:case-reference')
  const found = await coordinator.search(`/CareTeam?identifier=${reference?.system}|${reference?.value}`)
  t.same(idsOf(found.body), [caseId])
})

t.test('an organisation is given by its ODS code where it has one, and by our own identifier where not', async (t) => {
  const ofBroker = async () => {
    const { participant } = (await coordinator.get<CareTeam>(`/CareTeam/${caseId}`)).body
    return participant?.find(({ role }) => role?.[0]?.text === 'Broker')?.onBehalfOf?.identifier
  }
  const givenTo = async () => {
    const consents = resourcesOf((await coordinator.search(`/Consent?patient=${personId}`)).body) as Consent[]
    return consents.flatMap(({ provision }) => provision?.actor?.map(({ reference }) => reference.identifier) ?? [])
  }
  const own = { system: 'urn:ietf:rfc3986', value: `urn:uuid:${tenants.QYG.brokerageId}` }
  t.same(await ofBroker(), own, 'its code can be one of a local register')
  t.match(await givenTo(), [own])
})

t.test('the plan in force is a CarePlan, with its outcomes as Goals and its lines as ServiceRequests', async (t) => {
  const { body } = await coordinator.get<CarePlan>(`/CarePlan/${supportPlanId}`)
  fits(t, body, { status: 'active', intent: 'plan', careTeam: [{ reference: `CareTeam/${caseId}` }] })
  t.equal(body.period?.start, plan.period?.from)
  t.equal(body.goal?.length, plan.outcomes.length)
  t.equal(body.activity?.length, plan.lines.length)
  const goals = resourcesOf((await coordinator.search(`/Goal?patient=${personId}`)).body) as Goal[]
  t.same(goals.map(({ description }) => description.text).sort(), plan.outcomes.map(({ words }) => words).sort())
  t.same([...new Set(goals.map(({ lifecycleStatus }) => lifecycleStatus))], ['active'])
  const requests = resourcesOf(
    (await coordinator.search(`/ServiceRequest?patient=${personId}`)).body,
  ) as ServiceRequest[]
  t.same(requests.map(({ code }) => code?.text).sort(), plan.lines.map(({ title }) => title).sort())
  for (const request of requests) {
    fits(t, request, { status: 'active', intent: 'order', basedOn: [{ reference: `CarePlan/${supportPlanId}` }] })
    for (const { valueReference } of request.extension ?? [])
      t.ok(goals.some(({ id }) => valueReference?.reference === `Goal/${id}`))
  }
})

t.test('what the person agreed to share is a Consent, and a letter is a DocumentReference', async (t) => {
  const consents = resourcesOf((await coordinator.search(`/Consent?patient=Patient/${personId}`)).body) as Consent[]
  t.ok(consents.length > 0)
  fits(t, consents[0], {
    status: 'active',
    patient: { reference: `Patient/${personId}` },
    provision: { type: 'permit' },
  })
  const letters = resourcesOf(
    (await coordinator.search(`/DocumentReference?patient=${personId}`)).body,
  ) as DocumentReference[]
  t.ok(letters.length > 0)
  const { contentType, url = '' } = letters[0]?.content[0]?.attachment ?? {}
  t.equal(contentType, 'text/html')
  const letter = await journey.careCoordinator.get(new URL(url).pathname)
  t.equal(letter.status, 200, 'the attachment leads to the letter')
  t.match(letter.headers.get('content-type'), /^text\/html/)
})

t.test('pages follow one another by their links, each resource once', async (t) => {
  for (const kind of ['Goal', 'ServiceRequest', 'DocumentReference', 'Consent']) {
    const whole = idsOf((await coordinator.search(`/${kind}?patient=${personId}`)).body)
    const paged: string[] = []
    let path: string | undefined = `/${kind}?patient=${personId}&_count=1`
    while (path !== undefined) {
      const { body } = await coordinator.search(path)
      t.ok(resourcesOf(body).length <= 1)
      paged.push(...idsOf(body))
      path = nextOf(body)
    }
    t.same(paged, whole, kind)
  }
})

t.test('a system of the trust reads what its scopes open of the people of its trust, and no more', async (t) => {
  const system = asking(service, aMachine(['person:read', 'case:read'], 'RW4'))
  t.equal((await system.get<Patient>(`/Patient/${personId}`)).body.active, true)
  t.same(idsOf((await system.search('/CareTeam?_lastUpdated=ge2026-11-01&_count=100')).body), [caseId])
  for (const path of [`/CarePlan?patient=${personId}`, `/Goal?patient=${personId}`, `/Consent?patient=${personId}`])
    t.equal((await system.refused(path)).status, 403, path)
  t.equal((await asking(service, 'machine').refused(`/Consent?patient=${personId}`)).status, 403, 'no system has it')
  const elsewhere = await journey.officer.post<{ id: string }>('/v1/people', aPerson())
  const atAnother = aCase(elsewhere.ok.id, { trustId: tenants.QYG.otherTrustId })
  const other = (await journey.officer.post<{ id: string }>('/v1/cases', atAnother)).ok.id
  settle(service)
  t.equal((await system.refused(`/Patient/${elsewhere.ok.id}`)).status, 404)
  t.equal((await system.refused(`/CareTeam/${other}`)).status, 404)
  t.notOk(idsOf((await system.search('/CareTeam?_lastUpdated=ge2026-11-01&_count=100')).body).includes(other))
})
