import t from 'tap'
import { accountants, ask, confirm, giveForBudget, giveForPayee, paper } from '../bank-accounts/acts.ts'
import { ask as askFor, withRoom } from '../off-plan-requests/acts.ts'
import { register } from '../payees/acts.ts'
import { escalateTo, overLimit, vote } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { newestOf, raise, take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')

/** Somebody who works for the commissioner by one account and handles concerns by another. */
async function twoAccounts(role: 'commissioner-officer' | 'finance-officer' | 'mdt-member', sub: string) {
  const actor = anActor(role, { sub })
  await sameHuman(service, `${sub}-as-lead`, actor)
  return { client: service.as(actor), asLead: service.as(anActor('safeguarding-lead', { sub: `${sub}-as-lead` })) }
}

t.test(
  'whoever gave an account of the case, asked about it or confirmed it does not handle its concerns',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    const { client, asLead } = await twoAccounts('commissioner-officer', 'gives-accounts')
    const confirms = await twoAccounts('finance-officer', 'confirms-accounts')
    void (await raise(journey.person, journey)).ok
    const id = (await newestOf(lead, journey)) ?? ''
    for (const one of [asLead, confirms.asLead])
      t.equal(await newestOf(one, journey), id, 'who had nothing to do with it')
    const given = { accountNumber: '44332211', documentHash: paper, saidFor: aSaidFor() }
    const account = (await giveForBudget(journey, given, client)).ok
    void (await ask(accountants(service).asker, account.id)).ok
    void (await confirm(confirms.client, account.id, { accountNumber: '44332211' })).ok
    for (const one of [asLead, confirms.asLead]) {
      t.equal(await newestOf(one, journey), undefined)
      t.equal((await take(one, id)).status, 404)
    }
    t.equal(await newestOf(lead, journey), id)
  },
)

t.test(
  'whoever registered a payee or gave their account does not handle what is about them, and all else',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    const { client, asLead } = await twoAccounts('commissioner-officer', 'registers-payees')
    const gives = await twoAccounts('finance-officer', 'gives-for-payees')
    const payee = (await register(client, { kind: 'public-body', name: 'Harbour Rooms' })).ok
    void (await giveForPayee(gives.client, payee.id, { name: 'Harbour Rooms' })).ok
    void (await raise(journey.person, journey, { about: 'payee', payee: 'harbour  ROOMS' })).ok
    for (const one of [asLead, gives.asLead]) t.equal(await newestOf(one, journey), undefined)
    t.ok(await newestOf(lead, journey))
    void (await raise(journey.person, journey, { about: 'payee', payee: 'Another shop' })).ok
    for (const one of [asLead, gives.asLead]) t.ok(await newestOf(one, journey))
  },
)

t.test('nor does whoever decided on something of it', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  void (await raise(journey.person, journey)).ok
  const { asLead } = await twoAccounts('commissioner-officer', 'decides')
  t.ok(await newestOf(asLead, journey))
  await service.database.sql(`update decision set decided_by = 'decides' where case_id = $1`, [journey.ids.caseId])
  t.equal(await newestOf(asLead, journey), undefined)
})

t.test('nor does whoever voted on its plan, or on what was asked for beside it', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed', overLimit), 'mdt-meeting')
  void (await raise(journey.person, journey)).ok
  const [{ client, asLead }, beside] = [
    await twoAccounts('mdt-member', 'votes'),
    await twoAccounts('mdt-member', 'votes-beside'),
  ]
  t.ok(await newestOf(asLead, journey))
  void (await vote(journey, client)).ok
  t.equal(await newestOf(asLead, journey), undefined)
  t.ok(await newestOf(lead, journey))

  const other = await withRoom(service)
  void (await raise(other.person, other)).ok
  const { id } = (await askFor(other, { amountPence: 2_000 })).ok
  t.ok(await newestOf(beside.asLead, other))
  // A vote as a meeting has it.
  await service.database.sql(
    `insert into off_plan_vote (commissioner_id, off_plan_vote_id, off_plan_request_id, tier, tier_role, human_id, voted_by, agrees, lived_experience, reasons, voted_at, round)
      select commissioner_id, gen_random_uuid(), off_plan_request_id, 'mdt-meeting', 'mdt-member', 'somebody', 'votes-beside', true, false, '[]', now(), 1
      from off_plan_request where off_plan_request_id = $1`,
    [id],
  )
  t.equal(await newestOf(beside.asLead, other), undefined)
})

t.test('nor does whoever dealt with another entry of the register that is the same payee', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const { client, asLead } = await twoAccounts('commissioner-officer', 'registers-sisters')
  const brokers = { code: 'BRK7', name: 'Morning Brokers', kind: 'brokerage-organisation' }
  const { id: organisationId } = (await journey.officer.post<{ id: string }>('/v1/organisations', brokers)).ok
  const entry = { kind: 'broker-organisation', organisationId }
  void (await register(service.as('care-coordinator'), { ...entry, name: 'Long Mornings' })).ok
  void (await register(client, { ...entry, name: 'Short Mornings' })).ok
  void (await raise(journey.person, journey, { about: 'payee', payee: 'long mornings' })).ok
  t.equal(await newestOf(asLead, journey), undefined)
  void (await raise(journey.person, journey, { about: 'payee', payee: 'Another shop' })).ok
  t.ok(await newestOf(asLead, journey))
})
