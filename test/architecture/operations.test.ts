import t from 'tap'
import contract from '../../openapi/openapi.json' with { type: 'json' }
import { domainOperations } from '../../src/domains.ts'
import { sources } from '../support/sources.ts'

const src = await sources('src')
const tables = src.filter(({ path }) => /^src\/[a-z-]+\/operations\.ts$/.test(path))

/** The entries of the tables, as they are written. */
const entries = tables.flatMap(({ text }) =>
  [
    ...text.matchAll(
      /^ +(write|get|list|ask|printable|table|fixed|streamed|streamedPage|streamedFile|followed|upload|download|takeLines)\(\s*'(\w+)',/gm,
    ),
  ].map(([, builder = '', id = '']) => ({
    builder,
    id,
  })),
)
/** What the platform itself answers, whatever the domains are. */
const platformOperations = ['getAuditKeys', 'getProblemKind', 'getSecurityContact', 'getStatus', 'ping']

t.test('every operation of the contract has one entry, in the table of its folder', async (t) => {
  const inContract = Object.values(contract.paths).flatMap((methods) =>
    Object.values(methods as Record<string, { operationId: string }>).map(({ operationId }) => operationId),
  )
  t.ok(inContract.length > 100)
  t.same([...entries.map(({ id }) => id), ...platformOperations].sort(), inContract.sort())
  t.same(entries.map(({ id }) => id).sort(), domainOperations.map(({ id }) => id).sort(), 'every table is registered')
})

t.test('every write is in a file that is named as the operation', async (t) => {
  for (const { id } of entries.filter(({ builder }) => ['write', 'upload', 'takeLines'].includes(builder))) {
    const name = `/${id.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.ts`
    const files = src.filter(({ path, text }) => path.endsWith(name) && text.includes(`export async function ${id}(`))
    t.equal(files.length, 1, name)
  }
})

t.test('no domain answers a request but by its table', async (t) => {
  // Pages are no operations: they ask them, as any client does. FHIR has its own description, and the permissions and views of the operations.
  const domains = src.filter(
    ({ path }) => /^src\/[a-z-]+\//.test(path) && !/^src\/(platform|tools|pages|fhir)\//.test(path),
  )
  t.same(
    domains
      .filter(({ text }) => /from 'fastify'|\bapp\.(get|post|patch|put|delete|route)\(/.test(text))
      .map(({ path }) => path),
    [],
  )
})
