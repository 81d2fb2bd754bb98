import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { newSealKey } from '../../../src/platform/audit/seal-keys.ts'
import { anOrganisation } from '../../support/builders.ts'
import { outcomeOf, program } from '../../support/own-process.ts'
import { startService } from '../../support/service.ts'

t.setTimeout(120_000)

async function aPlace(t: Test): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-audit-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  return folder
}

t.test('a head that was written to a file shows later that fifty entries were cut off', async (t) => {
  const service = await startService(t)
  const folder = await aPlace(t)
  const [keys, heads] = [join(folder, 'audit-keys.json'), join(folder, 'heads.txt')]
  const run = (file: string, ...given: string[]) =>
    outcomeOf(program([`src/tools/${file}`, ...given, '--keys', keys], { DATABASE_URL: service.database.serviceUrl }))
  const published = await service.withToken(undefined).get('/.well-known/audit-keys.json')
  await writeFile(keys, JSON.stringify(published.ok))

  const officer = service.as('commissioner-officer')
  for (let n = 0; n < 55; n += 1) await officer.post('/v1/organisations', anOrganisation({ code: `P${n}` }))
  await service.seal()
  const written = await run('write-audit-head.ts', '--to', heads)
  t.match(written.said, /^QOP: nothing is signed yet\nQYG: head 55 written$/m)
  const { ok } = await officer.get<{ jws: string }>('/v1/audit-head')
  t.equal(await readFile(heads, 'utf8'), `${ok.jws}\n`, 'it is what the operation gives')
  const whole = await run('verify-audit.ts', '--head', heads)
  t.match(whole.said, /^QYG: 55 entries, chain intact, head [0-9a-f]{16}$/m)
  t.equal(whole.code, 0)

  await service.database.sql('delete from audit_seal where sequence > 5')
  await service.database.sql(
    'delete from audit_entry e where not exists (select from audit_seal s where s.audit_entry_id = e.audit_entry_id)',
  )
  t.equal((await run('verify-audit.ts')).code, 0, 'the rest is a chain of its own')
  const cut = await run('verify-audit.ts', '--head', heads)
  t.match(cut.said, /^QYG: 5 entries, BROKEN at sequence 6: 50 entries were cut off the end: a head of 55 was kept$/m)
  t.equal(cut.code, 1)

  await writeFile(heads, `${ok.jws.slice(0, -9)}${ok.jws.slice(-9).toLowerCase().replaceAll(/[a-z]/g, 'z')}\n`)
  const forged = await run('verify-audit.ts', '--head', heads)
  t.match(forged.said, /heads\.txt, head 1: /)
  t.equal(forged.code, 1)
})

t.test('without the keys nothing is said of the chain, and no private key is repeated', async (t) => {
  const service = await startService(t)
  const folder = await aPlace(t)
  const env = { DATABASE_URL: service.database.serviceUrl }
  const verify = (more: object) => outcomeOf(program(['src/tools/verify-audit.ts'], { ...env, ...more }))
  const none = await verify({})
  t.match(none.said, /--keys must name a file/)
  t.equal(none.code, 1)
  const keyFile = join(folder, 'key.pem')
  const pem = newSealKey()
  await writeFile(keyFile, pem)
  t.equal((await verify({ AUDIT_SEAL_KEY_FILE: keyFile })).code, 0)
  await writeFile(keyFile, pem.slice(0, 60))
  const broken = await verify({ AUDIT_SEAL_KEY_FILE: keyFile })
  t.match(broken.said, /cannot be read from \S+key\.pem/)
  t.notOk(broken.said.includes(pem.slice(28, 50)))
})
