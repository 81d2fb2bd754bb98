import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { accountants, ask, confirm, giveForBudget } from '../bank-accounts/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { direct } from '../pay-runs/acts.ts'
import { change } from '../sign-off/acts.ts'
import { buy, fileReceipt } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { take } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const lead = service.as('safeguarding-lead')
const look = () => doOnce(service, 'concern-signals')

async function concernsOn({ ids }: Journey): Promise<Concern[]> {
  const { items } = (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok
  const of = items.filter(({ caseId }) => caseId === ids.caseId)
  return Promise.all(of.map(async ({ id }) => (await take(lead, id)).ok))
}
const reasonsOn = async (journey: Journey) =>
  (await concernsOn(journey)).flatMap(({ reports }) => reports.map(({ reason }) => reason)).sort()

t.test('one receipt for the purchases of two cases is a concern on both, once', async (t) => {
  const [one, other] = [await journeyTo(service, 'money-agreed'), await journeyTo(service, 'money-agreed')]
  const documentHash = 'e'.repeat(64)
  const bought = (await buy(one, { amountPence: 1_234 })).ok
  void (await fileReceipt(one, bought.id, { amountPence: 1_234, documentHash })).ok
  t.equal(await look(), 0)
  const again = (await buy(other, { amountPence: 1_234 })).ok
  void (await fileReceipt(other, again.id, { amountPence: 1_234, documentHash })).ok
  t.equal(await look(), 3)
  t.equal(await look(), 0, 'once')
  t.same(await reasonsOn(one), ['document-in-two-cases'])
  t.same(await reasonsOn(other), ['document-in-two-cases', 'same-document'])
  const [concern] = await concernsOn(one)
  t.match(concern, { about: 'payee', level: 'high', reports: [{ purchaseId: bought.id, raisedAs: 'service' }] })
  t.notMatch(JSON.stringify(concern), new RegExp(other.ids.caseId), 'the other case is not named')
  for (const client of [one.broker, one.person, one.officer])
    t.not((await client.get(`/v1/concerns/${concern?.id}`)).status, 200, 'who does not handle concerns sees nothing')
})

/** A direct payment of one sum, into an account that the person gave first. */
async function paidInto(amountPence: number, accountNumber: string): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const line = { key: 'gym', amountPence, checkedBy: 'care-coordinator' as const }
  await change(journey, { lines: [aPlanLine({ ...line, ...direct })] })
  await journey.on('money-agreed')
  await agreeOn(journey)
  await accountOf(journey, accountNumber)
  return journey
}
async function accountOf(journey: Journey, accountNumber: string): Promise<void> {
  const { giver, confirmer } = accountants(service)
  const account = (await giveForBudget(journey, { accountNumber })).ok
  if (account.toTell) void (await ask(giver, account.id)).ok
  void (await confirm(confirmer, account.id, { accountNumber })).ok
}

t.test(
  'a large payment into an account that was changed shortly before is a concern, once for each change',
  async (t) => {
    const [large, small] = [await paidInto(20_000, '55779911'), await paidInto(19_999, '55779912')]
    await look()
    t.same(await reasonsOn(large), [], 'a first account is no change')
    for (const journey of [large, small]) await accountOf(journey, journey === large ? '31926819' : '63748472')
    await Promise.all([look(), look()])
    t.same(await reasonsOn(large), ['account-changed-large-sum'])
    t.same(await reasonsOn(small), [], 'a penny less is not large')
    await look()
    t.same(await reasonsOn(large), ['account-changed-large-sum'], 'once')
  },
)
