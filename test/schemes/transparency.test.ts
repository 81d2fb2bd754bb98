import t from 'tap'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import type { SchemeTransparency } from '../../src/schemes/draft-schemas.ts'
import { provision } from '../../src/schemes/provision.ts'
import { transparency } from '../../src/words/published/transparency.ts'
import { unknownId } from '../support/builders.ts'
import { preset, presetNames, presetRules } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const keys = ['eligibility', 'calculation', 'support', 'basis', 'sign-off', 'turned-down', 'appeals']

t.test('S2: of every scheme everybody is told the seven things, in sentences, from its rules', async (t) => {
  const service = await startService(t)
  const owner = new DatabaseAccess({ url: service.database.ownerUrl, poolSize: 1 })
  const commissioner = { code: 'QYG', name: 'QYG' }
  await provision(owner, [{ commissioner, schemes: await Promise.all(presetNames.map(preset)) }], new Date())
  await owner.close()
  const person = service.as('person')
  const { items } = (
    await person.get<{ items: { id: string; code: string; title: string }[] }>('/v1/schemes?limit=100')
  ).ok
  t.same(items.map((scheme) => scheme.code).sort(), [...presetNames])
  for (const { id, code, title } of items) {
    const told = (await person.get<SchemeTransparency>(`/v1/schemes/${id}/transparency`)).ok
    t.match(told, { schemeId: id, title, version: code === 'south-kent-coast' ? 2 : 1 }, code)
    t.same(
      told.sections.map((section) => section.key),
      keys,
      code,
    )
    for (const { key, sentences } of told.sections) {
      t.ok(sentences.length > 0, `${code} ${key}`)
      for (const sentence of sentences) {
        t.match(sentence, /^[“\p{Lu}£0-9].*[.?:!]”?$/u, `${code} ${key}: a sentence`)
        t.notMatch(
          sentence,
          /undefined|null|NaN|\bpence\b|[a-z]-[a-z]+-[a-z]+:/i,
          `${code} ${key}: nothing of the machine`,
        )
      }
    }
  }
  await refused(t, service, () => person.get(`/v1/schemes/${unknownId()}/transparency`), 'not-found')
  await refused(t, service, () => person.get(`/v1/schemes/${tenants.QOP.schemeId}/transparency`), 'not-found')
})

t.test('what is told is what the rules do: each limit, each day and each reason', async (t) => {
  for (const name of presetNames) {
    const rules = await presetRules(name)
    const told = Object.fromEntries(transparency(rules).map(({ key, sentences }) => [key, sentences.join('\n')]))
    for (const { limitPence } of rules.tiers)
      if (limitPence) t.match(told['sign-off'], (limitPence / 100).toLocaleString('en-GB'), `${name}: ${limitPence}`)
    for (const { sentence } of rules.reasons) t.ok(told['turned-down']?.includes(sentence), `${name}: ${sentence}`)
    for (const { sentence } of rules.excluded) t.ok(told.basis?.includes(sentence), `${name}: ${sentence}`)
    for (const help of rules.appeals.help) t.ok(told.appeals?.includes(help.name), `${name}: ${help.name}`)
    t.match(told.appeals, `${rules.appeals.lodgeWithinWorkingDays} working days`)
    t.match(told.eligibility, `${rules.clocks.expressionDecision} working days`)
  }
})

t.test('no section is ever empty, however little a scheme says', async (t) => {
  for (const name of presetNames) {
    const rules = await presetRules(name)
    const bare = {
      ...rules,
      targetGroups: [],
      readinessQuestions: [],
      prices: [],
      forced: [],
      excluded: [],
      adjustments: { upliftBasisPoints: 0, upliftSource: 'None' },
      crisis: { reserveBasisPoints: 0, source: 'None' },
      brokerage: { ...rules.brokerage, kind: 'none' as const, mostMinutes: null },
    }
    for (const { key, sentences } of transparency(bare)) t.ok(sentences.length > 0, `${name} ${key}`)
  }
})
