import { setTimeout as wait } from 'node:timers/promises'
import t from 'tap'
import { aMachine, anActor, inTenant } from '../support/actors.ts'
import { anOrganisation } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

interface Told {
  readonly sequence: number
  readonly type: string
  readonly caseId?: string
  readonly hash: string
}
interface Page {
  readonly items: Told[]
  readonly nextCursor: string
  readonly more: boolean
}
interface Start {
  readonly startCursor: string
  readonly items: { readonly caseId: string; readonly version: number; readonly ended: boolean }[]
  readonly nextCursor: string | null
}

const service = await startService(t)
const officer = service.as('commissioner-officer')
const own = service.as('machine')
const ofTrust = service.as(aMachine(undefined, 'RW4'))
const other = {
  clientId: 'system-of-rw5',
  organisationId: tenants.QYG.otherTrustId,
  name: 'Record system of another trust',
  scopes: ['event:read'],
}
const { id: otherId } = (await officer.post<{ id: string }>('/v1/machine-clients', other)).ok
await service
  .as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
  .post(`/v1/machine-clients/${otherId}/confirmation`)
const ofOther = service.as({ ...aMachine(), sub: other.clientId, client_id: other.clientId })
const ofBroker = service.as(aMachine(undefined, 'BRK1'))

const journey = await journeyTo(service, 'plan-drafted')
const { ids, broker } = journey
const restrictedOne = await journeyTo(service, 'team-complete')
const reason = { reason: 'A relative works at the trust.' }
await service.as('privacy-officer').post(`/v1/people/${restrictedOne.ids.personId}/restriction`, reason)
await service.seal()

const page = async (client: Client, query = '') => (await client.get<Page>(`/v1/events?${query}`)).ok
/** All that a client is told, page by page, from a cursor on. */
async function told(client: Client, query = '', from?: string): Promise<Told[]> {
  const all: Told[] = []
  for (let cursor = from; ; ) {
    const { items, nextCursor, more } = await page(client, `limit=7${cursor ? `&cursor=${cursor}` : ''}&${query}`)
    all.push(...items)
    cursor = nextCursor
    if (!more) return all
  }
}
const casesOf = (events: readonly Told[]) => [...new Set(events.map(({ caseId }) => caseId))]
const happen = () =>
  officer.post('/v1/organisations', anOrganisation({ code: `PRV${Math.floor(Math.random() * 1e6)}` }))

t.test(
  'each organisation is told of the cases that it may see, and nothing of any other, not even a place',
  async (t) => {
    const whole = await told(own)
    const ofCase = whole.filter(({ caseId }) => caseId === ids.caseId)
    const trust = await told(ofTrust)
    t.same(casesOf(trust), [ids.caseId], 'neither the restricted record, nor what is of no case')
    t.same(
      trust.map(({ sequence }) => sequence),
      ofCase.map(({ sequence }) => sequence),
      'all of the case, in its order',
    )
    t.same(casesOf(await told(service.as('team-manager'))), [ids.caseId])
    for (const client of [ofOther, service.as(anActor('team-manager', { organisation: 'RW5', sub: 'elsewhere' }))])
      t.same(await told(client), [])
    const byBroker = await told(broker)
    t.same(
      casesOf(byBroker),
      [ids.caseId, restrictedOne.ids.caseId],
      'who has a place is told of a restricted record too',
    )
    t.notOk(
      byBroker.some(({ type }) => /^(needs-assessment|capacity)\./.test(type)),
      'no more than they may read',
    )
    t.ok(byBroker.some(({ type }) => type === 'indicative-budget.adopted'))
    t.same(
      await told(ofBroker),
      byBroker.filter(({ caseId }) => caseId === ids.caseId),
      'and the systems of their organisation the same, but of no restricted record',
    )
    t.same(casesOf(await told(restrictedOne.careCoordinator)).sort(), [ids.caseId, restrictedOne.ids.caseId].sort())
  },
)

t.test('of types and of a case there is what was asked for, and no place of what is withheld', async (t) => {
  const types = ['case.opened', 'indicative-budget.adopted']
  const some = await told(ofTrust, types.map((type) => `type=${type}`).join('&'))
  t.same(
    some.map(({ type }) => type),
    types,
  )
  t.same(
    (await told(ofTrust, 'type=case.opened')).map(({ type }) => type),
    ['case.opened'],
    'one is a list too',
  )
  t.same(casesOf(await told(own, `caseId=${restrictedOne.ids.caseId}`)), [restrictedOne.ids.caseId])
  t.same(await told(officer, `caseId=${restrictedOne.ids.caseId}`), [])
  t.same(await told(ofTrust, `caseId=${restrictedOne.ids.caseId}`), [])
  t.equal((await told(officer, 'type=case.opened')).length, 1)
  t.ok(
    (await told(officer)).some(({ type }) => type === 'event.withheld'),
    'the chain of the commissioner has no gap',
  )
  await refused(
    t,
    service,
    () => ofTrust.get('/v1/events?type=case.shut'),
    'request-invalid',
    'a type that there is not',
  )
})

t.test('from now on: nothing of before, and all that comes', async (t) => {
  const { items, nextCursor } = await page(own, 'from=now')
  t.same(items, [])
  await happen()
  await service.seal()
  t.same(
    (await told(own, '', nextCursor)).map(({ type }) => type),
    ['organisation.registered'],
  )
})

t.test('a place that is not of this chain is gone: 410', async (t) => {
  const { nextCursor } = await page(own, 'limit=3')
  const at = Buffer.from(nextCursor, 'base64url').toString()
  const beyond = Buffer.from(at.replace(/^\d+/, '999999')).toString('base64url')
  const otherwise = Buffer.from(at.replace(/[0-9a-f]{16}$/, 'f'.repeat(16))).toString('base64url')
  for (const cursor of [beyond, otherwise])
    await refused(t, service, () => own.get(`/v1/events?cursor=${cursor}`), 'event-place-unknown')
  const foreign = service.as(inTenant('QOP', 'machine'))
  await refused(t, service, () => foreign.get(`/v1/events?cursor=${nextCursor}`), 'event-place-unknown', 'of another')
  await refused(t, service, () => own.get('/v1/events?cursor=MQ'), 'cursor-invalid', 'of before')
})

t.test('an answer waits for what happens, holds no connection meanwhile, and comes at its end', async (t) => {
  const { nextCursor } = await page(own, 'from=now')
  const waiting = [1, 2, 3, 4].map(() => page(own, `cursor=${nextCursor}&wait=20`))
  await wait(700)
  t.match(service.access.counts(), { waiting: 0 })
  t.equal(service.access.counts().idle, service.access.counts().total, 'no connection is held')
  const fifth = await own.get(`/v1/events?cursor=${nextCursor}&wait=20`)
  t.equal(fifth.problem.code, 'rate-limited', 'four at a time')
  t.match(fifth.headers.get('retry-after'), /^(1\d|20)$/, 'until the first of them is over')
  await happen()
  const sealed = Date.now()
  await service.seal()
  for (const { items } of await Promise.all(waiting))
    t.same(
      items.map(({ type }) => type),
      ['organisation.registered'],
    )
  t.ok(Date.now() - sealed < 8_000, 'soon')
  const before = Date.now()
  const empty = await page(ofOther, 'from=now&wait=1')
  t.same(empty.items, [])
  t.ok(Date.now() - before >= 950, 'nothing happened: after the time that was asked for')
})

t.test('what is for others alone does not end a wait', async (t) => {
  const { nextCursor } = await page(ofOther, 'from=now')
  const before = Date.now()
  const waiting = page(ofOther, `cursor=${nextCursor}&wait=2`)
  await happen()
  await service.seal()
  t.same((await waiting).items, [])
  t.ok(Date.now() - before >= 1_950, 'the time of the answer tells nothing of others')
})

t.test('a system begins with the cases that it sees, and misses nothing that happens meanwhile', async (t) => {
  const start = (await ofTrust.get<Start>('/v1/events/start?limit=1')).ok
  t.match(start.items, [{ caseId: ids.caseId, ended: false }])
  const later = await journeyTo(service, 'case-opened')
  await service.seal()
  const follow = await told(ofTrust, '', start.startCursor)
  t.ok(follow.some(({ caseId, type }) => caseId === later.ids.caseId && type === 'case.opened'))
  t.same((await ofOther.get<Start>('/v1/events/start')).ok.items, [])
  t.match((await ofBroker.get<Start>('/v1/events/start')).ok.items, [{ caseId: ids.caseId, ended: false }])
  const all = (await own.get<Start>('/v1/events/start')).ok
  t.equal(all.items.length, 2, 'a restricted record is in no list')
})

t.test('the end of the audit stays with the commissioner', async (t) => {
  await refused(t, service, () => ofTrust.get('/v1/audit-head'), 'permission-missing')
  await refused(t, service, () => service.as('team-manager').get('/v1/audit-head'), 'permission-missing')
  for (const role of ['person', 'representative', 'advocate', 'gp'] as const)
    await refused(t, service, () => service.as(role).get('/v1/events'), 'permission-missing', role)
})

t.test(
  'of a case that the reader does not see, no page tells that much happened on it, nor that it is there',
  async (t) => {
    const full = 1_000
    const many = async (caseId: string | undefined) => {
      await service.database.sql(
        `insert into audit_entry (commissioner_id, audit_entry_id, type, subject_id, case_id, actor_id, facts, happened_at)
        select $1, gen_random_uuid(), 'step.taken', $2, $2, 'somebody', '{}', now() from generate_series(1, $3)`,
        [tenants.QYG.commissionerId, caseId, full],
      )
    }
    await many(ids.caseId)
    await many(restrictedOne.ids.caseId)
    await service.seal()
    const none = '019ab3f0-0000-7000-8000-0000000000aa'
    const asked = ['', '&type=case.opened', '&type=consent.given']
    for (const [client, caseId] of [
      [ofOther, ids.caseId],
      [ofTrust, restrictedOne.ids.caseId],
      [officer, restrictedOne.ids.caseId],
    ] as const)
      for (const types of asked)
        t.same(
          await page(client, `caseId=${caseId}${types}`),
          await page(client, `caseId=${none}${types}`),
          `as of a case that is not there: ${types}`,
        )
    t.equal((await page(ofTrust, `caseId=${ids.caseId}&type=consent.given`)).more, true, 'to who sees it there is more')
    t.equal((await page(own, `caseId=${restrictedOne.ids.caseId}&type=consent.given`)).more, true)
  },
)
