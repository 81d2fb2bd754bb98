import pg from 'pg'
import t, { type Test } from 'tap'
import { v7 } from 'uuid'
import { chainedColumns, chainHash } from '../../../src/platform/audit/chain.ts'
import { newSealKey, sealKeysOf } from '../../../src/platform/audit/seal-keys.ts'
import { ForeignSealError, lastSeals, sealAll } from '../../../src/platform/audit/sealing.ts'
import { type Seal, sealAsJws, sealOfJws, signSeal } from '../../../src/platform/audit/seals.ts'
import { type Evidence, verifyAudit } from '../../../src/platform/audit/verify-audit.ts'
import { inTenant } from '../../support/actors.ts'
import { anOrganisation } from '../../support/builders.ts'
import { fits } from '../../support/fits.ts'
import { tenants } from '../../support/seed.ts'
import { type Service, startService } from '../../support/service.ts'

const { commissionerId } = tenants.QYG
const officer = inTenant('QYG', 'commissioner-officer')

/** A service at which so many things happened, all of them sealed. */
async function sealedService(t: Test, happenings: number): Promise<Service> {
  const service = await startService(t)
  await happen(service, happenings)
  return service
}

async function happen(service: Service, times: number, who = officer): Promise<void> {
  for (let n = 0; n < times; n += 1)
    await service
      .as(who)
      .post('/v1/organisations', anOrganisation({ code: v7().replaceAll('-', '').slice(-9).toUpperCase() }))
  await service.seal()
}

async function reportOn(service: Service, evidence: Partial<Evidence> = {}, tenant = 'QYG') {
  const { known } = service.sealing.sealKeys
  for await (const report of verifyAudit(service.access, { known, heads: [], ...evidence }))
    if (report.commissioner === tenant) return report
  throw new Error(`nothing was said of ${tenant}`)
}

/** Somebody who has the service's way into the database, and nothing else. */
async function intruder(t: Test, service: Service): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: service.database.serviceUrl })
  await client.connect()
  t.teardown(() => client.end())
  await client.query("select set_config('app.commissioner_id', $1, false)", [commissionerId])
  return client
}

/** An entry that never happened, with its place in the chain worked out as the service does. */
async function forgedSeal(service: Service, client: pg.Client): Promise<Seal & { id: string }> {
  const [head] = await service.database.sql<{ sequence: number; hash: string }>(
    'select sequence, hash from audit_seal where commissioner_id = $1 order by sequence desc limit 1',
    [commissionerId],
  )
  const id = v7()
  await client.query(
    `insert into audit_entry (commissioner_id, audit_entry_id, type, subject_id, actor_id, facts, happened_at)
      values ($1, $2, 'person.registered', $2, 'nobody', '{}', now())`,
    [commissionerId, id],
  )
  const scope = { commissionerId, actorId: 'test' }
  const entry = await service.access.read(scope, (reads) =>
    reads
      .selectFrom('audit_entry as e')
      .select(chainedColumns)
      .where('e.audit_entry_id', '=', id)
      .executeTakeFirstOrThrow(),
  )
  const sequence = (head?.sequence ?? 0) + 1
  const hash = chainHash(head?.hash ?? '', commissionerId, sequence, entry)
  const another = sealKeysOf(newSealKey())
  return { id, ...signSeal(another, { commissionerId, sequence, hash, sealedAt: '2026-11-24T09:30:00.000Z' }) }
}

const insertSeal = (client: pg.Client, seal: Seal & { id: string }) =>
  client.query(
    `insert into audit_seal (commissioner_id, sequence, audit_entry_id, hash, sealed_at, key_id, signature)
      values ($1, $2, $3, $4, $5, $6, $7)`,
    [seal.commissionerId, seal.sequence, seal.id, seal.hash, seal.sealedAt, seal.keyId, seal.signature],
  )

t.test('what the service sealed verifies, for each tenant', async (t) => {
  const service = await sealedService(t, 3)
  await happen(service, 2, inTenant('QOP', 'commissioner-officer'))
  fits(t, await reportOn(service), { sealed: 3, waiting: 0, broken: undefined })
  fits(t, await reportOn(service, {}, 'QOP'), { sealed: 2, waiting: 0, broken: undefined })
})

t.test(
  'an entry that was sealed by hand is found, whatever key it names, and nothing is sealed behind it',
  async (t) => {
    const service = await sealedService(t, 3)
    const client = await intruder(t, service)
    const { keyId } = service.sealing.sealKeys
    const forged = await forgedSeal(service, client)
    const unsigned = client.query(
      'insert into audit_seal (commissioner_id, sequence, audit_entry_id, hash) values ($1, 4, $2, $3)',
      [commissionerId, forged.id, forged.hash],
    )
    await t.rejects(unsigned, /audit_seal_signed/, 'a seal without a signature is not taken')
    await insertSeal(client, { ...forged, keyId })
    await client.query('delete from audit_outbox where audit_entry_id = $1', [forged.id])

    fits(t, await reportOn(service), { sealed: 3, broken: { sequence: 4, because: /the signature does not fit/ } })
    await t.rejects(happen(service, 1), ForeignSealError)
    fits(t, await reportOn(service), { sealed: 3, broken: { sequence: 4 } })
    await t.rejects(client.query('update audit_seal set signature = $1', [forged.signature]), { code: '42501' })
    await t.rejects(client.query('delete from audit_seal'), { code: '42501' })
  },
)

t.test('a seal with a key of somebody else is found', async (t) => {
  const service = await sealedService(t, 2)
  const client = await intruder(t, service)
  await insertSeal(client, await forgedSeal(service, client))
  fits(t, await reportOn(service), { broken: { sequence: 3, because: /the key \S+ is not known/ } })
})

t.test('a seal serves at no other place, time or tenant: the signature covers each', async (t) => {
  const service = await sealedService(t, 2)
  const changes = [
    'update audit_seal set signature = (select signature from audit_seal where sequence = 2 limit 1) where sequence = 1',
    "update audit_seal set sealed_at = sealed_at - interval '1 day' where sequence = 1",
    "update audit_seal set key_id = 'another' where sequence = 1",
  ]
  for (const change of changes) {
    await service.database.sql('create table kept as select * from audit_seal')
    await service.database.sql(change)
    fits(t, await reportOn(service), { broken: { sequence: 1, because: /the seal is not the service's/ } }, change)
    await service.database.sql(
      'update audit_seal s set (sealed_at, key_id, signature) = (select k.sealed_at, k.key_id, k.signature from kept k where k.sequence = s.sequence)',
    )
    await service.database.sql('drop table kept')
  }
  fits(t, await reportOn(service), { sealed: 2, broken: undefined })
})

t.test(
  'entries and hashes that were changed, and entries that were left out, are found by the owner of the tables too',
  async (t) => {
    const service = await sealedService(t, 4)
    await service.database.sql(
      "update audit_entry set actor_id = 'another' where audit_entry_id = (select audit_entry_id from audit_seal where sequence = 2)",
    )
    fits(t, await reportOn(service), { sealed: 1, broken: { sequence: 2, because: /was changed/ } })
    await service.database.sql('delete from audit_seal where sequence = 2')
    fits(t, await reportOn(service), { sealed: 1, broken: { sequence: 2, because: 'the entry is missing' } })
  },
)

t.test('fifty entries cut off the end verify as they are, and are found by a head that was kept', async (t) => {
  const service = await sealedService(t, 60)
  const head = (await lastSeals(service.access)).find(({ commissioner }) => commissioner === 'QYG')?.seal
  if (!head) throw new Error('there is no head')
  fits(t, await reportOn(service, { heads: [head] }), { sealed: 60, broken: undefined })

  await service.database.sql('delete from audit_seal where sequence > 10')
  await service.database.sql('delete from audit_outbox')
  await service.database.sql(
    'delete from audit_entry e where not exists (select from audit_seal s where s.audit_entry_id = e.audit_entry_id)',
  )
  fits(t, await reportOn(service), { sealed: 10, broken: undefined })
  const cut = { sequence: 11, because: /^50 entries were cut off the end: a head of 60 was kept$/ }
  fits(t, await reportOn(service, { heads: [head] }), { sealed: 10, broken: cut })

  await happen(service, 55)
  const other = { sequence: 60, because: /not the entry of the head/ }
  fits(t, await reportOn(service, { heads: [head] }), { broken: other }, 'nor does it help to fill the gap')
})

t.test('a head is a seal to the letter: it says the same in no other words', async (t) => {
  const keys = sealKeysOf(newSealKey())
  const seal = signSeal(keys, {
    commissionerId,
    sequence: 7,
    hash: 'a'.repeat(64),
    sealedAt: '2026-11-24T09:30:00.000Z',
  })
  const jws = sealAsJws(seal)
  t.same(sealOfJws(jws), seal)
  const more = { ...seal, keyId: undefined, signature: undefined, more: 1 }
  const payload = Buffer.from(JSON.stringify(more)).toString('base64url')
  const reworded = [jws.split('.')[0], payload, seal.signature].join('.')
  for (const wrong of ['', 'a.b.c', `${jws}x.y`, jws.replace(/^\w/, 'A'), `${jws}.`, reworded])
    t.equal(sealOfJws(wrong), undefined, wrong)
})

t.test('with a new key old seals verify as long as the old public key is known', async (t) => {
  const service = await sealedService(t, 2)
  const before = service.sealing.sealKeys
  const pem = newSealKey()
  const sealKeys = sealKeysOf(pem, before.known)
  await service.as(officer).post('/v1/organisations', anOrganisation())
  t.equal(await sealAll({ ...service.sealing, sealKeys }), 1)
  fits(t, await reportOn(service, { known: sealKeys.known }), { sealed: 3, broken: undefined })
  const withoutOld = { known: sealKeysOf(pem).known }
  fits(t, await reportOn(service, withoutOld), { broken: { sequence: 1, because: /not known/ } })
  fits(t, await reportOn(service, { known: before.known }), {
    sealed: 2,
    broken: { sequence: 3, because: /not known/ },
  })
})

t.test(
  'what was sealed before there were signatures is held by the first signed seal after it, and by nothing else',
  async (t) => {
    const service = await sealedService(t, 3)
    await service.database.sql('alter table audit_seal drop constraint audit_seal_signed')
    await service.database.sql('update audit_seal set signature = null, key_id = null, sealed_at = null')
    fits(t, await reportOn(service), { broken: { sequence: 1, because: /nothing signed follows/ } })
    await happen(service, 1)
    fits(t, await reportOn(service), { sealed: 4, broken: undefined })
    await service.database.sql(
      'update audit_entry set facts = facts::jsonb || \'{"code":"X"}\' where audit_entry_id = (select audit_entry_id from audit_seal where sequence = 2)',
    )
    fits(t, await reportOn(service), { broken: { sequence: 2, because: /was changed/ } })
  },
)
