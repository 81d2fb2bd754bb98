import fc from 'fast-check'
import t from 'tap'
import { caseRoles, type Tier, tiers } from '../../../src/rules/scheme/scheme-rules.ts'
import { lowestCompetent } from '../../../src/rules/sign-off/lowest-competent.ts'
import {
  daysAt,
  nextTier,
  outstandingSignatures,
  type Route,
  withinLimit,
} from '../../../src/rules/sign-off/sign-off.ts'
import { isRefusal, type Refusal } from '../../../src/shared/outcome.ts'
import { tierWords } from '../../../src/words/roles.ts'
import { routeSentence } from '../../../src/words/routes.ts'
import {
  anyBarred,
  anyScheme,
  anyTotal,
  aScheme,
  aTier,
  barring,
  climb,
  limited,
  merseyside,
} from '../scheme/a-scheme.ts'

const nobody = barring([])
const tierFor = (total: number, rules = merseyside, barred = nobody) => {
  const route = lowestCompetent(rules, total, barred)
  return isRefusal(route) ? route.code : route.tier
}
const toldOf = (route: Route | Refusal<'tier-missing'>) =>
  isRefusal(route) ? [route.code, route.detail] : [route.because, routeSentence(route)]
const placeOf = (route: Route) => tiers.indexOf(route.tier)

t.test(
  'S2: the care coordinator decides up to and including £400.00, and a penny more goes to the team manager',
  async (t) => {
    for (const [total, tier] of [
      [0, 'care-coordinator'],
      [1, 'care-coordinator'],
      [39_999, 'care-coordinator'],
      [40_000, 'care-coordinator'],
      [40_001, 'team-manager'],
      [99_999, 'team-manager'],
      [100_000, 'team-manager'],
      [100_001, 'tier-missing'],
    ] as const)
      t.equal(tierFor(total), tier, `${total} pence`)
  },
)

t.test('every tier’s own limit is inclusive, and a penny more goes to the tier above', async (t) => {
  const rules = limited(40_000, 60_000, 80_000, 100_000)
  for (const [index, limit] of [40_000, 60_000, 80_000, 100_000].entries()) {
    t.equal(tierFor(limit, rules), climb[index], `${limit} pence`)
    t.equal(tierFor(limit + 1, rules), climb[index + 1] ?? 'tier-missing', `${limit + 1} pence`)
  }
})

t.test('no limit is not infinite: a tier without one never decides, not even on a penny', async (t) => {
  t.equal(withinLimit({ limitPence: null }, 0), false)
  t.equal(tierFor(1, limited(null, 100_000)), 'team-manager')
  t.equal(tierFor(1, limited(40_000, null)), 'care-coordinator')
  t.equal(tierFor(40_001, limited(40_000, null)), 'tier-missing')
  t.equal(tierFor(1, limited(null, null, null, null)), 'tier-missing')
})

t.test('who wrote or signed the plan is passed by: a barred tier does not decide, whatever its limit', async (t) => {
  t.equal(tierFor(40_000, merseyside, barring(['care-coordinator'])), 'team-manager')
  t.equal(tierFor(40_000, merseyside, barring(['care-coordinator', 'team-manager'])), 'mdt-meeting')
  t.equal(tierFor(1, merseyside, barring(tiers)), 'tier-missing')
})

t.test('the route says why, in words that the person can read', async (t) => {
  const told = (total: number, rules = merseyside, barred = nobody) => toldOf(lowestCompetent(rules, total, barred))
  t.same(told(40_000), [
    'within-limit',
    '£400.00 is within the care coordinator’s limit of £400.00, so the care coordinator decides.',
  ])
  t.same(told(40_001), [
    'over-limit',
    '£400.01 is over the care coordinator’s limit of £400.00. It is within the team manager’s limit of £1,000.00, so the team manager decides.',
  ])
  t.same(told(40_000, merseyside, barring(['care-coordinator'])), [
    'not-independent',
    'The care coordinator is not independent of this plan. £400.00 is within the team manager’s limit of £1,000.00, so the team manager decides.',
  ])
  t.same(told(40_000, merseyside, barring(['care-coordinator'], 'no-care-coordinator')), [
    'not-independent',
    'There is no care coordinator. £400.00 is within the team manager’s limit of £1,000.00, so the team manager decides.',
  ])
  t.same(told(50_000, limited(40_000, null, 60_000)), [
    'over-limit',
    '£500.00 is over the care coordinator’s limit of £400.00. The team manager has no limit set and may not decide. £500.00 is within the team meeting’s limit of £600.00, so the team meeting decides.',
  ])
  t.same(told(100_001), ['tier-missing', 'No tier of the scheme may decide on £1,000.01'])
})

t.test(
  'for any scheme and total: the route is the lowest tier that may decide, and there is one unless none may',
  async () => {
    fc.assert(
      fc.property(anyScheme, anyTotal, anyBarred, (rules, total, barred) => {
        const able = rules.tiers.filter(
          ({ tier, limitPence }) => limitPence !== null && total <= limitPence && !barred.has(tier),
        )
        const route = lowestCompetent(rules, total, barred)
        return isRefusal(route) ? able.length === 0 : route.tier === able[0]?.tier
      }),
    )
  },
)

t.test('for any scheme: a larger total never goes to a lower tier, and what is refused stays refused', async () => {
  fc.assert(
    fc.property(anyScheme, anyTotal, fc.nat(100_000), anyBarred, (rules, total, more, barred) => {
      const smaller = lowestCompetent(rules, total, barred)
      const larger = lowestCompetent(rules, total + more, barred)
      if (isRefusal(smaller)) return isRefusal(larger)
      return isRefusal(larger) || placeOf(larger) >= placeOf(smaller)
    }),
  )
})

t.test(
  'S2: not comfortable passes the plan up one tier, to who may decide, and says that nobody is at fault',
  async (t) => {
    const above = (from: Tier, total = 40_000, rules = merseyside) => {
      const route = nextTier(rules, total, from, 'not-comfortable')
      return isRefusal(route) ? route.code : route.tier
    }
    t.equal(above('care-coordinator'), 'team-manager')
    t.equal(above('team-manager'), 'mdt-meeting')
    t.equal(above('mdt-meeting'), 'risk-enablement-panel')
    t.equal(above('risk-enablement-panel'), 'tier-missing')
    t.equal(above('care-coordinator', 40_000, limited(40_000, null, 30_000, 40_000)), 'risk-enablement-panel')
    t.same(toldOf(nextTier(merseyside, 40_000, 'care-coordinator', 'not-comfortable')), [
      'not-comfortable',
      'The care coordinator was not comfortable to decide, so the team manager decides. Nobody is at fault.',
    ])
    t.same(toldOf(nextTier(merseyside, 40_000, 'mdt-meeting', 'conflict-of-interest')), [
      'conflict-of-interest',
      'The team meeting has a conflict of interest, so the risk enablement panel decides. Nobody is at fault.',
    ])
  },
)

t.test('for any scheme: passing up climbs to a tier that may decide each time, and ends', async () => {
  fc.assert(
    fc.property(anyScheme, anyTotal, (rules, total) => {
      let at: Route | Refusal<'tier-missing'> = lowestCompetent(rules, total, nobody)
      for (let climbed = 0; !isRefusal(at); climbed += 1) {
        const next = nextTier(rules, total, at.tier, 'not-comfortable')
        const limits = rules.tiers.find((tier) => tier.tier === (next as Route).tier)
        if (!isRefusal(next) && (placeOf(next) <= placeOf(at) || !limits || !withinLimit(limits, total))) return false
        if (climbed > tiers.length) return false
        at = next
      }
      return true
    }),
  )
})

t.test(
  'S2: passing up keeps the clock: the days promised never shrink, and grow only to what the new tier is given',
  async (t) => {
    t.equal(daysAt(merseyside, 'care-coordinator', 0), 5)
    t.equal(daysAt(merseyside, 'team-manager', 5), 5)
    t.equal(daysAt(merseyside, 'mdt-meeting', 5), 10)
    t.equal(daysAt(merseyside, 'risk-enablement-panel', 10), 15)
    t.equal(daysAt(aScheme({ tiers: [aTier('team-manager', 1, { workingDays: 3 })] }), 'team-manager', 5), 5)
  },
)

t.test('S2: the broker, the person and the care coordinator sign, in any order', async (t) => {
  t.same(outstandingSignatures(merseyside, [], true), ['broker', 'person', 'care-coordinator'])
  t.same(outstandingSignatures(merseyside, [], false), ['person', 'care-coordinator'], 'there is no broker')
  t.same(outstandingSignatures(merseyside, ['care-coordinator'], true), ['broker', 'person'])
  t.same(outstandingSignatures(merseyside, ['person', 'broker'], true), ['care-coordinator'])
  t.same(outstandingSignatures(merseyside, ['care-coordinator', 'person', 'broker'], true), [])
})

t.test('a representative’s signature stands for the person’s, an advocate’s for nobody’s', async (t) => {
  t.same(outstandingSignatures(merseyside, ['representative'], true), ['broker', 'care-coordinator'])
  t.same(outstandingSignatures(merseyside, ['advocate'], true), ['broker', 'person', 'care-coordinator'])
  t.same(outstandingSignatures(aScheme({ signatures: ['representative'] }), ['person'], true), ['representative'])
})

t.test('for any signatures: each one more leaves no more outstanding, and all of them leave none', async () => {
  const some = fc.subarray([...caseRoles])
  fc.assert(
    fc.property(
      fc.subarray([...caseRoles], { minLength: 1 }),
      some,
      fc.constantFrom(...caseRoles),
      (need, signed, one) => {
        const rules = aScheme({ signatures: need })
        const before = outstandingSignatures(rules, signed, true)
        const after = outstandingSignatures(rules, [...signed, one], true)
        return (
          after.every((caseRole) => before.includes(caseRole)) && outstandingSignatures(rules, need, true).length === 0
        )
      },
    ),
  )
})

t.test('every tier has a name for a sentence and somebody who is waited for', async (t) => {
  t.same(Object.keys(tierWords), [...tiers])
})
