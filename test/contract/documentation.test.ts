import { access, constants } from 'node:fs/promises'
import { chromium, type Page } from 'playwright-core'
import t from 'tap'
import { startService } from '../support/service.ts'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const there = await access(executablePath, constants.X_OK).then(
  () => true,
  () => false,
)
const mustBeThere = process.env.CI === 'true'
const skip = there || mustBeThere ? false : `no browser at ${executablePath}: install chromium, or set CHROMIUM_PATH`

const args = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

t.test(
  'the documentation page shows the contract in a real browser, and asks nothing of the internet',
  { skip },
  async (t) => {
    const service = await startService(t)
    const browser = await chromium.launch({ executablePath, args })
    t.teardown(() => browser.close())
    const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } })
    const told = listen(page)

    const answer = await page.goto(`${service.baseUrl}/documentation`)
    t.equal(answer?.status(), 200)
    await page.getByRole('heading', { name: /Recovery Budgets/ }).waitFor({ timeout: 120_000 })
    t.equal(
      await page.locator('.opblock-tag').count(),
      new Set(service.contract.operations.flatMap((one) => one.tags)).size,
    )

    const tag = page.locator('#operations-tag-Cases')
    await tag.click()
    const operation = page.locator('#operations-Cases-openCase')
    await operation.waitFor()
    t.match(await operation.textContent(), "Open a person's case in a scheme")
    await operation.locator('.opblock-summary-control').click()
    const body = operation.locator('.opblock-body')
    await body.waitFor()
    t.match(await body.textContent(), /case:open/)
    t.match(await body.textContent(), /One case of a person is in flight in a scheme at a time/)
    await operation.locator('.response', { hasText: '201' }).first().waitFor()
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT })

    t.ok(told.requests.length > 3)
    t.same(
      told.requests.filter((url) => new URL(url).origin !== service.baseUrl && !/^(data|blob):/.test(url)),
      [],
    )
    t.same(told.failed, [], 'no request fails')
    t.same(told.errors, [], 'nothing is said on the console, of the content security policy least of all')
  },
)

t.test('it works on a host that is reached by http and is not this machine’s own', { skip }, async (t) => {
  const service = await startService(t)
  const browser = await chromium.launch({
    executablePath,
    args: [...args, '--host-resolver-rules=MAP budgets.example 127.0.0.1'],
  })
  t.teardown(() => browser.close())
  const page = await browser.newPage()
  const told = listen(page)
  await page.goto(`http://budgets.example:${new URL(service.baseUrl).port}/documentation`)
  await page.locator('#operations-tag-Cases').waitFor({ timeout: 120_000 })
  t.same(told.failed, [])
})

interface Told {
  readonly requests: string[]
  readonly failed: string[]
  readonly errors: string[]
}

function listen(page: Page): Told {
  const told: Told = { requests: [], failed: [], errors: [] }
  page.on('request', (request) => told.requests.push(request.url()))
  page.on('requestfailed', (request) => told.failed.push(request.url()))
  page.on('response', (response) => {
    if (response.status() >= 400) told.failed.push(`${response.status()} ${response.url()}`)
  })
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) told.errors.push(message.text())
  })
  page.on('pageerror', (error) => told.errors.push(String(error)))
  return told
}
