import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { listAccounts } from '../../src/bank-accounts/list-accounts.ts'
import { systemActor } from '../../src/platform/access/system-actor.ts'
import { DatabaseAccess } from '../../src/platform/database/database.ts'
import { FieldKeys, fieldKeysOf, giveFieldKeys, newFieldKey } from '../../src/platform/secrets/field-keys.ts'
import { resealing } from '../../src/tools/resealing.ts'
import { aPersonLine, send, toNdjson } from '../bulk-imports/acts.ts'
import { setContact } from '../notifications/acts.ts'
import { register } from '../payees/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { outcomeOf, program } from '../support/own-process.ts'
import { tenants } from '../support/seed.ts'
import { fieldKeySecret, type Service, startService } from '../support/service.ts'
import { register as registerWebhook } from '../webhooks/acts.ts'
import { accountants, confirm, details, giveForPayee, withAccount } from './acts.ts'

t.setTimeout(240_000)

/** Every table with a column that is sealed, as the catalogue has them. */
const sealedTables = async ({ database }: Service) =>
  (
    await database.sql<{ name: string }>(
      `select distinct c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped
        and a.attname = 'sealed' order by 1`,
    )
  ).map(({ name }) => name)

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
    const { giver, asker, confirmer } = accountants(service)
    const payee = (await register(officer)).ok
    await withAccount(service, payee.id)
    const waiting = (await giveForPayee(giver, payee.id, { accountNumber: '12121212' })).ok

    const journey = await journeyTo(service, 'case-opened')
    void (await setContact(journey.person, journey.ids.personId, { email: 'somebody@example.org' })).ok
    t.equal((await registerWebhook(officer, 'https://record.trust.example/events')).status, 201)
    t.equal((await send(officer, toNdjson([aPersonLine()]))).status, 201)
    const before = resealing.map(({ table }) => table).toSorted()

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
    t.match((await run()).said, /2 bank accounts sealed with the key/)
    t.same(await sealedTables(service), before, 'each table with something sealed is one of the command’s')
    for (const { table } of resealing)
      t.same(
        await service.database.sql(`select distinct key_id from ${table}`),
        [{ key_id: fieldKeysOf(fresh).keyId }],
        `nothing of ${table} is sealed with the old key`,
      )
    t.match((await run()).said, /: 0 bank accounts sealed with the key/, 'the second run has nothing to do')
    t.same(await openedWith(fieldKeysOf(fresh)), plain, 'the old key is needed no more')
    await t.rejects(openedWith(fieldKeysOf(fieldKeySecret)))
    giveFieldKeys(service.access, both)
    void (
      await asker.post(`/v1/bank-accounts/${waiting.id}/telling`, {
        how: 'by-phone',
        toldOn: '2026-11-24',
        answer: 'theirs',
      })
    ).ok
    void (await confirm(confirmer, waiting.id, { accountNumber: '12121212' })).ok
  },
)
