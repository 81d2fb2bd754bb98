import t from 'tap'
import type { SchemeDraft } from '../../src/schemes/draft-schemas.ts'
import type { SimulationView } from '../../src/simulations/schemas.ts'
import { audited } from '../support/audit.ts'
import { aDraft, advance, ownScheme, presetRules, publish, published, simulated, started } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const rules = await presetRules('merseyside-one-off')
const catalogue = { catalogue: ['equipment' as const] }

/** A draft that was simulated, and that another version has overtaken since: it still says what it said before. */
async function overtaken() {
  const { schemeId } = await ownScheme(service)
  const draft = await aDraft(service, { signatures: ['person', 'broker'] }, schemeId)
  await simulated(service, draft.id)
  const other = await published(service, '2027-01-01', catalogue, schemeId)
  const path = `/v1/scheme-drafts/${draft.id}`
  const onto = async (basedOnVersion: number, more: object = {}) => {
    const { etag } = await officer.get(path)
    return officer.patch<SchemeDraft>(path, { basedOnVersion, ...more }, { ifMatch: etag })
  }
  return { schemeId, draft, other, path, onto }
}

t.test('201: a draft begins with the newest published version, also one that starts later', async (t) => {
  const { schemeId } = await ownScheme(service)
  await published(service, '2027-01-01', catalogue, schemeId)
  const draft = await aDraft(service, {}, schemeId)
  t.match(draft, { basedOnVersion: 2, rules: { catalogue: ['equipment'] } })
  const given = (await officer.post<SchemeDraft>(`/v1/schemes/${schemeId}/drafts`, { rules })).ok
  t.equal(given.basedOnVersion, 2, 'with rules of its own too, it follows the newest')
})

t.test('409: a draft does not take back a version that was published after it was begun', async (t) => {
  const { draft, other } = await overtaken()
  const { detail } = await refused(t, service, () => publish(officer, draft.id, '2027-02-01'), 'draft-outdated')
  t.match(detail, new RegExp(`Version ${other.version} .*basedOnVersion`))
  await refused(t, service, () => started(service, draft.id), 'draft-outdated')
})

t.test('200: brought onto the newest version it is simulated again, and then published', async (t) => {
  const { draft, onto } = await overtaken()
  const entries = await audited(service, async () => {
    const { ok } = await onto(2)
    t.same([ok.basedOnVersion, ok.rules, ok.contentHash], [2, draft.rules, draft.contentHash], 'the rules stay')
  })
  t.match(entries, [{ type: 'scheme-draft.changed', facts: { basedOnVersion: 2 } }])
  await refused(t, service, () => publish(officer, draft.id, '2027-02-01'), 'simulation-missing')
  t.equal((await simulated(service, draft.id)).basedOnVersion, 2)
  t.match((await publish(officer, draft.id, '2027-02-01')).ok, { version: 3 })
})

t.test('what the overtaking version changed is taken over in the same change', async (t) => {
  const { draft, onto } = await overtaken()
  const { ok } = await onto(2, { rules: catalogue })
  t.match(ok, { basedOnVersion: 2, rules: { ...catalogue, signatures: draft.rules.signatures } })
})

t.test('409: a draft is based on the newest version, and on no other', async (t) => {
  const { onto } = await overtaken()
  for (const version of [1, 3]) {
    const { errors } = await refused(t, service, () => onto(version), 'draft-outdated', String(version))
    t.match(errors, [{ pointer: '/basedOnVersion', code: 'draft-outdated', detail: 'The newest version is 2' }])
  }
  const first = (await officer.post<{ id: string }>('/v1/schemes', { code: 'no-version', title: 'None yet' })).ok
  const draft = await officer.post<SchemeDraft>(`/v1/schemes/${first.id}/drafts`, { rules })
  const change = () => officer.patch(`/v1/scheme-drafts/${draft.ok.id}`, { basedOnVersion: 1 }, { ifMatch: draft.etag })
  await refused(t, service, change, 'draft-outdated', 'nothing was published')
})

t.test('a first version that another draft published first overtakes a draft that was based on none', async (t) => {
  const scheme = (await officer.post<{ id: string }>('/v1/schemes', { code: 'first-two', title: 'Two drafts' })).ok
  const begin = () => officer.post<SchemeDraft>(`/v1/schemes/${scheme.id}/drafts`, { rules })
  const [one, other] = [(await begin()).ok, (await begin()).ok]
  for (const { id } of [one, other]) await simulated(service, id)
  t.match((await publish(officer, one.id, '2027-01-01')).ok, { version: 1 })
  await refused(t, service, () => publish(officer, other.id, '2027-02-01'), 'draft-outdated')
})

t.test('a simulation that still runs on the earlier version gives way to one on the newest', async (t) => {
  const { schemeId } = await ownScheme(service)
  const draft = await aDraft(service, {}, schemeId)
  const early = (await started(service, draft.id)).ok
  const other = await aDraft(service, catalogue, schemeId)
  await advance(service)
  await simulated(service, other.id)
  t.match((await officer.get<SimulationView>(`/v1/simulations/${early.id}`)).ok, { basedOnVersion: 1 })
  const running = (await started(service, draft.id)).ok
  await publish(officer, other.id, '2027-01-01')
  const { etag } = await officer.get(`/v1/scheme-drafts/${draft.id}`)
  await officer.patch(`/v1/scheme-drafts/${draft.id}`, { basedOnVersion: 2 }, { ifMatch: etag })
  const late = (await started(service, draft.id)).ok
  t.match((await officer.get<SimulationView>(`/v1/simulations/${running.id}`)).ok, { status: 'superseded' })
  await advance(service)
  t.match((await officer.get<SimulationView>(`/v1/simulations/${late.id}`)).ok, {
    status: 'completed',
    basedOnVersion: 2,
  })
})

t.test('of drafts on one version that are published at once, for one day after the other, one is', async (t) => {
  const { schemeId } = await ownScheme(service)
  const drafts = [await aDraft(service, {}, schemeId), await aDraft(service, catalogue, schemeId)]
  for (const draft of drafts) await simulated(service, draft.id)
  const answers = await Promise.all(drafts.map(({ id }, index) => publish(officer, id, `2027-0${index + 1}-01`)))
  t.same(answers.map(({ status }) => status).sort(), [201, 409])
})
