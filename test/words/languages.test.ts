import t from 'tap'
import { languageName } from '../../src/words/languages.ts'

t.test('a language has the name that people give it, signed ones too', async (t) => {
  const names = {
    ur: 'Urdu',
    bfi: 'British Sign Language',
    BFI: 'British Sign Language',
    'bfi-GB': 'British Sign Language',
    syl: 'Sylheti',
    rom: 'Romany',
    'zh-Hant': 'Traditional Chinese',
    'ur-PK': 'Urdu (Pakistan)',
    'ur-zz': 'Urdu',
    'cy-x-plain': 'Welsh',
  }
  for (const [code, name] of Object.entries(names)) t.equal(languageName(code), name, code)
})

t.test('what has no name, or is no language, is not told: no code is printed', async (t) => {
  for (const code of ['und', 'zxx', 'mul', 'mis', 'xx', 'qaa', 'zz-ZZ', 'hab', 'ur-', ''])
    t.notMatch(languageName(code) ?? '', new RegExp(`${code || 'nothing'}|unknown`, 'i'), code)
  for (const code of ['und', 'zxx', 'mul', 'mis', 'xx', 'qaa']) t.equal(languageName(code), null, code)
})

t.test('no code of two or three letters is printed as itself', async (t) => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz']
  const codes = letters.flatMap((a) => letters.flatMap((b) => [a + b, ...letters.map((c) => a + b + c)]))
  t.same(
    codes.filter((code) => {
      const name = languageName(code)
      return name !== null && (name === code || /unknown|root|linguistic/i.test(name))
    }),
    [],
  )
})
