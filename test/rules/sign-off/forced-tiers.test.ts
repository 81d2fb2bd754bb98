import fc from 'fast-check'
import t from 'tap'
import { tiers } from '../../../src/rules/scheme/scheme-rules.ts'
import { tierOnRoute } from '../../../src/rules/sign-off/identity.ts'
import { lowestCompetent } from '../../../src/rules/sign-off/lowest-competent.ts'
import { afterConflict, forcedBy, nextTier, type Route } from '../../../src/rules/sign-off/sign-off.ts'
import { type ForcingCondition, forcingConditions, type Tier } from '../../../src/rules/sign-off/sign-off-rules.ts'
import { isRefusal, type Refusal } from '../../../src/shared/outcome.ts'
import { routeSentence } from '../../../src/words/routes.ts'
import {
  anyBarred,
  anyConditions,
  anyPolicy,
  anyTotal,
  aScheme,
  aTier,
  barring,
  limited,
  merseyside,
} from '../scheme/a-scheme.ts'
import { presets } from '../scheme/presets.ts'

const nobody = barring([])
const forcing = (...pairs: readonly (readonly [ForcingCondition, Tier])[]) =>
  pairs.map(([condition, tier]) => ({ condition, tier, source: 'a test' }))
const toldOf = (route: Route | Refusal<'tier-missing'>) => (isRefusal(route) ? '' : routeSentence(route))
const routed = (total: number, conditions: readonly ForcingCondition[], rules = merseyside, barred = nobody) => {
  const route = lowestCompetent(rules, total, barred, conditions)
  return isRefusal(route) ? [route.code] : [route.tier, route.because]
}

t.test(
  'Merseyside: gaps at the worst times go to the team manager, whatever the amount, and the route says why',
  async (t) => {
    t.same(routed(40_000, []), ['care-coordinator', 'within-limit'])
    t.same(routed(1, ['crisis-gaps-accepted']), ['team-manager', 'crisis-gaps-accepted'])
    t.equal(
      toldOf(lowestCompetent(merseyside, 40_000, nobody, ['crisis-gaps-accepted'])),
      'Nobody can be called at some of the person’s worst times, so at least the team manager decides. £400.00 is within the team manager’s limit of £1,000.00, so the team manager decides.',
    )
  },
)

t.test('a condition that the scheme does not name forces nothing', async (t) => {
  for (const condition of ['conflict-of-interest', 'over-indicative-budget', 'off-catalogue'] as const)
    t.same(routed(40_000, [condition]), ['care-coordinator', 'within-limit'], condition)
})

t.test('a plan that goes higher by its amount anyway says so, and not that it was forced', async (t) => {
  t.same(routed(40_001, ['crisis-gaps-accepted']), ['team-manager', 'over-limit'])
})

t.test('of several conditions the highest counts', async (t) => {
  const rules = aScheme({
    forced: forcing(
      ['off-catalogue', 'team-manager'],
      ['conflict-of-interest', 'mdt-meeting'],
      ['over-indicative-budget', 'team-manager'],
    ),
  })
  t.same(routed(100, ['off-catalogue', 'conflict-of-interest', 'over-indicative-budget'], rules), [
    'mdt-meeting',
    'conflict-of-interest',
  ])
  t.same(
    forcedBy(rules, ['conflict-of-interest', 'off-catalogue']).map(({ condition, tier }) => [condition, tier]),
    [
      ['off-catalogue', 'team-manager'],
      ['conflict-of-interest', 'mdt-meeting'],
    ],
  )
})

t.test('each condition has a sentence of its own, for the person to read', async (t) => {
  const told = forcingConditions.map((condition) => {
    const rules = aScheme({ forced: forcing([condition, 'team-manager']) })
    return toldOf(lowestCompetent(rules, 100, nobody, [condition]))
  })
  t.equal(new Set(told).size, forcingConditions.length)
  for (const sentence of told) t.match(sentence, /^[A-Z].* so at least the team manager decides\. £1\.00 is within/)
})

t.test('a forced tier without a limit does not decide: the next one above it does', async (t) => {
  const rules = { ...limited(40_000, null, 60_000), forced: forcing(['off-catalogue', 'team-manager']) }
  t.same(routed(100, ['off-catalogue'], rules), ['mdt-meeting', 'off-catalogue'])
})

t.test(
  'no limit is not infinite, and no way leads to a tier where nobody sits or that the scheme does not have',
  async (t) => {
    const empty = aScheme({ tiers: [aTier('team-manager', 100_000, { heldBy: [] })] })
    t.same(routed(100, [], empty), ['tier-missing'])
    t.same(routed(100, [], aScheme({ tiers: [aTier('team-manager', null)] })), ['tier-missing'])
    const absent = { ...limited(40_000), forced: forcing(['off-catalogue', 'joint-panel']) }
    t.same(routed(100, ['off-catalogue'], absent), ['tier-missing'])
  },
)

t.test(
  'for any policy: the route is at or above every tier that is forced, and somebody may decide there',
  async () => {
    fc.assert(
      fc.property(anyPolicy, anyTotal, anyBarred, anyConditions, (rules, total, barred, conditions) => {
        const route = lowestCompetent(rules, total, barred, conditions)
        if (isRefusal(route)) return true
        const tier = rules.tiers.find((known) => known.tier === route.tier)
        const place = (of: Tier) => rules.tiers.findIndex((known) => known.tier === of)
        return (
          tier !== undefined &&
          tier.heldBy.length > 0 &&
          tier.limitPence !== null &&
          total <= tier.limitPence &&
          !barred.has(tier.tier) &&
          forcedBy(rules, conditions).every((forced) => place(route.tier) >= place(forced.tier))
        )
      }),
    )
  },
)

t.test('for any policy: there is a route unless no tier at or above the forced ones may decide', async () => {
  fc.assert(
    fc.property(anyPolicy, anyTotal, anyBarred, anyConditions, (rules, total, barred, conditions) => {
      const place = (of: Tier) => rules.tiers.findIndex((known) => known.tier === of)
      const floor = Math.max(0, ...forcedBy(rules, conditions).map(({ tier }) => place(tier)))
      const able = rules.tiers.filter(
        ({ tier, limitPence }) =>
          place(tier) >= floor && !barred.has(tier) && limitPence !== null && total <= limitPence,
      )
      const others = conditions.filter((condition) => condition !== 'preventive-reduction')
      const route = lowestCompetent(rules, total, barred, conditions)
      if (isRefusal(route)) return able.length === 0
      return others.length < conditions.length || route.tier === able[0]?.tier
    }),
  )
})

t.test(
  'P10: for any policy: less of preventive support is decided one tier up, or by two where nobody is above',
  async () => {
    fc.assert(
      fc.property(anyPolicy, anyTotal, anyBarred, anyConditions, (rules, total, barred, conditions) => {
        const others = conditions.filter((condition) => condition !== 'preventive-reduction')
        const would = lowestCompetent(rules, total, barred, others)
        const route = lowestCompetent(rules, total, barred, [...others, 'preventive-reduction'])
        if (isRefusal(route) || isRefusal(would)) return true
        const up = tiers.indexOf(route.tier) - tiers.indexOf(would.tier)
        const above = rules.tiers.some(
          ({ tier, limitPence }) =>
            tiers.indexOf(tier) > tiers.indexOf(would.tier) && !barred.has(tier) && total <= (limitPence ?? 0),
        )
        return above ? up > 0 && !route.facts.together : up === 0 && route.facts.together
      }),
    )
  },
)

t.test(
  'P10: in every published scheme, whatever it forces, the route of a reduction is one tier up and says why',
  async (t) => {
    for (const { name: title, rules } of presets) {
      const would = lowestCompetent(rules, 40_000, nobody)
      const route = lowestCompetent(rules, 40_000, nobody, ['preventive-reduction'])
      if (isRefusal(would) || isRefusal(route)) throw new Error(`${title} has a route`)
      t.ok(tiers.indexOf(route.tier) > tiers.indexOf(would.tier) || route.facts.together, title)
      t.match(routeSentence(route), 'Support that holds a need back would be reduced', title)
      const [at] = rules.tiers.filter(({ tier }) => tier === route.tier)
      if (route.facts.together) t.ok((at && tierOnRoute(at, route).quorum?.members) ?? 0 >= 2, title)
    }
  },
)

t.test('for any policy: one more condition, or a larger amount, never goes to a lower tier', async () => {
  fc.assert(
    fc.property(
      anyPolicy,
      anyTotal,
      fc.nat(50_000),
      anyBarred,
      anyConditions,
      fc.constantFrom(...forcingConditions),
      (rules, total, more, barred, conditions, condition) => {
        const before = lowestCompetent(rules, total, barred, conditions)
        const after = lowestCompetent(rules, total + more, barred, [...conditions, condition])
        if (isRefusal(before)) return isRefusal(after)
        return isRefusal(after) || tiers.indexOf(after.tier) >= tiers.indexOf(before.tier)
      },
    ),
  )
})

t.test('a late decision passes up by itself, without fault, and ends at the top', async (t) => {
  const late = nextTier(merseyside, 40_000, 'care-coordinator', 'breach')
  t.match(late, { tier: 'team-manager', because: 'breach' })
  t.equal(toldOf(late), 'The care coordinator did not decide in time, so the team manager decides. Nobody is at fault.')
  t.match(nextTier(merseyside, 40_000, 'risk-enablement-panel', 'breach'), { code: 'tier-missing' })
})

t.test('a conflict of who decides alone passes the plan up; on a panel the others decide', async (t) => {
  const at = (tier: Tier) => merseyside.tiers.find((known) => known.tier === tier) ?? merseyside.tiers[0]
  const coordinator = at('care-coordinator')
  const panel = at('risk-enablement-panel')
  if (!coordinator || !panel) throw new Error('the reference scheme has these tiers')
  t.match(afterConflict(merseyside, 40_000, coordinator, true), {
    tier: 'team-manager',
    because: 'conflict-of-interest',
  })
  t.equal(
    afterConflict(merseyside, 40_000, coordinator, false),
    undefined,
    'somebody on the team: the scheme forces nothing',
  )
  t.equal(afterConflict(merseyside, 40_000, panel, true), undefined)
  t.equal(afterConflict(limited(40_000), 40_000, coordinator, true), undefined, 'nobody is above')
})

t.test('where the scheme says so, a conflict of anybody on the team passes the plan to the forced tier', async (t) => {
  const rules = aScheme({ forced: forcing(['conflict-of-interest', 'mdt-meeting']) })
  const [coordinator, , mdt] = rules.tiers
  if (!coordinator || !mdt) throw new Error('the reference scheme has these tiers')
  const route = afterConflict(rules, 40_000, coordinator, false)
  t.match(route, { tier: 'mdt-meeting', because: 'conflict-of-interest' })
  t.equal(
    route && toldOf(route),
    'Somebody who works on the plan has declared a conflict of interest, so the team meeting decides. Nobody is at fault.',
  )
  t.match(afterConflict(rules, 40_000, coordinator, true), { tier: 'mdt-meeting' })
  t.equal(afterConflict(rules, 40_000, mdt, false), undefined, 'it is there already')
})
