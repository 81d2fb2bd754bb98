import pg from 'pg'
import t from 'tap'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { advanceSimulations } from '../../src/simulations/advance-simulations.ts'
import type { SimulationView } from '../../src/simulations/schemas.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { closed } from '../support/closed.ts'
import { journeyTo } from '../support/journey.ts'
import { insertCases } from '../support/many-cases.ts'
import { aDraft, advance, closingAfter, presetRules, simulated, started, uplift } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { standing } from '../support/standing-cases.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const rules = await presetRules('merseyside-one-off')
const cases = 60
await insertCases(
  service.database.ownerUrl,
  { schemeId: tenants.QYG.schemeId, version: 1, rules },
  standing('merseyside-one-off', cases),
)
const change = uplift(rules, 250)
const read = async (id: string) => (await officer.get<SimulationView>(`/v1/simulations/${id}`)).ok
const anInstance = (pool = 2) => {
  const database = new DatabaseAccess({ url: service.database.serviceUrl, poolSize: pool, now: service.clock.now })
  t.teardown(() => database.close())
  return { database, now: service.clock.now }
}
/** What comes of it where nothing is in the way. */
const expected = (await simulated(service, (await aDraft(service, change)).id)).result

t.test('201: it is started at once and done behind the request; how far it is can be read', async (t) => {
  const draft = await aDraft(service, change)
  const answer = await started(service, draft.id)
  t.equal(answer.status, 201)
  t.match(answer.ok, {
    schemeDraftId: draft.id,
    contentHash: draft.contentHash,
    status: 'running',
    total: cases,
    done: 0,
  })
  const { id } = answer.ok
  t.equal(answer.headers.get('location'), `/v1/simulations/${id}`)
  for (const done of [25, 50]) {
    await advance(service, { casesInPage: 25, closing: closingAfter(1) })
    t.match(await read(id), { status: 'running', total: cases, done, result: null, endedAt: null })
  }
  const entries = await audited(service, () => advance(service, { casesInPage: 25 }))
  t.match(await read(id), { status: 'completed', total: cases, done: cases })
  t.same((await read(id)).result, expected)
  t.match(entries, [{ type: 'simulation.completed', subject_id: id, actor_id: 'system', facts: { cases } }])
  const { items } = (await officer.get<{ items: object[] }>(`/v1/scheme-drafts/${draft.id}/simulations`)).ok
  t.match(items, [{ id, status: 'completed' }])
})

t.test('several instances at once do each case once', async (t) => {
  const { id } = (await started(service, (await aDraft(service, change)).id)).ok
  const instances = Array.from({ length: 4 }, () => anInstance())
  const pages = await Promise.all(instances.map((instance) => advanceSimulations({ ...instance, casesInPage: 2 })))
  for (let left = 0; (await read(id)).status === 'running' && left < 100; left += 1)
    await advance(service, { casesInPage: 2 })
  t.same((await read(id)).result, expected)
  t.ok(pages.reduce((sum, each) => sum + each, 0) <= cases / 2 + 1, `${pages} pages of two cases each`)
})

t.test(
  'an instance that is killed in the middle of a page loses that page and nothing else: the next goes on from there',
  async (t) => {
    const { id } = (await started(service, (await aDraft(service, change)).id)).ok
    await advance(service, { casesInPage: 7, closing: closingAfter(2) })
    const holder = new pg.Client({ connectionString: service.database.ownerUrl })
    await holder.connect()
    t.teardown(() => holder.end())
    await holder.query('begin')
    await holder.query('lock table simulated_case in exclusive mode')
    const doomed = t.rejects(advanceSimulations({ ...anInstance(), casesInPage: 7 }), 'it is cut off')
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'insert into "simulated_case"%' and wait_event_type = 'Lock'`
    let killed = 0
    while (killed === 0) killed = (await service.database.sql(kill)).length
    await holder.query('rollback')
    await doomed
    t.match(await read(id), { status: 'running', done: 14 })
    const kept = await service.database.sql('select 1 from simulated_case where simulation_id = $1', [id])
    t.equal(kept.length, 14, 'whole pages, and no half of one')
    await advanceSimulations({ ...anInstance(), casesInPage: 7 })
    t.same((await read(id)).result, expected)
  },
)

t.test('one that an instance works on just now is left alone by the others', async (t) => {
  const { id } = (await started(service, (await aDraft(service, change)).id)).ok
  const holder = new pg.Client({ connectionString: service.database.ownerUrl })
  await holder.connect()
  t.teardown(() => holder.end())
  await holder.query('begin')
  await holder.query('select 1 from simulation where simulation_id = $1 for update', [id])
  t.equal(await advance(service), 0)
  await holder.query('rollback')
  t.equal(await advance(service), 1)
})

t.test('a service that closes begins no further page', async (t) => {
  const { id } = (await started(service, (await aDraft(service, change)).id)).ok
  t.equal(await advance(service, { casesInPage: 10, closing: AbortSignal.abort() }), 0)
  t.match(await read(id), { status: 'running', done: 0 })
  await advance(service)
  t.match(await read(id), { status: 'completed' })
})

t.test(
  '409: a draft is simulated once at a time; changed, it is simulated anew, and the one before gives way',
  async (t) => {
    const draft = await aDraft(service, change)
    const first = (await started(service, draft.id)).ok
    await advance(service, { casesInPage: 7, closing: closingAfter(1) })
    const { conflict } = await refused(t, service, () => started(service, draft.id), 'simulation-running')
    t.same(conflict, { kind: 'simulation', id: first.id })
    const path = `/v1/scheme-drafts/${draft.id}`
    const { etag } = await officer.get(path)
    await officer.patch(path, { rules: { adjustments: rules.adjustments, tiers: rules.tiers } }, { ifMatch: etag })
    const second = (await started(service, draft.id)).ok
    t.match(await read(first.id), { status: 'superseded', done: 7, result: null })
    await advance(service)
    t.match((await read(second.id)).result, { compared: { changePence: 0 } })
    t.match(await read(first.id), { status: 'superseded' })
    t.same(await service.database.sql('select 1 from simulated_case'), [])
  },
)

t.test('of several who start one at once one does', async (t) => {
  const draft = await aDraft(service, change)
  const answers = await Promise.all([1, 2, 3, 4].map(() => started(service, draft.id)))
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409, 409])
  await advance(service)
})

t.test('a change of the draft while it is simulated changes nothing of what is simulated', async (t) => {
  const draft = await aDraft(service, change)
  const { id } = (await started(service, draft.id)).ok
  await advance(service, { casesInPage: 30, closing: closingAfter(1) })
  const path = `/v1/scheme-drafts/${draft.id}`
  const { etag } = await officer.get(path)
  await officer.patch(path, { rules: { adjustments: rules.adjustments, tiers: rules.tiers } }, { ifMatch: etag })
  await advance(service)
  t.same((await read(id)).result, expected)
})

t.test('one that breaks again and again is given up, told, and holds up no other', async (t) => {
  const broken = (await started(service, (await aDraft(service, change)).id)).ok
  const other = await journeyTo(service, 'case-opened')
  const spoil = (inputs: string) =>
    service.database.sql(
      `update budget_calculation set inputs = $1 where budget_calculation_id = (select min(budget_calculation_id::text)::uuid from budget_calculation)`,
      [inputs],
    )
  const [row] = await service.database.sql<{ inputs: object }>(
    'select inputs from budget_calculation order by budget_calculation_id limit 1',
  )
  await spoil('{"method":"one-off"}')
  const scheme = (await officer.post<{ id: string }>('/v1/schemes', { code: 'beside', title: 'Beside' })).ok
  const beside = (await officer.post<{ id: string }>(`/v1/schemes/${scheme.id}/drafts`, { rules })).ok
  const whole = (await started(service, beside.id)).ok
  t.ok(other.ids.caseId)
  for (const status of ['running', 'running', 'failed']) {
    await t.rejects(advance(service), TypeError)
    t.equal((await read(broken.id)).status, status)
  }
  t.match(await read(whole.id), { status: 'completed', done: 0 })
  t.equal(await advance(service), 0, 'and it is left alone from then on')
  await spoil(JSON.stringify(row?.inputs))
  const again = await started(service, broken.schemeDraftId)
  await advance(service)
  t.match((await read(again.ok.id)).result, { compared: { changePence: expected.compared.changePence } })
})

t.test('nobody but the commissioner starts or reads one', async (t) => {
  const draft = await aDraft(service, change)
  const { id } = await simulated(service, draft.id)
  await closed(t, service, 'scheme:write', (client) => client.post(`/v1/scheme-drafts/${draft.id}/simulations`))
  await closed(t, service, 'scheme:write', (client) => client.get(`/v1/scheme-drafts/${draft.id}/simulations`))
  await closed(t, service, 'scheme:write', (client) => client.get(`/v1/simulations/${id}`))
  await refused(t, service, () => officer.get(`/v1/simulations/${unknownId()}`), 'not-found')
})
