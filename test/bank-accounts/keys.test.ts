import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { listAccounts } from '../../src/bank-accounts/list-accounts.ts'
import { systemActor } from '../../src/platform/access/system-actor.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { FieldKeys, fieldKeysOf, giveFieldKeys, newFieldKey } from '../../src/platform/secrets/field-keys.ts'
import { register } from '../payees/acts.ts'
import { outcomeOf, program } from '../support/own-process.ts'
import { tenants } from '../support/seed.ts'
import { fieldKeySecret, startService } from '../support/service.ts'
import { accountants, confirm, details, giveForPayee, withAccount } from './acts.ts'

t.setTimeout(240_000)

t.test('a field opens with its key alone, as what it is of, and unchanged', async (t) => {
  const [one, two] = [fieldKeysOf(newFieldKey()), fieldKeysOf(newFieldKey())]
  const field = one.seal('12-34-56', 'row 1')
  t.equal(one.open(field, 'row 1'), '12-34-56')
  t.not(field.sealed.toString('hex'), one.seal('12-34-56', 'row 1').sealed.toString('hex'), 'never twice the same')
  t.throws(() => one.open(field, 'row 2'))
  t.throws(() => two.open(field, 'row 1'), /is not given/)
  for (const at of [0, 12, field.sealed.length - 1]) {
    const changed = Buffer.from(field.sealed)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    t.throws(() => one.open({ ...field, sealed: changed }, 'row 1'), `byte ${at}`)
  }
  t.same(one.marks('a'), one.marks('a'))
  t.notSame(one.marks('a'), one.marks('b'))
  t.notSame(one.marks('a'), two.marks('a'))
  t.throws(() => fieldKeysOf('c2hvcnQ='), /32 bytes/)
  t.throws(() => new FieldKeys([]), /no key/)
})

t.test(
  'the key is changed by a command: all opens before, while and after, and the old key opens nothing',
  async (t) => {
    const service = await startService(t)
    const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-keys-'))
    t.teardown(() => rm(folder, { recursive: true, force: true }))
    const officer = service.as('commissioner-officer')
    const { giver, confirmer } = accountants(service)
    const payee = (await register(officer)).ok
    await withAccount(service, payee.id)
    const waiting = (await giveForPayee(giver, payee.id, { accountNumber: '12121212' })).ok

    const fresh = newFieldKey()
    const path = join(folder, 'keys')
    const run = () =>
      outcomeOf(
        program(['src/tools/reseal-bank-details.ts'], {
          DATABASE_URL: service.database.serviceUrl,
          BANK_DETAILS_KEYS_FILE: path,
        }),
      )
    await writeFile(path, `${fresh}\n`)
    const without = await run()
    t.equal(without.code, 1)
    t.match(without.said, /which is not given/)
    await writeFile(path, `${fresh}\n${fieldKeySecret}\n`)
    const both = fieldKeysOf(`${fresh}\n${fieldKeySecret}\n`)
    const openedWith = async (keys: FieldKeys) => {
      const database = new DatabaseAccess({ url: service.database.serviceUrl, poolSize: 1 })
      giveFieldKeys(database, keys)
      try {
        const actor = systemActor(tenants.QYG.commissionerId)
        return (await database.read(actor, (reads) => listAccounts(reads, actor, [payee.id]))).get(payee.id)
      } finally {
        await database.close()
      }
    }
    const plain = { ...details, sortCode: '200000' }
    t.same(await openedWith(both), plain, 'before')
    t.match((await run()).said, /2 sealed with the key/)
    t.match((await run()).said, /0 sealed with the key/, 'the second run has nothing to do')
    t.same(await openedWith(fieldKeysOf(fresh)), plain, 'the old key is needed no more')
    await t.rejects(openedWith(fieldKeysOf(fieldKeySecret)))
    giveFieldKeys(service.access, both)
    void (
      await confirmer.post(`/v1/bank-accounts/${waiting.id}/telling`, {
        how: 'by-phone',
        toldOn: '2026-11-24',
        answer: 'theirs',
      })
    ).ok
    void (await confirm(confirmer, waiting.id, { accountNumber: '12121212' })).ok
  },
)
