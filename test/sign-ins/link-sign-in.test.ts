import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import type { SignIn, SignInCode } from '../../src/sign-ins/schemas.ts'
import { aMachine, anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { aConfirmedCode, linkSignIn } from '../support/sign-in.ts'

const service = await startService(t)
const [careCoordinator, officer] = [service.as('care-coordinator'), service.as('commissioner-officer')]
const who = { careCoordinator, officer }
const bornOn = '1984-02-29'
const register = async () => (await careCoordinator.post<{ id: string }>('/v1/people', aPerson())).ok.id
let others = 0
const aPersonToken = () => {
  others += 1
  return service.as(anActor('person', { sub: `one-more-person-${others}` }))
}
const issue = (personId: string, client = careCoordinator) =>
  client.post<SignInCode & { code: string }>(`/v1/people/${personId}/sign-in-codes`, { handedOver: 'by-post' })

t.test(
  'a sign-in is no field of a person: nobody writes it down, not who registers nor who changes them',
  async (t) => {
    const sent = { ...aPerson(), subject: 'an-accomplice' }
    await refused(t, service, () => careCoordinator.post('/v1/people', sent), 'request-invalid')
    const { ids } = await journeyTo(service, 'case-opened')
    const path = `/v1/people/${ids.personId}`
    for (const client of [careCoordinator, officer, service.as('machine')]) {
      const { etag } = await client.get(path)
      const change = () => client.patch(path, { subject: 'an-accomplice' }, { ifMatch: etag })
      await refused(t, service, change, 'request-invalid')
    }
  },
)

t.test(
  '201: the person links it themself, with a code and their birth, and joins their cases; all is told',
  async (t) => {
    const personId = await register()
    const opened = await careCoordinator.post<{ id: string }>('/v1/cases', aCase(personId))
    const person = aPersonToken()
    const { code } = await aConfirmedCode(who, personId)
    const entries = await audited(service, async () => {
      const answer = await person.post<SignIn>('/v1/sign-ins', {
        code: code.toLowerCase().replaceAll('-', ' '),
        bornOn,
      })
      t.equal(answer.status, 201, 'however the code is typed')
      fits(t, answer.ok, {
        personId,
        subject: person.actor?.sub,
        linkedBy: 'code',
        codeIssuedBy: 'the-care-coordinator',
        codeConfirmedBy: 'the-commissioner-officer',
      })
      t.same((await person.get<{ items: SignIn[] }>(answer.headers.get('location') ?? '')).ok.items, [answer.ok])
      const listed = (await officer.get<{ items: SignIn[] }>('/v1/sign-ins')).ok.items
      t.same(listed[0], answer.ok, 'the commissioner sees that it happened')
    })
    fits(t, entries, [
      { type: 'sign-in.linked', facts: { linkedBy: 'code', codeIssuedBy: 'the-care-coordinator' } },
      { type: 'case.member-joined', case_id: opened.ok.id },
    ])
    t.equal((await person.get(`/v1/cases/${opened.ok.id}`)).status, 200)
  },
)

t.test('the code is told once: in no record, no log, no list, and a repeated key issues no other', async (t) => {
  const personId = await register()
  const path = `/v1/people/${personId}/sign-in-codes`
  const send = (key: string) =>
    careCoordinator.post<{ id: string; code: string }>(path, { handedOver: 'by-post' }, { key })
  const first = (await send('the-same-key')).ok
  t.equal((await send('the-same-key')).problem.code, 'answer-not-kept')
  const second = (await send('another-key')).ok
  t.not(first.code, second.code)
  await officer.post(`/v1/sign-in-codes/${second.id}/confirmation`)
  const kept = await service.database.sql<{ text: string }>(
    `select string_agg(t::text, '') as text from (select r::text as t from idempotency_record r union all select a::text from audit_entry a
      union all select c::text from sign_in_code c) t`,
  )
  for (const { code } of [first, second]) {
    const secret = code.slice(6)
    for (const text of [kept[0]?.text, service.logLines.join(''), JSON.stringify((await officer.get(path)).body)])
      t.notOk(text?.includes(secret), 'nowhere')
  }
  const replaced = () => aPersonToken().post('/v1/sign-ins', { code: first.code, bornOn })
  t.equal((await replaced()).problem.code, 'sign-in-refused', 'the first is good no more')
})

t.test('403: who issued a code does not confirm it, and without a second person it opens nothing', async (t) => {
  const personId = await register()
  const { id, code } = (await issue(personId)).ok
  const confirm = () => careCoordinator.post(`/v1/sign-in-codes/${id}/confirmation`)
  await refused(t, service, confirm, 'second-person-needed')
  const accomplice = aPersonToken()
  t.equal((await accomplice.post('/v1/sign-ins', { code, bornOn })).problem.code, 'sign-in-refused')
  await refused(t, service, () => accomplice.get(`/v1/people/${personId}`), 'not-found')
})

t.test('403: a system issues and confirms none, and links nothing', async (t) => {
  const personId = await register()
  const machine = service.as(aMachine())
  await refused(t, service, () => issue(personId, machine), 'permission-missing')
  const { id } = (await issue(personId)).ok
  await refused(t, service, () => machine.post(`/v1/sign-in-codes/${id}/confirmation`), 'permission-missing')
  await refused(t, service, () => machine.post('/v1/sign-ins', { code: null, bornOn }), 'permission-missing')
})

t.test('422: nobody who works here takes a record, whatever their token says today', async (t) => {
  const { ids } = await journeyTo(service, 'team-complete')
  const { code } = await aConfirmedCode(who, await register())
  const link = (sub: string, roles: readonly string[]) =>
    service.as(anActor('person', { sub, roles, organisation: 'RW4' })).post('/v1/sign-ins', { code, bornOn })
  await refused(t, service, () => link('the-care-coordinator', ['person', 'care-coordinator']), 'sign-in-refused')
  for (const sub of ['the-care-coordinator', 'the-commissioner-officer', 'the-broker'])
    t.equal((await link(sub, ['person'])).problem.code, 'sign-in-refused', sub)
  t.ok(ids.caseId)
})

t.test('422: a code alone does not do; five wrong births burn it, and the tries are told', async (t) => {
  const personId = await register()
  const { code } = await aConfirmedCode(who, personId)
  const guesser = aPersonToken()
  const entries = await audited(service, async () => {
    for (let day = 1; day <= 5; day += 1) {
      const problem = (await guesser.post('/v1/sign-ins', { code, bornOn: `1984-03-0${day}` })).problem
      t.equal(problem.code, 'sign-in-refused')
      t.equal(problem.detail, 'This does not prove that a record is yours', 'it says no more than no')
    }
  })
  t.same(
    entries.map(({ type, facts }) => [type, (facts as { burnt: boolean }).burnt]),
    [false, false, false, false, true].map((burnt) => ['sign-in.refused', burnt]),
  )
  t.equal((await aPersonToken().post('/v1/sign-ins', { code, bornOn })).problem.code, 'sign-in-refused', 'too late')
  const { items } = (await officer.get<{ items: SignInCode[] }>(`/v1/people/${personId}/sign-in-codes`)).ok
  fits(t, items, [{ tries: 5, endedAs: 'tried-too-often' }])
})

t.test('429: whoever guesses codes is stopped, and what they sent tells them nothing of what there is', async (t) => {
  const guesser = aPersonToken()
  const statuses: number[] = []
  for (let n = 0; n < 7; n += 1)
    statuses.push((await guesser.post('/v1/sign-ins', { code: `ZZZZ${n}-ZZZZZ-ZZZZZ`, bornOn })).status)
  t.same(statuses, [422, 422, 422, 422, 422, 429, 429])
  const again = await guesser.post('/v1/sign-ins', { code: null, bornOn })
  t.equal(again.status, 429)
  t.equal(again.headers.get('retry-after'), '1800', 'at the next hour')
})

t.test('422: a code ends after 72 hours, and is used once', async (t) => {
  const personId = await register()
  const { code } = await aConfirmedCode(who, personId)
  service.clock.advance({ hours: 72 })
  t.equal((await aPersonToken().post('/v1/sign-ins', { code, bornOn })).problem.code, 'sign-in-refused')
  service.clock.advance({ hours: -72 })
  t.equal((await aPersonToken().post('/v1/sign-ins', { code, bornOn })).status, 201)
  t.equal((await aPersonToken().post('/v1/sign-ins', { code, bornOn })).problem.code, 'sign-in-refused')
  await refused(t, service, () => issue(personId), 'sign-in-exists', 'what is linked is never overwritten')
})

t.test('429: a person has three codes in a day, whoever issues them, and the last one holds', async (t) => {
  const personId = await register()
  for (const client of [careCoordinator, officer]) t.equal((await issue(personId, client)).status, 201)
  const { id, code } = (await issue(personId)).ok
  for (const client of [careCoordinator, officer])
    await refused(t, service, () => issue(personId, client), 'rate-limited')
  service.clock.advance({ hours: 1 })
  t.equal((await issue(personId)).headers.get('retry-after'), `${23 * 3_600}`, 'until the first is a day ago')
  service.clock.advance({ hours: -1 })
  const others = await Promise.all(Array.from({ length: 5 }, () => register()))
  for (const other of others) t.equal((await issue(other)).status, 201, 'it is of one person')
  const races = await Promise.all(Array.from({ length: 6 }, () => issue(others[0] ?? '')))
  t.same(races.map(({ status }) => status).sort(), [201, 201, 429, 429, 429, 429], 'at once too')
  await officer.post(`/v1/sign-in-codes/${id}/confirmation`)
  t.equal((await aPersonToken().post('/v1/sign-ins', { code, bornOn })).status, 201)
  service.clock.advance({ hours: 24 })
  t.equal((await issue(others[0] ?? '')).status, 201, 'and a day later again')
  service.clock.advance({ hours: -24 })
})

t.test('of eight who use one code at once, one is linked', async (t) => {
  const personId = await register()
  const { code } = await aConfirmedCode(who, personId)
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => aPersonToken().post('/v1/sign-ins', { code, bornOn })),
  )
  t.same(answers.map(({ status }) => status).sort(), [201, 422, 422, 422, 422, 422, 422, 422])
})

t.test('409: a sign-in has one record in the tenant; with another commissioner it may have another', async (t) => {
  const { person, ids } = await journeyTo(service, 'person-registered')
  const { code } = await aConfirmedCode(who, await register())
  await refused(t, service, () => person.post('/v1/sign-ins', { code, bornOn }), 'sign-in-exists')
  const there = {
    careCoordinator: service.as(inTenant('QOP', 'care-coordinator')),
    officer: service.as(inTenant('QOP', 'commissioner-officer')),
    person: service.as(inTenant('QOP', person.actor ?? 'person')),
  }
  const elsewhere = (await there.careCoordinator.post<{ id: string }>('/v1/people', aPerson())).ok.id
  t.equal((await linkSignIn(there, elsewhere)).subject, person.actor?.sub)
  t.ok(ids.personId)
})

t.test('a sign-in ends by the person at once, or by two officers; the place on the cases ends with it', async (t) => {
  const own = await journeyTo(service, 'case-opened')
  t.equal((await own.person.post<SignIn>(`/v1/sign-ins/${own.ids.signInId}/ending`)).ok.endedBy, own.person.actor?.sub)
  await refused(t, service, () => own.person.get(`/v1/cases/${own.ids.caseId}`), 'not-found')
  const { items } = (await careCoordinator.get<{ items: CaseMember[] }>(`/v1/cases/${own.ids.caseId}/members`)).ok
  t.not(items.find(({ caseRole }) => caseRole === 'person')?.leftAt, null)

  const { person, ids } = await journeyTo(service, 'case-opened')
  const path = `/v1/sign-ins/${ids.signInId}/ending`
  t.equal((await careCoordinator.post(path)).problem.code, 'permission-missing')
  await refused(t, service, () => own.person.post(path), 'not-found', 'nobody ends another’s')
  await refused(t, service, () => officer.post(`${path}/confirmation`), 'wrong-state')
  t.equal((await officer.post<SignIn>(path)).ok.endedAt, null)
  t.equal((await person.get(`/v1/cases/${ids.caseId}`)).status, 200, 'proposed is not ended')
  await refused(t, service, () => officer.post(`${path}/confirmation`), 'second-person-needed')
  const second = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
  fits(t, (await second.post<SignIn>(`${path}/confirmation`)).ok, { endedBy: 'a-second-officer' })
  await refused(t, service, () => person.get(`/v1/cases/${ids.caseId}`), 'not-found')
  await refused(t, service, () => second.post(`${path}/confirmation`), 'wrong-state')
})

t.test('201: a number that the issuer has verified links without a code, where one record alone has it', async (t) => {
  const registered = aPerson()
  await careCoordinator.post('/v1/people', registered)
  const verified = async (nhsNumber: string | null, level: unknown) => {
    const actor = aPersonToken().actor ?? anActor('person')
    const claims = { nhs_number: nhsNumber, identity_proofing_level: level }
    return service.withToken(await service.tokenFor(actor, claims), actor)
  }
  const link = async (nhsNumber: string | null, level: unknown = 'P9') =>
    (await verified(nhsNumber, level)).post<SignIn>('/v1/sign-ins', { code: null, bornOn })
  t.equal((await aPersonToken().post('/v1/sign-ins', { code: null, bornOn })).problem.code, 'sign-in-refused')
  t.equal((await link('not a number')).problem.code, 'unauthenticated')
  for (const level of ['P5', 'P0', 'p9', '', null, ['P9']])
    t.equal((await link(registered.nhsNumber, level)).problem.code, 'sign-in-refused', `not at ${level}`)
  t.equal((await link(registered.nhsNumber)).ok.linkedBy, 'verified-nhs-number')
  t.equal((await link(registered.nhsNumber)).problem.code, 'sign-in-refused', 'once')
  const twice = aPerson()
  for (let n = 0; n < 2; n += 1) await careCoordinator.post('/v1/people', twice)
  t.equal((await link(twice.nhsNumber)).problem.code, 'sign-in-refused', 'two records are joined first')
})

t.test('400: a code with what no text of the database can hold is refused, and breaks nothing', async (t) => {
  const stranger = service.as(anActor('person', { sub: 'somebody-who-tries' }))
  const body = { code: 'a\u0000b', bornOn: '1990-05-17' }
  await refused(t, service, () => stranger.post('/v1/sign-ins', body), 'request-invalid')
})
