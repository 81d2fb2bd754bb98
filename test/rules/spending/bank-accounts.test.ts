import t from 'tap'
import { couldBeOne, isNearly } from '../../../src/rules/people/alike-names.ts'
import { mayConfirm, type ToConfirm } from '../../../src/rules/spending/bank-accounts.ts'
import { isRefusal } from '../../../src/shared/outcome.ts'

t.test('two names are one where the shorter has nothing that the longer has not', async (t) => {
  for (const [one, other] of [
    ['Zoë Quartermaine', 'zoe quartermaine'],
    ['Z Quartermaine', 'Zoë Quartermaine'],
    ['Mrs Jane Smith', 'Smith Jane'],
    ['City Drum School', 'City Drum School Ltd'],
    ['The City Drum School CIC', 'City Drum School'],
  ] as const)
    t.equal(couldBeOne(one, other), true, `${one}, ${other}`)
  for (const [one, other] of [
    ['Jane Smith', 'Jane Brown'],
    ['J', 'Jane Smith'],
    ['J S', 'Jane Smith'],
    ['Ltd', 'City Drum School Ltd'],
    ['City Drum Shop', 'City Drum School'],
  ] as const)
    t.equal(couldBeOne(one, other), false, `${one}, ${other}`)
})

t.test('an account is confirmed once its owner was asked, and another name has its reason', async (t) => {
  const toldAt = '2026-11-24T23:30:00Z'
  const told: ToConfirm = { nameMatches: true, toTell: true, toldAt, answer: 'theirs' }
  const asked = (more: Partial<ToConfirm>, because: string | null = null, today = '2026-11-24') => {
    const may = mayConfirm({ ...told, ...more }, because, today)
    return isRefusal(may) ? may.code : may
  }
  t.equal(asked({}), true)
  t.equal(asked({ toldAt: null, answer: null }), 'bank-account-to-tell')
  t.equal(asked({ toTell: false, toldAt: null, answer: null }), true)
  t.equal(asked({ answer: 'no-answer' }, null, '2026-12-01'), 'bank-account-to-tell', 'the fifth working day')
  t.equal(asked({ answer: 'no-answer' }, null, '2026-12-02'), true)
  t.equal(asked({ nameMatches: false }), 'own-words-missing')
  t.equal(asked({ nameMatches: false }, 'She trades as it.'), true)
})

t.test('a name is nearly another by a letter or two, or by two of its words', async (t) => {
  for (const [one, other] of [
    ['Harbour Music', 'Harbor Music'],
    ['Harbour Music', 'Harbuor Music'],
    ['Harbour Music Workshop', 'Harbor Music Workshops'],
    ['Dr Robin Painter', 'Painter, Robin A.'],
    ['Painter', 'PAINTER Ltd'],
  ] as const)
    for (const [a, b] of [
      [one, other],
      [other, one],
    ] as const)
      t.equal(isNearly(a, b), true, `${a}, ${b}`)
  for (const [one, other] of [
    ['Harbour Music', 'Harbour Mosaic'],
    ['Harbour', 'Harbour Music Workshop'],
    ['Anna', 'Anne'],
  ] as const)
    t.equal(isNearly(one, other), false, `${one}, ${other}`)
})
