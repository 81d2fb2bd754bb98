import t from 'tap'
import { transparency } from '../../../src/words/published/transparency.ts'
import { presetOf, presets } from './presets.ts'

/** What a rule can come from. Whatever does not begin so is nobody's word, and has to say that the scheme set it. */
const publications = [
  'A person’s own account of being offered a budget, published as a blog: ',
  'NHS England, ',
  'Mind, report on personal health budgets in mental health, 2013: ',
  'Social Care Institute for Excellence, practice examples of integrated personal budgets in mental health: ',
  'Mental Health Act 1983 s117: ',
]
const assumed = 'Set by the scheme: '

/** Every source in a document, by its place. */
function sourcesIn(value: unknown, at = ''): [string, string][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, held]): [string, string][] =>
    /source$/i.test(name) && typeof held === 'string' ? [[`${at}/${name}`, held]] : sourcesIn(held, `${at}/${name}`),
  )
}

t.test('each rule of each scheme of the seeds names its publication, or says that the scheme set it', async (t) => {
  for (const { name, rules } of presets) {
    const found = sourcesIn(rules)
    t.ok(found.length > 8, name)
    for (const [at, source] of found) {
      const absent = /^\/adjustments\/(uplift|reserve)Source$/.test(at) && source === 'None'
      t.ok(absent || [...publications, assumed].some((origin) => source.startsWith(origin)), `${name} ${at}: ${source}`)
    }
  }
})

t.test('S3: that Lambeth signs off integrated budgets at team level was a plan, and is cited as one', async (t) => {
  const [team] = presetOf('lambeth').tiers
  t.match(team?.source, 'practice examples')
  t.match(team?.source, 'planned for integrated ones')
})

t.test('a price names whose it is and of which year', async (t) => {
  for (const { name, rules } of presets)
    for (const { code, source, year } of rules.prices)
      t.ok(source.includes(year), `${name} ${code}: ${source}, ${year}`)
})

t.test('the page of a scheme says where its days come from as well', async (t) => {
  for (const { name, rules } of presets) {
    const sources = Object.fromEntries(transparency(rules).map((section) => [section.key, section.sources]))
    for (const key of ['eligibility', 'calculation', 'support', 'sign-off', 'appeals'])
      t.ok(sources[key]?.includes(rules.clocks.source), `${name} ${key}`)
  }
})
