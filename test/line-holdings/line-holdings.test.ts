import t from 'tap'
import type { LineHolding } from '../../src/line-holdings/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { agreed } from '../crisis-episodes/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { vetAll } from '../spending-checks/acts.ts'
import { aSaidFor, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { brokerageId } = tenants.QYG
const direct = { line: 'daily-support', deployment: 'direct-payment', instrument: 'bank-account', holderId: null }
const third = {
  line: 'daily-support',
  deployment: 'third-party',
  instrument: 'broker-held-card',
  holderId: brokerageId,
}
const notional = { line: 'daily-support', deployment: 'notional', instrument: 'invoice', holderId: null }
/** Chosen, and agreed by both where it needs an agreement. */
const choose = async (journey: Journey, body: object, client: Client = journey.person) => {
  const answer = await client.post<LineHolding>(`/v1/cases/${journey.ids.caseId}/line-holdings`, body)
  if (answer.status === 201 && answer.ok.tookEffectAt === null) await agreeOn(journey)
  return answer
}
const held = async (journey: Journey) => {
  const [line] = (await statementOf(journey)).lines
  return [line?.deployment, line?.instrument, line?.holderId]
}

t.test('up and down at the person’s word: no sum changes, nobody signs, and who spends changes with it', async (t) => {
  const journey = await agreed(service)
  const before = await statementOf(journey)
  const planLineId = before.lines[0]?.planLineId ?? ''
  const spend = (client: Client, instrument: 'bank-account' | 'broker-held-card' | 'invoice') =>
    buy(journey, { planLineId, instrument, client, amountPence: 100 })
  t.equal((await spend(journey.broker, 'invoice')).status, 201)

  const first = await choose(journey, direct)
  t.match([first.status, first.ok.before, first.ok.chosenAs], [201, { deployment: 'notional' }, 'person'])
  t.same(await held(journey), ['direct-payment', 'bank-account', null])
  t.equal((await spend(journey.broker, 'bank-account')).problem.code, 'case-role-required')
  t.equal((await spend(journey.person, 'invoice')).problem.code, 'deployment-mismatch')
  t.equal((await spend(journey.person, 'bank-account')).problem.code, 'line-overspent', 'its payments are to come')

  await choose(journey, third)
  t.same(await held(journey), ['third-party', 'broker-held-card', brokerageId])
  t.equal((await spend(journey.person, 'broker-held-card')).problem.code, 'case-role-required')
  t.equal((await spend(journey.broker, 'broker-held-card')).problem.code, 'payee-not-vetted')
  await vetAll(journey)
  t.equal((await spend(journey.broker, 'broker-held-card')).status, 201)

  await choose(journey, notional)
  const after = await statementOf(journey)
  t.match(after.lines, [{ agreedPence: 98_000, spentPence: 200, availablePence: 97_800, deployment: 'notional' }])
  const { items } = (
    await journey.person.get<{ items: LineHolding[] }>(`/v1/cases/${journey.ids.caseId}/line-holdings`)
  ).ok
  t.same(
    items.map(({ deployment }) => deployment),
    ['notional', 'third-party', 'direct-payment'],
    'how it came about, newest first',
  )
})

t.test('what does not fit is refused by its name, and nothing is written', async (t) => {
  const journey = await agreed(service)
  for (const [body, pointer] of [
    [notional, '/deployment'],
    [{ ...direct, instrument: 'invoice' }, '/instrument'],
    [{ ...direct, instrument: 'broker-held-card' }, '/instrument'],
    [{ ...notional, instrument: 'bank-account' }, '/instrument'],
    [{ ...third, holderId: null }, '/holderId'],
    [{ ...direct, holderId: brokerageId }, '/holderId'],
    [{ ...direct, line: 'nonsense' }, '/line'],
    [{ ...third, holderId: unknownId() }, '/holderId'],
  ] as const) {
    const { errors } = await refused(
      t,
      service,
      () => choose(journey, body),
      'holding-unsuitable',
      JSON.stringify(body),
    )
    t.match(errors, [{ pointer }])
  }
})

t.test('the guard looks at how a line is held now, and not at how it was when it was agreed', async (t) => {
  const held = { ...daily, preventive: true, holdsBack: 'Nights in crisis' }
  const journey = await agreed(service, [aTier()], [held])
  await choose(journey, direct)
  const line = { ...held, deployment: 'direct-payment', instrument: 'bank-account' }
  const body = { outcomes: [{ key: 'sleep', words: 'To sleep.' }], lines: [line], crisisContingency: null }
  const { id } = (await journey.broker.post<{ id: string }>(`/v1/cases/${journey.ids.caseId}/support-plans`, body)).ok
  const { missing } = (await journey.broker.get<{ missing: { code: string }[] }>(`/v1/support-plans/${id}/checks`)).ok
  t.notOk(missing.some(({ code }) => code === 'reduction-unexplained'))
})

t.test('the care coordinator records what the person chose, and “that was not me” puts it back', async (t) => {
  const journey = await agreed(service)
  const { careCoordinator, person, ids } = journey
  await refused(t, service, () => choose(journey, direct, careCoordinator), 'own-words-missing', 'nobody’s word')
  await refused(t, service, () => choose(journey, { ...direct, saidFor: aSaidFor() }), 'request-invalid', 'own word')
  const answer = await choose(journey, { ...direct, saidFor: aSaidFor() }, careCoordinator)
  t.match([answer.status, answer.ok.chosenAs], [201, 'care-coordinator'])
  t.same(await held(journey), ['direct-payment', 'bank-account', null])
  const list = `/v1/cases/${ids.caseId}/said-for-me`
  const object = async () => {
    const [told] = (await person.get<{ items: SaidForPerson[] }>(list)).ok.items
    t.match(told, { kind: 'line-holding', recordedAs: 'care-coordinator' })
    t.equal((await person.post(`/v1/said-for/${told?.id}/objection`, { words: null })).status, 200)
  }
  await object()
  t.same(await held(journey), ['notional', 'invoice', null])

  const another = await agreed(service)
  await choose(another, direct)
  await choose(another, { ...notional, saidFor: aSaidFor() }, another.careCoordinator)
  await choose(another, third)
  const [told] = (await another.person.get<{ items: SaidForPerson[] }>(`/v1/cases/${another.ids.caseId}/said-for-me`))
    .ok.items
  await another.person.post(`/v1/said-for/${told?.id}/objection`, { words: null })
  t.same(await held(another), ['third-party', 'broker-held-card', brokerageId], 'what the person chose since stays')
})

t.test('nobody steps a line down against the person: not the coordinator, the broker or an officer', async (t) => {
  const journey = await agreed(service)
  await choose(journey, direct)
  await refused(t, service, () => choose(journey, notional, journey.careCoordinator), 'own-words-missing')
  await refused(t, service, () => choose(journey, notional, journey.broker), 'case-role-required')
  for (const client of [journey.officer, journey.teamManager])
    await refused(t, service, () => choose(journey, notional, client), 'permission-missing')
  t.same(await held(journey), ['direct-payment', 'bank-account', null])
})
