import t from 'tap'
import { aPerson } from '../../support/builders.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t, { line: true })
const { line } = service
const officer = service.as('commissioner-officer')
const health = async () => {
  const answer = await fetch(new URL('/_status', service.baseUrl))
  return { status: answer.status, health: (await answer.json()) as { status: string } }
}
const aMoment = () => new Promise((resolve) => setTimeout(resolve, 1_100))

t.test('503: while PostgreSQL is away every operation says so, and when to come back', async (t) => {
  t.equal((await officer.post('/v1/people', aPerson())).status, 201)
  await line?.cut()
  for (let round = 0; round < 3; round += 1) {
    for (const answer of [await officer.get('/v1/cases'), await officer.post('/v1/people', aPerson())]) {
      t.equal(answer.problem.code, 'service-unavailable')
      t.ok(Number(answer.headers.get('retry-after')) > 0)
    }
  }
  t.equal((await service.withToken(undefined).get('/_ping')).status, 204, 'the process itself lives')
  await aMoment()
  t.match(await health(), { status: 503, health: { status: 'fail' } })
})

t.test('when PostgreSQL is back the service is healthy by itself', async (t) => {
  await line?.mend()
  t.equal((await officer.post('/v1/people', aPerson())).status, 201)
  t.equal((await officer.get('/v1/cases')).status, 200)
  await aMoment()
  t.match(await health(), { status: 200, health: { status: 'pass' } })
})

t.test(
  'a line that is cut while requests run is 503 for them, never 500, and no half of a write is kept',
  async (t) => {
    const before = await service.database.sql('select 1 from person')
    const running = Array.from({ length: 40 }, () => officer.post('/v1/people', aPerson()))
    const entries = await Promise.race(running)
      .then(() => line?.cut())
      .then(() => Promise.all(running))
    await line?.mend()
    t.ok(entries.every((answer) => answer.status === 201 || answer.status === 503))
    const people = await service.database.sql<{ person_id: string }>('select person_id from person')
    const audited = await service.database.sql("select 1 from audit_entry where type = 'person.registered'")
    t.equal(audited.length, people.length, 'each person with their entry, and no entry without its person')
    const told = entries.filter((answer) => answer.status === 201).length
    t.ok(people.length - before.length >= told, 'whatever was acknowledged is there')
  },
)

t.test('a session that PostgreSQL ends is not used again', async (t) => {
  await officer.get('/v1/cases')
  await service.database.sql(
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'recovery_budgets_app' and datname = current_database()",
  )
  const statuses: number[] = []
  for (let round = 0; round < 10; round += 1) statuses.push((await officer.get('/v1/cases')).status)
  t.ok(statuses.every((status) => status === 200 || status === 503))
  t.equal(statuses.at(-1), 200)
})
