import t from 'tap'
import { insertCases } from '../support/many-cases.ts'
import { aDraft, ownScheme, presetNames, presetRules, published, simulated, uplift } from '../support/policy.ts'
import { startService } from '../support/service.ts'
import { standing } from '../support/standing-cases.ts'

const service = await startService(t)
const { ownerUrl } = service.database
const merseyside = await presetRules('merseyside-one-off')
const one = (pence: number) => ({
  inputs: { method: 'one-off' as const, items: [{ key: 'a-thing', title: 'A thing', amountPence: pence }] },
})
/** What a change of the rules would do to the cases of a scheme. */
const simulation = async (schemeId: string, change: Parameters<typeof aDraft>[1] = {}) =>
  (await simulated(service, (await aDraft(service, change, schemeId)).id)).result

t.test('the present rules change nothing, for any scheme: not one penny, not one tier', async (t) => {
  for (const name of presetNames) {
    const under = await ownScheme(service, name)
    await insertCases(ownerUrl, under, standing(name, 30))
    const result = await simulation(under.schemeId)
    t.match(result.compared, { cases: 30, changePence: 0, gain: 0, lose: 0, same: 30 }, name)
    t.equal(result.compared.nowPence, result.compared.proposedPence, name)
    t.same([result.gains, result.losses, result.notCalculable, result.notCalculableNow], [null, null, [], []], name)
    for (const tier of result.signOff) t.equal(tier.now, tier.proposed, name)
    t.same(result.nearLimit.now, result.nearLimit.proposed, name)
  }
})

t.test('who gains and who loses, and by how much, to the penny', async (t) => {
  const under = await ownScheme(service)
  const pence = [40_000, 40_001, 50_000, 60_000, 70_000, 80_000, 90_000, 100_000]
  await insertCases(ownerUrl, under, pence.map(one))
  const nowPence = pence.reduce((sum, each) => sum + each, 0)
  const changePence = 53_000
  t.match(await simulation(under.schemeId, uplift(merseyside, 1_000)), {
    cases: 8,
    withoutCalculation: 0,
    compared: { cases: 8, nowPence, proposedPence: nowPence + changePence, changePence, gain: 8, lose: 0, same: 0 },
    gains: {
      leastPence: 4_000,
      tenthPence: 4_000,
      quarterPence: 4_000,
      medianPence: 6_000,
      threeQuartersPence: 8_000,
      nineTenthsPence: 10_000,
      mostPence: 10_000,
      totalPence: changePence,
    },
    losses: null,
  })
  await published(service, '2026-12-01', uplift(merseyside, 1_000), under.schemeId)
  t.match(await simulation(under.schemeId, uplift(merseyside, 0)), {
    compared: { changePence: -changePence, gain: 0, lose: 8 },
    gains: null,
    losses: { leastPence: 4_000, mostPence: 10_000, totalPence: changePence },
  })
})

t.test('who could not be worked out under the draft, and why; and who has nothing to compare', async (t) => {
  const under = await ownScheme(service)
  const cases = [...[40_000, 45_000, 90_000, 95_000].map(one), { inputs: null }, { ...one(50_000), ended: true }]
  await insertCases(ownerUrl, under, cases)
  const budget = { method: 'one-off' as const, floorPence: 45_000, ceilingPence: 90_000, source: 'a test' }
  t.match(await simulation(under.schemeId, { budget }), {
    cases: 5,
    withoutCalculation: 1,
    compared: { cases: 2, changePence: 0, same: 2 },
    notCalculable: [{ code: 'wish-outside-band', cases: 2 }],
    notCalculableNow: [],
  })
  const other = { method: 'required-services' as const, source: 'a test', floorPence: null, ceilingPence: null }
  const { prices } = await presetRules('northamptonshire')
  t.match(await simulation(under.schemeId, { budget: other, prices }), {
    compared: { cases: 0, nowPence: 0, proposedPence: 0, changePence: 0 },
    notComparable: [{ code: 'method-not-offered', cases: 4 }],
    notCalculable: [],
    signOff: [],
  })
})

t.test('a calculation that no longer fits the newest version is told apart', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, [40_000, 90_000].map(one))
  const budget = { method: 'one-off' as const, floorPence: 45_000, ceilingPence: 100_000, source: 'a test' }
  await published(service, '2026-12-01', { budget }, under.schemeId)
  t.match(await simulation(under.schemeId), {
    compared: { cases: 1, changePence: 0 },
    notCalculable: [],
    notCalculableNow: [{ code: 'wish-outside-band', cases: 1 }],
  })
})

t.test('who would decide, and who lies within 5 % of a limit, which is inclusive', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, [40_000, 40_001, 42_000, 42_001, 94_999, 95_000, 100_000].map(one))
  const tiers = merseyside.tiers.map((tier, index) => (index === 0 ? { ...tier, limitPence: 50_000 } : tier))
  const { signOff, nearLimit } = await simulation(under.schemeId, { tiers })
  t.same(signOff, [
    { tier: 'care-coordinator', now: 1, proposed: 4 },
    { tier: 'team-manager', now: 6, proposed: 3 },
  ])
  const upToTheMost = ['team-manager', 'mdt-meeting', 'risk-enablement-panel'].map((tier) => ({
    tier,
    within: 2,
    over: 0,
  }))
  t.same(nearLimit, {
    now: [{ tier: 'care-coordinator', within: 1, over: 2 }, ...upToTheMost],
    proposed: upToTheMost,
  })
})

t.test('a plan that lies near several limits counts for each of them', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, [one(51_000), one(60_000), one(70_000)])
  const limits = [50_000, 52_000, 60_000, 100_000]
  const tiers = merseyside.tiers.map((tier, index) => ({ ...tier, limitPence: limits[index] ?? null }))
  t.same((await simulation(under.schemeId, { tiers })).nearLimit, {
    now: [],
    proposed: [
      { tier: 'care-coordinator', within: 0, over: 1 },
      { tier: 'team-manager', within: 1, over: 0 },
      { tier: 'mdt-meeting', within: 1, over: 0 },
    ],
  })
})

t.test('whom nobody may decide on is counted too', async (t) => {
  const under = await ownScheme(service, 'northamptonshire')
  await insertCases(ownerUrl, under, standing('northamptonshire', 20))
  const { signOff, compared } = await simulation(under.schemeId, { tiers: under.rules.tiers.slice(0, 1), forced: [] })
  t.equal(compared.same, 20)
  const nobody = signOff.find(({ tier }) => tier === null)
  t.equal(nobody?.now, 0)
  t.equal((nobody?.proposed ?? 0) + (signOff[0]?.proposed ?? 0), 20)
  t.ok(nobody && nobody.proposed > 0)
})

t.test('what is kept for a crisis is no part of the plan that is decided on', async (t) => {
  const under = await ownScheme(service)
  await insertCases(ownerUrl, under, [one(44_000)])
  const crisis = { reserveBasisPoints: 1_000, source: 'a test' }
  t.same((await simulation(under.schemeId, { crisis })).signOff, [
    { tier: 'care-coordinator', now: 0, proposed: 1 },
    { tier: 'team-manager', now: 1, proposed: 0 },
  ])
})
