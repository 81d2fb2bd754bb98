import { readFileSync } from 'node:fs'
import Fastify from 'fastify'
import t from 'tap'
import { openapiPlugin } from '../../../src/platform/http/openapi.ts'
import type { Answering } from '../../../src/platform/http/operation.ts'
import { ProblemSchema } from '../../../src/platform/http/problem-responses.ts'
import { addRoute, type Tagged } from '../../../src/platform/http/route.ts'
import { withReferred } from '../../../src/shared/schema.ts'

/** Operations that the service has none of: one that will go, and one that stays. */
const goes = {
  id: 'readOldThing',
  method: 'GET',
  path: '/old-thing',
  tag: 'Cases',
  summary: 'Read a thing that will go',
  permission: 'case:read',
  responses: { 200: { type: 'object', description: 'It.', properties: {} } },
  deprecated: { since: '2026-03-01', sunset: '2027-04-01' },
  answer: async () => ({}),
} as const satisfies Tagged
const { deprecated: _, ...stays } = { ...goes, id: 'readThing', path: '/thing' }
const fails = {
  ...goes,
  id: 'breakOldThing',
  path: '/old-broken-thing',
  answer: () => Promise.reject(new Error('it broke')),
} as const satisfies Tagged

const app = Fastify()
t.teardown(() => app.close())
for (const schema of withReferred([ProblemSchema])) app.addSchema(schema)
await app.register(openapiPlugin, { contract: undefined })
// None of these asks the service for anything.
await app.register(async (routes) => {
  for (const operation of [goes, stays, fails]) addRoute(routes, {} as Answering, operation)
})
await app.ready()

t.test('what will go says with each answer since when, and until when it works', async (t) => {
  for (const url of [goes.path, fails.path]) {
    const { headers } = await app.inject({ url })
    t.equal(headers.deprecation, `@${Date.UTC(2026, 2, 1) / 1_000}`, 'RFC 9745')
    t.equal(headers.sunset, 'Thu, 01 Apr 2027 00:00:00 GMT', 'RFC 8594')
  }
  const { statusCode, headers } = await app.inject({ url: stays.path })
  t.equal(statusCode, 200)
  t.notOk('deprecation' in headers || 'sunset' in headers)
})

t.test('and the contract marks it, with both headers', async (t) => {
  const { paths = {} } = app.swagger() as unknown as { paths?: Record<string, { get: Marked }> }
  const marked = paths[goes.path]?.get
  t.equal(marked?.deprecated, true)
  const headers = Object.keys(marked?.responses['200']?.headers ?? {})
  t.ok(headers.includes('Deprecation') && headers.includes('Sunset'))
  const other = paths[stays.path]?.get
  t.notOk(other?.deprecated)
  t.notOk(Object.keys(other?.responses['200']?.headers ?? {}).includes('Sunset'))
})

t.test('the version of the contract is one that may break, as long as the changelog says so', async (t) => {
  const text = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
  const { version } = (app.swagger() as unknown as { info: { version: string } }).info
  const changelog = text('CHANGELOG.md')
  t.match(changelog, 'Until 1.0.0 a minor version may break')
  t.match(version, /^0\.\d+\.\d+/)
  const [, released] = /^## (\d+\.\d+\.\d+)/m.exec(changelog) ?? []
  t.equal(version.includes('unreleased'), changelog.includes('## Unreleased\n\n- '), 'what is not released says so')
  t.not(version, released, 'and is not called as what is')
})

interface Marked {
  readonly deprecated?: boolean
  readonly responses: Readonly<Record<string, { readonly headers?: object }>>
}
