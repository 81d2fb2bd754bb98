import t from 'tap'
import type { Concern } from '../../src/concerns/schemas.ts'
import type { PayeeDecision } from '../../src/payees/schemas.ts'
import type { DeclaredTie } from '../../src/payees/tie-schemas.ts'
import { newestOf, take } from '../concerns/acts.ts'
import { buy } from '../spending/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { doOnce } from '../support/sweep.ts'
import { payable, register } from './acts.ts'

const service = await startService(t)
const worker = (name: string, more: object = {}) =>
  payable(
    service.as('care-coordinator'),
    { kind: 'individual-worker', name, ...more },
    ['dbs', 'insurance'],
    service.as('commissioner-officer'),
  )
const declare = (client: Client, { ids }: Journey, payeeId: string, tie = 'same-household') =>
  client.post<DeclaredTie>(`/v1/cases/${ids.caseId}/payees/${payeeId}/ties`, {
    tie,
    words: 'They live with the person.',
  })
const decide = (client: Client, { ids }: Journey, payeeId: string) =>
  client.post<PayeeDecision>(`/v1/cases/${ids.caseId}/payees/${payeeId}/decision`, {
    outcome: 'approved',
    because: 'Nobody else speaks her language.',
  })
const listed = async ({ person, ids }: Journey) =>
  (await person.get<{ items: DeclaredTie[] }>(`/v1/cases/${ids.caseId}/payee-ties`)).ok.items
const end = (client: Client, id: string) =>
  client.post<DeclaredTie>(`/v1/payee-ties/${id}/ending`, { because: 'It is another of this name.' })

t.test('a tie that is declared has the payee paid by a decision that knew of it alone', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await worker('Robin Lodger')
  const pay = () => buy(journey, { amountPence: 100, payeeId: id })
  t.equal((await pay()).status, 201, 'nobody has said anything')
  const entries = await audited(service, async () => {
    t.match((await declare(journey.person, journey, id)).ok, { tie: 'same-household', declaredAs: 'person' })
  })
  t.match(entries, [
    { type: 'payee-question.asked', facts: { ties: ['same-household'], payeeId: id } },
    { type: 'payee-tie.declared', facts: { tie: 'same-household', as: 'person', payeeId: id } },
  ])
  t.notMatch(JSON.stringify(entries), /live with/)
  await refused(t, service, () => declare(journey.broker, journey, id), 'wrong-state')
  await refused(t, service, pay, 'payee-to-decide')
  t.match((await decide(journey.officer, journey, id)).ok, { ties: ['same-household'] })
  t.equal((await pay()).status, 201)
  t.equal((await declare(journey.broker, journey, id, 'own-organisation')).status, 201)
  await refused(t, service, pay, 'payee-to-decide', 'of that tie nobody knew')
  const { items } = (await journey.person.get<{ items: DeclaredTie[] }>(`/v1/cases/${journey.ids.caseId}/payee-ties`))
    .ok
  t.match(items, [{ tie: 'own-organisation', declaredAs: 'broker' }, { tie: 'same-household' }])
})

t.test(
  'a decision holds for the ties that it was made on: one of the same kind that comes later is decided anew',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const { id } = await worker('Robin Lodger')
    const first = (await declare(journey.person, journey, id)).ok
    void (await decide(journey.officer, journey, id)).ok
    const pay = (amountPence: number) => buy(journey, { amountPence, payeeId: id })
    t.equal((await pay(101)).status, 201)
    void (await end(journey.teamManager, first.id)).ok
    t.equal((await pay(102)).status, 201)
    void (await declare(journey.broker, journey, id)).ok
    await refused(t, service, () => pay(103), 'payee-to-decide', 'a tie of the same kind, to somebody else perhaps')
    void (await decide(journey.officer, journey, id)).ok
    t.equal((await pay(103)).status, 201)
  },
)

const alike = ['R. Lodger', 'Lodger, Robin', 'RobinLodger Cleaning', 'Robin Lodger Cleaning', 'MrRobin Lodger']

t.test('a tie that was declared, and a decision against somebody, hold for names that can be theirs', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await worker('Robin Lodger')
  void (await declare(journey.person, journey, id)).ok
  for (const payee of alike) await refused(t, service, () => buy(journey, { payee }), 'payee-to-decide')
  void (await end(journey.teamManager, (await listed(journey))[0]?.id ?? '')).ok
  const no = { outcome: 'refused', because: 'They are not to be paid by this budget.' }
  void (await journey.officer.post(`/v1/cases/${journey.ids.caseId}/payees/${id}/decision`, no)).ok
  for (const payee of alike) await refused(t, service, () => buy(journey, { payee }), 'payee-to-decide')
  const registered = () => buy(journey, { payee: 'Mrs Robin Lodger' })
  await refused(t, service, registered, 'request-invalid', 'said by the entry of the register')
  const again = await worker('Robin Lodger')
  const entered = () => buy(journey, { payee: 'Robin Lodger', payeeId: again.id })
  t.equal((await entered()).problem.code, 'payee-to-decide', 'and somebody is asked to decide')
  await refused(t, service, entered, 'payee-to-decide')
  t.equal((await buy(journey, { payee: 'Robinson and Lodge' })).status, 201)
})

t.test('who was ended is not entered again by any way of writing their name, but by an officer', async (t) => {
  const { id } = await worker('Casey Departed')
  void (await service.as('commissioner-officer').post(`/v1/payees/${id}/ending`)).ok
  const enter = (client: Client, name: string) => register(client, { kind: 'individual-worker', name })
  for (const name of ['Casey Departed', 'Ms Casey Departed', 'CaseyDeparted', 'Casey Departed Ltd']) {
    const { errors } = await refused(t, service, () => enter(service.as('care-coordinator'), name), 'request-invalid')
    t.match(errors, [{ pointer: '/name' }])
  }
  t.equal((await enter(service.as('commissioner-officer'), 'Casey Departed')).status, 201)
})

t.test('who declared a tie neither decides on the payee nor says that there is none', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await worker('Robin Lodger')
  const tie = (await declare(journey.broker, journey, id)).ok
  const both = service.as(anActor('commissioner-officer', { sub: 'the-broker' }))
  await refused(t, service, () => decide(both, journey, id), 'second-person-needed')
  await refused(t, service, () => end(both, tie.id), 'second-person-needed')
  await refused(t, service, () => end(journey.broker, tie.id), 'permission-missing')
  await refused(t, service, () => end(service.as(inTenant('QOP', 'commissioner-officer')), tie.id), 'not-found')
  t.match((await end(journey.teamManager, tie.id)).ok, { endedBecause: 'It is another of this name.' })
  await refused(t, service, () => end(journey.teamManager, tie.id), 'wrong-state')
  t.equal((await buy(journey, { amountPence: 100, payeeId: id })).status, 201)
  t.equal((await declare(journey.person, journey, id)).status, 201, 'and it can be declared anew')
})

t.test('refused: a payee that nobody knows, an advocate, and somebody without a place on the case', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = await worker('Robin Lodger')
  await refused(t, service, () => declare(journey.person, journey, unknownId()), 'not-found')
  await refused(t, service, () => declare(journey.officer, journey, id), 'permission-missing')
  const stranger = service.as(anActor('broker', { sub: 'another-broker' }))
  await refused(t, service, () => declare(stranger, journey, id), 'not-found')
})

t.test(
  'who has the family name of the person, and of whom nothing is declared, is a signal to safeguarding alone',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const lead = service.as('safeguarding-lead')
    const { familyName } = (await journey.officer.get<{ familyName: string }>(`/v1/people/${journey.ids.personId}`)).ok
    const { id } = await worker(`Robin ${familyName.toUpperCase()}`)
    const other = await worker(`Alex ${familyName}`)
    void (await declare(journey.person, journey, other.id, 'relative')).ok
    void (await decide(journey.officer, journey, other.id)).ok
    const paid = { amountPence: 100, payee: 'City Drum Shop' }
    t.equal((await buy(journey, { ...paid, payeeId: other.id })).status, 201)
    await doOnce(service, 'concern-signals')
    t.equal(await newestOf(lead, journey), undefined, 'it was declared')
    t.equal((await buy(journey, { ...paid, amountPence: 200, payeeId: id })).status, 201)
    await doOnce(service, 'concern-signals')
    const concernId = (await newestOf(lead, journey)) ?? ''
    const { reports } = (await take(lead, concernId)).ok as Concern
    t.match(reports, [{ reason: 'undeclared-tie', level: 'medium' }])
  },
)
