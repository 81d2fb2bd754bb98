import t from 'tap'
import type { CaseSummary, Task } from '../../src/cases/schemas.ts'
import type { SchemeCouncil } from '../../src/schemes/council-schemas.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { anOrganisation } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const council = service.as('local-authority-officer')
const { schemes, councilId, trustId } = tenants.QYG
const pooled = { scheme: 'west-sussex-pooled', wish: { method: 'points' } } as const

const enrol = (organisationId = councilId, scheme = schemes['west-sussex-pooled']) =>
  officer.post<SchemeCouncil>(`/v1/schemes/${scheme}/councils`, { organisationId })
const listed = async (client: Client) =>
  (await client.get<{ items: CaseSummary[] }>('/v1/cases?limit=100')).ok.items.map(({ id }) => id)
const status = async (client: Client, path: string) => (await client.get(path)).status

t.test(
  'a council that pays into a pooled scheme is enrolled once, by the commissioner, and listed for everybody',
  async (t) => {
    await refused(t, service, () => enrol(trustId), 'reference-unknown', 'a trust is no council')
    await refused(t, service, () => enrol(councilId, schemes['merseyside-one-off']), 'scheme-not-pooled')
    await refused(
      t,
      service,
      () => council.post(`/v1/schemes/${schemes['west-sussex-pooled']}/councils`, { organisationId: councilId }),
      'permission-missing',
    )
    const entries = await audited(service, async () => t.equal((await enrol()).status, 201))
    t.match(entries, [{ type: 'scheme.council-enrolled', facts: { organisationId: councilId } }])
    await refused(t, service, () => enrol(), 'council-enrolled')
    const path = `/v1/schemes/${schemes['west-sussex-pooled']}/councils`
    t.match((await council.get<{ items: SchemeCouncil[] }>(path)).ok.items, [
      { organisationId: councilId, endedAt: null },
    ])
  },
)

t.test('its officers see the cases of the pool, for what they answer for, and change nothing', async (t) => {
  const { ids, person } = await journeyTo(service, 'receipt-filed', pooled)
  const path = `/v1/cases/${ids.caseId}`
  t.ok((await listed(council)).includes(ids.caseId))
  for (const rest of ['', '/statement', '/person', '/timeline', '/decisions'])
    t.equal(await status(council, `${path}${rest}`), 200, rest)
  t.equal(await status(council, `/v1/support-plans/${ids.supportPlanId}`), 200)
  t.equal(await status(council, `/v1/needs-assessments/${ids.needsAssessmentId}`), 404, 'not the assessment')
  t.equal(await status(council, `${path}/letters`), 404, 'not the letters')
  const interest = (
    await council.get<{ answers: unknown[]; goals: unknown[] }>(`/v1/expressions-of-interest/${ids.expressionId}`)
  ).ok
  t.same([interest.answers.length, interest.goals.length], [0, 1], 'not what the person said besides')
  const calculation = await council.get<{ facts: { ratings: unknown[] } }>(
    `/v1/budget-calculations/${ids.budgetCalculationId}`,
  )
  t.same(calculation.ok.facts.ratings, [], 'not the ratings')
  const conflict = { words: 'None of mine.' }
  await refused(
    t,
    service,
    () => council.post(`/v1/support-plans/${ids.supportPlanId}/conflicts-of-interest`, conflict),
    'not-found',
  )
  const tasks = (await council.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items
  t.notOk(
    tasks.some(({ caseId }) => caseId === ids.caseId),
    'nothing waits for them by that',
  )
  await service.app.readLog.flush()
  const reads = (await person.get<{ items: { ground: string }[] }>(`/v1/people/${ids.personId}/reads?limit=100`)).ok
    .items
  t.ok(
    reads.some(({ ground }) => ground === 'pool'),
    'the person sees that they looked',
  )
})

t.test('neither another council nor another scheme opens by it', async (t) => {
  await officer.post('/v1/organisations', anOrganisation({ code: 'LA2', name: 'Dee Council', kind: 'local-authority' }))
  const { ids } = await journeyTo(service, 'plan-drafted', pooled)
  const other = await journeyTo(service, 'plan-drafted')
  const another = service.as(anActor('local-authority-officer', { sub: 'another-council', organisation: 'LA2' }))
  t.equal(await status(council, `/v1/cases/${ids.caseId}`), 200)
  t.equal(await status(another, `/v1/cases/${ids.caseId}`), 404)
  t.same(await listed(another), [])
  t.equal(await status(council, `/v1/cases/${other.ids.caseId}`), 404)
  t.notOk((await listed(council)).includes(other.ids.caseId))
})

t.test('a restricted record falls away, and an ended case but for its accounts', async (t) => {
  const { ids, person } = await journeyTo(service, 'receipt-filed', pooled)
  const path = `/v1/cases/${ids.caseId}`
  const privacy = service.as('privacy-officer')
  const restriction = `/v1/people/${ids.personId}/restriction`
  await privacy.post(restriction, { reason: 'A relative works at the council.' })
  for (const rest of ['', '/statement']) t.equal(await status(council, `${path}${rest}`), 404, `restricted ${rest}`)
  t.notOk((await listed(council)).includes(ids.caseId))
  await privacy.post(`${restriction}/lifting`)
  t.equal(await status(council, path), 200)
  t.equal((await person.post(`${path}/withdrawal`, { words: null })).status, 200)
  t.equal(await status(council, path), 404)
  t.equal(await status(council, `${path}/statement`), 200, 'the accounts have to be closed')
  t.notOk((await listed(council)).includes(ids.caseId))
})

t.test('once the council pays no longer, its officers see nothing more', async (t) => {
  const { ids } = await journeyTo(service, 'plan-drafted', pooled)
  const list = `/v1/schemes/${schemes['west-sussex-pooled']}/councils`
  const { id } = (await council.get<{ items: SchemeCouncil[] }>(list)).ok.items[0] ?? { id: '' }
  const entries = await audited(service, async () =>
    t.equal((await officer.post(`/v1/scheme-councils/${id}/ending`)).status, 200),
  )
  t.match(entries, [{ type: 'scheme.council-ended', facts: { organisationId: councilId } }])
  t.equal(await status(council, `/v1/cases/${ids.caseId}`), 404)
  t.same(await listed(council), [])
  await refused(t, service, () => officer.post(`/v1/scheme-councils/${id}/ending`), 'wrong-state')
})
