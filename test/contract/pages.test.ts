import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { buy } from '../spending/acts.ts'
import { faultsByAxe, listen, noBrowser, openBrowser } from '../support/browser.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCurrentService, aReason, aWish } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'

const longWord = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
const wish = {
  ...aWish(),
  items: [
    { key: 'drum-kit', title: `${longWord} <b>drums</b> שלום`, amountPence: 25_000 },
    { key: 'mattress', title: 'A mattress, to sleep', amountPence: 15_000 },
  ],
}

/** The pages that a person is sent, by name: the explanation of a budget, and a letter of each kind. */
async function pagesOf(t: Test): Promise<{ journey: Journey; paths: Record<string, string> }> {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-drafted', { wish })
  const services = `/v1/cases/${journey.ids.caseId}/current-services`
  await journey.person.post(services, aCurrentService({ title: longWord }))
  const art = aCurrentService({ title: 'Art group', kind: 'voluntary', relationshipWith: null, minutesPerWeek: 120 })
  const { id } = (await journey.person.post<{ id: string }>(services, art)).ok
  const patch = { status: 'replaced', replacedBy: 'drum-kit', replacementMinutesPerWeek: 30 }
  await journey.person.patch(`/v1/current-services/${id}`, patch, { ifMatch: '"1"' })
  await journey.on('plan-signed')
  const body = {
    outcome: 'agreed-in-part',
    contentHash: journey.ids.contentHash,
    reasons: [{ ...aReason, line: 'mattress', signpost: 'The reuse centre gives them away.' }],
    lines: [
      { line: 'drum-kit', outcome: 'agreed' },
      { line: 'mattress', outcome: 'refused' },
    ],
  }
  const plan = `/v1/support-plans/${journey.ids.supportPlanId}/decision`
  const { decision } = (await journey.careCoordinator.post<{ decision: Decision }>(plan, body)).ok
  const list = await journey.person.get<{ items: { decisionId: string }[] }>(`/v1/cases/${journey.ids.caseId}/letters`)
  const accepted = list.ok.items.at(-1)?.decisionId
  const statement = `/v1/cases/${journey.ids.caseId}/statement`
  const { lines } = (await journey.person.get<{ lines: { planLineId: string }[] }>(statement)).ok
  const bought = { bought: '<script>alert(1)</script> sticks', payee: longWord, amountPence: 123_45 }
  await agreeOnLine(journey, lines[0]?.planLineId)
  void (await buy(journey, { ...bought, planLineId: lines[0]?.planLineId ?? '' })).ok
  return {
    journey,
    paths: {
      statement: `${statement}/page`,
      'what helps in a crisis': `/v1/cases/${journey.ids.caseId}/crisis-contingency/page`,
      explanation: `/v1/budget-calculations/${journey.ids.budgetCalculationId}/explanation`,
      'letter of a plan': `/v1/decisions/${decision.id}/letter`,
      'letter of an expression of interest': `/v1/decisions/${accepted}/letter`,
    },
  }
}

interface Seen {
  readonly headings: number[]
  readonly landmarks: number[]
  readonly tables: { caption: boolean; columns: number; headless: number }[]
  readonly faint: string[]
  readonly wider: number
  readonly size: number
  readonly family: string
}

/** What a reader and an assistive technology would find, as the browser has laid the page out. */
const look = (page: Page) =>
  page.evaluate<Seen>(`(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)]
  const channel = (value) => (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b)
  const colours = (text) => text.match(/[\\d.]+/g).map(Number)
  const background = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const [r, g, b, alpha = 1] = colours(getComputedStyle(at).backgroundColor)
      if (alpha > 0) return [r, g, b]
    }
    return [255, 255, 255]
  }
  const contrast = (element) => {
    const [light, dark] = [luminance(colours(getComputedStyle(element).color)), luminance(background(element))].sort((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }
  const texts = all('body *').filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  return {
    headings: all('h1, h2, h3, h4, h5, h6').map((heading) => Number(heading.tagName[1])),
    landmarks: ['header', 'main', 'footer'].map((name) => all('body > ' + name).length),
    tables: all('table').map((table) => ({
      caption: table.caption?.textContent.trim().length > 0,
      columns: all('thead th[scope=col]', table).length,
      headless: all('tbody tr, tfoot tr', table).filter((row) => !row.querySelector('th[scope=row]')).length,
    })),
    faint: texts.filter((element) => contrast(element) < 7).map((element) => element.textContent.slice(0, 40)),
    wider: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    size: Number.parseFloat(getComputedStyle(document.querySelector('main p')).fontSize),
    family: getComputedStyle(document.body).fontFamily,
  }
})()`)

t.test(
  'what a person is sent can be read on any screen, by any reader, and printed',
  { skip: noBrowser },
  async (t) => {
    const { journey, paths } = await pagesOf(t)
    const browser = await openBrowser(t)
    const token = await journey.service.tokenFor(journey.person.actor ?? 'person')
    const context = await browser.newContext({ extraHTTPHeaders: { authorization: `Bearer ${token}` } })
    const open = async (path: string, width: number) => {
      const page = await context.newPage()
      await page.setViewportSize({ width, height: 900 })
      const told = listen(page)
      const answer = await page.goto(`${journey.service.baseUrl}${path}`)
      return { page, told, status: answer?.status() }
    }

    for (const [name, path] of Object.entries(paths)) {
      for (const print of ['standard', 'large'] as const) {
        const asked = `${path}?print=${print}`
        const { page, told, status } = await open(asked, 1280)
        const title = `${name}, ${print} print`
        t.equal(status, 200, title)
        const seen = await look(page)
        t.same(seen.faint, [], `${title}: contrast of at least 7 to 1`)
        t.match(seen.family, 'Arial', `${title}: its own style sheet is let through by its own policy`)
        t.equal(seen.size, print === 'large' ? 24 : 18, `${title}: the size of the letters, in pixels`)
        t.equal(seen.headings.filter((level) => level === 1).length, 1, `${title}: one heading of the first level`)
        const skipped = seen.headings.filter((level, index) => level > (seen.headings[index - 1] ?? 1) + 1)
        t.same(skipped, [], `${title}: no level of headings is left out`)
        t.same(seen.landmarks, [1, 1, 1], `${title}: header, main part and footer`)
        for (const { caption, columns, headless } of seen.tables)
          t.same([caption, columns > 1, headless], [true, true, 0], `${title}: a table has its caption and headers`)
        t.same(told.requests, [`${journey.service.baseUrl}${asked}`], `${title}: nothing else is asked for`)
        t.same([told.failed, told.errors], [[], []], `${title}: nothing fails, and nothing is said on the console`)
        for (const width of [1280, 320]) {
          await page.setViewportSize({ width, height: 900 })
          t.equal((await look(page)).wider, 0, `${title}: nothing is wider than a screen of ${width} pixels`)
          if (process.env.SCREENSHOTS)
            await page.screenshot({ path: `${process.env.SCREENSHOTS}/${title}, ${width}.png`, fullPage: true })
        }
        await page.close()
      }
    }

    t.test('axe finds nothing, on a screen of 320 pixels and on paper', async (t) => {
      // axe is a script, which the policy of a page lets nobody run: it looks from outside of it.
      const extraHTTPHeaders = { authorization: `Bearer ${token}` }
      const outside = await browser.newContext({ bypassCSP: true, extraHTTPHeaders })
      for (const [name, path] of Object.entries(paths))
        for (const print of ['standard', 'large']) {
          const page = await outside.newPage()
          await page.setViewportSize({ width: 320, height: 900 })
          t.ok((await page.goto(`${journey.service.baseUrl}${path}?print=${print}`))?.ok(), name)
          for (const media of ['screen', 'print'] as const) {
            await page.emulateMedia({ media })
            t.same(await faultsByAxe(page), [], `${name}, ${print}, ${media}`)
          }
          await page.close()
        }
      await outside.close()
    })

    t.test('on paper', async (t) => {
      for (const [name, path] of Object.entries(paths)) {
        const { page } = await open(path, 794)
        await page.emulateMedia({ media: 'print' })
        t.equal((await look(page)).size, 16, `${name}: 12 point`)
        const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
        const pages = pdf.match(/\/Type \/Page\b/g)?.length ?? 0
        t.ok(pages >= 1 && pages <= 4, `${name}: ${pages} pages`)
        t.match(pdf, /\/MediaBox \[0 0 59[45]\.?\d* 84[12]/, `${name}: A4`)
        await page.goto(`${journey.service.baseUrl}${path}?print=large`)
        t.equal((await look(page)).size, 24, `${name}: 18 point in large print`)
        await page.close()
      }
    })

    t.test('the words of the decision are there to be read, and hostile ones are only words', async (t) => {
      const { page, told } = await open(paths['letter of a plan'] ?? '', 1280)
      const text = await page.textContent('main')
      t.match(text, /A part of your support plan was agreed/)
      t.match(text, /It is not yet clear how this would help with what you want to change\./)
      t.match(text, /The reuse centre gives them away\./)
      t.match(text, `${longWord} <b>drums</b> שלום`)
      t.equal(await page.locator('main b').count(), 0)
      await t.rejects(page.addScriptTag({ content: 'document.title = "run"' }), /Content Security Policy/)
      t.not(await page.title(), 'run', 'a script that was put in does not run')
      t.equal(told.requests.length, 1)
      await page.close()
    })
  },
)
