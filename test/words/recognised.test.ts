import t from 'tap'
import { pageSentences, placesIn, recognised } from '../../src/words/pages/sentences.ts'

t.test('each sentence is known by its words, with what stands in its places', async (t) => {
  const fill = (sentence: string) => sentence.replaceAll(/\{(\w+)\}/g, (_, name) => `9${name}9`)
  for (const sentence of pageSentences) {
    const found = recognised(fill(sentence))
    t.ok(found, sentence)
    if (found?.sentence === sentence) t.same(Object.keys(found.slots), placesIn(sentence))
  }
})

t.test('a long text is read once, however many places a sentence has side by side', async (t) => {
  const long = `${'£1 '.repeat(40_000)}.`
  const begun = performance.now()
  t.equal(recognised(`${long} This was on ${long} Not at its end`), undefined)
  t.ok(performance.now() - begun < 2_000)
})
