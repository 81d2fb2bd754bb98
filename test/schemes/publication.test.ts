import t from 'tap'
import type { SchemeVersion } from '../../src/schemes/draft-schemas.ts'
import { aMachine, anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { closed } from '../support/closed.ts'
import { aDraft, aNote, publish, published, simulated, started } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const { schemeId } = tenants.QYG

t.test('409: a draft that was not simulated is not published, nor one whose simulation still runs', async (t) => {
  const draft = await aDraft(service)
  await refused(t, service, () => publish(officer, draft.id, '2027-01-01'), 'simulation-missing')
  await started(service, draft.id)
  await refused(t, service, () => publish(officer, draft.id, '2027-01-01'), 'simulation-missing', 'running')
})

t.test('409: what was simulated is what is published: after a change it is simulated again', async (t) => {
  const draft = await aDraft(service)
  await simulated(service, draft.id)
  const path = `/v1/scheme-drafts/${draft.id}`
  const change = async (firstPayment: number) => {
    const { etag } = await officer.get(path)
    return officer.patch(path, { rules: { clocks: { firstPayment } } }, { ifMatch: etag })
  }
  await change(11)
  await refused(t, service, () => publish(officer, draft.id, '2027-01-01'), 'simulation-missing')
  await change(10)
  t.equal((await publish(officer, draft.id, '2026-12-01')).status, 201, 'changed back, it is what was simulated')
})

t.test('422: a draft can begin without categories, and what is published lists them', async (t) => {
  const draft = await aDraft(service, { categories: null })
  await simulated(service, draft.id)
  const { errors } = await refused(t, service, () => publish(officer, draft.id, '2027-01-01'), 'policy-invalid')
  t.match(errors, [{ pointer: '/rules/categories', code: 'category-missing' }])
})

t.test('a simulation of another draft with the same rules is none of this one', async (t) => {
  const [one, other] = [await aDraft(service), await aDraft(service)]
  await simulated(service, one.id)
  await refused(t, service, () => publish(officer, other.id, '2027-01-01'), 'simulation-missing')
})

t.test('400: without a written equality note nothing is published', async (t) => {
  const draft = await aDraft(service)
  await simulated(service, draft.id)
  const path = `/v1/scheme-drafts/${draft.id}/publication`
  for (const body of [{ startsOn: '2027-01-01' }, { startsOn: '2027-01-01', equalityNote: ' \n ' }]) {
    const { errors = [] } = await refused(t, service, () => officer.post(path, body), 'request-invalid')
    t.equal(errors[0]?.pointer, '/equalityNote')
  }
})

t.test(
  '201: the draft is the next version from its first day on, with its note, in the audit and as an event',
  async (t) => {
    const draft = await aDraft(service, { signatures: ['person', 'broker'] })
    const simulation = await simulated(service, draft.id)
    const entries = await audited(service, async () => {
      const answer = await publish(officer, draft.id, '2027-01-01')
      const { version } = answer.ok
      t.match(answer.ok, {
        schemeId,
        startsOn: '2027-01-01',
        endsOn: null,
        inForce: false,
        simulationId: simulation.id,
      })
      t.equal(answer.headers.get('location'), `/v1/schemes/${schemeId}/versions/${version}`)
      const read = await officer.get<SchemeVersion & { rules: unknown; contentHash: string }>(
        answer.headers.get('location') ?? '',
      )
      t.match(read.ok, { ...answer.ok, rules: draft.rules, contentHash: draft.contentHash, equalityNote: aNote })
    })
    t.match(entries, [
      { type: 'scheme-draft.publication-proposed', actor_id: 'the-commissioner-officer' },
      {
        type: 'scheme.published',
        subject_id: schemeId,
        actor_id: 'the-second-officer',
        facts: { startsOn: '2027-01-01', contentHash: draft.contentHash, simulationId: simulation.id },
      },
    ])
    await refused(t, service, () => publish(officer, draft.id, '2027-08-01'), 'draft-published')
    await refused(t, service, () => started(service, draft.id), 'draft-published')
  },
)

t.test(
  '422, 409: a version starts tomorrow or later, and after every other; which one is in the way is said',
  async (t) => {
    const draft = await aDraft(service)
    await simulated(service, draft.id)
    const at = async (startsOn: string, code: 'start-in-past' | 'version-overlaps', words: RegExp) => {
      const { errors, detail } = await refused(t, service, () => publish(officer, draft.id, startsOn), code, startsOn)
      t.match(errors, [{ pointer: '/startsOn', code }])
      t.match(detail, words)
    }
    await at('2026-11-23', 'start-in-past', /25 November 2026/)
    await at('2026-12-31', 'version-overlaps', /1 January 2027/)
    await at('2027-01-01', 'version-overlaps', /1 January 2027/)
    t.equal((await publish(officer, draft.id, '2027-01-02')).status, 201)
  },
)

t.test('422: one date does not close a scheme for ever: a version starts at most two years ahead', async (t) => {
  const draft = await aDraft(service)
  await simulated(service, draft.id)
  for (const startsOn of ['9999-12-31', '2028-11-25']) {
    const { errors, detail } = await refused(
      t,
      service,
      () => publish(officer, draft.id, startsOn),
      'start-too-far-ahead',
      startsOn,
    )
    t.match(errors, [{ pointer: '/startsOn', code: 'start-too-far-ahead' }])
    t.match(detail, /24 November 2028/)
  }
})

t.test('a version may start tomorrow, by the day in England', async (t) => {
  const scheme = (
    await officer.post<{ id: string }>('/v1/schemes', { code: 'north-one-off', title: 'One-off budgets, North' })
  ).ok
  const rules = (await aDraft(service)).rules
  const draft = (await officer.post<{ id: string }>(`/v1/schemes/${scheme.id}/drafts`, { rules })).ok
  await simulated(service, draft.id)
  service.clock.set('2027-07-01T23:30:00Z')
  await refused(t, service, () => publish(officer, draft.id, '2027-07-02'), 'start-in-past')
  t.match((await publish(officer, draft.id, '2027-07-03')).ok, { version: 1, inForce: false })
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('of drafts that are published at once, for one day, one is', async (t) => {
  const drafts = [await aDraft(service), await aDraft(service), await aDraft(service), await aDraft(service)]
  for (const draft of drafts) await simulated(service, draft.id)
  const answers = await Promise.all(drafts.map((draft) => publish(officer, draft.id, '2027-02-01')))
  t.equal(answers.filter((answer) => answer.status === 201).length, 1)
  const others = answers.filter((answer) => answer.status !== 201)
  t.ok(others.every((answer) => answer.problem.code === 'version-overlaps'))
})

t.test('one draft that is published twice at once is one version', async (t) => {
  const draft = await aDraft(service)
  await simulated(service, draft.id)
  const path = `/v1/scheme-drafts/${draft.id}/publication`
  const { contentHash } = (
    await officer.post<{ contentHash: string }>(path, { startsOn: '2027-03-01', equalityNote: aNote })
  ).ok
  const second = service.as(anActor('commissioner-officer', { sub: 'the-second-officer' }))
  const answers = await Promise.all([1, 2, 3].map(() => second.post(`${path}/confirmation`, { contentHash })))
  t.same(answers.map((answer) => answer.status).sort(), [201, 409, 409])
})

t.test('the list of versions says from when to when each holds, and which holds today', async (t) => {
  const list = async () =>
    (await service.as('person').get<{ items: SchemeVersion[] }>(`/v1/schemes/${schemeId}/versions`)).ok.items
  const versions = (await list()).reverse()
  t.same(
    versions.map(({ version }) => version),
    versions.map((_, index) => index + 1),
  )
  t.match(versions[0], {
    startsOn: '2012-04-01',
    endsOn: '2026-11-30',
    inForce: true,
    equalityNote: null,
    simulationId: null,
  })
  t.match(versions[1], { startsOn: '2026-12-01', endsOn: '2026-12-31', inForce: false, equalityNote: aNote })
  t.equal(versions.at(-1)?.endsOn, null)
  for (const [now, inForce] of [
    ['2026-11-30T23:59:59Z', 1],
    ['2026-12-01T00:00:00Z', 2],
    ['2027-01-01T12:00:00Z', 3],
  ] as const) {
    service.clock.set(now)
    t.same(
      (await list()).filter((version) => version.inForce).map(({ version }) => version),
      [inForce],
      now,
    )
  }
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('404: a version that there is not', async (t) => {
  await refused(t, service, () => officer.get(`/v1/schemes/${schemeId}/versions/999`), 'not-found')
  await refused(t, service, () => officer.get(`/v1/schemes/${unknownId()}/versions`), 'not-found')
})

t.test('403: who may write a draft may not therefore publish it', async (t) => {
  const draft = await aDraft(service)
  await simulated(service, draft.id)
  const writer = service.as(aMachine(['scheme:write', 'scheme:read']))
  const { permission } = await refused(t, service, () => publish(writer, draft.id, '2027-06-01'), 'permission-missing')
  t.equal(permission, 'scheme:publish')
  await closed(t, service, 'scheme:publish', (client) => publish(client, draft.id, '2027-06-01'))
  t.equal((await publish(officer, draft.id, '2027-06-01')).status, 201)
})

t.test('409: a code stands for one scheme of a commissioner; another has its own', async (t) => {
  const begin = (client = officer) => client.post('/v1/schemes', { code: 'merseyside-one-off', title: 'Another' })
  await refused(t, service, begin, 'scheme-taken')
  for (const role of ['person', 'broker', 'care-coordinator', 'auditor'] as const) {
    const { permission } = await refused(t, service, () => begin(service.as(role)), 'permission-missing', role)
    t.equal(permission, 'scheme:write')
  }
  const theirs = { code: 'north-one-off', title: 'One-off budgets, North' }
  t.equal((await service.as(inTenant('QOP', 'commissioner-officer')).post('/v1/schemes', theirs)).status, 201)
})

t.test('the database itself lets nobody change what was published', async (t) => {
  await published(service, '2028-11-24', {})
  const rows = await service.database.sql<{ granted: string }>(
    `select string_agg(distinct privilege_type, ',') as granted from information_schema.role_table_grants
      where grantee = 'recovery_budgets_app' and table_name in ('scheme_version', 'scheme_publication')`,
  )
  t.same(rows, [{ granted: 'INSERT,SELECT' }])
})
