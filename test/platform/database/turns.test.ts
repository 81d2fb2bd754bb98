import { type Kysely, sql } from 'kysely'
import t from 'tap'
import { DatabaseAccess, type Reads, type Tx } from '../../../src/platform/database/database.ts'
import { posted, postQuery, prepared } from '../../../src/platform/database/prepared.ts'
import type { Slots } from '../../../src/platform/database/slots.ts'
import { openDatabase } from '../../support/database.ts'
import { tenants } from '../../support/seed.ts'
import { listenToBatches } from '../../support/spy.ts'

const database = await openDatabase(t)
await database.sql('create table late (of int, constraint once unique (of) deferrable initially deferred)')
await database.sql('grant select, insert on late to recovery_budgets_app')
const scopeOf = (tenant: keyof typeof tenants) => ({
  commissionerId: tenants[tenant].commissionerId,
  actorId: 'somebody',
})
const ours = scopeOf('QYG')

/** One connection, so that whatever one transaction leaves behind meets the next. */
function access(): DatabaseAccess {
  const opened = new DatabaseAccess({ url: database.serviceUrl, poolSize: 1 })
  t.teardown(() => opened.close())
  return opened
}

const organisations = (reads: Reads) => reads.selectFrom('organisation').select('code').orderBy('code').execute()
const visible = (reads: Reads) =>
  reads
    .selectFrom('organisation')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()

/** What was sent while this ran, as one list of texts a batch. */
async function sentBy(work: () => Promise<unknown>): Promise<string[][]> {
  const batches: string[][] = []
  const end = listenToBatches((statements) => batches.push(statements.map(({ text }) => text)))
  try {
    await work()
  } finally {
    end()
  }
  return batches
}

/** How many statements a batch has besides those that every look has: begin, the tenant, the actor, the time, commit. */
function withoutScope(batch: readonly string[]): number {
  const words = batch.map((text) => text.split(' = ')[0])
  const settings = ['commissioner_id', 'actor_id', 'now'].map((name) => `set local app.${name}`)
  t.same([...words.slice(0, 4), words.at(-1)], ['begin read only', ...settings, 'commit'])
  return batch.length - 5
}

t.test('a look is one round trip with its scope, and so is all that is asked for in the same turn', async (t) => {
  const one = access()
  t.equal((await sentBy(() => one.read(ours, organisations))).length, 1)
  const both = await sentBy(() => one.read(ours, (reads) => Promise.all([organisations(reads), visible(reads)])))
  t.same(both.map(withoutScope), [2])
  const after = await sentBy(() => one.read(ours, async (reads) => [await organisations(reads), await visible(reads)]))
  t.same(after.map(withoutScope), [1, 1], 'a later turn carries its scope anew')
})

/** The first word and what follows of each statement of the first batch, without those that set the scope. */
const asked = (batches: string[][]) =>
  batches.flat().flatMap((text) => /(select|insert|update|delete)[^']*'([^']*)'/.exec(text)?.[2] ?? [])

const note = posted((_tx: Tx, { of }: Slots<{ of: string }>) => sql`select 'posted', ${of}::text`)
const look = prepared((_reads: Reads, _given: Slots<object>) => sql`select 'prepared'`)

t.test('what is asked for goes in the order in which it is written, whatever it is asked through', async (t) => {
  const one = access()
  const built = (tx: Tx, name: string) => tx.selectNoFrom(sql.lit(name).as('it')).execute()
  const batches = await sentBy(() =>
    one.write(ours, async (tx) => {
      await Promise.all([
        built(tx, 'built'),
        note(tx, { of: 'x' }),
        look(tx, {}),
        sql`select 'raw'`.execute(tx),
        postQuery(tx, tx.selectNoFrom(sql.lit('posted as built').as('it'))),
        built(tx, 'last'),
      ])
    }),
  )
  t.same(asked(batches), ['built', 'posted', 'prepared', 'raw', 'posted as built', 'last'])
})

t.test(
  'a write begins with its first turn and ends with a commit of its own; one that only fails leaves no round trip',
  async (t) => {
    const one = access()
    const batches = await sentBy(() => one.write(ours, async (tx) => [await organisations(tx), await visible(tx)]))
    t.same(
      batches.map((batch) => [batch[0], batch.at(-1)].map((text) => text?.slice(0, 6))),
      [
        ['begin', 'select'],
        ['select', 'select'],
        ['commit', 'commit'],
      ],
    )
    const refused = await sentBy(() =>
      one
        .write(ours, async () => {
          throw new Error('refused')
        })
        .catch(() => {}),
    )
    t.same(refused, [])
  },
)

t.test('what a look may not do is refused by the database, in whatever turn', async (t) => {
  const one = access()
  const deleting = async (reads: Reads) => (reads as Kysely<never>).deleteFrom('attempt' as never).execute()
  await t.rejects(one.read(ours, deleting), { code: '25006' })
  await t.rejects(
    one.read(ours, async (reads) => {
      await visible(reads)
      await deleting(reads)
    }),
    { code: '25006' },
  )
  await one.write(ours, visible)
})

t.test('a tenant is seen by nobody else on the same connection, after success and after failure', async (t) => {
  const one = access()
  const nobody = { commissionerId: '', actorId: '' }
  const seen = async () => [
    (await one.read(ours, visible)).count,
    (await one.read(scopeOf('QOP'), visible)).count,
    (await one.read(nobody, visible)).count,
  ]
  const [mine, theirs, none] = await seen()
  t.ok(mine && theirs)
  t.equal(none, 0)
  for (const run of [one.read.bind(one), one.write.bind(one)] as const) {
    await t.rejects(run(ours, (reads) => Promise.all([visible(reads), sql`select 1 / 0`.execute(reads as never)])))
    t.same(await seen(), [mine, theirs, none])
  }
})

t.test('what comes after a statement that failed fails with it, and nothing of the transaction is kept', async (t) => {
  const one = access()
  const fail = (reads: Reads) => sql`select 1 / 0`.execute(reads as never)
  const outcomes: PromiseSettledResult<unknown>[] = []
  const keep = (tx: Kysely<never>, of: number) => sql`insert into late values (${of})`.execute(tx)
  await t.rejects(
    one.write(ours, async (tx) => {
      outcomes.push(...(await Promise.allSettled([keep(tx as never, 1), fail(tx), keep(tx as never, 2)])))
      await visible(tx)
    }),
    { code: '22012' },
    'the first failure is what is told',
  )
  t.same(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'rejected'],
  )
  t.same(await database.sql('select * from late'), [])
  t.ok((await one.read(ours, visible)).count)
})

t.test('a commit that the database refuses is told, and the connection goes on', async (t) => {
  const one = access()
  const twice = (tx: Kysely<never>) => sql`insert into late values (1), (1)`.execute(tx)
  await t.rejects(
    one.write(ours, (tx) => twice(tx as never)),
    { code: '23505' },
  )
  t.same(await database.sql('select * from late'), [])
  t.ok((await one.read(ours, visible)).count)
  t.equal(one.counts().total, 1)
})

t.test('a connection that PostgreSQL ends is not used again, not even at once', async (t) => {
  const one = access()
  const end = (reads: Reads) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(reads as never)
  for (const run of [one.read.bind(one), one.write.bind(one)] as const) {
    await t.rejects(run(ours, end), { code: '57P01' })
    t.ok((await one.read(ours, visible)).count)
  }
})

t.test('a query on a transaction that has ended is a fault of the service’s own', async (t) => {
  const one = access()
  let kept: Reads | undefined
  await one.read(ours, async (reads) => {
    kept = reads
    await visible(reads)
  })
  t.ok(kept)
  await t.rejects(visible(kept as Reads), /an await is missing/)
})

t.test('every kind of value comes back as it went, null and long ones too', async (t) => {
  const one = access()
  const long = 'ä'.repeat(100_000)
  const at = new Date('2026-11-24T09:30:00.123Z')
  const { rows } = await one.read(ours, (reads) =>
    sql`select ${long}::text as long, ${null}::text as none, ${at}::timestamptz as at, ${[1, 2]}::int[] as list,
      ${JSON.stringify({ a: 'x' })}::jsonb as json, ${Buffer.from([0, 255])}::bytea as bytes, ${12}::bigint as whole, ${true}::boolean as yes,
      '2028-02-29'::date as day`.execute(reads as never),
  )
  t.same(rows, [
    {
      long,
      none: null,
      at,
      list: [1, 2],
      json: { a: 'x' },
      bytes: Buffer.from([0, 255]),
      whole: 12,
      yes: true,
      day: '2028-02-29',
    },
  ])
  await t.rejects(
    one.read(ours, (reads) => sql`select 9007199254740993::bigint as much`.execute(reads as never)),
    RangeError,
  )
  t.ok((await one.read(ours, visible)).count, 'and the connection goes on')
})
