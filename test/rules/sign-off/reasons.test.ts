import t from 'tap'
import { reasonsFor } from '../../../src/rules/sign-off/reasons.ts'
import { merseyside } from '../scheme/a-scheme.ts'

const given = { code: 'outcome-not-clear', whatWouldChange: 'Say how it would help you sleep.' }

t.test('S2: a decision against the person names at least one reason', async (t) => {
  t.match(reasonsFor(merseyside, [], true), { code: 'reason-required', pointer: '/reasons' })
  t.same(reasonsFor(merseyside, [], false), [], 'a decision for the person needs none')
})

t.test('S2: a reason is told in the scheme’s own words, with what would change the answer', async (t) => {
  t.same(reasonsFor(merseyside, [given], true), [
    {
      ...given,
      sentence: 'It is not yet clear how this would help with what you want to change.',
      line: null,
      signpost: null,
    },
  ])
})

t.test('a reason keeps the line it is about and where to go instead', async (t) => {
  const about = { ...given, code: 'available-free', line: 'gym', signpost: 'The leisure centre is free on Mondays.' }
  t.match(reasonsFor(merseyside, [given, about], true), [{ code: 'outcome-not-clear' }, about])
})

t.test('a code that the scheme does not have is refused and named, also where no reason is needed', async (t) => {
  const unknown = { ...given, code: 'computer-says-no' }
  t.match(reasonsFor(merseyside, [given, unknown], true), { code: 'reason-unknown', pointer: '/reasons/1/code' })
  t.match(reasonsFor(merseyside, [unknown], false), { code: 'reason-unknown', pointer: '/reasons/0/code' })
})

t.test('every reason of the scheme can be given and has words of its own', async (t) => {
  const sentences = merseyside.reasons.map(({ code }) => {
    const reasons = reasonsFor(merseyside, [{ ...given, code }], true)
    return Array.isArray(reasons) ? reasons[0]?.sentence : undefined
  })
  t.same(
    sentences,
    merseyside.reasons.map(({ sentence }) => sentence),
  )
  t.equal(new Set(sentences).size, sentences.length)
})
