import type { BrowserContext } from 'playwright-core'
import t from 'tap'
import { refusedPlan } from '../appeals/acts.ts'
import { faultsByAxe, listen, noBrowser, openBrowser } from '../support/browser.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { draftWhole } from './a-whole-plan.ts'
import { makeLink } from './acts.ts'

t.test('every page is read, used and printed without a script, at 320 pixels too', { skip: noBrowser }, async (t) => {
  const service = await startService(t)
  const browser = await openBrowser(t)
  const signing = await journeyTo(service, 'plan-submitted')
  const { journey: refused, decisionId } = await refusedPlan(service)

  /** axe is a script, which the policy of a page lets nobody run: it looks from outside of it. */
  const look = async (context: BrowserContext, path: string) => {
    const page = await context.newPage()
    await page.setViewportSize({ width: 320, height: 800 })
    const told = listen(page)
    for (const layout of ['easy', 'usual']) {
      const answer = await page.goto(`${service.baseUrl}${path}${path.includes('?') ? '&' : '?'}layout=${layout}`)
      t.ok(answer?.ok(), `${path}, ${layout}`)
      t.same(await faultsByAxe(page), [], `${path}, ${layout}: axe finds nothing`)
      const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
      t.equal(await page.evaluate(wider), 0, `${path}, ${layout}: nothing is wider than 320 pixels`)
    }
    await page.emulateMedia({ media: 'print' })
    t.same(await faultsByAxe(page), [], `${path}: nor on paper`)
    if (path.startsWith('/pages')) {
      const head = page.locator('header .paper')
      t.ok(await head.isVisible(), `${path}: on paper`)
      t.match(await head.textContent(), /^\S.*\. Reference: \S+\. Printed on \d/, `${path}: whose it is`)
    }
    t.equal(await page.locator('nav:visible, form:visible').count(), 0, `${path}: no menu and no form on paper`)
    t.match((await page.pdf({ preferCSSPageSize: true })).toString('latin1'), /\/MediaBox \[0 0 59[45]\.?\d* 84[12]/)
    t.same([told.failed, told.errors], [[], []], `${path}: nothing fails`)
    await page.close()
  }
  const open = async (journey: typeof signing) => {
    const context = await browser.newContext({ bypassCSP: true })
    const { path } = (await makeLink(journey, journey.person)).ok
    const page = await context.newPage()
    await page.goto(`${service.baseUrl}${path}`)
    t.same(await faultsByAxe(page), [], 'the page with the button')
    await page.getByRole('button', { name: 'Open my pages' }).click()
    t.equal(new URL(page.url()).pathname, '/pages')
    await page.close()
    return context
  }

  const ofRefused = await open(refused)
  for (const path of ['', '/plan', '/statement', '/crisis', '/letters', `/letters/${decisionId}`, '/appeals'])
    await look(ofRefused, `/pages${path}`)
  for (const path of [`/pages/appeals/${decisionId}`, '/pages/stays', '/schemes/QYG/merseyside-one-off'])
    await look(ofRefused, path)
  await ofRefused.close()

  const ofSigning = await open(signing)
  await look(ofSigning, '/pages/plan')
  await ofSigning.close()

  const ofBought = await open(await journeyTo(service, 'purchase-made'))
  for (const path of ['', '/plan', '/budget', '/statement', '/crisis', '/letters'])
    await look(ofBought, `/pages${path}`)
  await ofBought.close()

  const drafted = await journeyTo(service, 'plan-drafted')
  await draftWhole(drafted)
  const ofDrafted = await open(drafted)
  await look(ofDrafted, '/pages/plan')
  await ofDrafted.close()

  // What a page of a link that was used, one that was closed and one that is not there say is an answer too: they are read as often as any.
  const ofClosed = await browser.newContext({ bypassCSP: true })
  const left = await ofClosed.newPage()
  await left.setViewportSize({ width: 320, height: 800 })
  const stands = async (title: string) => {
    t.equal((await left.textContent('h1'))?.trim(), title)
    t.equal(await left.locator('h1').count(), 1, title)
    t.same(await faultsByAxe(left), [], `${title}: axe finds nothing`)
    const wider = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
    t.equal(await left.evaluate(wider), 0, `${title}: nothing is wider than 320 pixels`)
    await left.emulateMedia({ media: 'print' })
    t.same(await faultsByAxe(left), [], `${title}: nor on paper`)
    await left.emulateMedia({ media: 'screen' })
  }
  const used = `${service.baseUrl}${(await makeLink(signing, signing.person)).ok.path}`
  await left.goto(used)
  await left.getByRole('button', { name: 'Open my pages' }).click()
  for (const layout of ['easy', 'usual']) {
    t.equal((await left.goto(`${used}?layout=${layout}`))?.status(), 410, layout)
    await stands('This link does not work any more')
    t.equal((await left.goto(`${service.baseUrl}/pages/letters/none?layout=${layout}`))?.status(), 404, layout)
    await stands('There is no such page')
  }
  await left.goto(`${service.baseUrl}/pages`)
  await left.getByRole('button', { name: 'Close my pages' }).click()
  await stands('Your pages are closed')
  for (const layout of ['easy', 'usual']) {
    t.equal((await left.goto(`${service.baseUrl}/pages?layout=${layout}`))?.status(), 401, layout)
    await stands('Your pages have closed')
  }
  await ofClosed.close()

  // The pages as they are: with their policy, and with scripts off.
  const plain = await browser.newContext({ javaScriptEnabled: false })
  const page = await plain.newPage()
  const { path } = (await makeLink(signing, signing.person)).ok
  await page.goto(`${service.baseUrl}${path}`)
  await page.getByRole('button', { name: 'Open my pages' }).click()
  await page.getByRole('link', { name: 'Read your plan and sign it' }).click()
  await page.getByLabel('I have read this plan').check()
  await page.getByRole('button', { name: 'Sign my plan' }).click()
  t.equal(
    await page
      .getByRole('status')
      .textContent()
      .then((text) => text?.trim()),
    'You have signed your plan.',
  )
  await page.getByRole('button', { name: 'Close my pages' }).click()
  t.match(await page.textContent('h1'), 'Your pages are closed')
  await page.goto(`${service.baseUrl}/pages`)
  t.match(await page.textContent('h1'), 'Your pages have closed')
})
