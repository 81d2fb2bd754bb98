import t from 'tap'
import type { LineHolding } from '../../src/line-holdings/schemas.ts'
import { agreed, aTier, daily } from '../crisis-episodes/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
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
const choose = (journey: Journey, body: object, client: Client = journey.person) =>
  client.post<LineHolding>(`/v1/cases/${journey.ids.caseId}/line-holdings`, body)
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
  t.equal((await spend(journey.person, 'bank-account')).status, 201)

  await choose(journey, third)
  t.same(await held(journey), ['third-party', 'broker-held-card', brokerageId])
  t.equal((await spend(journey.person, 'broker-held-card')).problem.code, 'case-role-required')
  t.equal((await spend(journey.broker, 'broker-held-card')).status, 201)

  await choose(journey, notional)
  const after = await statementOf(journey)
  t.match(after.lines, [{ agreedPence: 98_000, spentPence: 300, availablePence: 97_700, deployment: 'notional' }])
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

t.test('nobody who works with the person chooses it for them', async (t) => {
  const journey = await agreed(service)
  for (const client of [journey.teamManager, journey.officer]) {
    const answer = await refused(t, service, () => choose(journey, direct, client), 'permission-missing')
    t.ok(answer)
  }
  for (const client of [journey.careCoordinator, journey.broker])
    await refused(t, service, () => choose(journey, direct, client), 'case-role-required')
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
