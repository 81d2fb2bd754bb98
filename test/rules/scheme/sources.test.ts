import { isDeepStrictEqual } from 'node:util'
import t from 'tap'
import { assumedIn, isAssumed, sourcesOf } from '../../../src/rules/scheme/sources.ts'
import { transparency } from '../../../src/words/published/transparency.ts'
import { presetOf, presets } from './presets.ts'

const scie = 'Social Care Institute for Excellence, practice examples of integrated personal budgets in mental health: '
const mind = 'Mind, report on personal health budgets in mental health, 2013: '

/** What each scheme has been taken from, and so what it can cite. Whatever does not begin so says that the scheme set it. */
const documents: Readonly<Record<string, readonly string[]>> = {
  'kent-peer-brokerage': [`${scie}example 3, Project SWAP: `],
  'lambeth-integrated': [`${scie}example 1, Lambeth: `],
  'local-pilot-historic': ['A person’s own account of being offered a budget, published as a blog: '],
  'merseyside-one-off': [mind],
  northamptonshire: [`${scie}example 7, Northamptonshire: `, `${mind}Northamptonshire: `],
  'section-117': ['Mental Health Act 1983 s117: ', 'NHS England, Personal health budgets for mental health: '],
  'south-kent-coast': [`${scie}example 6, South Kent Coast: `],
  'west-sussex-pooled': [`${scie}example 2, West Sussex: `],
}
const documentsOf = (name: string) => documents[name.replace(/ from .*/, '')] ?? []

t.test(
  'each rule of each scheme of the seeds cites a document of its own, or says that the scheme set it',
  async (t) => {
    for (const { name, rules } of presets) {
      const found = sourcesOf(rules)
      t.ok(found.length > 50, name)
      for (const { pointer, source } of found) {
        const absent = /^\/adjustments\/(uplift|reserve)$/.test(pointer) && source === 'None'
        const cited = documentsOf(name).some((document) => source.startsWith(document))
        t.ok(absent || cited || source.startsWith('Set by the scheme: '), `${name} ${pointer}: ${source}`)
      }
      t.ok(
        found.filter(({ source }) => !isAssumed(source)).length > 5,
        `${name}: what its source says stands in its rules`,
      )
    }
  },
)

/** The chapters of the rules, each with the source of its list beside it. */
function chaptersOf(rules: (typeof presets)[number]['rules']): [string, unknown, object][] {
  const { format: _, ...rest } = rules
  return Object.entries(rest).flatMap(([name, chapter]): [string, unknown, object][] => {
    if (name.endsWith('Source')) return []
    const own = (rest as Record<string, unknown>)[`${name}Source`]
    return [[name, [chapter, own], { [name]: chapter, ...(own === undefined ? {} : { [`${name}Source`]: own }) }]]
  })
}

t.test('no two schemes have a chapter in common, but what both say that they set themselves', async (t) => {
  const shared: string[] = []
  for (const [index, one] of presets.entries()) {
    const chapters = chaptersOf(one.rules)
    for (const other of presets.slice(index + 1)) {
      if (documentsOf(one.name) === documentsOf(other.name)) continue
      const theirs = new Map(chaptersOf(other.rules).map(([name, chapter]) => [name, chapter]))
      for (const [name, chapter, part] of chapters) {
        const cited = sourcesOf(part).filter(({ source }) => !isAssumed(source) && source !== 'None')
        if (cited.length > 0 && isDeepStrictEqual(chapter, theirs.get(name)))
          shared.push(`${one.name}, ${other.name}: ${name}`)
      }
    }
  }
  t.same(shared, [])
})

t.test('every chapter says where it comes from', async (t) => {
  for (const { name, rules } of presets)
    for (const [chapter, , part] of chaptersOf(rules)) {
      const { [chapter]: held } = part as Record<string, unknown>
      t.ok(sourcesOf(part).length > 0 || (Array.isArray(held) && held.length === 0), `${name} ${chapter}`)
    }
})

t.test('S3: that Lambeth signs off integrated budgets at team level was a plan, and is cited as one', async (t) => {
  const [team] = presetOf('lambeth').tiers
  t.match(team?.source, 'practice examples')
  t.match(team?.source, 'planned for integrated ones')
})

t.test('a price names whose it is and of which year, and none is given out as the scheme’s own', async (t) => {
  for (const { name, rules } of presets)
    for (const { code, source, year, whose } of rules.prices) {
      t.ok(source.includes(year), `${name} ${code}: ${source}, ${year}`)
      t.match(whose, /^(Suffolk and North East Essex|England, the average|Not known)/, `${name} ${code}`)
      t.ok(isAssumed(source), `${name} ${code}: no source has the figure`)
    }
})

t.test('a price of A&E stands only where what somebody used is counted', async (t) => {
  for (const { name, rules } of presets)
    if (rules.prices.some(({ code }) => code === 'emergency-attendance'))
      t.match(name, /^(local-pilot-historic|northamptonshire) /, 'whose sources speak of it')
})

t.test('what is assumed is told by its field', async (t) => {
  const assumed = assumedIn(presetOf('merseyside'))
  for (const field of ['/clocks', '/reviews', '/split', '/tiers/1', '/readinessQuestions/0', '/excluded/0'])
    t.ok(assumed.includes(field), field)
  for (const field of ['/signatures', '/budget', '/tiers/0', '/readinessQuestions/3', '/catalogue'])
    t.notOk(assumed.includes(field), field)
  t.ok(assumedIn(presetOf('kent')).includes('/signatures'), 'where another scheme’s source does not say it')
})

t.test('the page of a scheme says where its days come from as well', async (t) => {
  for (const { name, rules } of presets) {
    const sources = Object.fromEntries(transparency(rules).map((section) => [section.key, section.sources]))
    for (const key of ['eligibility', 'calculation', 'support', 'sign-off', 'appeals'])
      t.ok(sources[key]?.includes(rules.clocks.source), `${name} ${key}`)
    for (const [key, told] of Object.entries(sources)) t.ok(told.length > 0, `${name} ${key}`)
  }
})
