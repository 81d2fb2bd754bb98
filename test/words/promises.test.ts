import { readFile } from 'node:fs/promises'
import t from 'tap'
import { transparency } from '../../src/words/published/transparency.ts'
import { presetNames, presetRules } from '../support/policy.ts'
import { excluded, promises } from './promises.ts'

const written = await Promise.all(
  presetNames.map(async (name) => {
    const rules = await presetRules(name)
    const categories = rules.categories ?? []
    const own = new Set([
      ...rules.excluded.map(({ sentence, signpost }) => `${sentence} ${signpost}`),
      ...categories.map(({ name }) => `${name}.`),
    ])
    const withCatalogue = { ...rules, catalogue: rules.catalogue ?? categories.map(({ key }) => key) }
    return transparency(withCatalogue).flatMap(({ sentences }) =>
      sentences.map((sentence) => ({ name, sentence, own })),
    )
  }),
)

t.test('each sentence that is published for everybody is a promise of one kind, which a test holds', async (t) => {
  const kept = new Set<RegExp>()
  for (const { name, sentence, own } of written.flat()) {
    if (own.has(sentence)) continue
    const [promise, ...more] = promises.filter(({ said }) => said.test(sentence))
    t.ok(promise && more.length === 0, `${name}: ${sentence}`)
    if (promise) kept.add(promise.said)
  }
  t.same(
    promises.filter(({ said }) => !kept.has(said)),
    [],
    'none is promised by nobody',
  )
})

t.test('the tests that hold them are there', async (t) => {
  for (const { file, test } of [...promises, excluded]) {
    const text = await readFile(new URL(`../${file}.test.ts`, import.meta.url), 'utf8')
    t.ok(text.includes(test), `${file}: ${test}`)
  }
})
