import fc from 'fast-check'
import t from 'tap'
import { isTooLow, tierOnRoute, unlessConfirmed } from '../../../src/rules/sign-off/identity.ts'
import { type Barred, lowestCompetent } from '../../../src/rules/sign-off/lowest-competent.ts'
import { type Route, withinLimit } from '../../../src/rules/sign-off/sign-off.ts'
import type { Tier } from '../../../src/rules/sign-off/sign-off-rules.ts'
import { isRefusal, type Refusal } from '../../../src/shared/outcome.ts'
import { routeSentence } from '../../../src/words/routes.ts'
import { presetOf, presets } from '../scheme/presets.ts'

type Rules = (typeof presets)[number]['rules']
const nobody: Barred = new Map()
const merseyside = presetOf('merseyside-one-off')
const routed = (rules: Rules, total: number, confirmed: boolean, barred = nobody) =>
  unlessConfirmed(rules, lowestCompetent(rules, total, barred), confirmed, barred)
const asRoute = (route: Route | Refusal<'tier-missing'>): Route => {
  if (isRefusal(route)) throw new Error(route.code)
  return route
}

t.test(
  'money for a person whom nobody independent has confirmed goes up one tier, and the sentence says why',
  async (t) => {
    t.equal(asRoute(routed(merseyside, 40_000, true)).tier, 'care-coordinator')
    const up = asRoute(routed(merseyside, 40_000, false))
    t.match(up, { tier: 'team-manager', because: 'identity-unconfirmed' })
    t.equal(
      routeSentence(up),
      '£400.00 is within the care coordinator’s limit of £400.00. Nobody independent has confirmed yet who the person is. So the team manager decides, one step above the care coordinator.',
    )
    const past = asRoute(
      routed(merseyside, 40_000, false, new Map<Tier, 'not-independent'>([['team-manager', 'not-independent']])),
    )
    t.equal(past.tier, 'mdt-meeting', 'a tier that is too close to the plan is passed by')
  },
)

t.test('where no tier is above, two people decide there together', async (t) => {
  const rules = presetOf('west-sussex-pooled')
  const top = asRoute(routed(rules, 2_000_000, false))
  t.match(top, { tier: 'team-manager', because: 'identity-unconfirmed' })
  t.match(routeSentence(top), /Nobody above the team manager may decide, so two people decide there together\.$/)
  const [below, manager] = rules.tiers
  if (!below || !manager) throw new Error('two tiers')
  t.match(tierOnRoute(manager, top).quorum, { kind: 'number', members: 2 })
  t.equal(tierOnRoute(manager, asRoute(routed(rules, 2_000_000, true))).quorum, null)
  t.equal(
    tierOnRoute(manager, asRoute(routed(rules, 500_000, false))).quorum,
    null,
    'who looks at it one tier up is the other one',
  )
  const larger = { ...manager, quorum: { kind: 'number', members: 5, livedExperience: 1 } } as const
  t.same(tierOnRoute(larger, top).quorum, larger.quorum, 'a larger quorum stays')
})

t.test(
  'for every scheme and amount, an unconfirmed identity needs a tier more or two people, and never passes a limit',
  async (t) => {
    fc.assert(
      fc.property(fc.constantFrom(...presets), fc.integer({ min: 1, max: 5_000_000 }), ({ rules }, total) => {
        const would = routed(rules, total, true)
        const route = routed(rules, total, false)
        if (isRefusal(would) || isRefusal(route)) return isRefusal(would) && isRefusal(route)
        const tier = rules.tiers.find((one) => one.tier === route.tier)
        if (!tier || !withinLimit(tier, total)) return false
        const higher = isTooLow(rules, would.tier, route)
        const byTwo = (tierOnRoute(tier, route).quorum?.members ?? 1) >= 2
        return (higher || byTwo) && !isTooLow(rules, route.tier, route) && !isTooLow(rules, would.tier, would)
      }),
    )
    t.pass()
  },
)
