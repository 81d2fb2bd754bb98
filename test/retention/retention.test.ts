import t from 'tap'
import { verifyAudit } from '../../src/platform/audit/verify-audit.ts'
import { forgetOldAnswers } from '../../src/platform/work/retention.ts'
import { erasePerson } from '../../src/retention/due-repository.ts'
import { removeDue, runRetention } from '../../src/retention/run-retention.ts'
import { inTenant } from '../support/actors.ts'
import { aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { sql } = service.database
const { commissionerId } = tenants.QYG
const platform = { database: service.access, now: service.clock.now }
const due = async () => {
  const found = []
  for await (const { personId, held, rule } of runRetention(platform, { dryRun: true }))
    found.push({ personId, held, rule: rule.rule })
  return found
}
const remove = () => removeDue(platform, new AbortController().signal)

/** How many rows of each table name one of these identifiers anywhere. */
async function rowsNaming(ids: readonly string[]): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'",
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) {
    const [row] = await sql<{ rows: number }>(
      `select count(*)::int as rows from ${name} t where to_jsonb(t)::text ~ any($1)`,
      [ids],
    )
    if (row && row.rows > 0) counts[name] = row.rows
  }
  return counts
}

t.test('a record goes twenty years after the last contact, all of it, and the audit still verifies', async (t) => {
  const journey = await journeyTo(service, 'review-done')
  const { person, officer, ids } = journey
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: 'I said no, for my own reasons' })
  const held = (
    await officer.post<{ id: string }>(`/v1/people/${ids.personId}/legal-holds`, { reason: 'The coroner asked for it' })
  ).ok
  t.ok(Object.keys(await rowsNaming([ids.personId, ids.caseId])).length > 15, 'it is in many tables')

  service.clock.set('2046-11-23T09:30:00Z')
  t.same(await due(), [], 'the day before')
  service.clock.set('2046-11-26T09:30:00Z')
  t.same(await due(), [{ personId: ids.personId, held: true, rule: 'after-last-contact' }])
  t.equal(await remove(), 0, 'what is held stays')
  t.equal((await officer.get(`/v1/people/${ids.personId}`)).status, 200)

  t.equal((await officer.post(`/v1/legal-holds/${held.id}/lifting`)).status, 200)
  t.equal((await due()).length, 1)
  t.equal((await officer.get(`/v1/people/${ids.personId}`)).status, 200, 'who only looks removes nothing')
  await service.app.readLog.flush()
  t.equal(await remove(), 1)
  t.equal(await remove(), 0, 'once')
  service.clock.advance({ days: 8 })
  await forgetOldAnswers(service.access, service.clock.now)
  t.same(Object.keys(await rowsNaming([ids.personId, ids.caseId])).sort(), ['audit_entry', 'erasure'])
  t.equal((await officer.get(`/v1/people/${ids.personId}`)).status, 404)
  t.same(await rowsNaming(['for my own reasons', 'The coroner asked']), {})
  await service.seal()
  const { known } = service.sealing.sealKeys
  for await (const { broken, sealed } of verifyAudit(service.access, { known, heads: [] })) {
    t.equal(broken, undefined)
    t.ok(sealed >= 0)
  }
  fits(t, await sql("select facts from audit_entry where type = 'person.erased'"), [
    { facts: { rule: 'after-last-contact', cases: 1 } },
  ])
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test(
  'ten years after a death; two years after a registration that came to nothing; never while a case is in flight',
  async (t) => {
    const inFlight = await journeyTo(service, 'case-opened')
    const dead = await journeyTo(service, 'case-opened')
    const ending = { ending: 'died', on: '2026-11-20' }
    t.equal((await dead.officer.post(`/v1/cases/${dead.ids.caseId}/ending`, ending)).status, 200)
    const { id } = (await dead.officer.post<{ id: string }>('/v1/people', aPerson())).ok
    service.clock.set('2028-11-25T09:30:00Z')
    t.same(await due(), [{ personId: id, held: false, rule: 'never-a-case' }])
    service.clock.set('2036-11-25T09:30:00Z')
    t.same(await due(), [
      { personId: dead.ids.personId, held: false, rule: 'after-death' },
      { personId: id, held: false, rule: 'never-a-case' },
    ])
    t.equal(await remove(), 2)
    t.equal((await inFlight.officer.get(`/v1/people/${inFlight.ids.personId}`)).status, 200)
    service.clock.set('2026-11-24T09:30:00Z')
  },
)

t.test('the database itself refuses to remove what is in use or held, whoever asks it', async (t) => {
  const { officer, ids } = await journeyTo(service, 'case-opened')
  const erase = () =>
    service.access.write({ commissionerId, actorId: 'somebody' }, (tx) =>
      erasePerson(
        tx,
        { commissionerId },
        { id: ids.caseId, personId: ids.personId, rule: 'after-death', at: service.clock.now() },
      ),
    )
  await t.rejects(erase(), /the record is in use/)
  await officer.post(`/v1/people/${ids.personId}/legal-holds`, { reason: 'The coroner asked for it' })
  await t.rejects(erase(), /a legal hold keeps the record/)
})

t.test('every key that leads to a person cascades, so that no table can keep what should go', async (t) => {
  const left = await sql(
    `with recursive hangs (relation) as (select 'person'::regclass::oid
      union select k.conrelid from pg_constraint k join hangs h on k.confrelid = h.relation where k.contype = 'f')
    select k.conname from pg_constraint k join hangs h on h.relation = k.confrelid where k.contype = 'f' and k.confdeltype <> 'c' and k.conname <> 'purchase_mark_like'`,
  )
  t.same(left, [])
})

t.test('404: nobody holds the record of a person of another commissioner', async (t) => {
  const { ids } = await journeyTo(service, 'person-registered')
  const other = service.as(inTenant('QOP', 'commissioner-officer'))
  const hold = () => other.post(`/v1/people/${ids.personId}/legal-holds`, { reason: 'The coroner asked for it' })
  await refused(t, service, hold, 'not-found')
})
