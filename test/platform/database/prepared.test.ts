import { sql } from 'kysely'
import t from 'tap'
import type { Actor } from '../../../src/platform/access/access.ts'
import { DatabaseAccess, type Reads, type Tx } from '../../../src/platform/database/database.ts'
import { posted, prepared, preparedByActor } from '../../../src/platform/database/prepared.ts'
import { Slot, type Slots } from '../../../src/platform/database/slots.ts'
import { openDatabase } from '../../support/database.ts'
import { tenants } from '../../support/seed.ts'
import { listenToBatches } from '../../support/spy.ts'

const database = await openDatabase(t)
await database.sql('create table noted (n int primary key)')
await database.sql('grant select, insert on noted to recovery_budgets_app')
const access = new DatabaseAccess({ url: database.serviceUrl, poolSize: 1 })
t.teardown(() => access.close())

const actor: Actor = {
  actorId: 'somebody',
  commissionerId: tenants.QYG.commissionerId,
  organisationId: tenants.QYG.trustId,
  ofCommissioner: false,
  machine: false,
  roles: ['care-coordinator'],
  permissions: new Set(['case:read']),
  name: 'Quillon',
  view: 'summary',
  writes: false,
}

/** The last statement before the commit of each batch that was sent while this ran, which is the one that was asked for. */
async function sentBy(work: () => Promise<unknown>) {
  const sent: { text: string; values: readonly unknown[] }[] = []
  const end = listenToBatches((statements) => sent.push(...statements.slice(-2, -1)))
  await work().finally(end)
  return sent
}

t.test('a statement is built once, whatever is given, and a place that recurs is one parameter', async (t) => {
  let built = 0
  const sum = prepared((_reads: Reads, { one, other }: Slots<{ one: number; other: number }>) => {
    built += 1
    return sql<{ sum: number }>`select ${one}::int + ${one}::int + ${other}::int as sum`
  })
  const of = (given: { one: number; other: number }) => access.read(actor, (reads) => sum(reads, given))
  const sent = await sentBy(async () => {
    t.same(await of({ one: 1, other: 2 }), [{ sum: 4 }])
    t.same(await of({ one: 10, other: 5 }), [{ sum: 25 }])
  })
  t.equal(built, 1)
  t.same(
    sent.map(({ values }) => values),
    [
      [1, 2],
      [10, 5],
    ],
  )
  t.match(sent[0]?.text, /\$1::int \+ \$1::int \+ \$2::int/)
})

t.test('by actor it is built once a kind: who they are is a value, what they are is not', async (t) => {
  const kinds: string[] = []
  const whoAsks = preparedByActor((_reads: Reads, asking, _places: object) => {
    kinds.push(`${asking.roles} ${asking.view} ${asking.organisationId === null}`)
    return sql<{
      who: string
      of: string | null
    }>`select ${asking.actorId}::text as who, ${asking.organisationId}::text as of`
  })
  const ask = (more: Partial<Actor>) =>
    access.read(actor, (reads) => whoAsks(reads, { ...actor, ...more }, {})).then(([row]) => row)
  t.same(await ask({}), { who: 'somebody', of: tenants.QYG.trustId })
  t.same(await ask({ actorId: 'another', organisationId: tenants.QYG.brokerageId }), {
    who: 'another',
    of: tenants.QYG.brokerageId,
  })
  t.same(await ask({ organisationId: null }), { who: 'somebody', of: null })
  t.same(await ask({ view: 'money' }), { who: 'somebody', of: tenants.QYG.trustId })
  t.same(kinds, ['care-coordinator summary false', 'care-coordinator summary true', 'care-coordinator money false'])
})

t.test('a place is no value: what builds a statement cannot look at it', async (t) => {
  // Held by the compiler: a text is no place, and a place is no text.
  const isText: Slot<string> extends string ? true : false = false
  const isPlace: string extends Slot<string> ? true : false = false
  t.notOk(isText || isPlace)
  t.equal(typeof Slot.named<string>('caseId'), 'object')
})

const note = posted((_tx, { n }: Slots<{ n: number }>) => sql`insert into noted values (${n})`)
const kept = async () => (await database.sql<{ n: number }>('select n from noted order by n')).map(({ n }) => n)
const look = (tx: Tx) => sql<{ n: number }>`select n from noted order by n`.execute(tx).then(({ rows }) => rows)

t.test('what is posted goes with what is sent next, in its order, and costs no round trip', async (t) => {
  let batches = 0
  const end = listenToBatches(() => {
    batches += 1
  })
  await access.write(actor, async (tx) => {
    note(tx, { n: 1 })
    t.same(await look(tx), [{ n: 1 }], 'what comes after it sees it')
    note(tx, { n: 2 })
  })
  end()
  t.equal(batches, 2, 'the second goes with the commit')
  t.same(await kept(), [1, 2])
})

t.test('where it fails, what it went with fails, and nothing is kept', async (t) => {
  await t.rejects(
    access.write(actor, async (tx) => {
      note(tx, { n: 3 })
      note(tx, { n: 1 })
    }),
    { code: '23505' },
    'the commit',
  )
  await t.rejects(
    access.write(actor, async (tx) => {
      note(tx, { n: 4 })
      note(tx, { n: 1 })
      await look(tx)
      t.fail('a turn that went with it is not answered')
    }),
    { code: '23505' },
    'a turn',
  )
  await t.rejects(
    access.write(actor, async (tx) => {
      note(tx, { n: 5 })
      throw new Error('refused')
    }),
    /refused/,
  )
  t.same(await kept(), [1, 2])
})
