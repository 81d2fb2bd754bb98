import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { domainWork } from '../../src/domains.ts'
import { accountants, ask, giveForBudget, giveForPayee, nameOf } from '../bank-accounts/acts.ts'
import { paidProvider } from '../payments/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { defaultNow, startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
const { giver, confirmer } = accountants(service)
t.beforeEach(() => service.clock.set(defaultNow))
const look = () => doOnce(service, 'concern-signals')

async function reasonsOn({ ids }: Journey): Promise<(readonly [string | null, string])[]> {
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const of = items.filter(({ caseId }) => caseId === ids.caseId)
  const concerns: Concern[] = []
  for (const { id } of of) concerns.push((await take(lead, id)).ok)
  return concerns.flatMap(({ payee, reports }) => reports.map(({ reason }) => [payee, reason] as const))
}

t.test(
  'an account of a payee that is denied, in another name or shared is a concern where they are to be paid',
  async (t) => {
    const { journey, provider } = await paidProvider(service)
    const other = await journeyTo(service, 'plan-agreed')
    const shared = { accountNumber: '33334444' }
    const own = (await giveForBudget(other, shared)).ok
    const of = { ...shared, name: 'Somebody Else' }
    const account = (await giveForPayee(giver, provider.id, of)).ok
    t.same([await reasonsOn(journey), await reasonsOn(other)], [[], []], 'nothing within the request')
    await look()
    t.same((await reasonsOn(journey)).toSorted(), [
      ['Riverside Support', 'bank-name-differs'],
      ['Riverside Support', 'shared-bank-details'],
    ])
    t.same(await reasonsOn(other), [['Riverside Support', 'shared-bank-details']])
    t.equal(await look(), 0, 'once')

    service.clock.advance({ minutes: 1 })
    void (await ask(confirmer, account.id, { answer: 'not-theirs' })).ok
    t.equal((await reasonsOn(journey)).length, 2)
    t.equal(await look(), 1)
    t.match(await reasonsOn(journey), [{}, {}, ['Riverside Support', 'bank-details-denied']])
    t.equal(await look(), 0)
    t.equal(own.status, 'proposed')
  },
)

t.test('one account that cannot be opened stops no look: what it shows is raised, and the log names it', async (t) => {
  const [gone, changed, sound] = [
    await journeyTo(service, 'plan-agreed'),
    await journeyTo(service, 'plan-agreed'),
    await journeyTo(service, 'plan-agreed'),
  ]
  const accounts: string[] = []
  for (const [place, journey] of [gone, changed, sound].entries()) {
    const given = { name: 'Somebody Else', accountNumber: `4545454${place}` }
    accounts.push((await giveForBudget(journey, given)).ok.id)
  }
  await service.database.sql(`update bank_account set key_id = 'no-such-key' where bank_account_id = '${accounts[0]}'`)
  await service.database.sql(
    `update bank_account set sealed = sealed || '\\x00'::bytea where bank_account_id = '${accounts[1]}'`,
  )
  const said: [ids: object, sentence: string][] = []
  const work = domainWork.find(({ name }) => name === 'concern-signals')
  const platform = { database: service.access, now: service.clock.now }
  await work?.work(platform, new AbortController().signal, (ids, sentence) => void said.push([ids, sentence]))
  for (const journey of [gone, changed, sound]) t.same(await reasonsOn(journey), [[null, 'bank-name-differs']])
  t.same(
    said.map(([ids]) => ids),
    accounts.slice(0, 2).map((bankAccountId) => ({ commissionerId: tenants.QYG.commissionerId, bankAccountId })),
  )
  t.notMatch(JSON.stringify(said), /Somebody|4545454|no-such-key/)
  t.equal(await look(), 0, 'once')
})

t.test('an account that is denied long after it was given is a concern all the same', async (t) => {
  const { journey, provider } = await paidProvider(service)
  const account = (await giveForPayee(giver, provider.id, { accountNumber: '66667777', name: provider.name })).ok
  t.equal(await look(), 0)
  service.clock.advance({ days: 90 })
  void (await ask(confirmer, account.id, { answer: 'not-theirs', toldOn: service.clock.today() })).ok
  t.equal(await look(), 1)
  t.same(await reasonsOn(journey), [[provider.name, 'bank-details-denied']])
  t.equal(await look(), 0)
})

t.test('an account in another name that was refused before anybody looked is a concern as well', async (t) => {
  const { journey, provider } = await paidProvider(service)
  const account = (await giveForPayee(giver, provider.id, { accountNumber: '77776666', name: 'Somebody Else' })).ok
  void (await ask(confirmer, account.id, { answer: 'not-theirs', toldOn: service.clock.today() })).ok
  await look()
  t.same((await reasonsOn(journey)).toSorted(), [
    [provider.name, 'bank-details-denied'],
    [provider.name, 'bank-name-differs'],
  ])
})

t.test('what was raised of somebody on the team hides nothing of the account of a payee', async (t) => {
  const { journey, provider } = await paidProvider(service)
  void (await giveForPayee(giver, provider.id, { accountNumber: '88889999', name: 'Somebody Else' })).ok
  const dueLater = (at: string) =>
    service.database.sql(
      `update payment set cancelled_at = ${at}, cancelled_because = ${at === 'null' ? 'null' : "'schedule-changed'"} where case_id = $1`,
      [journey.ids.caseId],
    )
  // As where a plan that pays them comes later.
  await dueLater('now()')
  void (await giveForBudget(journey, { accountNumber: '99998888', name: await nameOf(journey, 'broker') })).ok
  t.equal(await look(), 1)
  t.same(await reasonsOn(journey), [[null, 'staff-paid-themselves']])
  await dueLater('null')
  t.equal(await look(), 1)
  t.match((await reasonsOn(journey)).toSorted(), [[null], [provider.name, 'bank-name-differs']])
})
