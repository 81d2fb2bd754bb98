import t from 'tap'
import type { SimulationView } from '../../src/simulations/schemas.ts'
import { journeyTo } from '../support/journey.ts'
import { insertCases } from '../support/many-cases.ts'
import { aDraft, ownScheme, presetRules, publish, published, simulated, started } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { aStanding, ratings } from '../support/standing-cases.ts'

const service = await startService(t)
const { ownerUrl } = service.database
const officer = service.as('commissioner-officer')
const { budget: points } = await presetRules('west-sussex-pooled')
const northamptonshire = await presetRules('northamptonshire')
const gone = { floorPence: null, ceilingPence: null }
/** The change of a one-off scheme to another method. */
const toPoints = { budget: { ...gone, ...points }, tiers: (await presetRules('west-sussex-pooled')).tiers, forced: [] }
const toServices = { budget: { ...gone, ...northamptonshire.budget }, prices: northamptonshire.prices }
const wish = (number: number) => aStanding('merseyside-one-off', number)
const simulation = async (schemeId: string, change: Parameters<typeof aDraft>[1]) => {
  const draft = await aDraft(service, change, schemeId)
  return { draft, result: (await simulated(service, draft.id)).result }
}

t.test('a change to points takes the ratings of the completed assessment, as the budget itself would', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, [
    { ...wish(1), ratings: ratings(3) },
    { ...wish(2), ratings: ratings(4) },
    wish(3),
  ])
  const { result } = await simulation(under.schemeId, toPoints)
  const sussex = await ownScheme(service, 'west-sussex-pooled')
  await insertCases(ownerUrl, sussex, [aStanding('west-sussex-pooled', 3), aStanding('west-sussex-pooled', 4)])
  const same = (await simulation(sussex.schemeId, {})).result
  t.match(result, {
    compared: { cases: 2, proposedPence: same.compared.nowPence },
    notComparable: [{ code: 'assessment-incomplete', cases: 1 }],
    notCalculable: [],
  })
  t.not(result.compared.changePence, 0)
})

t.test('what was published as points changes nothing when it is simulated again', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, [{ ...wish(1), ratings: ratings(3) }])
  await published(service, '2026-12-01', toPoints, under.schemeId)
  t.match((await simulation(under.schemeId, {})).result, {
    compared: { cases: 1, changePence: 0, same: 1 },
    notCalculableNow: [],
    underOlderVersions: { cases: 1 },
  })
})

t.test('the ratings are those of the assessment that stood when it began', async (t) => {
  const budgetCase = await journeyTo(service, 'budget-adopted')
  const early = (await started(service, (await aDraft(service, toPoints)).id)).ok
  service.clock.advance({ minutes: 1 })
  const worst = { typicalDay: 4, worstDay: 4, worstDaysPerMonth: 30, withoutCurrentSupport: 4 }
  const all = Object.fromEntries(
    ratings(0).map(({ key }) => [key, { ...worst, hiddenFromOthers: false, priority: null, words: null }]),
  )
  const path = `/v1/cases/${budgetCase.ids.caseId}/needs-assessments`
  const later = (
    await budgetCase.careCoordinator.post<{ id: string }>(path, { ratings: all, strengths: [], noWorstTimes: true })
  ).ok
  t.equal((await budgetCase.careCoordinator.post(`/v1/needs-assessments/${later.id}/completion`)).status, 200)
  const late = (await simulation(tenants.QYG.schemeId, toPoints)).result
  const { result } = (await officer.get<SimulationView>(`/v1/simulations/${early.id}`)).ok
  t.same([result?.compared.cases, late.compared.cases], [1, 1])
  t.ok((result?.compared.proposedPence ?? 0) < late.compared.proposedPence, 'the worst ratings came later')
})

t.test('409: a draft that could be compared with no case is not published, and the reason is told', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, [wish(1), wish(2), { inputs: null }])
  const { draft, result } = await simulation(under.schemeId, toServices)
  t.match(result, { compared: { cases: 0 }, notComparable: [{ code: 'method-not-offered', cases: 2 }] })
  const { detail } = await refused(t, service, () => publish(officer, draft.id, '2027-01-01'), 'nothing-compared')
  t.match(detail, /None of the 2 cases/)
})

t.test(
  '201: a draft by which nobody would have an amount is known for what it does, and so is the one that mends it',
  async (t) => {
    const under = await ownScheme(service)
    await insertCases(ownerUrl, under, [wish(1), wish(2)])
    const budget = { method: 'one-off' as const, ceilingPence: 100_000, source: 'a test' }
    const harsh = await simulation(under.schemeId, { budget: { ...budget, floorPence: 99_999 } })
    t.match(harsh.result, { compared: { cases: 0 }, notComparable: [], notCalculable: [{ cases: 2 }] })
    t.equal((await publish(officer, harsh.draft.id, '2027-01-01')).status, 201)
    const mended = await simulation(under.schemeId, { budget: { ...budget, floorPence: 1 } })
    t.match(mended.result, { compared: { cases: 0 }, notCalculableNow: [{ cases: 2 }] })
    t.equal((await publish(officer, mended.draft.id, '2027-02-01')).status, 201)
  },
)

t.test('201: where one case could be compared, or none has a calculation yet, it is published', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, [{ inputs: null }])
  const first = await simulation(under.schemeId, toServices)
  t.equal((await publish(officer, first.draft.id, '2027-01-01')).status, 201)
  const other = await ownScheme(service)
  await insertCases(ownerUrl, other, [wish(1), { ...wish(2), ratings: ratings(1) }])
  const second = await simulation(other.schemeId, toPoints)
  t.equal((await publish(officer, second.draft.id, '2027-01-01')).status, 201)
})
