import t from 'tap'
import { english } from '../../src/words/pages/page-words.ts'
import { refusedPlan } from '../appeals/acts.ts'
import { faultsByAxe, noBrowser, openBrowser } from '../support/browser.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { makeLink } from './acts.ts'
import { turned, without } from './translated.ts'

/** Every text on the page that is not the words of somebody, with the language that is marked for it. */
const texts = `[...function* () {
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const text = node.textContent.trim()
    if (text && !node.parentElement.closest('bdi')) yield { text, lang: node.parentElement.closest('[lang]').lang }
  }
}()]`
interface Text {
  readonly text: string
  readonly lang: string
}
/** Text with English words in it: the reference of a case is no word. */
const isEnglish = ({ text }: Text) => /[A-Za-z]{3,}/.test(text.replaceAll(/\b[\dA-Z]{4}-[\dA-Z]{4}\b/g, ''))
const isTurned = ({ text }: Text) => text.includes('ب')

t.test(
  'every page in a language: what is translated is, and what is English says so',
  { skip: noBrowser },
  async (t) => {
    const left = without(['do-title', 'letters-title'], ['What is left', 'What we decided', 'What helps in a crisis'])
    const service = await startService(t, { pageWords: [english, left] })
    const { journey: refused, decisionId } = await refusedPlan(service)
    const bought = await journeyTo(service, 'purchase-made')
    const browser = await openBrowser(t)
    // Each page with what is left in English on it, where something is.
    for (const [journey, paths] of [
      [
        refused,
        [
          ['', 'What you can do here'],
          ['/plan', null],
          ['/crisis', null],
          ['/letters', 'Your letters'],
          [`/letters/${decisionId}`, 'What we decided'],
          ['/appeals', null],
          [`/appeals/${decisionId}`, null],
          ['/stays', null],
        ],
      ],
      [
        bought,
        [
          ['', null],
          ['/plan', null],
          ['/statement', 'What is left'],
          ['/crisis', 'What helps in a crisis'],
          ['/stays', null],
        ],
      ],
    ] as const) {
      const context = await browser.newContext({ bypassCSP: true })
      const page = await context.newPage()
      await page.setViewportSize({ width: 320, height: 800 })
      await page.goto(`${service.baseUrl}${(await makeLink(journey, journey.person)).ok.path}?lang=ur`)
      await page.locator('main button').click()
      for (const [path, inEnglish] of paths)
        for (const layout of ['usual', 'easy']) {
          const where = `/pages${path} ${layout}`
          t.ok((await page.goto(`${service.baseUrl}/pages${path}?layout=${layout}`))?.ok(), where)
          t.same(
            await page.evaluate('[document.documentElement.lang, document.documentElement.dir]'),
            ['ur', 'rtl'],
            where,
          )
          const found = (await page.evaluate(texts)) as Text[]
          t.ok(
            found.some((one) => isTurned(one) && one.lang === 'ur'),
            `${where}: it is in the language`,
          )
          const wrong = found.filter(
            (one) => (isEnglish(one) && one.lang !== 'en-GB') || (isTurned(one) && one.lang !== 'ur'),
          )
          t.same(wrong, [], `${where}: each piece says its language`)
          if (inEnglish !== null)
            t.ok(
              found.some(({ text, lang }) => text === inEnglish && lang === 'en-GB'),
              `${where}: “${inEnglish}” is there`,
            )
          t.same(await faultsByAxe(page), [], `${where}: axe finds nothing`)
          const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
          t.equal(await page.evaluate(wider), 0, `${where}: nothing is wider than 320 pixels`)
        }
      if (journey === refused) {
        await page.goto(`${service.baseUrl}/pages/letters/${decisionId}?layout=usual`)
        t.match(await page.textContent('main'), turned('What it says in English counts.'))
      }
      await context.close()
    }
  },
)
