import { sql } from 'kysely'
import t from 'tap'
import { v7 } from 'uuid'
import { DatabaseAccess, type Reads, type Tx } from '../../src/platform/database.ts'
import { type Marks, prepared } from '../../src/platform/prepared.ts'
import { openDatabase } from '../support/database.ts'
import { tenants } from '../support/seed.ts'
import { sources } from '../support/sources.ts'

const database = await openDatabase(t)
/** One connection, so that whatever a test leaves behind on it is met by the next. */
const access = new DatabaseAccess({ url: database.serviceUrl, poolSize: 1 })
t.teardown(() => access.close())

const { commissionerId } = tenants.QYG
const scope = { commissionerId, actorId: 'somebody' }
const codes = async () =>
  (await database.sql<{ code: string }>('select code from organisation where name = $1', ['Made here'])).map(
    ({ code }) => code,
  )
const organisation = (tx: Tx, code: string) =>
  tx
    .insertInto('organisation')
    .values({
      commissioner_id: commissionerId,
      organisation_id: v7(),
      code,
      name: 'Made here',
      kind: 'provider',
      registered_at: new Date(),
    })
    .execute()
const count = async (reads: Reads) =>
  (
    await reads
      .selectFrom('organisation')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .execute()
  )[0]?.count
const backend = sql<{ pid: number }>`select pg_backend_pid() as pid`
const pid = () => access.write(scope, async (tx) => (await backend.execute(tx)).rows[0]?.pid)

t.test(
  'a statement that is not waited for and fails is what the write fails with, and nothing is stored',
  async (t) => {
    const connection = await pid()
    for (const [title, after] of [
      ['where nothing comes after it', async () => {}],
      ['where more is sent behind it', (tx: Tx) => organisation(tx, 'NEW2').then(() => {})],
      ['where something is asked behind it', (tx: Tx) => count(tx).then(() => {})],
      [
        'where what is asked later is told of an aborted transaction',
        async (tx: Tx) => {
          await new Promise((resolve) => setTimeout(resolve, 20))
          await count(tx)
        },
      ],
    ] as const)
      await t.rejects(
        access.write(scope, async (tx) => {
          await organisation(tx, 'NEW1')
          await organisation(tx, 'RW4')
          await after(tx)
        }),
        { code: '23505', constraint: 'organisation_one_per_code' },
        title,
      )
    t.same(await codes(), [])
    t.equal(await pid(), connection, 'the connection is as good as before')
  },
)

t.test('what the database refuses at the commit is refused, and nothing is stored', async (t) => {
  const connection = await pid()
  const unbalanced = access.write(scope, async (tx) => {
    await organisation(tx, 'NEW3')
    await sql`set constraints all deferred`.execute(tx)
    await sql`create temporary table later (n int constraint once unique deferrable initially deferred) on commit drop`.execute(
      tx,
    )
    await sql`insert into later values (1), (1)`.execute(tx)
  })
  await t.rejects(unbalanced, { code: '23505', constraint: 'once' })
  t.same(await codes(), [])
  t.equal(await pid(), connection)
})

t.test('a write that changes its mind stores nothing', async (t) => {
  const changed = access.write(scope, async (tx) => {
    await organisation(tx, 'NEW4')
    throw new Error('on second thoughts')
  })
  await t.rejects(changed, { message: 'on second thoughts' })
  t.same(await codes(), [])
  await access.write(scope, (tx) => organisation(tx, 'NEW5'))
  t.same(await codes(), ['NEW5'])
})

t.test('each question of a reading is in its scope, and no other comes after it', async (t) => {
  const counts = await access.read(scope, async (reads) => {
    const together = await Promise.all([count(reads), count(reads)])
    return [...together, await count(reads)]
  })
  t.same(counts, [3, 3, 3])
  t.equal(await access.read({ ...scope, commissionerId: tenants.QOP.commissionerId }, count), 2)
  t.equal(await access.read({ ...scope, commissionerId: v7() }, count), 0)
})

t.test('a reading cannot write', async (t) => {
  const tried = access.read(scope, (reads) => organisation(reads as Tx, 'NEW6'))
  await t.rejects(tried, { code: '25006' })
  await t.rejects(access.read(scope, (reads) => sql`set transaction read write`.execute(reads as Tx)))
  t.same(await codes(), ['NEW5'])
})

t.test('a query on a transaction that has ended is refused', async (t) => {
  const kept = await access.read(scope, async (reads) => reads)
  await t.rejects(count(kept), { message: /an await is missing/ })
  const tx = await access.write(scope, async (tx) => tx)
  await t.rejects(organisation(tx, 'NEW7'), { message: /an await is missing/ })
  t.same(await codes(), ['NEW5'])
})

t.test('a statement that could not be prepared is prepared when it can be', async (t) => {
  const ask = () => access.read(scope, (reads) => sql`select * from organisation, later_on`.execute(reads as Tx))
  await t.rejects(ask(), { code: '42P01' })
  await database.sql('create table later_on (n int)')
  await database.sql('grant select on later_on to recovery_budgets_app')
  t.equal((await ask()).rows.length, 0)
  await database.sql('insert into later_on values (7)')
  t.match((await ask()).rows[0], { n: 7, code: 'RW4' })
})

t.test('a prepared statement takes other values each time, and has one form a variant', async (t) => {
  const named = prepared((db, at: Marks<{ code: string; limit: number }>, order: 'asc' | 'desc') =>
    db.selectFrom('organisation').select('code').where('code', '<>', at.code).orderBy('code', order).limit(at.limit),
  )
  const ask = (code: string, limit: number, order: 'asc' | 'desc') =>
    access.read(scope, async (reads) => (await named(reads, { code, limit }, order)).map((row) => row.code))
  t.same(await ask('RW4', 9, 'asc'), ['BRK1', 'NEW5'])
  t.same(await ask('RW4', 9, 'desc'), ['NEW5', 'BRK1'])
  t.same(await ask('BRK1', 1, 'desc'), ['RW4'])
})

t.test('nobody asks how many rows a statement touched that was not waited for', async (t) => {
  for (const { path, text } of await sources('src')) t.notMatch(text, /num(Inserted|Updated|Deleted)/, path)
})
