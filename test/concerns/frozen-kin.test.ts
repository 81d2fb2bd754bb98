import t from 'tap'
import { accountants, confirm, giveForPayee } from '../bank-accounts/acts.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { ask, buyFrom, decideOn, withRoom } from '../off-plan-requests/acts.ts'
import { payable, showEvidence } from '../payees/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { defaultNow, startService } from '../support/service.ts'
import { newestOf, raise, take } from './acts.ts'

const service = await startService(t)
const lead = service.as('safeguarding-lead')
async function freezing(journey: Journey, more: object, by = lead) {
  void (await raise(journey.careCoordinator, journey)).ok
  const concernId = (await newestOf(by, journey)) ?? ''
  void (await take(by, concernId)).ok
  const about = { about: 'case', planLineId: null, payee: null, reason: 'The receipts are not of it.' }
  const freeze = { ...about, until: service.clock.today(), ...more }
  return () => by.post(`/v1/concerns/${concernId}/freezes`, freeze)
}
const freeze = async (journey: Journey, more: object) => void (await (await freezing(journey, more))()).ok
const held = (act: () => ReturnType<typeof buy>, title?: string) => refused(t, service, act, 'held-for-check', title)

t.test('a freeze of a line reaches what was opened like it before, and what was opened like that', async (t) => {
  const journey = await withRoom(service)
  const open = async (line: string) => {
    const { id } = (await ask(journey, { line, amountPence: 2_000 })).ok
    const { offPlanRequest } = (await decideOn(journey.careCoordinator, id, 2_000)).ok
    await agreeOnLine(journey, offPlanRequest.planLineId)
    return offPlanRequest
  }
  const first = await open('drum-kit')
  const key = `off-plan-${first.id.slice(-12)}`
  const second = await open(key)
  const beside = await open('mattress')
  t.equal((await buyFrom(journey, first.planLineId, 100)).status, 201)
  await freeze(journey, { about: 'line', planLineId: journey.ids.planLineId })
  await held(() => buyFrom(journey, first.planLineId, 101))
  await held(() => buyFrom(journey, second.planLineId, 102), 'opened like what was opened like it')
  t.equal((await buyFrom(journey, beside.planLineId, 103)).status, 201, 'like another line')
})

t.test('a freeze of what was opened beside a line leaves the line as it is', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey, { amountPence: 2_000 })).ok
  const { planLineId } = (await decideOn(journey.careCoordinator, id, 2_000)).ok.offPlanRequest
  await agreeOnLine(journey, planLineId)
  await freeze(journey, { about: 'line', planLineId })
  await held(() => buyFrom(journey, planLineId, 100))
  t.equal((await buy(journey, { amountPence: 101 })).status, 201)
})

t.test('a freeze of a payee reaches each entry of the register that is the same payee', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { giver, confirmer } = accountants(service)
  const coordinator = service.as('care-coordinator')
  const entry = (name: string, more: object = {}) =>
    payable(coordinator, { kind: 'individual-worker', name, ...more }, ['dbs', 'insurance'], journey.officer)
  const suspected = await entry('Bright Days')
  const sameAccount = await entry('Sunny Nights')
  const certified = await entry('Grey Mornings')
  const brokers = { code: 'BRK8', name: 'Evening Brokers', kind: 'brokerage-organisation' }
  const { id: organisationId } = (await journey.officer.post<{ id: string }>('/v1/organisations', brokers)).ok
  const evening = { kind: 'broker-organisation', organisationId }
  const organised = await entry('Long Evenings', evening)
  const sister = await entry('Short Evenings', evening)
  const unrelated = await entry('Clear Skies')
  const account = { accountNumber: '45454545' }
  for (const { id, name } of [suspected, sameAccount]) {
    const given = (await giveForPayee(giver, id, { ...account, name })).ok
    void (await confirm(confirmer, given.id, { ...account, because: 'Both papers say it.' }))
  }
  const certificate = { documentHash: 'cd'.repeat(32) }
  void (await showEvidence(journey.officer, sameAccount.id, 'registration', certificate)).ok
  const shared = { ...certificate, sharedBecause: 'He trades by both names.' }
  void (await showEvidence(journey.officer, certified.id, 'registration', shared)).ok
  const pay = (payeeId: string, amountPence: number) => buy(journey, { amountPence, payeeId, payee: 'A shop' })
  t.equal((await pay(certified.id, 100)).status, 201)
  await freeze(journey, { about: 'payee', payee: 'Bright Days' })
  await held(() => pay(suspected.id, 101))
  await held(() => pay(sameAccount.id, 102), 'paid into the same account')
  await held(() => pay(certified.id, 103), 'with the certificate of that')
  t.equal((await pay(unrelated.id, 104)).status, 201)
  t.equal((await pay(sister.id, 105)).status, 201)
  await freeze(journey, { about: 'payee', payee: 'long evenings' })
  await held(() => pay(sister.id, 106), 'of one organisation')
  await held(() => pay(organised.id, 107))
  t.equal((await pay(unrelated.id, 108)).status, 201)
})

t.test(
  'a freeze of a line reaches what takes its place in a later plan under another name, and nothing else',
  async (t) => {
    const journey = await withRoom(service)
    const lineIdOf = async (key: string) =>
      (await statementOf(journey)).lines.findLast((line) => line.key === key)?.planLineId ?? ''
    await freeze(journey, { about: 'line', planLineId: journey.ids.planLineId })
    const mattress = { key: 'mattress', title: 'A mattress', category: 'home', amountPence: 10_000 }
    const drums = { key: 'percussion', title: 'Percussion', amountPence: 20_000 }
    void (await decideChanged(journey.careCoordinator, await changed(journey, [mattress, drums]))).ok
    const percussion = await lineIdOf('percussion')
    await agreeOnLine(journey, percussion)
    await held(() => buyFrom(journey, percussion, 100), 'it opens frozen')
    t.equal((await buyFrom(journey, await lineIdOf('mattress'), 101)).status, 201, 'of another category')
    const again = { ...drums, key: 'music' }
    const lessons = { key: 'percussion', title: 'Percussion', amountPence: 1_000 }
    void (await decideChanged(journey.careCoordinator, await changed(journey, [mattress, again, lessons]))).ok
    await held(async () => buyFrom(journey, await lineIdOf('percussion'), 102), 'nor with the plan after that')
  },
)

t.test(
  'nobody freezes the same money for longer by what it was opened like, or by what else was opened like it',
  async (t) => {
    const journey = await withRoom(service)
    const open = async (line: string) => {
      const { id } = (await ask(journey, { line, amountPence: 2_000 })).ok
      return (await decideOn(journey.careCoordinator, id, 2_000)).ok.offPlanRequest.planLineId
    }
    const [child, beside] = [await open('drum-kit'), await open('mattress')]
    await agreeOnLine(journey, child)
    await freeze(journey, { about: 'line', planLineId: child, until: '2026-12-22' })
    service.clock.set('2026-12-22T09:00:00Z')
    const parent = { about: 'line', planLineId: journey.ids.planLineId }
    const longer = await freezing(journey, { ...parent, until: '2026-12-23' })
    await refused(t, service, longer, 'second-person-needed')
    await freeze(journey, { ...parent, until: '2026-12-22' })
    await freeze(journey, { about: 'line', planLineId: beside, until: '2027-01-19' })
    const another = service.as(anActor('safeguarding-lead', { sub: 'second-lead' }))
    t.equal((await (await freezing(journey, { ...parent, until: '2027-01-19' }, another))()).status, 200)
    await held(() => buyFrom(journey, child, 100))
    service.clock.set(defaultNow)
  },
)

t.test('nobody freezes the same payee for longer by another name that holds what they are paid', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { giver, confirmer } = accountants(service)
  const entry = (name: string) =>
    payable(service.as('care-coordinator'), { kind: 'individual-worker', name }, ['dbs', 'insurance'], journey.officer)
  const [one, same, unrelated] = [await entry('Early Walks'), await entry('Late Walks'), await entry('Noon Walks')]
  const account = { accountNumber: '56565656' }
  for (const { id, name } of [one, same]) {
    const given = (await giveForPayee(giver, id, { ...account, name })).ok
    void (await confirm(confirmer, given.id, { ...account, because: 'Both papers say it.' }))
  }
  void (await buy(journey, { amountPence: 100, payeeId: one.id, payee: 'Ms Walker' })).ok
  await freeze(journey, { about: 'payee', payee: 'Early Walks', until: '2026-12-22' })
  service.clock.set('2026-12-22T09:00:00Z')
  const until = '2026-12-23'
  for (const payee of ['early walks', 'Late Walks', 'Ms Walker'])
    await refused(t, service, await freezing(journey, { about: 'payee', payee, until }), 'second-person-needed', payee)
  t.equal((await (await freezing(journey, { about: 'payee', payee: unrelated.name, until }))()).status, 200)
  service.clock.set(defaultNow)
})
