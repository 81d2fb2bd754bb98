import t from 'tap'
import { isPaidWhole, mayAddOwn } from '../../../src/rules/planning/own-money.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'
import { presetNames, presetRules } from '../../support/policy.ts'

const weekly = {
  ...({ quantity: 1, unit: 'hour', unitPence: 1_400, frequency: 'weekly', times: null } as const),
  ...{ from: '2026-12-01', until: '2027-02-28' },
}

t.test('each scheme: who adds to support over time, by who pays for it', async (t) => {
  const added: Record<string, string> = {}
  for (const name of presetNames) {
    const rules = await presetRules(name)
    const elements = rules.split.kind === 'layered' ? (['health', 'social-care'] as const) : [null]
    for (const element of elements)
      added[[name, element].filter(Boolean).join(', ')] = isPaidWhole({ element, schedule: weekly }, rules)
        ? 'paid whole'
        : 'added to'
    t.notOk(isPaidWhole({ element: elements[0], schedule: null }, rules), `${name}: bought once`)
    t.notOk(isPaidWhole({ element: elements[0], schedule: { ...weekly, frequency: 'once' } }, rules), 'once, by a day')
  }
  t.same(added, {
    'kent-peer-brokerage': 'paid whole',
    'lambeth-integrated': 'added to',
    'local-pilot-historic': 'paid whole',
    'merseyside-one-off': 'paid whole',
    northamptonshire: 'paid whole',
    'section-117': 'paid whole',
    'south-kent-coast, health': 'paid whole',
    'south-kent-coast, social-care': 'added to',
    'west-sussex-pooled': 'added to',
  })
})

t.test('to the penny of what the plan says, in all; they themselves as they wish', async (t) => {
  const rules = await presetRules('west-sussex-pooled')
  const line = { schedule: weekly, agreedOwnPence: 1_000, ownPence: 400 }
  t.equal(mayAddOwn(line, rules, 600, false), true)
  t.match(mayAddOwn(line, rules, 601, false), { code: 'own-money-refused', detail: /£10\.00, of which £6\.00 is left/ })
  t.equal(mayAddOwn(line, rules, 601, true), true)
  const lessNow = { ...line, agreedOwnPence: 100 }
  t.ok(isRefusal(mayAddOwn(lessNow, rules, 1, false)), 'the plan says less than was added')
  t.equal(mayAddOwn(lessNow, rules, 0, false), true)
  const free = await presetRules('section-117')
  t.match(mayAddOwn(line, free, 1, true), { code: 'own-money-refused' }, 'nor they themselves')
  t.equal(mayAddOwn(line, free, 0, true), true)
})
