import { execFile } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { noBrowser, openBrowser } from '../support/browser.ts'
import { startService } from '../support/service.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))
const dist = t.testdir()
// The command itself has no extension, and does not load behind what the runner of tests puts before every program.
const tsc = (...options: string[]) =>
  run(process.execPath, [join(root, 'node_modules/typescript/lib/tsc.js'), ...options])
await tsc('--project', join(root, 'sdk/typescript'), '--outDir', dist)

t.test('what is packed has types without `any`, for whoever compiles strictly, and imports nothing else', async (t) => {
  for await (const path of glob('*.d.ts', { cwd: dist })) {
    const said = (await readFile(join(dist, path), 'utf8')).replaceAll(/\/\*[\s\S]*?\*\/|"[^"\n]*"/g, '')
    t.notMatch(said, /\bany\b/, path)
  }
  for await (const path of glob('*.js', { cwd: dist }))
    for (const [, from] of (await readFile(join(dist, path), 'utf8')).matchAll(
      /^(?:im|ex)port [^;]*? from '([^']+)'/gm,
    ))
      t.match(from, /^\.\/[\w.-]+\.js$/, path)
  const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', target: 'es2022', lib: ['es2023', 'dom'] }
  const project = { compilerOptions: { ...compilerOptions, types: [] }, files: ['user.ts'] }
  const user = t.testdir({ 'user.ts': userOf(dist), 'tsconfig.json': JSON.stringify(project) })
  await t.resolves(tsc('--project', user))
})

/** A user’s own code: what must not compile is marked, and is an error where it does. */
const userOf = (dist: string) => `import { createClient, isProblem, items, type CaseSummary } from '${dist}/index.js'
const client = createClient({ baseUrl: 'https://example.org' })
export const all: AsyncIterable<CaseSummary> = items(client.listCases, { limit: 10 })
export async function main(): Promise<string> {
  // @ts-expect-error a path parameter that is missing
  await client.getCase({}).catch(() => undefined)
  // @ts-expect-error a body that lacks what the contract asks for
  await client.openCase({ body: { personId: 'x' } }).catch(() => undefined)
  // @ts-expect-error a change without what was read
  await client.changeSupportPlan({ supportPlanId: 'x', body: {} }).catch(() => undefined)
  // @ts-expect-error a code that is none
  isProblem(new Error(), 'no-such-code')
  const html: string = await client.getLetter({ decisionId: 'x' })
  const file: Blob = await client.getReceiptFile({ purchaseId: 'x' })
  return html + file.type + (await client.getCase({ caseId: 'x' })).id
}
`

t.test('a page in a browser reads the service with it', { skip: noBrowser }, async (t) => {
  const service = await startService(t)
  // The page, the client and the service have one origin, as behind the proxy of a front end.
  const server = createServer(async ({ method, url = '/', headers }, answer) => {
    if (url === '/')
      return void answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>')
    if (url.startsWith('/sdk/')) {
      const text = await readFile(join(dist, url.slice('/sdk/'.length)), 'utf8')
      return void answer.writeHead(200, { 'content-type': 'text/javascript' }).end(text)
    }
    request(new URL(url, service.baseUrl), { method, headers }, (came) => {
      came.pipe(answer.writeHead(came.statusCode ?? 500, came.headers))
    }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => server.close())
  const page = await (await openBrowser(t)).newPage()
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  await page.goto(origin)
  const token = await service.tokenFor('care-coordinator')
  const told = await page.evaluate(
    async ([origin, token]) => {
      const { createClient, items, isProblem } = await import(`${origin}/sdk/index.js`)
      const client = createClient({ baseUrl: origin, token })
      const codes: string[] = []
      for await (const { code } of items(client.listSchemes, { limit: 3 })) codes.push(code)
      const missing = client.getCase({ caseId: '019ab3f0-0000-7000-8000-000000000000' })
      return { codes, refused: await missing.catch((error: unknown) => isProblem(error, 'not-found')) }
    },
    [origin, token] as const,
  )
  t.ok(told.codes.includes('merseyside-one-off'))
  t.equal(told.refused, true)
})
