import t from 'tap'
import type { SchemeDraft } from '../../src/schemes/draft-schemas.ts'
import { aMachine } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { closed } from '../support/closed.ts'
import { aDraft, presetRules, published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const drafts = `/v1/schemes/${tenants.QYG.schemeId}/drafts`
const merseyside = await presetRules('merseyside-one-off')
const westSussex = await presetRules('west-sussex-pooled')

t.test('201: a draft begins with the rules in force, and is read back as it was made', async (t) => {
  const entries = await audited(service, async () => {
    const answer = await officer.post<SchemeDraft>(drafts, { rules: null })
    t.equal(answer.status, 201)
    t.equal(answer.etag, '"1"')
    t.match(answer.ok, { basedOnVersion: 1, rules: merseyside, publishedVersion: null })
    t.match(answer.ok.contentHash, /^[0-9a-f]{64}$/)
    const read = await officer.get<SchemeDraft>(answer.headers.get('location') ?? '')
    t.same([read.ok, read.etag], [answer.ok, answer.etag])
  })
  t.match(entries, [{ type: 'scheme-draft.begun', actor_id: 'the-commissioner-officer' }])
})

t.test('201: a draft begins with rules that are given, also by a system', async (t) => {
  const answer = await service.as(aMachine(['scheme:write'])).post<SchemeDraft>(drafts, { rules: westSussex })
  t.same(answer.ok.rules, westSussex)
})

t.test('the hash is of what the rules say, in whatever order they are written', async (t) => {
  const turned = Object.fromEntries(Object.entries(merseyside).reverse())
  const [one, other] = await Promise.all([aDraft(service), officer.post<SchemeDraft>(drafts, { rules: turned })])
  t.equal(one.contentHash, other.ok.contentHash)
})

t.test('a change is a merge patch: objects by field, lists whole, null where null says something', async (t) => {
  const draft = await officer.post<SchemeDraft>(drafts, { rules: null })
  const path = `/v1/scheme-drafts/${draft.ok.id}`
  const patch = { clocks: { expressionDecision: 12 }, signatures: ['person'], catalogue: ['equipment'] }
  const changed = await officer.patch<SchemeDraft>(path, { rules: patch }, { ifMatch: draft.etag })
  t.same(changed.ok.rules.clocks, { ...merseyside.clocks, expressionDecision: 12 })
  t.same([changed.ok.rules.signatures, changed.ok.rules.catalogue], [['person'], ['equipment']])
  t.not(changed.ok.contentHash, draft.ok.contentHash)
  const back = {
    rules: { ...patch, clocks: merseyside.clocks, signatures: merseyside.signatures, catalogue: merseyside.catalogue },
  }
  const reversed = await officer.patch<SchemeDraft>(path, back, { ifMatch: changed.etag })
  t.equal(reversed.ok.contentHash, draft.ok.contentHash, 'the same rules, the same hash')
  const same = await officer.patch<SchemeDraft>(path, back, { ifMatch: reversed.etag })
  t.equal(same.etag, reversed.etag, 'a change that changes nothing is none')
})

t.test('another budget method takes the fields of the old one away with null', async (t) => {
  const draft = await officer.post<SchemeDraft>(drafts, { rules: null })
  const gone = { floorPence: null, ceilingPence: null }
  const budget = { ...gone, method: 'required-services', source: 'a test' }
  const change = { rules: { budget, prices: (await presetRules('northamptonshire')).prices } }
  const changed = await officer.patch<SchemeDraft>(`/v1/scheme-drafts/${draft.ok.id}`, change, { ifMatch: draft.etag })
  t.same(changed.ok.rules.budget, { method: 'required-services', source: 'a test' })
})

t.test('412, 428: a change is of what was read', async (t) => {
  const draft = await officer.post<SchemeDraft>(drafts, { rules: null })
  const path = `/v1/scheme-drafts/${draft.ok.id}`
  const change = (days: number, ifMatch?: string) =>
    officer.patch<SchemeDraft>(path, { rules: { clocks: { firstPayment: days } } }, ifMatch ? { ifMatch } : {})
  await refused(t, service, () => change(20), 'precondition-required')
  const both = await Promise.all([change(20, draft.etag), change(21, draft.etag)])
  t.same(both.map((answer) => answer.status).sort(), [200, 412], 'of two at once, one')
  await refused(t, service, () => change(22, draft.etag), 'precondition-failed')
})

const { tiers } = merseyside
const withTier = (at: number, more: object) => tiers.map((tier, index) => (index === at ? { ...tier, ...more } : tier))
const { mood: _, ...unweighted } = westSussex.budget.method === 'points' ? westSussex.budget.weights : {}

/** Bad policy, as a change of the Merseyside rules, with every field that is at fault. */
const faults: [why: string, change: object, pointers: string[]][] = [
  ['limits that fall', { tiers: withTier(1, { limitPence: 39_999 }) }, ['/rules/tiers/1/limitPence']],
  ['a tier nobody holds', { tiers: withTier(1, { heldBy: [] }) }, ['/rules/tiers/1/heldBy']],
  ['a tier twice', { tiers: [...tiers, tiers[3]] }, ['/rules/tiers/4/tier']],
  ['nobody may decide on the most', { budget: { ceilingPence: 100_001 } }, ['/rules/tiers']],
  ['a band upside down', { budget: { floorPence: 100_001 } }, ['/rules/budget/ceilingPence']],
  [
    'a panel that its quorum makes impossible',
    { tiers: withTier(3, { quorum: { kind: 'number', members: 1, livedExperience: 2 } }) },
    ['/rules/tiers/3/quorum/livedExperience'],
  ],
  [
    'a forced tier that the scheme does not have',
    { forced: [{ condition: 'off-catalogue', tier: 'joint-panel', source: 'a test' }] },
    ['/rules/forced/0/tier'],
  ],
  [
    'shares that are not the whole',
    {
      split: {
        kind: 'percentage',
        shares: [
          { funder: 'commissioner', basisPoints: 5_000 },
          { funder: 'local-authority', basisPoints: 4_999 },
        ],
      },
    },
    ['/rules/split/shares'],
  ],
  ['a plan that the person does not sign', { signatures: ['broker'] }, ['/rules/signatures']],
  [
    'a reason twice',
    { reasons: [...merseyside.reasons, merseyside.reasons[0]] },
    [`/rules/reasons/${merseyside.reasons.length}`],
  ],
  [
    'a weight missing, and all else that is wrong with it at once',
    { budget: { ...westSussex.budget, floorPence: null, ceilingPence: null, weights: unweighted }, tiers: [tiers[0]] },
    ['/rules/budget/weights/mood', '/rules/tiers', '/rules/forced/0/tier', '/rules/forced/1/tier'],
  ],
]

t.test('422: bad policy is refused by name at draft, every fault at once, and nothing is kept of it', async (t) => {
  const draft = await officer.post<SchemeDraft>(drafts, { rules: null })
  const path = `/v1/scheme-drafts/${draft.ok.id}`
  for (const [why, rules, pointers] of faults) {
    const change = () => officer.patch(path, { rules }, { ifMatch: draft.etag })
    const { errors = [] } = await refused(t, service, change, 'policy-invalid', why)
    t.same(new Set(errors.map((error) => error.pointer)), new Set(pointers), why)
    t.ok(
      errors.every((error) => error.detail.length > 5),
      `${why}: each is said in words`,
    )
  }
  const given = () => officer.post(drafts, { rules: { ...merseyside, tiers: withTier(1, { heldBy: [] }) } })
  t.match((await refused(t, service, given, 'policy-invalid')).errors, [{ pointer: '/rules/tiers/1/heldBy' }])
})

t.test('400: what is no rule at all is refused by its field', async (t) => {
  const draft = await officer.post<SchemeDraft>(drafts, { rules: null })
  const wrong: [object, string][] = [
    [{ clocks: { expressionDecision: '12' } }, '/rules/clocks/expressionDecision'],
    [{ clocks: { expressionDecision: 1.5 } }, '/rules/clocks/expressionDecision'],
    [{ clocks: { teaBreak: 10 } }, '/rules/clocks/teaBreak'],
    [{ appeals: null }, '/rules/appeals'],
    [{ tiers: [] }, '/rules/tiers'],
    [{ budget: { floorPence: 0 } }, '/rules/budget/floorPence'],
  ]
  for (const [rules, pointer] of wrong) {
    const change = () => officer.patch(`/v1/scheme-drafts/${draft.ok.id}`, { rules }, { ifMatch: draft.etag })
    const { errors = [] } = await refused(t, service, change, 'request-invalid', pointer)
    t.ok(
      errors.some((error) => error.pointer === pointer),
      pointer,
    )
  }
  await refused(t, service, () => officer.post(drafts, { rules: { ...merseyside, extra: 1 } }), 'request-invalid')
  await refused(t, service, () => officer.post(drafts, {}), 'request-invalid')
})

t.test('412: a draft that has changed since it was read is neither simulated nor published', async (t) => {
  const [draft] = (await officer.get<{ items: SchemeDraft[] }>(drafts)).ok.items
  const path = `/v1/scheme-drafts/${draft?.id}`
  const stale = { ifMatch: '"999"' }
  await refused(t, service, () => officer.post(`${path}/simulations`, undefined, stale), 'precondition-failed')
  const publication = { startsOn: '2027-01-01', equalityNote: 'Nobody loses.' }
  const publish = () => officer.post(`${path}/publication`, publication, stale)
  await refused(t, service, publish, 'precondition-failed')
})

t.test('409: what was published of a draft never changes', async (t) => {
  await published(service, '2027-01-01', { signatures: ['person', 'broker'] })
  const [draft] = (await officer.get<{ items: SchemeDraft[] }>(drafts)).ok.items
  t.equal(draft?.publishedVersion, 2)
  const path = `/v1/scheme-drafts/${draft?.id}`
  const { etag } = await officer.get(path)
  const change = () => officer.patch(path, { rules: { signatures: ['person'] } }, { ifMatch: etag })
  await refused(t, service, change, 'draft-published')
})

t.test('the drafts of a scheme are listed newest first, page by page', async (t) => {
  const made = [await aDraft(service), await aDraft(service), await aDraft(service)].map((draft) => draft.id)
  const first = await officer.get<{ items: SchemeDraft[]; nextCursor: string }>(`${drafts}?limit=2`)
  const second = await officer.get<{ items: SchemeDraft[] }>(`${drafts}?limit=2&cursor=${first.ok.nextCursor}`)
  t.same(
    [...first.ok.items, ...second.ok.items].slice(0, 3).map((draft) => draft.id),
    made.reverse(),
  )
})

t.test('404: a scheme or a draft that is not there', async (t) => {
  await refused(t, service, () => officer.post(`/v1/schemes/${unknownId()}/drafts`, { rules: null }), 'not-found')
  await refused(
    t,
    service,
    () => officer.post(`/v1/schemes/${tenants.QOP.schemeId}/drafts`, { rules: null }),
    'not-found',
  )
  await refused(t, service, () => officer.get(`/v1/scheme-drafts/${unknownId()}`), 'not-found')
})

t.test('nobody but the commissioner reads or writes a draft', async (t) => {
  const { id } = await aDraft(service)
  const path = `/v1/scheme-drafts/${id}`
  await closed(t, service, 'scheme:write', (client) => client.post(drafts, { rules: null }))
  await closed(t, service, 'scheme:write', (client) => client.get(drafts))
  await closed(t, service, 'scheme:write', (client) => client.get(path))
  await closed(t, service, 'scheme:write', (client) =>
    client.patch(path, { rules: { signatures: ['person'] } }, { ifMatch: '"1"' }),
  )
})
