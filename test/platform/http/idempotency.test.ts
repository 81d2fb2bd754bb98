import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { Organisation } from '../../../src/organisations/schemas.ts'
import type { Person } from '../../../src/people/schemas.ts'
import { aCase, anOrganisation, aPerson } from '../../support/builders.ts'
import type { Client } from '../../support/client.ts'
import { journeyTo } from '../../support/journey.ts'
import { tenants } from '../../support/seed.ts'
import { startService } from '../../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const officerTenant = tenants.QYG.commissionerId

t.test('a repeated key gets the stored answer, and nothing is written twice', async (t) => {
  const key = randomUUID()
  const body = aPerson()
  const first = await officer.post<Person>('/v1/people', body, { key })
  const before = await service.database.fingerprint()
  const second = await officer.post<Person>('/v1/people', body, { key })
  t.same(second.ok, first.ok)
  t.equal(second.status, 201)
  t.equal(second.etag, first.etag)
  t.equal(second.headers.get('location'), first.headers.get('location'))
  t.equal(second.headers.get('idempotency-replayed'), 'true')
  t.equal(first.headers.get('idempotency-replayed'), null)
  t.same(await service.database.fingerprint(), before)
})

t.test('the stored answer is replayed even after the state has moved on', async (t) => {
  const key = randomUUID()
  const { ids, person } = await journeyTo(service, 'team-complete')
  const withdraw = () => person.post(`/v1/consents/${ids.consentId}/withdrawal`, undefined, { key })
  const first = await withdraw()
  t.equal((await person.post(`/v1/consents/${ids.consentId}/withdrawal`)).problem.code, 'consent-withdrawn')
  t.same((await withdraw()).ok, first.ok)
})

t.test('422: a key that was used with another request is refused, and nothing is written', async (t) => {
  const key = randomUUID()
  const first = anOrganisation({ code: 'IDEM1' })
  await officer.post('/v1/organisations', first, { key })
  const before = await service.database.fingerprint()
  const otherBody = await officer.post('/v1/organisations', { ...first, code: 'IDEM2' }, { key })
  const otherPath = await officer.post('/v1/people', aPerson(), { key })
  t.equal(otherBody.problem.code, 'idempotency-key-reused')
  t.equal(otherPath.problem.code, 'idempotency-key-reused')
  t.same(await service.database.fingerprint(), before)
})

t.test('a key belongs to the actor who used it', async (t) => {
  const key = randomUUID()
  const mine = await officer.post<Organisation>('/v1/organisations', anOrganisation({ code: 'MINE1' }), { key })
  const theirs = await service
    .as('machine')
    .post<Organisation>('/v1/organisations', anOrganisation({ code: 'THEIRS1' }), { key })
  t.not(theirs.ok.id, mine.ok.id)
})

t.test('a request that was refused may be sent again with its key', async (t) => {
  const key = randomUUID()
  const { person, careCoordinator, ids } = await journeyTo(service, 'case-opened')
  const open = () => careCoordinator.post('/v1/cases', aCase(ids.personId), { key })
  t.equal((await open()).problem.code, 'case-in-flight')
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
  t.equal((await open()).status, 201)
})

t.test('409: while the first request still runs, the second is told so at once', async (t) => {
  const { ids, careCoordinator } = await journeyTo(service, 'case-opened')
  const key = randomUUID()
  const add = () =>
    careCoordinator.post(
      `/v1/cases/${ids.caseId}/members`,
      { actorId: 'an-advocate', caseRole: 'advocate', name: 'Quillon Advocate', organisationId: null },
      { key },
    )
  const release = await lockCase(ids.caseId)
  const first = add()
  await waitingForLock()
  const second = await add()
  t.equal(second.problem.code, 'request-in-progress')
  await release()
  t.equal((await first).status, 201)
  t.equal((await add()).headers.get('idempotency-replayed'), 'true')
})

t.test('eight requests with one key at once: it is done once', async (t) => {
  const key = randomUUID()
  const body = anOrganisation({ code: 'RACE1' })
  const answers = await Promise.all(Array.from({ length: 8 }, () => officer.post('/v1/organisations', body, { key })))
  const done = answers.filter((answer) => answer.status === 201)
  t.ok(done.length >= 1)
  t.ok(answers.every((answer) => answer.status === 201 || answer.problem.code === 'request-in-progress'))
  t.equal(done.filter((answer) => answer.headers.get('idempotency-replayed') === null).length, 1)
  const stored = await service.database.sql('select 1 from organisation where code = $1', ['RACE1'])
  t.equal(stored.length, 1)
})

t.test('400: where a decision moves, a key is required', async (t) => {
  const { ids, person } = await journeyTo(service, 'case-opened')
  const before = await service.database.fingerprint()
  const answer = await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null }, { key: null })
  t.equal(answer.problem.code, 'idempotency-key-required')
  t.same(await service.database.fingerprint(), before)
})

t.test('201: elsewhere a POST without a key is done, each time anew', async (t) => {
  const { ids, person } = await journeyTo(service, 'team-complete')
  const give = (purpose: string) =>
    person.post<{ id: string }>(
      `/v1/people/${ids.personId}/consents`,
      { organisationId: ids.organisationId, purpose, givenHow: 'online' },
      { key: null },
    )
  t.not((await give('share-for-budget')).ok.id, (await give('share-for-assessment')).ok.id)
})

t.test('400: a key that is no key is refused and named', async (t) => {
  for (const key of ['', 'with space', 'x'.repeat(129), 'é']) {
    const answer = await officer.post('/v1/organisations', anOrganisation({ code: 'BADKEY' }), { key })
    t.match(answer.problem, { code: 'request-invalid', errors: [{ pointer: 'headers:/idempotency-key' }] }, key)
  }
})

/** Holds the case as a request that runs would, until it is told to let go. */
async function lockCase(caseId: string): Promise<() => Promise<void>> {
  let letGo: () => void = () => {}
  let locked: () => void = () => {}
  const held = new Promise<void>((resolve) => {
    locked = resolve
  })
  const scope = { commissionerId: officerTenant, actorId: 'holder' }
  const holding = service.access.write(scope, async (tx) => {
    await tx.selectFrom('budget_case').select('case_id').where('case_id', '=', caseId).forUpdate().execute()
    locked()
    await new Promise<void>((resolve) => {
      letGo = resolve
    })
  })
  await held
  return async () => {
    letGo()
    await holding
  }
}

async function waitingForLock(): Promise<void> {
  for (;;) {
    const waiting = await service.database.sql(
      "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (waiting.length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

t.test('409: what told a secret once is done once, and tells where it is when its answer was lost', async (t) => {
  const { ids, person, careCoordinator } = await journeyTo(service, 'case-opened')
  const ofTrust = service.as('team-manager')
  const url = 'https://receiver.example.nhs.uk/lost'
  const webhook = await lost(t, () => ofTrust, '/v1/webhooks', { url, types: null })
  const path = `/v1/webhooks/${(webhook.body as { id: string }).id}`
  t.equal(webhook.again.headers.get('location'), path)
  const count = async (table: string) => (await service.database.sql(`select 1 from ${table}`)).length
  const secrets = await count('webhook_secret')
  t.equal((await lost(t, () => ofTrust, `${path}/secrets`)).again.headers.get('location'), path)
  t.equal(await count('webhook_secret'), secrets + 1)
  await lost(t, () => person, `/v1/cases/${ids.caseId}/page-links`)
  t.equal(await count('page_link'), 1)
  const other = (await careCoordinator.post<Person>('/v1/people', aPerson())).ok
  await lost(t, () => careCoordinator, `/v1/people/${other.id}/sign-in-codes`, { handedOver: 'in-person' })
  t.equal((await service.database.sql('select 1 from sign_in_code where person_id = $1', [other.id])).length, 1)
})

t.test('what looks, and keeps no answer, looks again', async (t) => {
  const key = randomUUID()
  const body = aPerson()
  const { id } = (await officer.post<Person>('/v1/people', body)).ok
  const { nhsNumber, bornOn, familyName } = body
  const someone = { purpose: 'referral-received', nhsNumber, bornOn, familyName }
  const search = () => officer.post<{ items: { id: string }[] }>('/v1/people/searches', someone, { key })
  for (const _ of [1, 2]) t.match((await search()).ok.items, [{ id }])
})

/** Sends a request twice with its key, as a client does that never got the answer. */
async function lost(t: Test, by: () => Client, path: string, body?: object) {
  const key = randomUUID()
  const first = await by().post(path, body, { key })
  t.equal(first.status, 201, path)
  const before = await service.database.fingerprint()
  const again = await by().post(path, body, { key })
  t.equal(again.problem.code, 'answer-not-kept', path)
  t.same(await service.database.fingerprint(), before, 'and nothing is written')
  return { body: first.ok, again }
}
