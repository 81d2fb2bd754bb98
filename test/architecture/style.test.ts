import t from 'tap'
import { type Source, sources } from '../support/sources.ts'

const src = await sources('src')
const dev = await sources('dev')
const tests = await sources('test')
const lines = ({ text }: Source) => text.split('\n').length - 1
const median = (files: readonly Source[]) => files.map(lines).sort((a, b) => a - b)[Math.floor(files.length / 2)] ?? 0

/** Code without comments and texts, so that a word in a sentence is not taken for a call. */
const code = ({ text }: Source) =>
  text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replaceAll(/'[^'\n]*'|"[^"\n]*"/g, "''")

/** A table of contents is one page, however long: of the data, the domains, who may do and see what, the problems, what is kept of a person, and what the database allows. */
const longAsTheyAre = [
  'src/database/tables.ts',
  'src/domains.ts',
  'src/permissions.ts',
  'src/platform/http/operation-problems.ts',
  'src/problems.ts',
  'src/rules/access/sight.ts',
  'src/subject-access/kept.ts',
  'test/database/closed-lists.test.ts',
  'test/database/rights.ts',
]

t.test('files are small: none over 250 lines, of a test none over 300, and half of them under 60', async (t) => {
  const long = [
    ...[...src, ...dev].filter((file) => lines(file) > 250 && !longAsTheyAre.includes(file.path)),
    ...tests.filter((file) => lines(file) > 300 && !longAsTheyAre.includes(file.path)),
  ]
  t.same(
    long.map((file) => `${file.path}: ${lines(file)}`),
    [],
  )
  t.ok(median(src) <= 60, `the median of src is ${median(src)}`)
})

t.test('SQL stands in repositories and in the platform, nowhere else', async (t) => {
  const home = /^src\/(platform|tools)\/|repository\.ts$|^src\/database\/tables\.ts$/
  /** The one command that writes as the owner. */
  const named = ['src/schemes/provision.ts']
  const sql = /\b(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<|`)|from ''$/m
  const elsewhere = src.filter((file) => !home.test(file.path) && !named.includes(file.path))
  t.same(
    elsewhere.filter((file) => sql.test(code(file).replaceAll(/from ''/g, ''))).map((file) => file.path),
    [],
  )
})

t.test(
  'an identifier is made in the service: PostgreSQL has uuidv7() from version 18 on, and 15 is promised',
  async (t) => {
    t.same(
      src.filter((file) => /\buuidv7\(/i.test(file.text)).map((file) => file.path),
      [],
    )
    t.same(
      src.filter((file) => /from 'uuid'/.test(file.text)).map((file) => file.path),
      ['src/platform/work/new-id.ts'],
    )
  },
)

t.test('what happens is given the time; only the edge of the process asks for it', async (t) => {
  const asks = /\bDate\.now\(|\bnew Date\(\)|\bTemporal\.Now\b/
  const edge = /^src\/tools\/|^src\/platform\/work\/(clock|new-id|repeating|shutdown)\.ts$/
  t.same(
    src.filter((file) => !edge.test(file.path) && asks.test(code(file))).map((file) => file.path),
    [],
  )
})

t.test('rules have no side effects: no I/O, no environment, no randomness, no promise', async (t) => {
  const effects = /\bprocess\.|\bfetch\(|\bMath\.random|\basync\b|\bawait\b|\bcrypto\b|\bconsole\./
  const pure = src.filter(({ path }) => /^src\/(rules|shared)\//.test(path))
  t.same(
    pure.filter((file) => effects.test(code(file))).map((file) => file.path),
    [],
  )
})

t.test('the environment is read in one place', async (t) => {
  const reads = src.filter((file) => /\bprocess\.env\b/.test(code(file))).map((file) => file.path)
  // Commands read the one variable that they are about; a shutdown asks by whom the process was started.
  const allowed = /^src\/(main\.ts$|tools\/|platform\/work\/shutdown\.ts$)/
  t.same(
    reads.filter((path) => !allowed.test(path)),
    [],
  )
})

t.test('nothing is left for later and no type is waved through', async (t) => {
  const words = /TODO|FIXME|XXX|HACK/
  for (const file of [...src, ...dev, ...tests].filter(({ path }) => !import.meta.filename.endsWith(path))) {
    t.notMatch(file.text, words, file.path)
    t.notMatch(code(file), /\bas any\b|: any\b|<any>|@ts-(ignore|nocheck|expect-error)/, file.path)
  }
})

t.test('nothing is waited for between the tests of a file: they have begun by then, and run beside it', async (t) => {
  const begun = /^t\.test\(/m
  const waits = /^(?!await t\.test\()(const .+ = |for .+|)\bawait\b.*$/m
  for (const file of tests) {
    const text = code(file)
    t.notMatch(text.slice(text.search(begun) < 0 ? text.length : text.search(begun)), waits, file.path)
  }
})

t.test('no test is left out and none runs alone', async (t) => {
  for (const file of tests) t.notMatch(code(file), /\bt\.(only|skip)\(|\bonly: true\b/, file.path)
})
