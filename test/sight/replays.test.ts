import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Person } from '../../src/people/schemas.ts'
import { migrate } from '../../src/tools/migrations.ts'
import { aPerson } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlan } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const stored = () =>
  service.database.sql<{ key: string; answer: string; request_hash: string }>('select * from idempotency_record')

t.test(
  'a repeated key is answered while the actor may see the plan, and is 404 without a body of it once not',
  async (t) => {
    const { broker, person, ids } = await journeyTo(service, 'budget-disclosed')
    const key = randomUUID()
    const draft = () => broker.post<{ id: string }>(`/v1/cases/${ids.caseId}/support-plans`, aPlan(), { key })
    const first = (await draft()).ok
    const again = await draft()
    t.same(again.ok, first)
    t.equal(again.headers.get('idempotency-replayed'), 'true')
    await person.post(`/v1/consents/${ids.consentId}/withdrawal`)
    t.equal((await broker.get(`/v1/support-plans/${first.id}`)).status, 404)
    const lost = await draft()
    t.equal(lost.problem.code, 'not-found')
    t.notMatch(JSON.stringify(lost.body), first.id)
    t.equal(lost.headers.get('location'), null)
    t.equal(lost.headers.get('etag'), null)
  },
)

t.test('what is kept for a repeated key holds nothing that can be read, and not the key that opens it', async (t) => {
  const key = `only-the-client-knows-${randomUUID()}`
  const person = aPerson()
  const officer = service.as('commissioner-officer')
  const first = await officer.post<Person>('/v1/people', person, { key })
  t.same((await officer.post<Person>('/v1/people', person, { key })).ok, first.ok)
  const kept = JSON.stringify(await stored())
  for (const secret of [key, person.nhsNumber ?? '', person.familyName ?? '', first.ok.id]) t.notMatch(kept, secret)
})

t.test('a search is done each time, leaves a trace each time, and nothing of it is kept', async (t) => {
  const { careCoordinator } = await journeyTo(service, 'person-registered')
  const { nhsNumber, bornOn } = aPerson()
  const body = { purpose: 'referral-received', nhsNumber, bornOn, familyName: null }
  const [before] = await service.database.sql<{ n: number }>('select count(*) as n from idempotency_record')
  const key = randomUUID()
  for (const _ of [1, 2]) {
    const answer = await careCoordinator.post('/v1/people/searches', body, { key })
    t.equal(answer.status, 200)
    t.equal(answer.headers.get('idempotency-replayed'), null)
  }
  const [after] = await service.database.sql<{ n: number }>('select count(*) as n from idempotency_record')
  t.equal(after?.n, before?.n)
  const [traces] = await service.database.sql<{ n: number }>(
    "select count(*) as n from audit_entry where type = 'person.searched'",
  )
  t.equal(traces?.n, 2)
})

t.test('what was kept in plain before answers were closed is emptied, and its key does nothing twice', async (t) => {
  const { sql, ownerUrl } = service.database
  const officer = service.as('commissioner-officer')
  const [before, after] = [randomUUID(), randomUUID()]
  const [one, other] = [aPerson(), aPerson()]
  await officer.post('/v1/people', one, { key: before })
  const known = await stored()
  await officer.post('/v1/people', other, { key: after })
  const plain = JSON.stringify({ status: 201, body: one })
  await sql('update idempotency_record set answer = $1 where key = any($2)', [plain, known.map(({ key }) => key)])
  await sql("delete from schema_migration where name like '0044%'")
  t.match(await migrate(ownerUrl), [/^0044/])
  t.notMatch(JSON.stringify(await stored()), one.nhsNumber ?? '')
  t.equal((await officer.post('/v1/people', one, { key: before })).problem.code, 'idempotency-key-reused')
  t.equal((await officer.post('/v1/people', other, { key: after })).headers.get('idempotency-replayed'), 'true')
})
