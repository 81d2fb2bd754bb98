import { globSync, readFileSync } from 'node:fs'
import t from 'tap'
import { RulesFormatError, readRules } from '../../../src/rules/scheme/rules-format.ts'
import { SchemeRules } from '../../../src/rules/scheme/scheme-rules.ts'
import { faultsAsPolicy, shapeFaults } from '../../../src/schemes/faults.ts'
import { parsePreset } from '../../../src/schemes/preset.ts'
import { sources } from '../../support/sources.ts'
import { merseyside } from './a-scheme.ts'

const folder = new URL('../formats/', import.meta.url)
const fixtures = globSync('format-*.json', { cwd: folder }).sort()
const fixture = (name: string) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as Record<string, unknown>

t.test('a document of every format is read, and is sound in the current one', async (t) => {
  t.same(
    fixtures,
    Array.from({ length: merseyside.format }, (_, index) => `format-${index + 1}.json`),
    'one for each format, kept for ever',
  )
  for (const name of fixtures) {
    const rules = readRules(fixture(name))
    t.same(shapeFaults(SchemeRules, rules), [], name)
    t.same(faultsAsPolicy(rules), [], name)
    t.equal(rules.format, merseyside.format, name)
  }
})

/** A document with its sources by their names, as it is read. */
const inWords = (text: string) =>
  text.replaceAll(/"S2(?=: )/g, '"Mind, report on personal health budgets in mental health, 2013')

/** A document without the sources that nobody recorded when it was published. */
function recorded(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(recorded)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, held]) =>
      typeof held === 'string' && held.startsWith('Not recorded: ') ? [] : [[name, recorded(held)]],
    ),
  )
}

t.test('format 1 gets a clock for each step that staff owe, and keeps every other word', async (t) => {
  const before = fixture('format-1.json')
  const { format, clocks, period, preventive, categories, eligibility, adjustments, crisis, money, ...rest } =
    readRules(before)
  const { clocks: clocksBefore, adjustments: adjustmentsBefore, ...restBefore } = before
  t.same(recorded(rest), JSON.parse(inWords(JSON.stringify(restBefore))))
  const { signaturesSource, reviews } = readRules(before)
  for (const source of [signaturesSource, reviews.source])
    t.match(source, /^Not recorded: /, 'nobody can say for those who published it where a part comes from')
  t.same(clocks, {
    ...(clocksBefore as object),
    assessment: 20,
    calculation: 10,
    disclosure: 5,
    planning: 20,
    signing: 10,
    source: 'Set by the scheme: no source says it',
  })
  t.same(period, { months: 12, source: 'Set by the scheme: no source says it' }, 'and a year, from format 3')
  t.same(
    preventive,
    { noticeWorkingDays: 20, reliedOnAfterMonths: 6, source: 'Set by the scheme: no source says it' },
    'and the guard, from format 4: also of a scheme that was published before',
  )
  t.equal(categories, null, 'and no list of categories, from format 5: its plans name what nobody had listed')
  t.same(
    eligibility.takes.map(({ entryStatus, jointAssessment }) => [entryStatus, jointAssessment]),
    [
      ['with-social-care-budget', false],
      ['without-social-care-budget', false],
    ],
    'and takes everybody, as it did',
  )
  t.same(
    { ...adjustments, reserveBasisPoints: crisis.reserveBasisPoints, reserveSource: crisis.source },
    adjustmentsBefore,
    'and what is kept for a crisis in a part of its own',
  )
  t.same(
    money,
    { moves: null, ringFenced: [], periodEnd: null },
    'and nothing that moves or is done by itself, from format 6',
  )
  t.equal(format, 6)
  t.same(readRules({ ...before, format: 1 }), readRules(before), 'with its number or without')
  t.same(before, fixture('format-1.json'), 'the stored document stays as it is')
})

t.test('the current format is read as it is', async (t) => {
  t.same(readRules(merseyside), merseyside)
})

t.test('what nobody can read is refused by name', async (t) => {
  for (const format of [0, 1.5, 99, '2', null])
    t.throws(() => readRules({ ...merseyside, format }), RulesFormatError, String(format))
  for (const document of [null, [], 'rules', 7]) t.throws(() => readRules(document), RulesFormatError)
  const file = { code: 'a', title: 'A', versions: [{ startsOn: '2026-01-01', rules: { ...merseyside, format: 99 } }] }
  t.throws(() => parsePreset('a file', JSON.stringify(file)), /a file is not a scheme[\s\S]*format 99 cannot be read/)
})

t.test('a file of an older format can still be published', async (t) => {
  const versions = [{ startsOn: '2026-01-01', rules: fixture('format-1.json') }]
  const preset = parsePreset('a file', JSON.stringify({ code: 'a', title: 'A', versions }))
  t.same(preset.versions[0]?.rules, readRules(fixture('format-1.json')))
})

t.test('stored rules are read by this function alone', async (t) => {
  for (const { path, text } of await sources('src')) t.notMatch(text, /\brules as SchemeRules\b/, path)
})
