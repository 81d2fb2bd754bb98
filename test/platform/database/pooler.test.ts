import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import pg from 'pg'
import t from 'tap'
import { readConfig } from '../../../src/config.ts'
import { DatabaseAccess, type Reads } from '../../../src/platform/database/database.ts'
import { start } from '../../../src/start.ts'
import { migrate } from '../../../src/tools/migrations.ts'
import { anActor } from '../../support/actors.ts'
import { aPerson } from '../../support/builders.ts'
import { openDatabase } from '../../support/database.ts'
import { noNames, noPooler, poolerBefore } from '../../support/pooler.ts'
import { tenants } from '../../support/seed.ts'
import { startService } from '../../support/service.ts'
import { listenToBatches, type Statement } from '../../support/spy.ts'

interface Page {
  items: { id: string }[]
}
const elsewhere = anActor('commissioner-officer', { sub: 'officer-elsewhere', commissioner: 'QOP' })
const skip = { skip: noPooler }
const visible = (reads: Reads) => reads.selectFrom('person').select('person_id').execute()
const scopeOf = (code: keyof typeof tenants) => ({ commissionerId: tenants[code].commissionerId, actorId: 'somebody' })

/** The scope is set anew by each transaction, and has no name. */
const isAsked = ({ text }: Statement) => !text.startsWith('set local')

t.test('two commissioners in turns on one connection of PostgreSQL read and write what is theirs', skip, async (t) => {
  const service = await startService(t, { poolerSize: 1 })
  const names: string[] = []
  t.teardown(listenToBatches((statements) => names.push(...statements.map(({ name }) => name))))
  const [ours, theirs] = [service.as('commissioner-officer'), service.as(elsewhere)]
  const rounds = Array.from({ length: 12 }, (_, round) => (round % 2 === 0 ? ours : theirs))
  const made = await Promise.all(rounds.map((officer) => officer.post<{ id: string }>('/v1/people', aPerson())))
  const ids = made.map((answer) => answer.ok.id)
  const reads = await Promise.all(
    rounds.flatMap((officer) => ids.map(async (id) => (await officer.get(`/v1/people/${id}`)).status)),
  )
  t.same(
    reads,
    rounds.flatMap((_, reader) => ids.map((_, writer) => (reader % 2 === writer % 2 ? 200 : 404))),
  )
  t.equal((await ours.get<Page>('/v1/cases')).status, 200)
  t.equal(
    await service.seal(),
    await count(service.database.sql, 'audit_entry'),
    'and the work between requests is done',
  )
  t.same([...new Set(names)], [''], 'no statement has a name')
  const sessions = await service.database.sql(
    "select 1 from pg_stat_activity where usename = 'recovery_budgets_app' and datname = current_database()",
  )
  t.equal(sessions.length, 1)
})

t.test('a stream of rows keeps its connection of PostgreSQL until it ends', skip, async (t) => {
  const { serviceUrl } = await openDatabase(t)
  const through = await poolerBefore(t, [serviceUrl], { size: 1 })
  const access = new DatabaseAccess({ url: through(serviceUrl), pooler: 'transaction', poolSize: 2 })
  t.teardown(() => access.close())
  const beside: Promise<unknown>[] = []
  const told: unknown[] = []
  const numbers = sql<{ row: number }>`select to_jsonb(n) as row from generate_series(1, 5) n`
  for await (const rows of access.snapshot(scopeOf('QYG'), ({ stream }) => stream(numbers, 2))) {
    beside.push(access.read(scopeOf('QOP'), visible))
    told.push(...rows.map(({ row }) => row))
  }
  t.same(told, [1, 2, 3, 4, 5])
  t.same(await Promise.all(beside), [[], [], []])
})

t.test('a pooler that keeps account of prepared statements is given their names', { skip: noNames }, async (t) => {
  const { serviceUrl } = await openDatabase(t)
  const through = await poolerBefore(t, [serviceUrl], { size: 2, names: 2 })
  const access = new DatabaseAccess({ url: through(serviceUrl), pooler: 'transaction-prepared', poolSize: 6 })
  t.teardown(() => access.close())
  const names: string[] = []
  t.teardown(listenToBatches((statements) => names.push(...statements.filter(isAsked).map(({ name }) => name))))
  const number = (n: number) =>
    access.read(scopeOf('QYG'), async (reads) => {
      const { rows } = await sql<{ n: number }>`select ${n}::int + ${sql.raw(String(n % 5))} as n`.execute(
        reads as never,
      )
      return rows
    })
  const asked = Array.from({ length: 60 }, (_, n) => n)
  t.same(
    await Promise.all(asked.map(number)),
    asked.map((n) => [{ n: n + (n % 5) }]),
  )
  const [wrong] = await Promise.allSettled([
    access.write(scopeOf('QYG'), (tx) => Promise.all([visible(tx), sql`select 1 / 0`.execute(tx)])),
  ])
  t.match(wrong, { status: 'rejected', reason: { code: '22012' } })
  t.same(await number(3), [{ n: 6 }])
  t.notOk(names.includes(''))
})

t.test('in session pooling statements keep their names', skip, async (t) => {
  const { serviceUrl } = await openDatabase(t)
  const through = await poolerBefore(t, [serviceUrl], { size: 1, mode: 'session' })
  const names: string[] = []
  t.teardown(listenToBatches((statements) => names.push(...statements.filter(isAsked).map(({ name }) => name))))
  for (let round = 0; round < 2; round += 1) {
    const access = new DatabaseAccess({ url: through(serviceUrl), pooler: 'transaction-prepared', poolSize: 1 })
    t.same(await access.read(scopeOf('QYG'), visible), [])
    t.same(await access.read(scopeOf('QYG'), visible), [])
    await access.close()
  }
  t.equal(names.length, 12)
  t.notOk(names.includes(''))
})

t.test('what failed leaves nothing to the next on the same connection', skip, async (t) => {
  const service = await startService(t, { poolerSize: 1 })
  const officer = service.as('commissioner-officer')
  t.equal((await officer.post('/v1/people', aPerson())).status, 201)
  const seen = () => Promise.all((['QYG', 'QOP'] as const).map((code) => service.access.read(scopeOf(code), visible)))
  const before = await seen()
  t.same(
    before.map((people) => people.length),
    [1, 0],
  )
  const { access } = service
  for (const run of [access.read.bind(access), access.write.bind(access)] as const) {
    const failing = run(scopeOf('QYG'), (reads) =>
      Promise.all([visible(reads), sql`select 1 / 0`.execute(reads as never), visible(reads)]),
    )
    await t.rejects(failing, { code: '22012' })
    t.same(await seen(), before)
    t.same(await access.read({ commissionerId: '', actorId: '' }, visible), [])
  }
  t.equal((await officer.post('/v1/people', aPerson())).status, 201)
})

t.test(
  'a connection of PostgreSQL that ends is 503 for whom it served, told in the log, and replaced',
  skip,
  async (t) => {
    const service = await startService(t, { poolerSize: 2 })
    const officer = service.as('commissioner-officer')
    t.equal((await officer.post('/v1/people', aPerson())).status, 201)
    const holder = new pg.Client({ connectionString: service.database.ownerUrl })
    await holder.connect()
    t.teardown(() => holder.end())
    await holder.query('begin')
    await holder.query('lock table person in exclusive mode')
    const running = Array.from({ length: 20 }, () => officer.post('/v1/people', aPerson()))
    const kill = `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = 'recovery_budgets_app' and wait_event_type = 'Lock'`
    let killed = 0
    while (killed === 0) killed = (await service.database.sql(kill)).length
    await holder.query('rollback')
    const answers = await Promise.all(running)
    const stored = answers.filter(({ status }) => status === 201).length
    const away = answers.filter(({ status }) => status === 503).length
    t.equal(stored + away, answers.length)
    t.ok(away >= killed)
    t.equal(await count(service.database.sql, 'person'), 1 + stored)
    t.equal(await count(service.database.sql, "audit_entry where type = 'person.registered'"), 1 + stored)
    t.equal((await officer.post('/v1/people', aPerson())).status, 201)
    const told = service.logLines.filter((line) => line.includes('not available'))
    t.equal(told.length, away)
    for (const line of told) t.match(JSON.parse(line).message, /\w/)
    t.notMatch(service.logLines.join(''), new URL(service.database.serviceUrl).password)
  },
)

t.test('the start says what to set where a pooler refuses, and starts where it is set', skip, async (t) => {
  const database = await openDatabase(t)
  const roles = [database.serviceUrl, database.ownerUrl]
  const folder = await mkdtemp(join(tmpdir(), 'recovery-budgets-start-'))
  t.teardown(() => rm(folder, { recursive: true, force: true }))
  const strict = await poolerBefore(t, roles, { size: 1 })
  const startAt = (through: (url: string) => string, more: Record<string, string> = {}) =>
    start(
      readConfig({
        DATABASE_URL: through(database.serviceUrl),
        SANDBOX: 'yes',
        PORT: '0',
        LOG_LEVEL: 'silent',
        ...more,
      }),
      { folder, fresh: false },
    )
  await t.rejects(startAt(strict), { message: /refuses time-outs .+ set DATABASE_POOLER=transaction/ })
  const lax = await poolerBefore(t, roles, {
    size: 1,
    ignores: ['statement_timeout', 'idle_in_transaction_session_timeout'],
  })
  const names = /does not keep account of prepared statements .+ set DATABASE_POOLER=transaction/
  await t.rejects(startAt(lax), { message: names })
  await t.rejects(startAt(lax, { DATABASE_POOLER: 'transaction-prepared' }), { message: names })
  const none = new URL(strict(database.serviceUrl))
  none.pathname = '/none'
  await t.rejects(
    startAt(() => none.href, { DATABASE_POOLER: 'transaction' }),
    { message: /does not let the service in/ },
  )
  const running = await startAt(strict, {
    DATABASE_POOLER: 'transaction',
    MIGRATION_DATABASE_URL: strict(database.ownerUrl),
  })
  t.equal((await fetch(`${running.url}/_status`)).status, 200)
  await running.close()
})

t.test('migrations run through a pooler, and leave no lock in it', skip, async (t) => {
  const { ownerUrl, sql } = await openDatabase(t, 'nothing')
  const through = await poolerBefore(t, [ownerUrl], { size: 1 })
  t.ok((await migrate(through(ownerUrl))).length > 0)
  t.same(await migrate(through(ownerUrl)), [])
  const locks =
    "pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())"
  t.equal(await count(sql, locks), 0)
})

async function count(sql: (text: string) => Promise<{ count?: number }[]>, from: string): Promise<number> {
  return (await sql(`select count(*)::int as count from ${from}`))[0]?.count ?? 0
}
