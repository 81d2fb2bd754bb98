import t from 'tap'
import { entryMatters, entryTaken, jointMissing } from '../../../src/rules/assessment/eligibility.ts'
import type { EntryStatus } from '../../../src/rules/scheme/eligibility.ts'
import { eligibilityTold } from '../../../src/words/eligibility.ts'
import { presetOf, presets } from '../scheme/presets.ts'

const coast = presetOf('south-kent-coast from 2013')
const next = presetOf('south-kent-coast from 2014')
const [withBudget, without] = ['with-social-care-budget', 'without-social-care-budget'] as const
const codeOf = (rules: typeof coast, entry: EntryStatus | null) => {
  const taken = entryTaken(rules, entry)
  return taken === true ? true : taken.code
}

t.test('S3: South Kent Coast takes people who have a social-care budget, and nobody else', async (t) => {
  t.equal(codeOf(coast, withBudget), true)
  t.match(entryTaken(coast, without), {
    code: 'entry-not-taken',
    detail:
      /^This scheme takes people who have a personal budget for social care\. .*example 6, South Kent Coast: everybody/,
    pointer: '/entryStatus',
  })
  t.equal(codeOf(coast, null), 'entry-status-missing', 'and it has to be said')
})

t.test('S3: its next stage takes people without one too, and assesses them jointly', async (t) => {
  for (const entry of [withBudget, without]) t.equal(codeOf(next, entry), true)
  t.equal(codeOf(next, null), 'entry-status-missing')
  const missing = (entry: EntryStatus | null, health: boolean, council: boolean) =>
    jointMissing(next, entry, { health, council }).map(({ detail }) => detail)
  t.match(missing(without, false, false), [/^The person has no social-care budget/])
  t.match(missing(without, true, false), [/^The council has not yet said/])
  t.match(missing(without, false, true), [/^The person has no social-care budget/])
  t.same(missing(without, true, true), [])
  t.same(missing(withBudget, false, false), [], 'who has a budget was assessed by the council already')
})

t.test('where a scheme takes everybody alike nothing is asked', async (t) => {
  for (const { name, rules } of presets) {
    if (name.startsWith('south-kent-coast')) continue
    t.equal(entryMatters(rules.eligibility), false, name)
    for (const entry of [withBudget, without, null]) t.equal(codeOf(rules, entry), true, `${name} ${entry}`)
  }
})

t.test('every scheme tells who is likely to be eligible and how it is checked, in sentences', async (t) => {
  for (const { name, rules } of presets) {
    const { likely, checked } = eligibilityTold(rules.eligibility)
    t.ok(likely.length > 0 && checked.length > 0, name)
    for (const sentence of [...likely, ...checked]) t.match(sentence, /^\p{Lu}.*\.$/u, name)
  }
  t.match(eligibilityTold(coast.eligibility).likely.at(-1), /takes only people who have a personal budget/)
})
