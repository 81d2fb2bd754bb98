import t from 'tap'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { OffPlanRequest } from '../../src/off-plan-requests/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { move } from '../line-moves/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { ask, because, buyFrom, decideOn, linesOf, moreOf, readRequest, takeBack, withRoom } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const proven = async () => {
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
}

t.test('what is agreed is a line of its own that can be bought from, and the person is told', async (t) => {
  const journey = await withRoom(service)
  let asked: OffPlanRequest | undefined
  const entries = await audited(service, async () => {
    asked = (await ask(journey)).ok
    const waits = { status: 'waiting', tier: 'care-coordinator', dueOn: '2026-12-01', askedAs: 'person', ties: [] }
    t.match(asked, { ...waits, agreedPence: null, planLineId: null, decisionId: null })
    const { offPlanRequest, decision } = (await decideOn(journey.careCoordinator, asked.id, 5_000)).ok
    t.match(offPlanRequest, { status: 'agreed', agreedPence: 5_000, dueOn: null })
    t.match(decision, { subject: 'off-plan-request', outcome: 'agreed', tier: 'care-coordinator', reasons: [] })
  })
  t.same(
    entries.map(({ type }) => type).filter((type) => type.startsWith('off-plan')),
    ['off-plan.asked', 'off-plan.decided'],
  )
  const { planLineId, decisionId } = await readRequest(journey, asked?.id ?? '')
  t.match(await linesOf(journey), { 'A practice pad': [5_000, 0, 5_000], 'A mattress': [10_000, 0, 10_000] })
  await agreeOnLine(journey, planLineId)
  await refused(t, service, () => buyFrom(journey, planLineId, 5_001), 'line-overspent')
  t.equal((await buyFrom(journey, planLineId, 5_000)).status, 201)
  t.match(await linesOf(journey), { 'A practice pad': [5_000, 5_000, 0] })
  const letter = (await letterOf(journey.person, decisionId ?? '')).ok
  t.match(letter, /We agreed to something that is not in your plan/)
  t.match(letter, /A practice pad[\s\S]*£50\.00[\s\S]*£50\.00/)
  t.notMatch(letter, /Your support plan was agreed/)
  await proven()
})

t.test('not agreed leaves nothing, and says why', async (t) => {
  const journey = await withRoom(service)
  const before = await linesOf(journey)
  const { id } = (await ask(journey)).ok
  await refused(t, service, () => decideOn(journey.careCoordinator, id, 0), 'reason-required')
  const { decision, offPlanRequest } = (await decideOn(journey.careCoordinator, id, 0, because)).ok
  t.match(decision, { outcome: 'refused', reasons: [{ code: 'outcome-not-clear' }] })
  t.match(offPlanRequest, { status: 'refused', agreedPence: null, planLineId: null })
  t.same(await linesOf(journey), before)
  t.match((await letterOf(journey.person, decision.id)).ok, /We did not agree to something that is not in your plan/)
  await refused(t, service, () => decideOn(journey.careCoordinator, id, 5_000), 'wrong-state', 'it is decided once')
})

t.test('a part of more of a line is on the line itself', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey, moreOf('drum-kit', 10_000))).ok
  await refused(t, service, () => decideOn(journey.careCoordinator, id, 10_001), 'request-invalid')
  await refused(t, service, () => decideOn(journey.careCoordinator, id, 9_999), 'reason-required')
  const { decision, offPlanRequest } = (await decideOn(journey.careCoordinator, id, 4_000, because)).ok
  t.match(decision, { outcome: 'agreed-in-part', lines: [] })
  t.match(offPlanRequest, { status: 'agreed-in-part', agreedPence: 4_000, planLineId: journey.ids.planLineId })
  t.match(await linesOf(journey), { 'A drum kit, for co-ordination': [24_000, 0, 24_000] })
  t.equal((await buyFrom(journey, journey.ids.planLineId, 24_000)).status, 201)
  await proven()
})

t.test('a line of the plan gives what nobody has spent of it, and the plan comes to no more', async (t) => {
  const journey = await withRoom(service)
  t.equal((await buyFrom(journey, journey.ids.planLineId, 1_000)).status, 201)
  const from = { takesFrom: 'drum-kit', line: 'mattress' }
  await refused(t, service, () => ask(journey, { ...from, amountPence: 19_001 }), 'line-overspent')
  const first = (await ask(journey, { ...from, amountPence: 19_000 })).ok
  const second = (await ask(journey, { ...from, title: 'A stand', amountPence: 1 })).ok
  t.match(first, { tier: 'care-coordinator' })
  t.equal((await decideOn(journey.careCoordinator, first.id, 19_000)).status, 201)
  await refused(t, service, () => decideOn(journey.careCoordinator, second.id, 1), 'line-overspent')
  const lines = await linesOf(journey)
  t.match(lines, { 'A drum kit, for co-ordination': [1_000, 1_000, 0], 'A practice pad': [19_000, 0, 19_000] })
  await proven()
})

t.test('what a line has never had spent can go whole', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey, { takesFrom: 'mattress', amountPence: 10_000 })).ok
  t.equal((await decideOn(journey.careCoordinator, id, 10_000)).status, 201)
  t.match(await linesOf(journey), { 'A mattress': [0, 0, 0], 'A practice pad': [10_000, 0, 10_000] })
  await proven()
})

t.test('a line gives what it was given, whether that was agreed, moved to it or carried over', async (t) => {
  const journey = await withRoom(service)
  void (await move(journey, { amountPence: 1_000 })).ok
  // What came over from a period before, as the end of one leaves it.
  await service.database.sql(
    `update plan_line set carried_pence = 500, agreed_pence = agreed_pence - 500 where case_id = $1 and key = 'mattress'`,
    [journey.ids.caseId],
  )
  await refused(t, service, () => ask(journey, { takesFrom: 'mattress', amountPence: 11_001 }), 'line-overspent')
  const { id } = (await ask(journey, { takesFrom: 'mattress', amountPence: 11_000 })).ok
  t.equal((await decideOn(journey.careCoordinator, id, 11_000)).status, 201)
  const parts = await service.database.sql(
    `select title, agreed_pence::int as agreed, moved_pence::int as moved, carried_pence::int as carried from plan_line
      where case_id = $1 and title in ('A mattress', 'A practice pad') order by title`,
    [journey.ids.caseId],
  )
  t.same(parts, [
    { title: 'A mattress', agreed: 0, moved: 0, carried: 0 },
    { title: 'A practice pad', agreed: 9_500, moved: 1_000, carried: 500 },
  ])
  t.match((await linesOf(journey))['A practice pad'], [9_500, 0, 11_000], 'and it can be spent')
  await proven()
})

for (const { spent, asked, mattress, pad, told } of [
  { spent: 6_000, asked: 3_000, mattress: [2_000, 5_000], pad: [3_000, 0], told: 'what came over and is used stays' },
  { spent: 2_000, asked: 4_000, mattress: [4_000, 2_000], pad: [1_000, 3_000], told: 'what came over goes first' },
])
  t.test(`a line gives what is left of it: ${told}`, async (t) => {
    const journey = await withRoom(service)
    // Half of it came over from a period before, as the end of one leaves it.
    await service.database.sql(
      `update plan_line set carried_pence = 5000, agreed_pence = agreed_pence - 5000 where case_id = $1 and key = 'mattress'`,
      [journey.ids.caseId],
    )
    const lineId = (await statementOf(journey)).lines.find(({ key }) => key === 'mattress')?.planLineId ?? null
    t.equal((await buyFrom(journey, lineId, spent)).status, 201)
    const { id } = (await ask(journey, { takesFrom: 'mattress', amountPence: asked })).ok
    t.equal((await decideOn(journey.careCoordinator, id, asked)).status, 201)
    const parts = (await statementOf(journey)).lines.map((line) => [line.title, [line.agreedPence, line.carriedPence]])
    t.match(Object.fromEntries(parts), { 'A mattress': mattress, 'A practice pad': pad })
    await proven()
  })

t.test('a line that holds a need back gives nothing', async (t) => {
  const journey = await withRoom(service, { preventive: true, holdsBack: 'sleep' })
  await refused(t, service, () => ask(journey, { takesFrom: 'mattress' }), 'line-guarded')
  t.equal((await ask(journey, { takesFrom: 'drum-kit' })).status, 201)
})

t.test('what no budget buys is refused, with where to go instead', async (t) => {
  const journey = await withRoom(service)
  const { errors, detail } = await refused(
    t,
    service,
    () => ask(journey, { category: 'gambling' }),
    'spending-excluded',
  )
  t.match(errors, [{ pointer: '/category', code: 'spending-excluded' }])
  const typed = await refused(t, service, () => ask(journey, { title: 'A bottle of whisky' }), 'spending-excluded')
  t.match(typed.errors, [{ pointer: '/title', code: 'spending-excluded' }], 'whichever category was typed')
  t.match(detail, /0808 8020 133/)
})

t.test('the person withdraws it; nobody else does, and what the broker asked the broker takes back', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey)).ok
  await refused(t, service, () => takeBack(journey.broker, id), 'case-role-required')
  await refused(t, service, () => takeBack(journey.careCoordinator, id), 'case-role-required')
  t.match((await takeBack(journey.person, id)).ok, { status: 'withdrawn', dueOn: null })
  await refused(t, service, () => decideOn(journey.careCoordinator, id, 5_000), 'wrong-state')
  const own = (await ask(journey, { payee: 'City Drum Shop' }, journey.broker)).ok
  t.equal((await takeBack(journey.broker, own.id)).status, 200)
  const again = (await ask(journey, { payee: 'City Drum Shop' }, journey.broker)).ok
  t.equal((await takeBack(journey.person, again.id)).status, 200, 'it is the person’s plan')
})

t.test('what is not of the plan is refused by its field', async (t) => {
  const journey = await withRoom(service)
  const wrong = [
    [{ line: 'no-line' }, '/line'],
    [{ takesFrom: 'no-line' }, '/takesFrom'],
    [{ ...moreOf('drum-kit', 1), takesFrom: 'drum-kit' }, '/takesFrom'],
    [{ outcomes: ['sleep', 'fame'] }, '/outcomes/1'],
    [{ category: null }, '/category'],
    [{ category: 'no-such' }, '/category'],
    [{ kind: 'more-of-line' }, '/category'],
    [{ payeeId: journey.ids.caseId }, '/payeeId'],
  ] as const
  for (const [more, pointer] of wrong) {
    const { errors } = await refused(t, service, () => ask(journey, more), 'request-invalid')
    t.match(errors, [{ pointer }])
  }
  await refused(
    t,
    service,
    () => ask(journey, {}, journey.broker),
    'request-invalid',
    'a broker says who would be paid',
  )
})
