import t from 'tap'
import type { BulkImport } from '../../src/bulk-imports/schemas.ts'
import { haltWriter } from '../support/halt.ts'
import { outcomeOf, program } from '../support/own-process.ts'
import { fieldKeySecret, startService } from '../support/service.ts'
import { aPersonLine, send, system, toNdjson } from './acts.ts'

/** How many people there are; `npm run bench:import` has a hundred thousand. */
const count = Number(process.env.IMPORT_PEOPLE ?? 3_000)
t.setTimeout(240_000 + count * 20)
const service = await startService(t)
const officer = service.as('commissioner-officer')

const worker = () =>
  program(['test/support/imports-worker.ts'], {
    DATABASE_URL: service.database.serviceUrl,
    NOW: service.clock.now().toISOString(),
    KEYS: fieldKeySecret,
  })
const importOf = async (id: string) => (await officer.get<BulkImport>(`/v1/bulk-imports/${id}`)).ok
const doneOf = async (id: string) => {
  const { made, thereAlready, refused } = await importOf(id)
  return made + thereAlready + refused
}

/** kill -9 in the middle of the line after so many more. */
async function killedAfter(lines: number): Promise<void> {
  const halted = await haltWriter(service.database.ownerUrl, {
    table: 'bulk_import_line',
    written: 'insert',
    after: lines,
  })
  const child = worker()
  const ended = outcomeOf(child)
  await Promise.race([halted.reached(), ended])
  child.kill('SIGKILL')
  await ended
  await halted.end()
}

/** A name like no other's, also when its letters are put in another order: so many who resemble each other are no commissioner's people. */
const aFamilyName = (n: number) =>
  `Q${'abcdefghij'.replace(/./g, (letter, at) => letter.repeat(Math.floor(n / 5 ** at) % 5))}`

/** What there is of the file: people, those of them that have an identifier of their own, and the lines that were told. */
const there = async (id: string) => {
  const [row] = await service.database.sql<Record<'people' | 'known' | 'registered' | 'lines', number>>(
    `select (select count(*) from person p where p.language = 'tlh')::int as people,
      (select count(distinct i.person_id) from identifier i where i.system = $1)::int as known,
      (select count(distinct e.subject_id) from audit_entry e where e.type = 'person.registered'
        and e.subject_id in (select person_id from person where language = 'tlh'))::int as registered,
      (select count(*) from bulk_import_line l where l.bulk_import_id = $2)::int as lines`,
    [system, id],
  )
  return row
}

t.test(`kill -9 twice: ${count} people are there once, and what was said to be done stays done`, async (t) => {
  const file = toNdjson(
    Array.from({ length: count }, (_, n) =>
      aPersonLine({ nhsNumber: null, familyName: aFamilyName(n), language: 'tlh' }),
    ),
  )
  const { id } = (await send(officer, file)).ok
  const begun = performance.now()
  for (const share of [0.2, 0.4]) {
    await killedAfter(Math.floor(count * share))
    const done = await doneOf(id)
    t.ok(done > 0 && done < count, `killed in the middle: ${done} of ${count}`)
    t.same(
      await there(id),
      { people: done, known: done, registered: done, lines: done },
      'what is said is what there is',
    )
  }
  for (const outcome of await Promise.all([worker(), worker()].map(outcomeOf))) t.equal(outcome.code, 0, outcome.said)
  t.comment(`${count} people in ${Math.round((performance.now() - begun) / 1000)} s`)
  t.match(await importOf(id), { status: 'completed', made: count, thereAlready: 0, refused: 0 })
  t.same(await there(id), { people: count, known: count, registered: count, lines: count })
  t.same(await service.database.sql('select 1 from bulk_import_part union all select 1 from bulk_import_mark'), [])
  const again = (await send(officer, file)).ok.id
  t.equal((await outcomeOf(worker())).code, 0)
  t.match(await importOf(again), { status: 'completed', made: 0, thereAlready: count, refused: 0 })
  t.same(await there(again), { people: count, known: count, registered: count, lines: count })
})
