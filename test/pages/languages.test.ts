import { glob, readFile } from 'node:fs/promises'
import t from 'tap'
import { pageSentences as said } from '../../dev/generate/page-sentences.ts'
import { english, faultsOf, filledOf, offeredOf, pageWordFiles } from '../../src/words/pages/page-words.ts'
import { pageSentences } from '../../src/words/pages/sentences.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { makeLink, openPages, Reader } from './acts.ts'
import { turned, whole, without } from './translated.ts'

const scheme = '/schemes/QYG/merseyside-one-off'
const languagesOf = (files: Parameters<typeof offeredOf>[0]) => offeredOf(files).map(({ language }) => language)

t.test('the files have a place for all that the pages say today, and for nothing else', async (t) => {
  t.same(pageSentences, await said(), 'run `npm run page-words`')
  t.same(
    pageWordFiles.map(({ language }) => language),
    ['en-GB', 'cy', 'ur', 'pl'],
  )
  for (const { language, words, sentences } of pageWordFiles.slice(1)) {
    t.same(Object.keys(words), Object.keys(english.words), language)
    t.same(Object.keys(sentences), pageSentences, language)
  }
})

t.test('every word has a page that writes it', async (t) => {
  let pages = ''
  for await (const path of glob('../../src/pages/*.ts', { cwd: import.meta.dirname }))
    pages += await readFile(new URL(path, import.meta.url), 'utf8')
  const written = (key: string) =>
    pages.includes(`'${key}'`) ||
    /^(role|plan-(?:status|from|deployment|instrument|element|route|cover))-/
      .exec(key)
      ?.some((start) => pages.includes(`\`${start}\${`))
  t.same(
    Object.keys(english.words).filter((key) => !written(key)),
    [],
  )
})

t.test('what is translated is counted; a language of which nothing is, is offered to nobody', async (t) => {
  t.same(languagesOf(pageWordFiles), ['en-GB'])
  const all = Object.keys(english.words).length + pageSentences.length
  t.same(filledOf(whole), { filled: all, all })
  t.same(filledOf(without(['site', 'menu'], ['What is left'])), { filled: all - 3, all })
  for (const file of pageWordFiles.slice(1)) {
    const { filled } = filledOf(file)
    if (filled > 0) t.same(faultsOf(file), [], `${file.language}: somebody qualified answers for what is translated`)
  }
})

t.test('a file with a fault is offered to nobody, and its faults are told', async (t) => {
  t.same(faultsOf(whole), [])
  t.same(languagesOf([english, whole, without(['site'])]), ['en-GB', 'ur', 'ur'], 'a part is enough')
  const faulty = [
    [{ ...whole, words: { ...whole.words, 'turn-by': '{who}' } }, 'turn-by has other places than in English'],
    [{ ...whole, words: { ...whole.words, sight: 'x' } }, 'no page uses sight'],
    [{ ...whole, sentences: { 'Nobody says this.': 'x' } }, 'no page uses “Nobody says this.”'],
    [
      { ...whole, sentences: { 'Last changed on {since}.': 'x' } },
      '“Last changed on {since}.” has other places than in English',
    ],
    [{ ...whole, sentences: { 'What is left': '{left}' } }, '“What is left” has other places than in English'],
    [{ ...whole, translation: null }, 'nobody who is qualified answers for the translation'],
    [
      { ...whole, translation: { by: 'A. Translator', qualification: 'DPSI', checkedOn: null } },
      'nobody who is qualified answers for the translation',
    ],
    [{ ...whole, dir: 'up' }, 'its direction is neither ltr nor rtl'],
  ] as const
  for (const [file, fault] of faulty) {
    t.same(faultsOf(file), [fault])
    t.same(languagesOf([english, file]), ['en-GB'], fault)
  }
})

t.test('without such a file no page says a word of languages', async (t) => {
  const service = await startService(t)
  const page = await new Reader(service).get(`${scheme}?lang=ur`)
  t.match(page.text, '<html lang="en-GB" dir="ltr"')
  t.notMatch(page.text, 'Languages')
})

t.test('with it, the page is in it, marked with its language and direction, and it is remembered', async (t) => {
  const service = await startService(t, { pageWords: [english, whole] })
  const reader = new Reader(service)
  t.match((await reader.get(scheme)).text, /<a href="[^"]*\?lang=ur" lang="ur" hreflang="ur" dir="rtl">اردو<\/a>/)
  const page = await reader.get(`${scheme}?lang=ur`)
  t.match(page.text, '<html lang="ur" dir="rtl"')
  t.equal(page.headers.get('content-language'), 'ur')
  t.match(page.text, `<h2>${turned(english.words['public-sources'] ?? '')}</h2>`)
  t.match(page.text, /<title lang="en-GB">/, 'the title of the scheme is in English')
  t.match((await reader.get('/pages/open/x')).text, '<html lang="ur" dir="rtl"', 'it is remembered')
  t.match((await reader.get('/pages/open/x?lang=en-GB')).text, '<html lang="en-GB" dir="ltr"')
  t.match((await reader.get('/pages/open/x?lang=%22%3E')).text, '<html lang="en-GB" dir="ltr"')
})

t.test('what is not translated is in English on the same page, and marked so, piece by piece', async (t) => {
  const less = without(['public-site', 'open-over-title', 'open-over'], ['How to appeal, and who helps with it'])
  const service = await startService(t, { pageWords: [english, less] })
  const reader = new Reader(service)
  const over = await reader.get('/pages/open/x?lang=ur&layout=easy')
  t.match(over.text, '<title lang="en-GB">This link does not work any more</title>')
  t.match(over.text, '<h1><span lang="en-GB" dir="ltr">This link does not work any more</span></h1>')
  t.match(over.text, '<p lang="en-GB" dir="ltr"><span class="one">A link works once, and for 15 minutes.</span>')
  t.match(over.text, `<p><span class="one">${turned('To get a new link, sign in')}`)
  const { text } = await reader.get(`${scheme}?layout=usual`)
  t.match(text, '<h2><span lang="en-GB" dir="ltr">How to appeal, and who helps with it</span></h2>')
  t.match(text, `<h2>${turned('Who can sign off the budget')}</h2>`)
})

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

t.test('a person opens their pages in the language that is recorded of them, until they choose another', async (t) => {
  const service = await startService(t, { pageWords: [english, whole] })
  const journey = await journeyTo(service, 'case-opened')
  await service.database.sql('update person set language = $1 where person_id = $2', ['ur', journey.ids.personId])
  const reader = await openPages(journey)
  t.match((await reader.get('/pages')).text, /<html lang="ur"/)
  await reader.get('/pages?lang=en-GB')
  t.match((await reader.get('/pages')).text, /<html lang="en-GB"/)
  const { path } = (await makeLink(journey, journey.person)).ok
  await reader.post(path)
  t.match((await reader.get('/pages')).text, /<html lang="en-GB"/, 'a link that is opened later changes nothing')
  const coordinators = await openPages(journey, journey.careCoordinator)
  t.match((await coordinators.get('/pages')).text, /<html lang="en-GB"/)
})
