import t from 'tap'
import { policyFaults } from '../../../src/rules/scheme/policy-checks.ts'
import type { SchemeRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { band, domains, faults, historic, lambeth, merseyside, pool, quorum } from './policy-faults.ts'
import { presetOf, presets } from './presets.ts'

const faultsOf = (rules: SchemeRules) => policyFaults(rules, domains).map(({ pointer, code }) => `${pointer} ${code}`)

/** A scheme of the seeds with one thing changed, by the pointer of what is changed; undefined takes it away. */
function changed(code: string, changes: Readonly<Record<string, unknown>>): SchemeRules {
  const rules = structuredClone(presetOf(code))
  for (const [pointer, value] of Object.entries(changes)) {
    const path = pointer.slice(1).split('/')
    const last = path.pop() ?? ''
    const parent = path.reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], rules)
    if (value === undefined) delete (parent as Record<string, unknown>)[last]
    else (parent as Record<string, unknown>)[last] = value
  }
  return rules
}

t.test('every scheme of the seeds can be published', async (t) => {
  t.equal(new Set(presets.map(({ name }) => name.split(' ')[0])).size, 8)
  for (const { name, rules } of presets) t.same(faultsOf(rules), [], name)
})

for (const [name, code = '', changes, expected] of faults)
  t.test(`refused by name: ${name}`, async (t) => {
    t.same(faultsOf(changed(code, changes)), expected)
  })

t.test('what lies just inside has no fault', async (t) => {
  for (const [code, changes] of [
    [merseyside, { '/budget/floorPence': 100_000 }],
    [merseyside, { '/tiers/1/limitPence': 40_000 }],
    [merseyside, { '/tiers/3/quorum': quorum('number', 3, 3) }],
    [
      merseyside,
      {
        '/adjustments/upliftBasisPoints': 5_000,
        '/adjustments/upliftSource': 'Prices',
        '/tiers/3/limitPence': 150_000,
      },
    ],
    [pool, { '/budget/bands': [band(0, 5, 5), band(1, 5, 5)] }],
    [pool, { '/budget/weights': { ...Object.fromEntries(domains.map((key) => [key, 0])), mood: 1 } }],
    [historic, { '/budget/floorPence': 3_000_000 }],
    [lambeth, { '/split/shares/0/basisPoints': 0, '/split/shares/1/basisPoints': 10_000 }],
    [merseyside, { '/appeals/reviewers': ['care-coordinator', 'team-manager'] }],
    [merseyside, { '/brokerage/kind': 'none', '/signatures': ['person'] }],
  ] as const)
    t.same(faultsOf(changed(code ?? '', changes)), [], JSON.stringify(changes))
})

t.test('everything that is wrong is told at once', async (t) => {
  const rules = changed(merseyside ?? '', {
    '/budget/floorPence': 100_001,
    '/split/host': 'pool',
    '/tiers/0/heldBy': [],
  })
  t.same(faultsOf(rules), [
    '/budget/ceilingPence band-inverted',
    '/split/host funder-unknown',
    '/tiers/0/heldBy tier-nobody-holds',
  ])
})
