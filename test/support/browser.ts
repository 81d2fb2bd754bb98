import { access, constants } from 'node:fs/promises'
import axe from 'axe-core'
import { type Browser, chromium, type Page } from 'playwright-core'
import type { Test } from 'tap'

const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
const there = await access(executablePath, constants.X_OK).then(
  () => true,
  () => false,
)

/** Why tests that need a browser are left out; in CI they are not. */
export const noBrowser =
  there || process.env.CI === 'true' ? false : `no browser at ${executablePath}: install chromium, or set CHROMIUM_PATH`

const args = [
  ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
  ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
]

export async function openBrowser(t: Test, more: readonly string[] = []): Promise<Browser> {
  const browser = await chromium.launch({ executablePath, args: [...args, ...more] })
  t.teardown(() => browser.close())
  return browser
}

/** What axe finds at fault with a page as it stands, in sentences. */
export async function faultsByAxe(page: Page): Promise<string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe.source)
  // Of what is in order it would otherwise work out where each element stands, which takes most of its time on a long page.
  const found = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as {
    violations: { id: string; help: string; nodes: { html: string }[] }[]
  }
  return found.violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0]?.html})`)
}

/** What a page asked for, what of it failed, and what it said on the console. */
export interface Told {
  readonly requests: string[]
  readonly failed: string[]
  readonly errors: string[]
}

export function listen(page: Page): Told {
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
