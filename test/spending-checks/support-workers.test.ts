import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import type { DeploymentAgreement } from '../../src/deployment-agreements/schemas.ts'
import type { SpendingCheck } from '../../src/spending-checks/schemas.ts'
import { sendFeed, unmatchedLine } from '../card-feeds/acts.ts'
import { agreed as agreedForCrises, declare, standDown } from '../crisis-episodes/acts.ts'
import { lineOf } from '../deployment-agreements/acts.ts'
import { payable, register } from '../payees/acts.ts'
import { change } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { aTier, daily } from '../support/crisis-builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { checksOf, renewCheck } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const ways = {
  direct: { deployment: 'direct-payment', instrument: 'bank-account', holderId: null },
  card: { deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null },
} as const

/** A plan of £300.00 for support, in the person's hands. */
async function supported(way: keyof typeof ways = 'direct', category = 'support') {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  await change(journey, { lines: [aPlanLine({ amountPence: 30_000, category, ...ways[way] })] })
  await journey.on('plan-agreed')
  const { instrument } = ways[way]
  const pay = (payee = 'Gill Volunteer', amountPence = 2_000) =>
    buy(journey, { client: journey.person, payee, bought: 'Two hours of company', amountPence, instrument })
  return { journey, pay }
}
const answer = (client: Client, id: string, more: object = {}) =>
  client.post<SpendingCheck>(`/v1/spending-checks/${id}/decision`, {
    ...{ outcome: 'passed', vetting: 'person-chooses' },
    because: 'She knows what a check by the DBS is, and has known Gill for years.',
    ...more,
  })
const tasks = async ({ ids }: Journey, client: Client) =>
  (await client.get<{ items: Task[] }>(`/v1/tasks?caseId=${ids.caseId}`)).ok.items.filter(
    ({ subject }) => subject === 'spending-check',
  )
const asked = async (journey: Journey) => (await checksOf(journey))[0]?.id ?? ''

t.test(
  'P7: somebody whom nobody vetted is not paid for support in silence: the care coordinator asks, by a day',
  async (t) => {
    const { journey, pay } = await supported()
    const { careCoordinator, teamManager, person, ids } = journey
    const entries = await audited(service, async () => t.equal((await pay()).problem.code, 'payee-not-vetted'))
    const [check] = await checksOf(journey)
    const place = { foundIn: 'purchase', planLineId: ids.planLineId, payee: 'Gill Volunteer', words: 'Gill Volunteer' }
    t.match(check, { ...place, about: 'payee', uses: [], vetting: null, outcome: null })
    t.match(
      entries.filter(({ type }) => type === 'spending-check.asked'),
      [{ facts: { foundIn: 'purchase', uses: [] } }],
    )
    const { problem } = await pay()
    t.match(problem.errors, [{ pointer: '/payee', code: 'payee-not-vetted', detail: /DBS check/ }])
    t.equal((await checksOf(journey)).length, 1, 'asked once')
    const task = { step: 'vetting-to-ask', clock: 'vetting', dueOn: '2026-12-01', late: false }
    t.match(await tasks(journey, careCoordinator), [{ ...task, waitingFor: 'care-coordinator' }])
    t.match(await tasks(journey, teamManager), [{ ...task, waitingFor: 'team-manager' }])
    const { terms } = (await person.get<DeploymentAgreement>(`/v1/plan-lines/${ids.planLineId}/deployment-agreement`))
      .ok
    t.ok(
      terms.some(({ sentence }) => sentence.includes('DBS check')),
      'the person is told what it is',
    )

    service.clock.set('2026-12-02T09:30:00Z')
    const late = await audited(service, () => sweep(service).then(() => undefined))
    t.match(
      late.filter(
        ({ case_id, type, facts }) => case_id === ids.caseId && type === 'case.step-late' && facts.clock === 'vetting',
      ),
      [{ facts: { clock: 'vetting' } }],
    )
    t.match((await answer(careCoordinator, check?.id ?? '')).ok, { outcome: 'passed', vetting: 'person-chooses' })
    t.equal((await pay()).status, 201)
    t.equal((await pay('GILL  volunteer', 25_000)).status, 201, 'whatever the sum, and however it is written')
    t.same(await tasks(journey, careCoordinator), [])
  },
)

t.test('of each name it is asked by itself, also of a card’s feed; other lines pay whom they pay', async (t) => {
  const { journey, pay } = await supported('card')
  const { person, careCoordinator, ids } = journey
  void (await pay()).problem
  void (await answer(careCoordinator, await asked(journey), { vetting: 'organisation' })).ok
  t.equal((await pay()).status, 201)
  t.equal((await pay('Gillian Volunteer')).problem.code, 'payee-not-vetted')
  void (await sendFeed(journey, person, '2026-11-24,20.00,Terry Helper')).ok
  const id = await unmatchedLine(journey)
  const record = () =>
    person.post(`/v1/card-feed-lines/${id}/purchase`, { planLineId: ids.planLineId, bought: 'Two hours of company' })
  t.equal((await record()).problem.code, 'payee-not-vetted')
  t.match((await checksOf(journey))[0], { about: 'payee', payee: 'Terry Helper' })
  const other = await supported('direct', 'equipment')
  t.equal((await other.pay()).status, 201)
})

t.test('who answers says how they know, and is not who asked; what was refused is asked by another', async (t) => {
  const { journey, pay } = await supported()
  const { careCoordinator, teamManager, officer, person } = journey
  void (await pay()).problem
  const id = await asked(journey)
  await refused(t, service, () => answer(careCoordinator, id, { vetting: undefined }), 'request-invalid', 'how')
  await refused(
    t,
    service,
    () => answer(careCoordinator, id, { outcome: 'refused' }),
    'request-invalid',
    'nothing is known',
  )
  await refused(t, service, () => answer(person, id), 'permission-missing')
  void (await answer(careCoordinator, id, { outcome: 'refused', vetting: undefined })).ok
  await refused(t, service, pay, 'payee-not-vetted')
  t.equal((await checksOf(journey)).length, 1, 'it was decided')
  const again = (await renewCheck(person, id)).ok
  t.match(again, { about: 'payee', outcome: null })
  await refused(t, service, () => answer(careCoordinator, again.id), 'second-person-needed')
  t.same(await tasks(journey, careCoordinator), [])
  t.equal((await tasks(journey, teamManager)).length, 1)
  void (await answer(officer, again.id, { vetting: 'dbs-seen' })).ok
  t.equal((await pay()).status, 201)
  await refused(t, service, () => answer(officer, again.id), 'wrong-state')
})

t.test('a pass holds for a year; words say nothing of how somebody was vetted', async (t) => {
  const { journey, pay } = await supported()
  void (await pay()).problem
  void (await answer(journey.careCoordinator, await asked(journey))).ok
  t.equal((await pay()).status, 201)
  await service.database.sql(
    "update spending_check set decided_at = decided_at - interval '366 days' where case_id = $1",
    [journey.ids.caseId],
  )
  t.equal((await pay()).problem.code, 'payee-not-vetted')
  t.equal((await checksOf(journey)).length, 2)
  const words = await buy(journey, {
    ...{ client: journey.person, bought: 'Whiskey the dog’s lead', amountPence: 1_200, instrument: 'bank-account' },
  })
  t.equal(words.problem.code, 'words-in-doubt')
  const check = (await checksOf(journey)).find(({ about }) => about === 'words')
  await refused(t, service, () => answer(journey.officer, check?.id ?? ''), 'request-invalid')
})

t.test(
  'what a crisis brought is bought at once while it is on, no more than that, and it is asked all the same',
  async (t) => {
    const held = {
      deployment: 'third-party',
      instrument: 'broker-held-card',
      holderId: tenants.QYG.brokerageId,
    } as const
    const journey = await agreedForCrises(service, [aTier()], [{ ...daily, ...held }])
    const planLineId = await lineOf(journey)
    const { id } = (await declare(journey)).ok
    t.equal((await buy(journey, { planLineId, amountPence: 100, payee: 'Gill Volunteer' })).status, 201)
    t.match(await checksOf(journey), [{ about: 'payee', payee: 'Gill Volunteer', outcome: null }])
    const [line] = (await statementOf(journey)).lines.filter((one) => one.planLineId === planLineId)
    const more = { planLineId, amountPence: (line?.crisisPence ?? 0) + 1, payee: 'Terry Stranger' }
    t.equal((await buy(journey, more)).problem.code, 'payee-not-vetted')
    void (await standDown(journey, id)).ok
    const after = await buy(journey, { planLineId, amountPence: 100, payee: 'Gill Volunteer' })
    t.equal(after.problem.code, 'payee-not-vetted', 'a crisis that is over lets nobody in')
  },
)

t.test(
  'who was refused is paid by no other name of theirs, for nothing else, and under no number of another',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
    const lines = [
      aPlanLine({ amountPence: 20_000, category: 'support', ...ways.direct }),
      aPlanLine({ key: 'tools', amountPence: 10_000, category: 'equipment', ...ways.direct }),
    ]
    await change(journey, { lines })
    await journey.on('plan-agreed')
    const registered = await payable(
      journey.careCoordinator,
      { kind: 'individual-worker', name: 'Robin Worker' },
      ['dbs', 'insurance'],
      journey.officer,
    )
    const { lines: opened } = await statementOf(journey)
    const pay = (payee: string, key?: string, payeeId: string | null = null) =>
      buy(journey, {
        ...{ client: journey.person, payee, payeeId, bought: 'Two hours of company', amountPence: 100 },
        ...{ instrument: 'bank-account', planLineId: opened.find((line) => line.key === key)?.planLineId ?? '' },
      })
    t.equal((await pay('Rex Stranger', opened[0]?.key, registered.id)).problem.code, 'payee-not-vetted')
    t.equal((await pay('Robin Worker', opened[0]?.key, registered.id)).status, 201)
    void (await answer(journey.careCoordinator, await asked(journey), { outcome: 'refused', vetting: undefined })).ok
    for (const [payee, key, payeeId] of [
      ['Rex Stranger', 'tools', null],
      ['Mr Rex Stranger', opened[0]?.key, null],
      ['Rex Stranger', 'tools', registered.id],
    ] as const)
      await refused(t, service, () => pay(payee, key, payeeId), 'payee-not-vetted', `${payee} ${key}`)
    t.equal((await pay('A shop', 'tools')).status, 201)
  },
)

t.test('whoever is registered is paid by what the register knows of them', async (t) => {
  const { journey, pay } = await supported()
  const { id } = (await register(journey.careCoordinator, { kind: 'volunteer', name: 'Terry Helper' })).ok
  const { problem } = await pay('Terry Helper')
  t.match(problem.errors, [{ pointer: '/payeeId' }])
  const named = { client: journey.person, payeeId: id, payee: 'Terry Helper', amountPence: 100 }
  t.equal((await buy(journey, { ...named, instrument: 'bank-account' })).problem.code, 'payee-evidence-missing')
  t.same(await checksOf(journey), [])
})
