import { execFile } from 'node:child_process'
import { access, cp, glob, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
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
const sdk = join(root, 'sdk/typescript')
const name = 'recovery-budgets-client'
// Its own packages, as `npm run sdk` brings them: it needs an older TypeScript than the service.
await access(join(sdk, 'node_modules/typescript')).catch(() =>
  run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: sdk }),
)
/** Somebody who has installed the package that `npm pack` makes, and has nothing else. */
const user = await installed()
const dist = join(user, 'node_modules', name, 'dist')

async function installed(): Promise<string> {
  const folder = t.testdir({ copy: {}, user: { 'package.json': '{ "private": true, "type": "module" }' } })
  const [copy, user] = [join(folder, 'copy'), join(folder, 'user')]
  for (const part of ['src', 'package.json', 'tsconfig.json', 'README.md'])
    await cp(join(sdk, part), join(copy, part), { recursive: true })
  await symlink(join(sdk, 'node_modules'), join(copy, 'node_modules'))
  const { stdout } = await run('npm', ['pack', '--json', '--silent'], { cwd: copy })
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as { filename: string }[]
  if (!packed) throw new Error(`npm packed nothing: ${stdout}`)
  await run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(copy, packed.filename)], { cwd: user })
  return user
}

t.test(
  'the package that npm packs is imported by its name in Node, and by nothing that it does not export',
  async (t) => {
    const script = `import { createClient, isProblem } from '${name}'
    const { getStatus } = createClient({ baseUrl: 'http://127.0.0.1:9', patience: { retries: 0 } })
    const failed = await getStatus().catch((error) => error.name)
    const inside = await import('${name}/dist/call.js').catch(({ code }) => code)
    console.log(JSON.stringify([typeof isProblem, failed, inside]))`
    const { stdout } = await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: user })
    t.same(JSON.parse(stdout), ['function', 'NoAnswerError', 'ERR_PACKAGE_PATH_NOT_EXPORTED'])
    const files = (await readdir(join(user, 'node_modules', name), { recursive: true })).filter((path) =>
      path.includes('.'),
    )
    t.ok(files.includes('README.md'))
    t.same(
      files.filter((path) => !/^(package\.json|README\.md|dist\/[\w.-]+\.(js|d\.ts))$/.test(path)),
      [],
    )
  },
)

t.test('its types have no `any`, for whoever compiles strictly, and it imports nothing else', async (t) => {
  for await (const path of glob('*.d.ts', { cwd: dist })) {
    const said = (await readFile(join(dist, path), 'utf8')).replaceAll(/\/\*[\s\S]*?\*\/|"[^"\n]*"/g, '')
    t.notMatch(said, /\bany\b/, path)
  }
  for await (const path of glob('*.js', { cwd: dist }))
    for (const [, from] of (await readFile(join(dist, path), 'utf8')).matchAll(
      /^(?:im|ex)port [^;]*? from '([^']+)'/gm,
    ))
      t.match(from, /^\.\/[\w.-]+\.js$/, path)
  const compilerOptions = { strict: true, noEmit: true, target: 'es2022', lib: ['es2023', 'dom'], types: [] }
  await writeFile(join(user, 'user.ts'), userCode)
  await writeFile(join(user, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['user.ts'] }))
  // The TypeScript that the package is made with, and the newest. The command itself has no extension, and does not load behind what runs the tests.
  for (const typescript of [join(sdk, 'node_modules/typescript'), join(root, 'node_modules/typescript')])
    for (const [module, resolution] of [
      ['nodenext', 'nodenext'],
      ['esnext', 'bundler'],
    ] as const) {
      const how = ['--project', user, '--module', module, '--moduleResolution', resolution]
      const compiled = run(process.execPath, [join(typescript, 'lib/tsc.js'), ...how])
      t.equal(
        await compiled.then(
          () => '',
          ({ stdout }: { stdout: string }) => stdout,
        ),
        '',
        `${typescript} ${module}`,
      )
    }
})

t.test(
  'the journeys of which the README tells have at most 60 lines each, and everything that is done is in them',
  async (t) => {
    const told = (await readFile(join(sdk, 'README.md'), 'utf8')).matchAll(/`(test\/sdk\/[\w-]+\.test\.ts)`/g)
    const journeys = [...told].map(([, path = '']) => path)
    t.equal(journeys.length, 2)
    const operations = (await readFile(join(root, 'openapi/operations.txt'), 'utf8')).matchAll(/^\w+/gm)
    const asksTheService = new RegExp(`\\.(${[...operations].join('|')})\\(`)
    for (const path of journeys) {
      const text = await readFile(join(root, path), 'utf8')
      t.ok(text.trimEnd().split('\n').length <= 60, path)
      for (const step of ['registerPerson', 'openCase', 'signSupportPlan', 'decideSupportPlan', 'recordPurchase'])
        t.match(text, `.${step}(`, `${path} ${step}`)
      // What it leans on signs people in and looks through lists; it asks nothing of the service itself.
      const leansOn = [...text.matchAll(/from '(\.\/[\w-]+\.ts)'/g)].map(([, file = '']) =>
        join(root, 'test/sdk', file),
      )
      for (const file of leansOn) t.notMatch(await readFile(file, 'utf8'), asksTheService, file)
    }
  },
)

/** A user’s own code: what must not compile is marked, and is an error where it does. */
const userCode = `import { createClient, isProblem, items, type CaseSummary } from '${name}'
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
