import pg from 'pg'
import t from 'tap'
import { machineScopes } from '../../src/machine-scopes.ts'
import { roles } from '../../src/permissions.ts'
import { newestOf, raise, take } from '../concerns/acts.ts'
import { actorOf, aMachine, anActor, type Who } from '../support/actors.ts'
import { aMember, unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { aPurchase } from '../support/pathway-builders.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
const suspectedLead = anActor('safeguarding-lead', { sub: 'lead-on-the-team' })
/** While everything is asked, who looked is not kept: it would be told in the answers after it. */
const keepReads = (on: boolean) =>
  service.database.sql(
    on
      ? 'drop trigger not_now on record_read'
      : 'create trigger not_now before insert on record_read for each row execute function not_now()',
  )
await service.database.sql('create function not_now() returns trigger language plpgsql as $$ begin return null; end $$')
const countReads = async () => {
  await service.app.readLog.flush()
  return (await service.database.sql('select 1 from record_read')).length
}

/** Everybody but the lead who handles it: with the usual place on the case, without one, a lead who is on the team, and systems. */
const lookers: readonly Who[] = [
  ...roles.filter((role) => role !== 'safeguarding-lead'),
  ...roles.filter((role) => role !== 'safeguarding-lead').map((role) => anActor(role, { sub: 'a-colleague' })),
  suspectedLead,
  aMachine(),
  aMachine(machineScopes, 'RW4'),
]
/** What is of the moment of the answer and of the request, and not of what is kept. */
const ofTheMoment = [
  'date',
  'x-correlation-id',
  'x-request-id',
  'traceparent',
  'ratelimit-remaining',
  'ratelimit-reset',
]

/** The name of the request in a problem. */
const ofTheRequest = /"instance\\?":\\?"[^"]*"|urn:uuid:[0-9a-f-]+/g

/** Every answer that each of these is given to every read of the contract, byte for byte, with its status and headers. */
async function everything(ids: Readonly<Record<string, string>>, concernId: string): Promise<Map<string, unknown>> {
  const answers = new Map<string, unknown>()
  const all: Readonly<Record<string, string>> = { ...ids, concernId }
  for (const who of lookers) {
    const authorization = `Bearer ${await service.tokenFor(who)}`
    for (const { method, operationId, path } of service.contract.operations) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
      if (method !== 'GET' || operationId === 'getStatus' || names.some((name) => all[name] === undefined)) continue
      const url = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => all[name] ?? '')
      const { statusCode, headers, payload } = await service.app.inject({ method, url, headers: { authorization } })
      const told = Object.entries(headers).filter(([name]) => !ofTheMoment.includes(name))
      answers.set(
        `${operationId} as ${actorOf(who).sub} ${actorOf(who).roles?.join() ?? ''}`,
        JSON.stringify([statusCode, told, payload]).replaceAll(concernId, 'the concern').replaceAll(ofTheRequest, ''),
      )
    }
  }
  return answers
}

t.test('whoever does not handle a concern is answered the same, byte for byte, before and after it', async (t) => {
  const journey = await journeyTo(service, 'receipt-filed')
  const { person, careCoordinator, broker, ids, known } = journey
  const advocate = { ...aMember(), caseRole: 'advocate', actorId: suspectedLead.sub, organisationId: null }
  void (await person.post(`/v1/cases/${ids.caseId}/members`, advocate)).ok
  for (const who of ['safeguarding-lead' as const, ...lookers]) await service.tokenFor(who)
  await service.seal()
  const reads = await countReads()
  await keepReads(false)
  const before = await everything(known, unknownId())
  t.ok(before.size > 2_000, `${before.size} answers`)
  t.equal(await countReads(), reads)
  await keepReads(true)

  for (const client of [careCoordinator, broker, journey.officer])
    void (await raise(client, journey, { about: 'payee', payee: 'City Drum Shop' })).ok
  const concernId = (await newestOf(lead, journey)) ?? ''
  void (await take(lead, concernId)).ok
  void (await lead.get(`/v1/concerns/${concernId}/purchases`)).ok
  void (await lead.post(`/v1/concerns/${concernId}/notes`, { words: 'They were told.', told: 'bank' })).ok
  const frozen = { about: 'line', planLineId: ids.planLineId, payee: null, reason: 'It is looked into.' }
  void (await lead.post(`/v1/concerns/${concernId}/freezes`, { ...frozen, until: service.clock.today() })).ok
  t.equal(await countReads(), reads, 'nobody who is told who looked is told of it')
  await service.seal()
  await keepReads(false)
  const after = await everything(known, concernId)
  t.same(
    [...after].filter(([asked, answer]) => before.get(asked) !== answer),
    [],
  )
  await countReads()
  await keepReads(true)
})

t.test('the feed has no gap where a concern was raised, and what is written next is answered as before', async (t) => {
  const journey = await journeyTo(service, 'receipt-filed')
  const { broker, officer, ids } = journey
  const buy = () =>
    broker.post(
      `/v1/plan-lines/${ids.planLineId}/purchases`,
      aPurchase({ amountPence: 1, payee: `Shop ${unknownId()}` }),
    )
  const head = async () => {
    await service.seal()
    return (await officer.get<{ sequence: number }>('/v1/audit-head')).ok.sequence
  }
  const start = await head()
  const first = await buy()
  const between = await head()
  void (await raise(journey.person, journey)).ok
  const concernId = (await newestOf(lead, journey)) ?? ''
  void (await take(lead, concernId)).ok
  t.equal(await head(), between, 'nothing was sealed')
  const second = await buy()
  t.equal(await head(), between + (between - start), 'the next place is the next')
  t.equal(second.status, first.status)
  t.same(Object.keys(second.ok as object), Object.keys(first.ok as object))
})

t.test('while a concern is being raised, the case is not locked, so that no write on it waits', async (t) => {
  const { ids } = await journeyTo(service, 'money-agreed')
  const client = new pg.Client({ connectionString: service.database.ownerUrl })
  await client.connect()
  t.teardown(() => client.end())
  await client.query('begin')
  await client.query(
    `insert into concern (commissioner_id, concern_id, case_id, about, about_key, level, opened_at, due_on)
      values ($1, gen_random_uuid(), $2, 'case', 'case:', 'low', now(), now())`,
    [tenants.QYG.commissionerId, ids.caseId],
  )
  const locked = service.database.sql('select from budget_case where case_id = $1 for update nowait', [ids.caseId])
  await t.resolves(locked)
  await client.query('rollback')
})
