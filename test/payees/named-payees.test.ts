import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { newestOf, raise, take } from '../concerns/acts.ts'
import { change } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { decidePayee, payable, register, showEvidence, theCouncil } from './acts.ts'

const service = await startService(t)
t.afterEach(() => proven(service))
const coordinator = service.as('care-coordinator')
const officer = service.as('commissioner-officer')

/** A plan with one line that is paid by invoice. */
async function byInvoice(): Promise<{ journey: Journey; planLineId: string }> {
  const journey = await journeyTo(service, 'plan-drafted')
  void (await change(journey, { lines: [aPlanLine({ instrument: 'invoice' })] })).ok
  await journey.on('money-agreed')
  return { journey, planLineId: (await statementOf(journey)).lines[0]?.planLineId ?? '' }
}

t.test('who sends an invoice is registered: a typed name passes no register', async (t) => {
  const { journey, planLineId } = await byInvoice()
  const wanted = { planLineId, instrument: 'invoice', amountPence: 100 } as const
  const payeeId = await theCouncil(service)
  const { errors } = await refused(
    t,
    service,
    () => buy(journey, { ...wanted, payeeId: null, payee: 'A man with a van' }),
    'request-invalid',
  )
  t.match(errors, [{ pointer: '/payeeId' }])
  const bare = await register(coordinator, { kind: 'individual-worker', name: 'Jo Without Papers' })
  await refused(t, service, () => buy(journey, { ...wanted, payeeId: bare.ok.id }), 'payee-evidence-missing')
  t.equal((await buy(journey, { ...wanted, payeeId })).status, 201)
})

t.test(
  'on a line that pays by card in any shop, who is registered is named all the same, however it is typed',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { id } = (await register(coordinator, { kind: 'individual-worker', name: 'Aïsha Khan' })).ok
    for (const payee of ['Aïsha Khan', ' AISHA-KHAN ', 'Аisha  Khan']) {
      const { errors, detail } = await refused(t, service, () => buy(journey, { payee }), 'request-invalid')
      t.match(errors, [{ pointer: '/payeeId' }])
      t.notMatch(JSON.stringify([errors, detail]), /khan/i, 'and not a letter of the name is told')
    }
    await refused(t, service, () => buy(journey, { payee: 'Aisha Khan', payeeId: id }), 'payee-evidence-missing')
    t.equal((await buy(journey, { payee: 'Another shop' })).status, 201)
  },
)

t.test(
  '409 payee-to-decide: a broker types the name of its own organisation, or of somebody on the team',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { caseId } = journey.ids
    const joins = { actorId: 'sadia', caseRole: 'advocate', name: 'Sadia Ahmed', organisationId: null }
    void (await journey.careCoordinator.post(`/v1/cases/${caseId}/members`, joins)).ok
    const glued = ['WirralIndependent Brokers CIC', "Wirral'Independent Brokers plc"]
    for (const payee of [
      ...glued,
      'Wirral Independent Brokers',
      'WIRRAL independent-brokers',
      'sadia  AHMED',
      'MrSadia Ahmed',
    ]) {
      const { errors } = await refused(t, service, () => buy(journey, { payee }), 'payee-to-decide')
      t.match(errors, [{ pointer: '/payeeId' }])
    }
    const shop = await theCouncil(service)
    const beside = { payeeId: shop, payee: 'Wirral Independent Brokers', amountPence: 100 }
    for (const payee of [beside.payee, 'sadia  AHMED']) {
      const { errors } = await refused(t, service, () => buy(journey, { ...beside, payee }), 'request-invalid')
      t.match(errors, [{ pointer: '/payee' }], 'beside somebody who may be paid: no decision is about that name')
      t.notMatch(JSON.stringify(errors), /wirral|sadia/i)
    }
    t.equal((await buy(journey, { ...beside, payee: 'The City Council' })).status, 201)

    const named = { kind: 'provider-organisation', name: 'Wirral Independent-Brokers', organisationId: null }
    await refused(t, service, () => register(journey.broker, named), 'request-invalid')
    const { brokerageId } = tenants.QYG
    await refused(t, service, () => register(coordinator, { ...named, organisationId: brokerageId }), 'request-invalid')
    const own = { ...named, kind: 'broker-organisation', organisationId: brokerageId }
    const { id } = await payable(coordinator, own, ['insurance'])
    const bought = { payee: named.name, payeeId: id, amountPence: 101 }
    t.equal((await buy(journey, bought)).problem.code, 'payee-to-decide', 'and somebody is asked')
    await refused(t, service, () => buy(journey, bought), 'payee-to-decide')
    void (await decidePayee(journey.officer, journey, id)).ok
    // Of what they hold nothing is left: it is to be paid to them first, now that somebody decided that it may.
    await refused(t, service, () => buy(journey, bought), 'line-overspent')
  },
)

t.test('whom the register has by the name of an organisation alone, its people do not vouch for', async (t) => {
  const { id } = (await register(coordinator, { name: 'Before the rule' })).ok
  await service.database.sql(
    `update payee set name = 'The Wirral Independent Brokers Ltd', name_key = 'before' where payee_id = $1`,
    [id],
  )
  await refused(t, service, () => showEvidence(service.as('broker'), id, 'insurance'), 'second-person-needed')
})

t.test('what a card paid to somebody who is registered says which payee it was', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await payable(
    coordinator,
    { kind: 'individual-worker', name: 'Robin Tutor' },
    ['dbs', 'insurance'],
    officer,
  )
  void (await sendFeed(journey, journey.broker, '2026-11-24,9.00,ROBIN TUTOR')).ok
  const path = `/v1/card-feed-lines/${await unmatchedLine(journey)}/purchase`
  const stands = (more: object) =>
    journey.broker.post(path, { planLineId: journey.ids.planLineId, bought: 'A lesson', ...more })
  await refused(t, service, () => stands({}), 'request-invalid')
  t.equal((await stands({ payeeId: id })).status, 201)
})

t.test('409 held-for-check: a payee who is frozen is not passed by typing another name beside it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const lead = service.as('safeguarding-lead')
  const { id } = await payable(
    coordinator,
    { kind: 'individual-worker', name: 'Sam Suspect' },
    ['dbs', 'insurance'],
    officer,
  )
  const bought = { payee: 'City Drum Shop', payeeId: id, amountPence: 100 }
  t.equal((await buy(journey, bought)).status, 201)
  void (await raise(journey.person, journey)).ok
  const concernId = (await newestOf(lead, journey)) ?? ''
  void (await take(lead, concernId)).ok
  const frozen = await lead.post<Concern>(`/v1/concerns/${concernId}/freezes`, {
    ...{ about: 'payee', planLineId: null, payee: 'SAM  Suspect', reason: 'The hours were not worked.' },
    until: service.clock.today(),
  })
  t.equal(frozen.status, 200)
  await refused(t, service, () => buy(journey, { ...bought, amountPence: 101 }), 'held-for-check')
  await refused(t, service, () => buy(journey, { ...bought, payee: 'Sam Suspect', amountPence: 102 }), 'held-for-check')
  t.equal((await buy(journey, { amountPence: 103 })).status, 201, 'to the shop itself')
})
