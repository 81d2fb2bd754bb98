import t from 'tap'
import { isPooled } from '../../../src/rules/budgets/pool.ts'
import { presets } from '../scheme/presets.ts'

t.test('a council answers for a scheme that it pays into in common with the NHS, and for no other', async (t) => {
  t.same(
    presets.filter(({ rules }) => isPooled(rules.split)).map(({ name }) => name.replace(/ from .*/, '')),
    ['lambeth-integrated', 'section-117', 'west-sussex-pooled'],
  )
})
