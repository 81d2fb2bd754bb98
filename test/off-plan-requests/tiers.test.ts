import t from 'tap'
import { proveLedger } from '../../src/ledger/proof-repository.ts'
import { letterOf } from '../decisions/acts.ts'
import { declareTie, payable } from '../payees/acts.ts'
import { countOf, times } from '../races/at-once.ts'
import { mdtMembers } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { ask, because, buyFrom, decideOn, linesOf, passUp, readRequest, takeBack, voteOn, withRoom } from './acts.ts'

const service = await startService(t)
const start = '2026-11-24T09:30:00Z'
t.beforeEach(() => service.clock.set(start))
const proven = async () => {
  for await (const { different } of proveLedger(service.access)) t.same(different, [])
}
const tierOf = async (journey: Awaited<ReturnType<typeof withRoom>>, amountPence: number) =>
  (await ask(journey, { amountPence })).ok.tier

t.test('the limit is inclusive, a penny over goes up, and beyond the budget nobody may', async (t) => {
  const journey = await withRoom(service)
  const within = (await ask(journey, { amountPence: 10_000 })).ok
  t.equal(within.tier, 'care-coordinator')
  await takeBack(journey.person, within.id)
  const over = (await ask(journey, { amountPence: 10_001 })).ok
  t.match(over, { tier: 'team-manager', dueOn: '2026-12-01' })
  await refused(t, service, () => decideOn(journey.careCoordinator, over.id, 10_001), 'not-the-decider')
  t.equal((await decideOn(journey.teamManager, over.id, 10_001)).status, 201)
  await refused(t, service, () => ask(journey, { amountPence: 20_000 }), 'budget-exceeded')
  t.equal(await tierOf(journey, 19_999), 'team-manager', 'all of the budget, to the penny')
  await proven()
})

t.test('slices under a limit come to what they are together, agreed or waiting', async (t) => {
  const journey = await withRoom(service)
  const first = (await ask(journey, { amountPence: 6_000 })).ok
  t.equal(first.tier, 'care-coordinator')
  t.equal(await tierOf(journey, 4_001), 'team-manager', 'with one that waits')
  t.equal(
    (await decideOn(journey.careCoordinator, first.id, 6_000)).status,
    201,
    'what was asked first is not pulled up',
  )
  t.equal(await tierOf(journey, 1), 'team-manager', 'with one that is agreed')
})

t.test('what is bought meanwhile counts no less, and what is taken from a line counts nothing', async (t) => {
  const journey = await withRoom(service)
  t.equal((await buyFrom(journey, journey.ids.planLineId, 20_000)).status, 201)
  t.equal((await ask(journey, { amountPence: 10_001 })).ok.tier, 'team-manager')
  t.equal((await ask(journey, { amountPence: 10_000, takesFrom: 'mattress' })).ok.tier, 'team-manager')
  const byBroker = { takesFrom: 'mattress', payee: 'City Drum Shop' }
  await refused(
    t,
    service,
    () => ask(journey, byBroker, journey.broker),
    'request-invalid',
    'that is the person’s to say',
  )
  const other = await withRoom(service)
  t.equal((await ask(other, { amountPence: 10_000, takesFrom: 'mattress' })).ok.tier, 'care-coordinator')
})

t.test('who asked does not decide, by whatever account, nor who recorded it for the person', async (t) => {
  const journey = await withRoom(service)
  const recorded = await ask(journey, { saidFor: aSaidFor() }, journey.careCoordinator)
  t.match(recorded.ok, { askedAs: 'care-coordinator', tier: 'team-manager' }, 'it passes by the tier of who made it')
  await refused(t, service, () => ask(journey, {}, journey.careCoordinator), 'own-words-missing')
  await refused(t, service, () => ask(journey, { saidFor: aSaidFor() }), 'request-invalid')
  await refused(t, service, () => decideOn(journey.careCoordinator, recorded.ok.id, 5_000), 'not-the-decider')
  await refused(t, service, () => decideOn(journey.person, recorded.ok.id, 5_000), 'permission-missing')
  t.equal((await decideOn(journey.teamManager, recorded.ok.id, 5_000)).status, 201)
  const said = await journey.person.get<{ items: { id: string; kind: string }[] }>(
    `/v1/cases/${journey.ids.caseId}/said-for-me`,
  )
  t.match(said.ok.items[0], { kind: 'off-plan-request' })
})

t.test('that was not me: what waits is asked for no more', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey, { saidFor: aSaidFor() }, journey.careCoordinator)).ok
  const path = `/v1/cases/${journey.ids.caseId}/said-for-me`
  const [said] = (await journey.person.get<{ items: { id: string }[] }>(path)).ok.items
  t.equal((await journey.person.post(`/v1/said-for/${said?.id}/objection`, { words: null })).status, 200)
  t.match(await readRequest(journey, id), { status: 'withdrawn', dueOn: null })
})

t.test('a broker whose own organisation would be paid is named, whatever it is called there', async (t) => {
  const journey = await withRoom(service)
  const { name } = (await journey.officer.get<{ name: string }>(`/v1/organisations/${tenants.QYG.brokerageId}`)).ok
  const byName = (await ask(journey, { payee: ` ${name.toUpperCase()} ` }, journey.broker)).ok
  t.match(byName, { ties: ['own-organisation'], askedAs: 'broker' })
  const own = { kind: 'broker-organisation', name: 'Another Name', organisationId: tenants.QYG.brokerageId }
  const payee = await payable(journey.officer, own, ['insurance'])
  const registered = (await ask(journey, { payee: 'Another Name', payeeId: payee.id }, journey.broker)).ok
  t.match(registered, { ties: ['own-organisation'] })
  const typed = (await ask(journey, { payee: 'another name', amountPence: 1 }, journey.broker)).ok
  t.match(typed, { ties: ['own-organisation'] }, 'without saying which payee it is')
  t.same([byName.tier, registered.tier], ['team-manager', 'team-manager'], 'one step above who decides otherwise')
  await refused(t, service, () => decideOn(journey.careCoordinator, byName.id, 5_000), 'not-the-decider')
  const { decision } = (await decideOn(journey.teamManager, byName.id, 5_000)).ok
  t.match((await letterOf(journey.person, decision.id)).ok, /would be paid, and your broker works for it/)
  t.match((await ask(journey, { payee: 'City Drum Shop', amountPence: 1 }, journey.broker)).ok, { ties: [] })
})

t.test(
  'a tie that is declared while it waits takes it a step up, and whoever would be paid decides on nothing',
  async (t) => {
    const journey = await withRoom(service)
    const worker = await payable(journey.officer, { kind: 'individual-worker', name: 'Alex Painter' }, [
      'dbs',
      'insurance',
    ])
    const paid = { payee: 'Alex Painter', payeeId: worker.id }
    const { id, tier } = (await ask(journey, paid, journey.broker)).ok
    t.equal(tier, 'care-coordinator')
    void (await declareTie(journey.broker, journey, worker.id)).ok
    await refused(t, service, () => decideOn(journey.careCoordinator, id, 5_000), 'not-the-decider')
    t.equal((await passUp(journey.careCoordinator, id)).ok.tier, 'team-manager')
    t.equal((await decideOn(journey.teamManager, id, 5_000)).status, 201)
    t.match(await readRequest(journey, id), { ties: ['same-household'] })
    for (const payeeId of [worker.id, null])
      t.match((await ask(journey, { ...paid, payeeId, amountPence: 1 })).ok, {
        tier: 'team-manager',
        ties: ['same-household'],
      })

    const own = { payee: 'Quillon Team Manager, painter', amountPence: 10_001 }
    const other = await withRoom(service)
    const toSelf = (await ask(other, own)).ok
    t.equal(toSelf.tier, 'team-manager')
    await refused(t, service, () => decideOn(other.teamManager, toSelf.id, 10_001), 'decision-not-independent')
  },
)

t.test('whose organisation would be paid decides on nothing, also where its name is only typed', async (t) => {
  const journey = await withRoom(service)
  const { name } = (await journey.officer.get<{ name: string }>(`/v1/organisations/${tenants.QYG.trustId}`)).ok
  for (const payee of [name, `${name.toUpperCase()}, day services`]) {
    const { id, tier } = (await ask(journey, { payee, amountPence: 1 })).ok
    t.equal(tier, 'care-coordinator')
    await refused(t, service, () => decideOn(journey.careCoordinator, id, 1), 'decision-not-independent')
    t.equal((await passUp(journey.careCoordinator, id)).ok.tier, 'team-manager')
  }
  const { id } = (await ask(journey, { payee: 'Another Trust', amountPence: 1 })).ok
  t.equal((await decideOn(journey.careCoordinator, id, 1)).status, 201)
  void (await payable(journey.officer, { kind: 'public-body', name, organisationId: tenants.QYG.trustId }, []))
  const body = (await ask(journey, { payee: name, amountPence: 1 })).ok
  t.equal((await decideOn(journey.careCoordinator, body.id, 1)).status, 201, 'a public body answers for itself')
})

t.test('not comfortable passes it up; a meeting decides by its votes', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey)).ok
  await refused(t, service, () => passUp(journey.teamManager, id), 'not-the-decider')
  t.equal((await passUp(journey.careCoordinator, id)).ok.tier, 'team-manager')
  await refused(t, service, () => voteOn(journey.teamManager, id), 'vote-not-needed')
  t.match((await passUp(journey.teamManager, id)).ok, { tier: 'mdt-meeting', dueOn: '2026-12-08' })
  const [one, two] = mdtMembers(journey)
  if (!one || !two) throw new Error('a meeting has members')
  t.match((await voteOn(one, id)).ok, { quorate: false })
  await refused(t, service, () => voteOn(one, id), 'already-voted')
  await refused(t, service, () => decideOn(two, id, 5_000), 'quorum-missing')
  await refused(t, service, () => passUp(two, id), 'panel-decides-by-vote')
  t.match((await voteOn(two, id)).ok, { quorate: true })
  await refused(t, service, () => decideOn(two, id, 0, because), 'panel-decides-by-vote', 'they voted for it')
  t.match((await decideOn(two, id, 5_000)).ok.decision, { tier: 'mdt-meeting', outcome: 'agreed' })
})

t.test('what is late passes up by itself, and the person is told who decides', async (t) => {
  const journey = await withRoom(service)
  const { id, dueOn } = (await ask(journey)).ok
  const mine = await journey.careCoordinator.get<{ items: { subjectId: string; step: string }[] }>('/v1/tasks')
  t.ok(mine.ok.items.some(({ subjectId, step }) => subjectId === id && step === 'off-plan-to-decide'))
  service.clock.set(`${dueOn}T21:00:00Z`)
  await sweep(service)
  t.equal((await readRequest(journey, id)).tier, 'care-coordinator', 'the day itself is in time')
  service.clock.advance({ days: 1 })
  await sweep(service)
  t.equal((await readRequest(journey, id)).tier, 'team-manager')
  await sweep(service)
  t.equal((await readRequest(journey, id)).tier, 'team-manager', 'once')
})

t.test('two decisions at once: one, and its money once', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey)).ok
  const answers = await times(2, () => decideOn(journey.careCoordinator, id, 5_000))
  t.same(countOf(answers), { 201: 1, 'wrong-state': 1 })
  t.match(await linesOf(journey), { 'A practice pad': [5_000, 0, 5_000] })
  const again = { key: '019ab3f0-0000-7000-8000-00000000abcd' }
  const [one, two] = [await ask(journey, {}, journey.person, again), await ask(journey, {}, journey.person, again)]
  t.equal(one.ok.id, two.ok.id, 'asked once')
  await proven()
})

t.test('under rules that force tiers, a tie and what is unusual go up', async (t) => {
  await published(service, service.clock.today(), {
    catalogue: ['equipment', 'home'],
    forced: [
      { condition: 'off-catalogue', tier: 'team-manager', source: 'a test' },
      { condition: 'over-indicative-budget', tier: 'mdt-meeting', source: 'a test' },
      { condition: 'conflict-of-interest', tier: 'risk-enablement-panel', source: 'a test' },
    ],
  })
  const journey = await withRoom(service)
  const { name } = (await journey.officer.get<{ name: string }>(`/v1/organisations/${tenants.QYG.brokerageId}`)).ok
  t.equal((await ask(journey, { amountPence: 1, category: 'training' })).ok.tier, 'team-manager')
  t.equal((await ask(journey, { amountPence: 1, payee: name }, journey.broker)).ok.tier, 'risk-enablement-panel')
  t.equal(
    (await ask(journey, { amountPence: 30_001 })).ok.tier,
    'mdt-meeting',
    'more than the budget, where a tier is named',
  )
})

t.test(
  'with no plan in force there is nothing beside it; an end takes back what waits; strangers see nothing',
  async (t) => {
    const early = await journeyTo(service, 'plan-signed')
    await refused(t, service, () => ask(early), 'nothing-to-review')
    const journey = await withRoom(service)
    const { id } = (await ask(journey)).ok
    await refused(t, service, () => early.person.get(`/v1/off-plan-requests/${id}`), 'not-found')
    const elsewhere = service.as(anActor('commissioner-officer', { commissioner: 'QOP' }))
    await refused(t, service, () => elsewhere.get(`/v1/off-plan-requests/${id}`), 'not-found')
    t.equal(
      (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null, reasons: [] })).status,
      200,
    )
    t.match(await readRequest(journey, id), { status: 'withdrawn', dueOn: null })
    await refused(t, service, () => decideOn(journey.careCoordinator, id, 5_000), 'case-ended')
  },
)
