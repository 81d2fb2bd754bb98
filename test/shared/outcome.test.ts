import t from 'tap'
import { isRefusal, refuse } from '../../src/shared/outcome.ts'

t.test('a refusal says its code and its sentence, and the field only where there is one', async (t) => {
  t.same(refuse('over-limit', 'too much'), { refused: true, code: 'over-limit', detail: 'too much' })
  t.equal(refuse('over-limit', 'too much', '/amountPence').pointer, '/amountPence')
})

t.test('what a rule grants is never taken for a refusal', async (t) => {
  t.equal(isRefusal(refuse('x', 'y')), true)
  for (const value of [undefined, null, 'refused', { refused: false }, { refused: 'yes' }, [], 0])
    t.equal(isRefusal(value), false)
})
