import { english, type PageWords } from '../../src/words/pages/page-words.ts'
import { pageSentences } from '../../src/words/pages/sentences.ts'

/** No language: every letter is another, and the places stand where they stood. What is not turned into it is seen at once. */
export const turned = (text: string): string =>
  text.replaceAll(/\{\w+\}|\p{L}/gu, (part) => (part.startsWith('{') ? part : 'ب'))

/** A whole file of Urdu, as somebody who is qualified would send it, for tests alone: it is in no language, so that nobody takes it for a translation. */
export const whole: PageWords = {
  language: 'ur',
  name: 'اردو',
  dir: 'rtl',
  translation: { by: 'A. Translator', qualification: 'DPSI', checkedOn: '2026-11-01' },
  words: Object.fromEntries(Object.entries(english.words).map(([key, text]) => [key, turned(text)])),
  sentences: Object.fromEntries(pageSentences.map((sentence) => [sentence, turned(sentence)])),
}

/** The same without some. */
export const without = (words: readonly string[], sentences: readonly string[] = []): PageWords => ({
  ...whole,
  words: { ...whole.words, ...Object.fromEntries(words.map((key) => [key, ''])) },
  sentences: { ...whole.sentences, ...Object.fromEntries(sentences.map((sentence) => [sentence, ''])) },
})
