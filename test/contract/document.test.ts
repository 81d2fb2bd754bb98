import { execFile } from 'node:child_process'
import { glob, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import t from 'tap'
import { eventsText, type OpenapiDocument, operationsText, sortedDocument } from '../../dev/generate/contract-text.ts'
import { eventCatalogue } from '../../src/event-catalogue/catalogue.ts'
import type { Schema } from '../support/contract.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { contract } = service
const root = fileURLToPath(new URL('../../', import.meta.url))
const committed = (path: string) => readFile(`${root}${path}`, 'utf8')
const document = sortedDocument(service.app.swagger() as unknown as OpenapiDocument)

t.test('openapi/openapi.json is the contract of the service that runs', async (t) => {
  t.same(
    JSON.parse(await committed('openapi/openapi.json')),
    JSON.parse(JSON.stringify(document)),
    'run `npm run contract`',
  )
  t.match(document, { openapi: /^3\.1\./ })
})

t.test('openapi/operations.txt has one line an operation', async (t) => {
  const text = await committed('openapi/operations.txt')
  t.equal(text, operationsText(document))
  t.equal(text.trim().split('\n').length, contract.operations.length)
})

t.test('openapi/events.txt has one line a type of event, and each type of the catalogue has its schema', async (t) => {
  const text = await committed('openapi/events.txt')
  t.equal(text, eventsText(document))
  const types = (group: object) => Object.keys(group).sort()
  const ofKind = (kind: string) =>
    text.split('\n').flatMap((line) => (line.split(/ +/)[1] === kind ? [line.split(' ')[0]] : []))
  t.same(ofKind('case'), types(eventCatalogue.ofCase))
  t.same(ofKind('person'), types(eventCatalogue.ofPerson))
  // What stands in the feed for an event that its reader may not see, or a provider sees of it, is no event that is recorded.
  t.same(ofKind('-'), [...types(eventCatalogue.ofNeither), 'event.provided', 'event.withheld'].sort())
})

for (const [file, rules] of [
  ['openapi/openapi.json', 'recommended-strict'],
  // As a document of 3.0: that its words are good is held of the one that it is made from.
  ['openapi/openapi-3.0.json', 'spec'],
] as const)
  t.test(`${file} passes the rules of a public linter, without an exception`, async (t) => {
    const cli = fileURLToPath(import.meta.resolve('@redocly/cli/bin/cli.js'))
    const env = {
      PATH: process.env.PATH,
      REDOCLY_TELEMETRY: 'off',
      REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      NO_COLOR: '1',
    }
    const args = [cli, 'lint', file, `--extends=${rules}`, '--format=json']
    const lint = promisify(execFile)(process.execPath, args, { cwd: root, env, maxBuffer: 1 << 26 })
    const { stdout } = await lint.catch((failed: { stdout: string }) => failed)
    const { totals, problems } = JSON.parse(stdout) as {
      totals: { errors: number; warnings: number; ignored: number }
      problems: { ruleId: string; message: string }[]
    }
    t.same(
      problems.map((problem) => `${problem.ruleId}: ${problem.message}`),
      [],
    )
    t.same(totals, { errors: 0, warnings: 0, ignored: 0 })
  })

t.test('the contract in 3.0 has the same operations and schemas', async (t) => {
  const other = JSON.parse(await committed('openapi/openapi-3.0.json'))
  t.equal(other.openapi, '3.0.3')
  t.same(Object.keys(other.paths), Object.keys(document.paths))
  t.same(Object.keys(other.components.schemas), Object.keys(document.components.schemas))
})

t.test('an operation that writes has a file of its name', async (t) => {
  const files = new Set<string>()
  for await (const file of glob('src/**/*.ts', { cwd: root })) files.add(basename(file))
  for (const { operationId, method } of contract.operations) {
    if (method === 'GET') continue
    const name = `${operationId.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`
    t.ok(files.has(name), `${operationId}: ${name}`)
  }
})

t.test('every operation says what it does, what it takes, and every status it can give', async (t) => {
  for (const operation of contract.operations) {
    const { operationId, summary, description, tags, responses, parameters, permission, method, path } = operation
    t.ok(summary && description && tags.length === 1, operationId)
    t.match(operationId, /^[a-z][A-Za-z]+$/)
    const statuses = Object.keys(responses)
    t.ok(
      statuses.some((status) => status.startsWith('2')),
      `${operationId} can succeed`,
    )
    const names = parameters.map((parameter) => parameter.name)
    const expected = [
      ...['408', '429', '500', '503'],
      ...(permission ? ['400', '401', '403'] : []),
      ...(path.includes('{') ? ['404'] : []),
      ...(operation.body ? ['413', '415'] : []),
      ...(method === 'POST' ? ['409', '422'] : []),
      ...(method === 'PATCH' ? ['412', '428'] : []),
    ]
    t.same(
      expected.filter((status) => !statuses.includes(status)),
      [],
      `${operationId} lists its statuses`,
    )
    if (method === 'POST') t.ok(names.includes('idempotency-key'), `${operationId} takes an Idempotency-Key`)
    if (method === 'PATCH') t.ok(names.includes('if-match'), `${operationId} takes If-Match`)
    for (const parameter of parameters) t.ok(parameter.description, `${operationId} ${parameter.name}`)
    for (const [status, response] of Object.entries(responses)) {
      t.ok(response.description.length > 5 && response.description !== 'Default Response', `${operationId} ${status}`)
      const type = Object.keys(response.content ?? {})[0]
      if (Number(status) >= 400) t.match(type, /^application\/(problem|health)\+json$/, `${operationId} ${status}`)
    }
  }
})

t.test(
  'every schema has a name and a description, and every field a description, and an example where it is not a closed list',
  async (t) => {
    const faults: string[] = []
    const visit = (schema: Schema, name: string) => {
      if (schema.$ref) return
      if (!schema.description) faults.push(`${name} has no description`)
      for (const [field, of] of Object.entries(schema.properties ?? {})) visit(of, `${name}.${field}`)
      const scalar = ['string', 'integer', 'number'].includes(schema.type ?? '')
      const shown = (schema.examples?.length ?? 0) > 0 || 'example' in schema || schema.enum
      if (scalar && !shown) faults.push(`${name} has no example`)
      if (schema.items && !schema.items.$ref && schema.items.properties) visit(schema.items, `${name}[]`)
    }
    for (const [name, schema] of Object.entries(contract.document.components.schemas)) {
      t.match(name, /^[A-Z][A-Za-z]+$/)
      visit(schema, name)
    }
    t.same(faults, [])
  },
)

t.test('a closed list and an object are named once, and referred to wherever they are used', async (t) => {
  const lists = new Map<string, string[]>()
  const anonymous: string[] = []
  const visit = (schema: Schema, at: string, isNamed = false) => {
    const words = schema.enum?.join(' ')
    if (words && (schema.enum?.length ?? 0) > 1) lists.set(words, [...(lists.get(words) ?? []), at])
    if (!isNamed && schema.properties) anonymous.push(at)
    for (const [field, of] of Object.entries(schema.properties ?? {})) visit(of, `${at}.${field}`)
    for (const of of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) visit(of, at)
    if (schema.items) visit(schema.items, `${at}[]`)
  }
  for (const [name, schema] of Object.entries(contract.document.components.schemas)) visit(schema, name, true)
  t.same([...lists.values()].filter((places) => places.length > 1).flat(), [])
  t.same(anonymous, [])
})

t.test('a request is closed to fields that nobody knows, and an answer open to those it may come to have', (t) => {
  const { CrisisContingency, NewPurchase, Purchase } = contract.document.components.schemas
  t.equal(NewPurchase?.additionalProperties, false)
  t.equal(CrisisContingency?.additionalProperties, false, 'what is sent and given is closed')
  t.equal(Purchase?.additionalProperties, undefined)
  t.notMatch(JSON.stringify(contract.document), /[( "]S\d[,:)"]/, 'a source has its name')
  t.end()
})

t.test('an amount and a place in an order can be larger than 32 bits', async (t) => {
  for (const [name, schema] of Object.entries(contract.document.components.schemas)) {
    if (/(Pence|Sequence)$/.test(name)) t.equal(schema.format, 'int64', name)
    for (const [field, of] of Object.entries(schema.properties ?? {}))
      if (/pence$|^sequence$/i.test(field))
        for (const each of [of, ...(of.anyOf ?? [])])
          if (each.type === 'integer') t.equal(each.format, 'int64', `${name}.${field}`)
  }
})

t.test('an amount says that it is in pence', async (t) => {
  for (const [name, schema] of Object.entries(contract.document.components.schemas)) {
    // Open Referral UK has its own names, and its costs are in pounds.
    if (name === 'OpenReferralCost') continue
    for (const [field, of] of Object.entries(schema.properties ?? {}))
      if (/pence/i.test(field)) {
        const pence =
          of.$ref?.endsWith('Pence') || /pence/.test(of.description ?? '') || of.anyOf?.[0]?.$ref?.endsWith('Pence')
        t.ok(pence, `${name}.${field}`)
      } else if (of.type !== 'string' && !of.$ref)
        t.notMatch(field, /(amount|cost|price)$/i, `${name}.${field} names its unit`)
  }
})
