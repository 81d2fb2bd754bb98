import fc from 'fast-check'
import t from 'tap'
import { mergePatch } from '../../src/shared/merge-patch.ts'

t.test('the cases of RFC 7396, appendix A, as far as they are about objects without null', async (t) => {
  const cases: [object, object, object][] = [
    [{ a: 'b' }, { a: 'c' }, { a: 'c' }],
    [{ a: 'b' }, { b: 'c' }, { a: 'b', b: 'c' }],
    [{ a: ['b'] }, { a: 'c' }, { a: 'c' }],
    [{ a: 'c' }, { a: ['b'] }, { a: ['b'] }],
    [{ a: { b: 'c' } }, { a: { b: 'd' } }, { a: { b: 'd' } }],
    [{ a: [{ b: 'c' }] }, { a: [1] }, { a: [1] }],
    [{ e: null }, { a: 1 }, { e: null, a: 1 }],
    [{}, { a: { bb: {} } }, { a: { bb: {} } }],
  ]
  for (const [document, patch, result] of cases)
    t.same(mergePatch(document, patch), result, JSON.stringify({ document, patch }))
})

t.test('null is kept as null: the contract says which fields may be null, and none may be missing', async (t) => {
  t.same(mergePatch({ a: 'b', c: 1 }, { a: null }), { a: null, c: 1 })
  t.same(mergePatch({ a: { b: 'c', d: 1 } }, { a: { b: null } }), { a: { b: null, d: 1 } })
})

t.test('a list is replaced as a whole', async (t) => {
  t.same(mergePatch({ goals: [1, 2, 3] }, { goals: [] }), { goals: [] })
})

t.test('what is patched and the patch itself stay as they were', async (t) => {
  const document = { a: { b: 1 }, list: [1] }
  const patch = { a: { c: 2 } }
  mergePatch(document, patch)
  t.same(document, { a: { b: 1 }, list: [1] })
  t.same(patch, { a: { c: 2 } })
})

t.test('a patch cannot reach the prototype of everything', async (t) => {
  const patch = JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}')
  mergePatch({ a: 1 }, patch)
  t.equal(({} as Record<string, unknown>).polluted, undefined)
})

t.test(
  'for any objects: patching with itself or with nothing changes nothing, and patching twice is patching once',
  async () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<object>
    fc.assert(
      fc.property(objects, objects, (document, patch) => {
        const once = mergePatch(document, patch)
        return (
          JSON.stringify(mergePatch(document, {})) === JSON.stringify(document) &&
          JSON.stringify(mergePatch(once, patch)) === JSON.stringify(once)
        )
      }),
    )
  },
)
