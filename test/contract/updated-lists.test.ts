import { readFile } from 'node:fs/promises'
import t, { type Test } from 'tap'
import type { Review } from '../../src/reviews/schemas.ts'
import { daysAfter } from '../../src/shared/dates.ts'
import { decide, lodge, refusedPlan } from '../appeals/acts.ts'
import { add, aPdf, attached, send, takeBack } from '../attachments/acts.ts'
import { approve, draft, payable, payers, paymentsOf } from '../pay-runs/acts.ts'
import { payable as aPayable, register, showEvidence } from '../payees/acts.ts'
import { draftAgreement, secondBroker, signForPayer } from '../service-agreements/acts.ts'
import { anOrganisation, aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { aDocument, aPlan, aPurchase, aReceipt, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
type Item = { readonly id: string }
const itemsOf = async (client: Client, path: string, query = '') =>
  (await client.get<{ items: Item[] }>(`${path}?limit=100${query}`)).ok.items

/** Has the database do something as the work between requests does, at the time of the tenant. */
const atTheTime = (change: string) =>
  service.database.sql(`begin; set local app.now = '${service.clock.now().toISOString()}'; ${change}; commit`)

/** Holds a list to tell what an act changed of its items, and not those that it left as they were. */
async function tells(t: Test, client: Client, path: string, what: string, act: () => Promise<unknown>) {
  service.clock.advance({ minutes: 5 })
  const since = `&updatedSince=${service.clock.now().toISOString()}`
  const before = await itemsOf(client, path)
  t.same(await itemsOf(client, path, since), [], `${what}: nothing changed yet`)
  await act()
  const now = await itemsOf(client, path)
  const changed = now.filter((one) => !before.some((other) => JSON.stringify(other) === JSON.stringify(one)))
  t.ok(changed.length > 0 && changed.length < now.length, `${what}: ${changed.length} of ${now.length} changed`)
  t.same(await itemsOf(client, path, since), changed, what)
}

t.test('organisations and payees are told by when they changed', async (t) => {
  // Those who are there from the start.
  await service.database.sql(
    "begin; set local session_replication_role = 'replica'; update organisation set changed_at = registered_at; commit",
  )
  const { id } = (await officer.post<Item>('/v1/organisations', anOrganisation({ code: 'Z7', name: 'Zed' }))).ok
  const organisations = '/v1/organisations'
  const address = { address: { lines: ['1 High Street'], postcode: 'L1 1AA' } }
  await tells(t, officer, organisations, 'an address', () =>
    officer.post(`${organisations}/${tenants.QYG.trustId}/address`, address),
  )
  const identifiers = { system: 'urn:of:finance', values: ['Z-700'] }
  await tells(t, officer, organisations, 'what it is known by', () =>
    officer.post(`${organisations}/${id}/identifiers`, identifiers),
  )
  void (await register(officer, { name: 'Art Room' })).ok
  const { id: payeeId } = (await register(officer)).ok
  await tells(t, officer, '/v1/payees', 'a paper', () =>
    showEvidence(service.as('care-coordinator'), payeeId, 'insurance'),
  )
  await tells(t, officer, '/v1/payees', 'its end', () => officer.post(`/v1/payees/${payeeId}/ending`))
})

t.test('agreements with providers are told by when they changed', async (t) => {
  const { id: payeeId } = await aPayable(service.as('care-coordinator'), {
    name: 'Riverside Support',
    organisationId: tenants.QYG.providerId,
  })
  const { id } = (await draftAgreement(service.as('broker'), payeeId)).ok
  void (await draftAgreement(service.as('broker'), payeeId, { what: 'Support in the community' })).ok
  for (const [client, path] of [
    [service.as('broker'), '/v1/service-agreements'],
    [service.as('provider-officer'), '/v1/own-service-agreements'],
  ] as const)
    await tells(t, client, path, 'a signature', () =>
      path.includes('own')
        ? client.post(`/v1/service-agreements/${id}/provider-signature`, undefined, { key: 'updated-lists' })
        : signForPayer(secondBroker(service), id),
    )
})

t.test('payments and runs of them are told by when they changed', async (t) => {
  const journey = await payable(service)
  const { drafter, reviewer, approver } = payers(service)
  const [first, second] = await paymentsOf(journey)
  const path = `/v1/cases/${journey.ids.caseId}/payments`
  await tells(t, drafter, path, 'one is held', () => drafter.post(`/v1/payments/${second?.id}/hold`))
  await tells(t, drafter, path, 'one goes into a run', async () => (await draft(drafter, first?.dueOn ?? '')).ok)
  await payable(service)
  const { id } = (await draft(drafter, '2026-12-01')).ok
  await tells(t, drafter, '/v1/pay-runs', 'a run is reviewed', () => reviewer.post(`/v1/pay-runs/${id}/review`))
  await tells(t, drafter, '/v1/pay-runs', 'a run is approved', async () => (await approve(approver, id)).ok)
})

t.test('purchases are told by when they, their receipts or what is done about these changed', async (t) => {
  const { broker, ids } = await journeyTo(service, 'purchase-made')
  const boughtOn = service.clock.today()
  const bought = async (amountPence: number) =>
    (await broker.post<Item>(`/v1/plan-lines/${ids.planLineId}/purchases`, aPurchase({ amountPence, boughtOn }))).ok.id
  const [one, other] = [await bought(100), await bought(200)]
  const path = `/v1/cases/${ids.caseId}/purchases`
  const receipt = aReceipt({ amountPence: 100, issuedOn: boughtOn, documentHash: aDocument.sha256 })
  await tells(t, broker, path, 'a receipt', async () => (await broker.post(`/v1/purchases/${one}/receipt`, receipt)).ok)
  const asPdf = { raw: aDocument.bytes, headers: { 'content-type': 'application/pdf' } }
  await tells(
    t,
    broker,
    path,
    'its file',
    async () => (await broker.post(`/v1/purchases/${one}/receipt/file`, undefined, asPdf)).ok,
  )
  await tells(t, broker, path, 'what a scanner finds', () =>
    atTheTime("update document set scan = 'clean', scanned_at = now() where scan <> 'clean'"),
  )
  await tells(
    t,
    broker,
    path,
    'it is taken back in part',
    async () =>
      (await broker.post(`/v1/purchases/${other}/reversal`, { reason: 'It was returned.', amountPence: 50 })).ok,
  )
})

t.test('plans, files, reviews and appeals are told by when they changed', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const { caseId, supportPlanId } = journey.ids
  const { person, careCoordinator } = journey
  const hung = await attached(person, caseId)
  const bytes = aPdf()
  const { id: sent } = (await add(person, caseId, bytes)).ok
  const files = `/v1/cases/${caseId}/attachments`
  await tells(t, person, files, 'a file is sent', async () => (await send(person, sent, bytes)).ok)
  await tells(t, person, files, 'one is taken back', async () => (await takeBack(person, hung.id)).ok)
  const appeals = `/v1/cases/${caseId}/appeals`
  const first = (await lodge(person, decisionId)).ok
  await decide(service.as('commissioner-officer'), first.id, 'upheld')
  service.clock.advance({ days: 7 })
  const second = (await lodge(person, decisionId)).ok
  await tells(
    t,
    person,
    appeals,
    'one is withdrawn',
    async () => (await person.post(`/v1/appeals/${second.id}/withdrawal`)).ok,
  )
  const plans = `/v1/cases/${caseId}/support-plans`
  await tells(t, person, plans, 'another is begun', async () => (await person.post(plans, aPlan())).ok)
  const known = { system: 'urn:of:another', values: ['P-1'] }
  await tells(
    t,
    person,
    plans,
    'what one is known by',
    async () => (await careCoordinator.post(`/v1/support-plans/${supportPlanId}/identifiers`, known)).ok,
  )
})

t.test('reviews are told by when they changed', async (t) => {
  const { careCoordinator, ids } = await journeyTo(service, 'plan-agreed')
  const path = `/v1/cases/${ids.caseId}/reviews`
  const [{ id, dueOn } = { id: '', dueOn: '' }] = (await careCoordinator.get<{ items: Review[] }>(path)).ok.items
  service.clock.set(`${dueOn}T09:30:00Z`)
  const held = aReviewCompletion({ saidFor: aSaidFor({ saidOn: dueOn }) })
  void (await careCoordinator.post(`/v1/reviews/${id}/completion`, held)).ok
  const scheduled = { kind: 'requested', dueOn: daysAfter(dueOn, 30), because: 'needs-changed' }
  await tells(
    t,
    careCoordinator,
    path,
    'one is scheduled',
    async () => (await careCoordinator.post(path, scheduled)).ok,
  )
})

t.test('a list tells of the last 31 days, and says so of further back', async (t) => {
  for (const path of ['/v1/organisations', '/v1/payees', '/v1/cases', '/v1/service-agreements'])
    await refused(t, service, () => officer.get(`${path}?updatedSince=2026-01-01T00:00:00Z`), 'request-invalid', path)
})

t.test(
  'the guide names the lists that are asked by when their items changed, and each asks in the same words',
  async (t) => {
    const guide = await readFile(new URL('../../data/guides/3-lists.md', import.meta.url), 'utf8')
    const section = /## What changed since[^#]*/.exec(guide)?.[0] ?? ''
    const named = new Set([...section.matchAll(/`(list\w+)`/g)].map(([, name = '']) => name))
    const { operations } = service.contract
    const asked = operations.flatMap(({ operationId, parameters }) =>
      parameters
        .filter(({ name }) => name === 'updatedSince')
        .map(({ description = '' }) => ({ operationId, description })),
    )
    t.same([...named].toSorted(), asked.map(({ operationId }) => operationId).toSorted())
    for (const { operationId, description } of asked)
      t.match(
        description,
        /at this instant or after, within the last 31 days\. .* keep a copy by the events/,
        operationId,
      )
  },
)
