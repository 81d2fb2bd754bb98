import { execFile } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { parsePreset } from '../../src/schemes/preset.ts'
import { openDatabase } from '../support/database.ts'
import { preset, presetNames } from '../support/policy.ts'

const root = new URL('../../', import.meta.url).pathname
const database = await openDatabase(t)

async function provision(...places: string[]): Promise<{ code: number; said: string }> {
  const args = ['src/tools/provision.ts', '--commissioner', 'QNX', '--name', 'Sussex ICB']
  for (const place of places) args.push('--scheme', place)
  const env = { PATH: process.env.PATH, MIGRATION_DATABASE_URL: database.ownerUrl }
  return promisify(execFile)(process.execPath, args, { cwd: root, env }).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    (error: { code: number; stdout: string; stderr: string }) => ({ code: error.code, said: error.stderr }),
  )
}
const schemes = () =>
  database.sql<{ code: string; version: number }>(
    `select s.code, v.version from scheme s join scheme_version v using (commissioner_id, scheme_id)
      join commissioner c using (commissioner_id) where c.code = 'QNX' order by s.code, v.version`,
  )

t.test('a commissioner starts with a scheme by its file, and with all eight by their folder', async (t) => {
  const one = await provision('data/schemes/northamptonshire.json', 'data/schemes/section-117.json')
  t.equal(one.code, 0, one.said)
  t.same(await schemes(), [
    { code: 'northamptonshire', version: 1 },
    { code: 'section-117', version: 1 },
  ])
  const all = await provision('data/schemes')
  t.equal(all.code, 0, all.said)
  t.notMatch(all.said, /northamptonshire/, 'what is there already stays as it is')
  t.same(
    await schemes(),
    presetNames.flatMap((code) => [
      { code, version: 1 },
      ...(code === 'south-kent-coast' ? [{ code, version: 2 }] : []),
    ]),
  )
  t.match(await provision('data/schemes/'), { code: 0, said: /Everything is there already/ })
})

t.test('what is no scheme is told by file and field, and then nothing is published', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-schemes-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const before = await schemes()
  await cp(join(root, 'data/schemes'), folder, { recursive: true })
  await writeFile(join(folder, 'a-broken.json'), '{"code":')
  await writeFile(join(folder, 'b-empty.json'), '{"code":"empty","title":"Empty","versions":[]}')
  const { code, said } = await provision(folder)
  t.equal(code, 1)
  t.match(said, /a-broken\.json[\s\S]*not JSON[\s\S]*b-empty\.json[\s\S]*\/versions/)
  t.match(await provision('data/schemes', 'data/schemes/section-117.json'), {
    code: 1,
    said: /section-117 is given twice/,
  })
  t.match(await provision('data/nowhere'), { code: 1, said: /no data\/nowhere/ })
  t.same(await schemes(), before)
})

t.test('a file at fault is refused with every field named, by the same words as a draft', async (t) => {
  const whole = await preset('merseyside-one-off')
  const [first] = whole.versions
  const parsed = (change: object) => () => parsePreset('a file', JSON.stringify({ ...whole, ...change }))
  const version = (rules: object, startsOn = '2026-01-01') => ({ startsOn, rules: { ...first?.rules, ...rules } })
  t.throws(() => parsePreset('a file', '{'), /a file .*\n {2}- it is not JSON/)
  t.throws(parsed({ colour: 'red', versions: [] }), /\/colour: is not a field here\n.*\/versions: must NOT have fewer/)
  t.throws(parsed({ versions: [version({ tiers: [] })] }), /\/versions\/0\/rules\/tiers: /)
  t.throws(
    parsed({ versions: [version({}), version({ signatures: [] }, '2025-01-01')] }),
    /\/versions\/1\/rules\/signatures: /,
  )
  t.throws(
    parsed({ versions: [version({}), version({}, '2025-01-01')] }),
    /\/versions\/1\/startsOn: must be later than the version before/,
  )
})
