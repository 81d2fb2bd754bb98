import t from 'tap'
import type { BankAccount } from '../../src/bank-accounts/schemas.ts'
import { newestOf, take } from '../concerns/acts.ts'
import { register } from '../payees/acts.ts'
import { buy } from '../spending/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { accountants, ask, confirm, details, giveForBudget, giveForPayee, nameOf, paper, withAccount } from './acts.ts'

const service = await startService(t)
const { giver, asker, confirmer } = accountants(service)
const officer = service.as('commissioner-officer')
const lead = service.as('safeguarding-lead')
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))

const listOf = async (payeeId: string) =>
  (await giver.get<{ items: BankAccount[] }>(`/v1/payees/${payeeId}/bank-accounts`)).ok.items

t.test('one gives the account of a payee, another types it again; nobody is ever told what it is', async (t) => {
  const payee = (await register(officer)).ok
  const given = await giveForPayee(giver, payee.id)
  t.match(given.ok, { status: 'proposed', nameMatches: true, toTell: false })
  const { id } = given.ok
  await refused(t, service, () => confirm(giver, id), 'second-person-needed')
  await refused(t, service, () => giveForPayee(giver, payee.id), 'wrong-state')
  for (const more of [{ sortCode: '20-00-01' }, { accountNumber: '55779912' }, { name: 'City Drums' }])
    await refused(t, service, () => confirm(confirmer, id, more), 'bank-details-differ')
  t.match((await confirm(confirmer, id, { sortCode: '200000' })).ok, { status: 'confirmed' })
  await refused(t, service, () => confirm(confirmer, id), 'wrong-state')
  t.match(await listOf(payee.id), [{ id, status: 'confirmed' }])

  const kept = await service.database.sql('select * from bank_account')
  const everywhere = JSON.stringify([
    kept,
    service.logLines,
    await service.database.sql('select * from idempotency_record'),
  ])
  const audit = JSON.stringify(
    await service.database.sql('select e::text from audit_entry e union all select o::text from audit_outbox o'),
  )
  for (const secret of [details.accountNumber, '200000', details.sortCode])
    t.notOk(`${everywhere}${audit}${JSON.stringify(given.ok)}`.includes(secret), secret)
  const bytes = Buffer.concat((kept as { sealed: Buffer }[]).map(({ sealed }) => Buffer.from(sealed)))
  t.notOk(bytes.includes(details.accountNumber))
})

t.test('a change asks the owner first, in the way that was known before', async (t) => {
  const payee = (await register(officer, { contact: '020 7946 0000' })).ok
  const first = (await giveForPayee(giver, payee.id)).ok
  await refused(t, service, () => confirm(confirmer, first.id), 'bank-account-to-tell')
  await refused(t, service, () => ask(giver, first.id), 'second-person-needed')
  await refused(t, service, () => ask(asker, first.id, { toldOn: '2026-11-23' }), 'request-invalid')
  await refused(t, service, () => ask(asker, first.id, { toldOn: '2026-11-25' }), 'request-invalid')
  void (await ask(asker, first.id)).ok
  void (await confirm(confirmer, first.id)).ok

  const other = { accountNumber: '12345678' }
  const stolen = (await giveForPayee(giver, payee.id, other)).ok
  t.equal(stolen.toTell, true)
  t.match((await ask(asker, stolen.id, { answer: 'not-theirs' })).ok, { status: 'refused', answer: 'not-theirs' })
  await refused(t, service, () => confirm(confirmer, stolen.id, other), 'wrong-state')
  t.same(
    (await listOf(payee.id)).map(({ status }) => status),
    ['refused', 'confirmed'],
    'the one before is paid into',
  )

  const quiet = (await giveForPayee(giver, payee.id, other)).ok
  void (await ask(asker, quiet.id, { answer: 'no-answer' })).ok
  service.clock.set('2026-12-01T09:30:00Z')
  await refused(t, service, () => confirm(confirmer, quiet.id, other), 'bank-account-to-tell')
  service.clock.set('2026-12-02T09:30:00Z')
  void (await confirm(confirmer, quiet.id, other)).ok
  t.same(
    (await listOf(payee.id)).map(({ status }) => status),
    ['confirmed', 'refused', 'replaced'],
  )
})

t.test('another name asks for the reason, a paper is needed, and one can be refused', async (t) => {
  const payee = (await register(officer, { name: 'Jane Smith' })).ok
  await refused(t, service, () => giveForPayee(giver, payee.id, { documentHash: null }), 'request-invalid')
  const other = (await giveForPayee(giver, payee.id, { name: 'J Brown' })).ok
  t.equal(other.nameMatches, false)
  await refused(t, service, () => confirm(confirmer, other.id), 'own-words-missing')
  const because = 'She is Jane Brown since she married.'
  const waiting = (await confirmer.get<{ items: BankAccount[] }>('/v1/waiting-bank-accounts')).ok.items
  t.ok(waiting.some(({ id }) => id === other.id))
  t.match((await confirm(confirmer, other.id, { because })).ok, { status: 'confirmed', because })
  const next = (await giveForPayee(giver, payee.id, { accountNumber: '11111111' })).ok
  const refusal = () =>
    confirmer.post<BankAccount>(`/v1/bank-accounts/${next.id}/refusal`, { because: 'Not her paper.' })
  t.match((await refusal()).ok, { status: 'refused' })
  await refused(t, service, refusal, 'wrong-state')
  for (const bad of [{ sortCode: '2000' }, { accountNumber: '5577991' }, { sortCode: '20-00-0a' }, { name: '' }])
    await refused(t, service, () => giveForPayee(giver, payee.id, bad), 'request-invalid')
})

t.test('the person gives the account of their budget; whoever has it recorded for them has them told', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const own = (await giveForBudget(journey)).ok
  t.match(own, { caseId: journey.ids.caseId, payeeId: null, toTell: false, nameMatches: true })
  void (await confirm(confirmer, own.id)).ok
  const recorded = { documentHash: paper, saidFor: aSaidFor(), accountNumber: '12341234' }
  await refused(
    t,
    service,
    () => giveForBudget(journey, { ...recorded, saidFor: null }, journey.officer),
    'own-words-missing',
  )
  await refused(
    t,
    service,
    () => giveForBudget(journey, { ...recorded, documentHash: null }, journey.officer),
    'request-invalid',
  )
  await refused(t, service, () => giveForBudget(journey, {}, journey.broker), 'permission-missing')
  const changed = (await giveForBudget(journey, recorded, journey.officer)).ok
  t.equal(changed.toTell, true)
  void (await ask(asker, changed.id)).ok
  void (await confirm(confirmer, changed.id, recorded)).ok

  const { items } = (
    await journey.person.get<{ items: { id: string; kind: string }[] }>(`/v1/cases/${journey.ids.caseId}/said-for-me`)
  ).ok
  const told = items.find(({ kind }) => kind === 'bank-account')
  void (await journey.person.post(`/v1/said-for/${told?.id}/objection`, { words: 'I never said that.' })).ok
  const list = (await journey.person.get<{ items: BankAccount[] }>(`/v1/cases/${journey.ids.caseId}/bank-accounts`)).ok
    .items
  t.same(
    list.map(({ status }) => status),
    ['refused', 'replaced'],
    'nothing is paid into what the person never gave',
  )
})

t.test(
  'one account for two budgets, or in the name of the broker, is looked into by those who do that alone',
  async (t) => {
    const [one, two, three] = [
      await journeyTo(service, 'money-agreed'),
      await journeyTo(service, 'money-agreed'),
      await journeyTo(service, 'money-agreed'),
    ]
    const shared = { accountNumber: '99887766' }
    const reasonsOf = async (journey: typeof one) => {
      await doOnce(service, 'concern-signals')
      const id = await newestOf(lead, journey)
      return id === undefined ? [] : (await take(lead, id)).ok.reports.map(({ reason, raisedBy }) => [reason, raisedBy])
    }
    void (await giveForBudget(one, shared)).ok
    t.same(await reasonsOf(one), [])
    void (await giveForBudget(two, shared)).ok
    for (const journey of [one, two]) t.same(await reasonsOf(journey), [['shared-bank-details', 'system']])
    void (await giveForBudget(three, { accountNumber: '10101010', name: await nameOf(three, 'broker') })).ok
    t.same(await reasonsOf(three), [['staff-paid-themselves', 'system']])
    const denied = (await giveForBudget(one, { accountNumber: '20202020' })).problem
    t.equal(denied.code, 'wrong-state')
  },
)

t.test('a payee who is paid into the account of another raises it with the next purchase', async (t) => {
  const kinds = { kind: 'public-body' }
  const [one, two] = [
    (await register(officer, kinds)).ok,
    (await register(officer, { ...kinds, name: 'City Drums' })).ok,
  ]
  const shared = { accountNumber: '31313131' }
  await withAccount(service, one.id, shared)
  await withAccount(service, two.id, { ...shared, name: 'City Drums' })
  const journey = await journeyTo(service, 'money-agreed')
  await doOnce(service, 'concern-signals')
  void (await buy(journey, { amountPence: 123, payeeId: two.id, payee: 'City Drums' })).ok
  t.equal(await doOnce(service, 'concern-signals'), 1)
  const id = (await newestOf(lead, journey)) ?? ''
  t.match((await take(lead, id)).ok, { about: 'payee', payee: 'City Drums', level: 'high' })
})

t.test('an account in the name of who acts for the person, or did, needs the reason and is looked into', async (t) => {
  for (const [name, leftAt] of [
    ['Gary Former', '2026-11-01T09:00:00Z'],
    ['Rita Present', null],
  ] as const) {
    const journey = await journeyTo(service, 'money-agreed')
    await service.database.sql(
      `insert into case_member (commissioner_id, case_member_id, case_id, case_role, actor_id, name, relative, joined_at, left_at)
        select commissioner_id, gen_random_uuid(), case_id, 'representative', gen_random_uuid()::text, $2, true, '2026-10-01T09:00:00Z', $3::timestamptz
        from budget_case where case_id = $1`,
      [journey.ids.caseId, name, leftAt],
    )
    const given = (await giveForBudget(journey, { name, accountNumber: leftAt ? '61616161' : '62626262' })).ok
    t.equal(given.nameMatches, false, name)
    const typed = { accountNumber: leftAt ? '61616161' : '62626262' }
    await refused(t, service, () => confirm(confirmer, given.id, typed), 'own-words-missing', name)
    await doOnce(service, 'concern-signals')
    const id = (await newestOf(lead, journey)) ?? ''
    t.match((await take(lead, id)).ok.reports, [{ reason: 'bank-name-differs', raisedBy: 'system' }], name)
    void (await confirm(confirmer, given.id, { ...typed, because: 'She has none of her own yet.' })).ok
  }
})

t.test('an account has the name of the person as it is recorded now, whether or not they ever signed in', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { ids, officer } = journey
  await service.database.sql(`delete from case_member where case_id = $1 and case_role = 'person'`, [ids.caseId])
  const { givenName, familyName } = (
    await officer.get<{ givenName: string; familyName: string }>(`/v1/people/${ids.personId}`)
  ).ok
  const recorded = { documentHash: paper, saidFor: aSaidFor() }
  const giveAs = async (name: string, accountNumber: string) => {
    const { id, nameMatches } = (await giveForBudget(journey, { ...recorded, name, accountNumber }, officer)).ok
    void (await confirmer.post(`/v1/bank-accounts/${id}/refusal`, { because: 'Only to ask by its name.' })).ok
    return nameMatches
  }
  t.equal(await giveAs(`${givenName} ${familyName}`, '63636363'), true)
  t.equal(await giveAs('Somebody Else', '64646464'), false)
})
