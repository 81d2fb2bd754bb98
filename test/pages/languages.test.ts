import t from 'tap'
import { english, lacksOf, offeredOf, type PageWords, pageWordFiles } from '../../src/words/pages/page-words.ts'
import { startService } from '../support/service.ts'
import { Reader } from './acts.ts'

/** A whole file of Urdu, as somebody who is qualified would send it; its words are marked, not translated. */
const whole: PageWords = {
  language: 'ur',
  name: 'اردو',
  dir: 'rtl',
  translation: { by: 'A. Translator', qualification: 'DPSI', checkedOn: '2026-11-01' },
  words: Object.fromEntries(Object.entries(english.words).map(([key, text]) => [key, `‹${text}›`])),
}

t.test('a language is offered once somebody qualified answers for all of it: none is yet but English', async (t) => {
  t.same(
    offeredOf(pageWordFiles).map(({ language }) => language),
    ['en-GB'],
  )
  t.same(
    pageWordFiles.map(({ language }) => language),
    ['en-GB', 'cy', 'ur', 'pl'],
  )
  for (const { words } of pageWordFiles)
    t.same(Object.keys(words), Object.keys(english.words), 'every file has each word')
  t.same(lacksOf(whole), [])
  const { site: _, ...fewer } = whole.words
  t.match(lacksOf({ ...whole, words: fewer }), ['site is missing'])
  t.match(lacksOf({ ...whole, words: { ...whole.words, 'turn-by': '{who}' } }), ['turn-by has other places'])
  const { by, qualification } = { by: 'A. Translator', qualification: 'DPSI' }
  t.match(lacksOf({ ...whole, translation: { by, qualification, checkedOn: null } }), ['nobody who is qualified'])
  t.match(lacksOf({ ...whole, translation: null }), ['nobody is named'])
})

t.test('without such a file no page says a word of languages', async (t) => {
  const service = await startService(t)
  const page = await new Reader(service).get('/schemes/QYG/merseyside-one-off?lang=ur')
  t.match(page.text, '<html lang="en-GB" dir="ltr"')
  t.notMatch(page.text, 'Languages')
})

t.test(
  'with it, the page is in it, marked with its language and direction, and what is in English is marked too',
  async (t) => {
    const service = await startService(t, { pageWords: [english, whole] })
    const reader = new Reader(service)
    t.match(
      (await reader.get('/schemes/QYG/merseyside-one-off')).text,
      /<a href="[^"]*\?lang=ur" lang="ur" hreflang="ur" dir="rtl">اردو<\/a>/,
    )
    const page = await reader.get('/schemes/QYG/merseyside-one-off?lang=ur')
    t.match(page.text, '<html lang="ur" dir="rtl"')
    t.equal(page.headers.get('content-language'), 'ur')
    t.match(page.text, '‹Where this comes from›')
    t.match(page.text, '<div lang="en-GB" dir="ltr">')
    t.match((await reader.get('/pages/open/x')).text, '<html lang="ur" dir="rtl"', 'it is remembered')
    t.match((await reader.get('/pages/open/x?lang=en-GB')).text, '<html lang="en-GB" dir="ltr"')
    t.match((await reader.get('/pages/open/x?lang=%22%3E')).text, '<html lang="en-GB" dir="ltr"')
  },
)

t.test('bigger words, and one sentence on a line, for who asks for it', async (t) => {
  const service = await startService(t)
  const reader = new Reader(service)
  const page = await reader.get('/pages/open/x?layout=easy')
  t.match(page.text, 'class="easy"')
  t.match(
    page.text,
    '<span class="one">A link works once, and for 15 minutes.</span> <span class="one">Nothing is lost.</span>',
  )
  t.match((await reader.get('/pages/open/x')).text, 'class="easy"', 'it is remembered')
})
