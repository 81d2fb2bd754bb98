import t from 'tap'
import type { LineMove } from '../../src/line-moves/schemas.ts'
import type { LineSchedule } from '../../src/rules/planning/line-schedule.ts'
import { lodge } from '../appeals/acts.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { direct, draft, payers, paymentsOf } from '../pay-runs/acts.ts'
import { change } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { answer, decide, propose, second } from '../surplus-recoveries/acts.ts'
import { move } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

const moves = async ({ person, ids }: Journey) =>
  (await person.get<{ items: LineMove[] }>(`/v1/cases/${ids.caseId}/line-moves`)).ok.items
const lines = async (journey: Journey) =>
  (await statementOf(journey)).lines.map(({ key, movedPence, availablePence }) => [key, movedPence, availablePence])

t.test(
  'the person moves money as far as the scheme lets them: it can be spent there, and the statement says so',
  async (t) => {
    const journey = await journeyTo(service, 'money-agreed')
    const entries = await audited(service, async () => {
      const made = (await move(journey)).ok
      t.match(made, { from: 'drum-kit', to: 'mattress', amountPence: 2_500, movedAs: 'person', takesBack: null })
    })
    t.match(entries, [{ type: 'plan-line.money-moved', facts: { amountPence: 2_500, as: 'person' } }])
    t.notMatch(JSON.stringify(entries[0]?.facts), /cheaper/, 'no words of the person in an event')
    t.same(await lines(journey), [
      ['drum-kit', -2_500, 22_500],
      ['mattress', 2_500, 17_500],
    ])
    t.match(await statementOf(journey), { agreedPence: 40_000, movedPence: 0, availablePence: 40_000 })
    t.match(await moves(journey), [{ words: 'The drums were cheaper.' }])
    const planLineId = (await statementOf(journey)).lines.find(({ key }) => key === 'mattress')?.planLineId ?? ''
    await refused(t, service, () => buy(journey, { planLineId, amountPence: 17_501 }), 'line-overspent')
    t.equal((await buy(journey, { planLineId, amountPence: 17_500 })).status, 201)
  },
)

t.test('a penny more needs a sign-off, however it is sliced; what goes back counts no more', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const problem = await refused(t, service, () => move(journey, { amountPence: 2_501 }), 'needs-sign-off')
  t.match(problem.detail, /Up to £25\.00 of what was agreed for “A drum kit/)
  for (const amountPence of [1_000, 1_000, 500]) t.equal((await move(journey, { amountPence })).status, 201)
  await refused(t, service, () => move(journey, { amountPence: 1 }), 'needs-sign-off')
  t.equal((await move(journey, { from: 'mattress', to: 'drum-kit', amountPence: 2_500 })).status, 201)
  t.same(await lines(journey), [
    ['drum-kit', 0, 25_000],
    ['mattress', 0, 15_000],
  ])
  t.equal((await move(journey)).status, 201)
})

t.test('what came back to a line by another way than a move lets no more of it go', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const given = (pence: number) =>
    service.database.sql(
      "update plan_line set moved_pence = moved_pence + $2 where case_id = $1 and key = 'drum-kit'",
      [journey.ids.caseId, pence],
    )
  await given(2_500)
  t.equal((await move(journey)).status, 201)
  await refused(t, service, () => move(journey, { amountPence: 1 }), 'needs-sign-off')
  await given(-2_500)
})

t.test('of many at once exactly what the scheme lets go moves, and a repeat is the same one', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const all = await Promise.all(
    Array.from({ length: 12 }, (_, index) =>
      move(journey, { amountPence: 500 }, journey.person, { key: `move-${index}` }),
    ),
  )
  t.equal(all.filter(({ status }) => status === 201).length, 5)
  for (const { status, problem } of all.filter(({ status }) => status !== 201))
    t.match([status, problem.code], [409, 'needs-sign-off'])
  const first = all.findIndex(({ status }) => status === 201)
  const again = await move(journey, { amountPence: 500 }, journey.person, { key: `move-${first}` })
  t.equal(again.ok.id, all[first]?.ok.id)
  t.same(await lines(journey), [
    ['drum-kit', -2_500, 22_500],
    ['mattress', 2_500, 17_500],
  ])
})

t.test('recorded for the person in their words, it can be denied by them and goes back', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await refused(t, service, () => move(journey, {}, journey.careCoordinator), 'own-words-missing')
  await refused(t, service, () => move(journey, {}, journey.broker), 'case-role-required')
  await refused(t, service, () => move(journey, { saidFor: aSaidFor() }), 'request-invalid')
  const { id } = (await move(journey, { saidFor: aSaidFor() }, journey.careCoordinator)).ok
  const said = await journey.person.get<{ items: { id: string; kind: string }[] }>(
    `/v1/cases/${journey.ids.caseId}/said-for-me`,
  )
  const about = said.ok.items.find(({ kind }) => kind === 'line-move')
  t.equal((await journey.person.post(`/v1/said-for/${about?.id}/objection`, { words: null })).status, 200)
  t.match(await moves(journey), [{ from: 'mattress', to: 'drum-kit', takesBack: id }, { id }])
  t.same(await lines(journey), [
    ['drum-kit', 0, 25_000],
    ['mattress', 0, 15_000],
  ])
})

t.test('not what nobody has: another line, another person, no words, more than is left', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const stranger = await journeyTo(service, 'money-agreed')
  await refused(t, service, () => move(journey, {}, stranger.person), 'not-found')
  await refused(t, service, () => move(journey, { to: 'drum-kit' }), 'request-invalid')
  await refused(t, service, () => move(journey, { to: 'no-line' }), 'request-invalid')
  await refused(t, service, () => move(journey, { words: '\u200b' }), 'request-invalid')
  await buy(journey, { amountPence: 23_000 })
  const problem = await refused(t, service, () => move(journey), 'line-overspent')
  t.match(problem.detail, /has £20\.00 that can move/)
})

t.test('not while an appeal is open, nor what is looked at to be taken back', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await propose(journey)).ok
  await refused(t, service, () => move(journey), 'wrong-state')
  t.equal((await move(journey, { from: 'mattress', to: 'drum-kit', amountPence: 100 })).status, 201)
  await answer(journey.person, id)
  const { decision } = (await decide(second(journey), id)).ok
  t.equal((await lodge(journey.person, decision?.id ?? '')).status, 201)
  await refused(t, service, () => move(journey, { from: 'mattress', to: 'drum-kit', amountPence: 1 }), 'support-frozen')
})

/** A plan in force with a direct payment of £100.00 a month for two months, and £100.00 that a broker holds. */
async function planOfGym(): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const schedule: LineSchedule = {
    quantity: 1,
    unit: 'item',
    unitPence: 10_000,
    frequency: 'monthly',
    times: null,
    from: '2026-12-01',
    until: '2027-01-31',
  }
  const gym = aPlanLine({ key: 'gym', amountPence: 20_000, schedule, checkedBy: 'care-coordinator', ...direct })
  await change(journey, { lines: [gym, aPlanLine({ amountPence: 10_000 })] })
  await journey.on('money-agreed')
  await agreeOn(journey, 'gym')
  return journey
}

t.test('what is set aside for payments moves too, and the payments that are left are planned anew', async (t) => {
  const journey = await planOfGym()
  t.same(
    (await paymentsOf(journey)).map(({ amountPence }) => amountPence),
    [10_000, 10_000],
  )
  t.equal((await move(journey, { from: 'gym', to: 'drum-kit', amountPence: 1_999 })).status, 201)
  t.same(
    (await paymentsOf(journey)).map(({ amountPence }) => amountPence),
    [10_000, 8_001],
  )
  t.match(await statementOf(journey), {
    committedPence: 18_001,
    lines: [{ committedPence: 18_001, availablePence: 0 }, { availablePence: 11_999 }],
  })
})

t.test('a payment that is in a run stays as somebody looks at it', async (t) => {
  const journey = await planOfGym()
  t.equal((await draft(payers(service).drafter, '2027-12-31')).status, 201)
  t.ok((await paymentsOf(journey)).every(({ state }) => state === 'in-run'))
  await refused(t, service, () => move(journey, { from: 'gym', to: 'drum-kit', amountPence: 1_000 }), 'line-overspent')
})
