import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import type { SurplusRecovery } from '../../src/surplus-recoveries/schemas.ts'
import { takeSurpluses } from '../../src/surplus-recoveries/take-surpluses.ts'
import { agreed, declare } from '../crisis-episodes/acts.ts'
import { letterOf } from '../decisions/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { answer, decide, propose, second } from './acts.ts'

const service = await startService(t)
const start = '2026-11-24T09:30:00Z'
t.beforeEach(() => service.clock.set(start))
const sweep = () => takeSurpluses({ database: service.access, now: service.clock.now }, new AbortController().signal)
const read = async (journey: Journey, id: string) =>
  (await journey.person.get<SurplusRecovery>(`/v1/surplus-recoveries/${id}`)).ok
const proven = async () => {
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
}

t.test('told, heard, weighed, decided by another, and taken only when the time to appeal is over', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  let recovery: SurplusRecovery | undefined
  const entries = await audited(service, async () => {
    recovery = (await propose(journey)).ok
    t.match(recovery, { status: 'proposed', answerBy: '2026-12-08', lines: [{ proposedPence: 10_000 }] })
    const { id } = recovery
    await refused(t, service, () => decide(second(journey), id), 'person-has-time')
    t.equal((await answer(journey.person, id)).ok.answer, 'I begin in May.')
    await refused(t, service, () => decide(journey.officer, id), 'second-person-needed')
    const made = (await decide(second(journey), id)).ok
    t.match(made.decision, { subject: 'surplus-recovery', outcome: 'recovered', tier: 'commissioner-officer' })
    t.equal(made.decision?.reasons.length, 6, 'each thing that was weighed is told')
    t.match(made.surplusRecovery, { status: 'decided', takenAfter: '2027-02-19' })
  })
  t.same(
    entries.map(({ type }) => type).filter((type) => type.startsWith('surplus')),
    ['surplus-recovery.proposed', 'surplus-recovery.answered', 'surplus-recovery.decided'],
  )
  const id = recovery?.id ?? ''
  const { decisionId, takenAfter } = await read(journey, id)
  const letter = (await letterOf(journey.person, decisionId ?? '')).ok
  t.match(letter, /We take nothing before 19 February 2027 is over/)
  t.match(letter, /£100\.00/)
  service.clock.set(`${takenAfter}T22:00:00Z`)
  t.equal(await sweep(), 0)
  t.match(await statementOf(journey), { recoveredPence: 0, availablePence: 40_000 })
  service.clock.set('2027-02-20T09:30:00Z')
  t.equal(await sweep(), 1)
  t.equal(await sweep(), 0, 'once')
  t.match(await statementOf(journey), { recoveredPence: 10_000, availablePence: 30_000, agreedPence: 40_000 })
  t.match(await read(journey, id), { status: 'recovered', lines: [{ recoveredPence: 10_000 }] })
  await refused(t, service, () => buy(journey, { amountPence: 15_001 }), 'line-overspent', 'what is left of the line')
  await proven()
})

t.test('told long ago or not: the person has two weeks from the day on which it stands here', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  service.clock.set('2026-12-20T09:30:00Z')
  const { id, answerBy } = (await propose(journey, { toldOn: '2026-11-25' })).ok
  t.equal(answerBy, '2027-01-03')
  await refused(t, service, () => decide(second(journey), id), 'person-has-time')
  service.clock.set('2027-01-04T09:30:00Z')
  t.equal((await decide(second(journey), id)).status, 201)
})

t.test('an appeal stops it; won, nothing is taken', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await propose(journey)).ok
  await answer(journey.person, id)
  const { decision } = (await decide(second(journey), id)).ok
  const appeal = await journey.person.post<Appeal>(`/v1/decisions/${decision?.id}/appeals`, {
    words: 'I said that I begin in May.',
  })
  t.equal(appeal.status, 201)
  service.clock.set('2027-02-22T09:30:00Z')
  t.equal(await sweep(), 0)
  t.match(await statementOf(journey), { recoveredPence: 0 })
  const overturned = await journey.teamManager.post(`/v1/appeals/${appeal.ok.id}/decision`, {
    outcome: 'overturned',
    reasons: [],
  })
  t.equal(overturned.status, 201)
  t.match(await read(journey, id), { status: 'overturned' })
  t.equal(await sweep(), 0)
  t.match(await statementOf(journey), { recoveredPence: 0, availablePence: 40_000 })
})

t.test('a late appeal that is won gives back what was taken', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await propose(journey)).ok
  await answer(journey.person, id)
  const { decision } = (await decide(second(journey), id)).ok
  service.clock.set('2027-02-20T09:30:00Z')
  t.equal(await sweep(), 1)
  const appeal = await journey.person.post<Appeal>(`/v1/decisions/${decision?.id}/appeals`, {
    words: 'I was in hospital.',
    lateBecause: 'I was in hospital.',
  })
  await journey.teamManager.post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'overturned', reasons: [] })
  t.match(await statementOf(journey), { recoveredPence: 0, availablePence: 40_000 })
  t.match(await read(journey, id), { status: 'overturned', lines: [{ recoveredPence: 0 }] })
  await proven()
})

t.test('left with the person: a letter says so, and nothing moves', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await propose(journey)).ok
  await answer(journey.person, id)
  const made = (await decide(second(journey), id, { outcome: 'left', whatWouldChange: null })).ok
  t.match(made, { surplusRecovery: { status: 'left', takenAfter: null }, decision: { outcome: 'left', reasons: [] } })
  await refused(
    t,
    service,
    () => journey.person.post(`/v1/decisions/${made.decision?.id}/appeals`, { words: 'No' }),
    'decision-not-adverse',
  )
  t.equal((await propose(journey)).status, 201, 'it can be looked at again')
})

t.test('no more than was told, no more than there is by then, and a part can be left', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const line = (amountPence: number, key = 'drum-kit') => ({ lines: [{ line: key, amountPence }] })
  await refused(t, service, () => propose(journey, line(25_001)), 'request-invalid')
  await refused(t, service, () => propose(journey, line(1, 'no-line')), 'request-invalid')
  await refused(t, service, () => propose(journey, { toldOn: '2026-11-25' }), 'request-invalid')
  await refused(t, service, () => propose(journey, {}, journey.careCoordinator), 'permission-missing')
  const { id } = (await propose(journey, line(25_000))).ok
  await refused(t, service, () => propose(journey), 'wrong-state', 'it is looked at already')
  await answer(journey.careCoordinator, id, { saidFor: aSaidFor() })
  await refused(t, service, () => decide(second(journey), id, line(25_001)), 'request-invalid')
  await refused(t, service, () => decide(second(journey), id, { factors: [] }), 'factors-not-weighed')
  await refused(t, service, () => decide(second(journey), id, { whatWouldChange: null }), 'request-invalid')
  t.equal((await decide(second(journey), id, line(24_000))).status, 201)
  await buy(journey, { amountPence: 2_000 })
  service.clock.set('2027-02-20T09:30:00Z')
  t.equal(await sweep(), 1)
  t.match(await read(journey, id), { lines: [{ decidedPence: 24_000, recoveredPence: 23_000 }] })
})

t.test('nothing while a crisis is on, neither begun nor taken', async (t) => {
  const journey = await agreed(service)
  const daily = { lines: [{ line: 'daily-support', amountPence: 10_000 }] }
  await refused(t, service, () => propose(journey, daily), 'request-invalid', 'its schedule still asks for all of it')
  service.clock.set('2026-12-29T09:30:00Z')
  const most = { lines: [{ line: 'daily-support', amountPence: 39_201 }] }
  await refused(t, service, () => propose(journey, most), 'request-invalid', 'a penny more than four weeks come to')
  const { id } = (await propose(journey, daily)).ok
  await answer(journey.person, id)
  t.equal((await decide(second(journey), id)).status, 201)
  service.clock.set('2027-02-01T09:30:00Z')
  t.equal((await declare(journey)).status, 201)
  service.clock.set('2027-04-20T09:30:00Z')
  await sweep()
  t.match(await read(journey, id), { status: 'decided', lines: [{ recoveredPence: 0 }] })
  service.clock.set(start)
  const other = await agreed(service)
  await declare(other)
  await refused(t, service, () => propose(other, daily), 'crisis-active')
})

t.test('who may not see the money sees nothing of it', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const stranger = await journeyTo(service, 'case-opened')
  const { id } = (await propose(journey)).ok
  await refused(t, service, () => stranger.person.get(`/v1/surplus-recoveries/${id}`), 'not-found')
  await refused(t, service, () => answer(stranger.person, id), 'not-found')
  await refused(t, service, () => answer(journey.broker, id), 'permission-missing')
})

t.test('where the line has nothing left by then, it lapses, and nobody is told that it was taken', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const { id } = (await propose(journey)).ok
  await answer(journey.person, id)
  t.equal((await decide(second(journey), id)).status, 201)
  t.equal((await buy(journey, { amountPence: 25_000 })).status, 201)
  service.clock.set('2027-02-20T09:30:00Z')
  const entries = await audited(service, async () => {
    t.equal(await sweep(), 1)
  })
  t.match(
    entries.filter(({ type }) => type.startsWith('surplus-recovery')),
    [{ type: 'surplus-recovery.lapsed', facts: { recoveredPence: 0 } }],
  )
  t.match(await read(journey, id), { status: 'lapsed', lines: [{ recoveredPence: 0 }] })
})
