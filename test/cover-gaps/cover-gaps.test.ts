import t from 'tap'
import type { TaskPage } from '../../src/cases/list-schemas.ts'
import type { Task } from '../../src/cases/schemas.ts'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { changeContingency } from '../crisis-contingencies/acts.ts'
import { change as changeService } from '../current-services/acts.ts'
import { changed, decide, decideChanged } from '../sign-off/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { accept, because, decideOnGap, everyDay, gapOpened, gapsOf, narrow, nights, reach, signed } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const tasksOf = async ({ ids }: Journey, client: Client): Promise<Task[]> =>
  (await client.get<typeof TaskPage.static>('/v1/tasks?limit=100')).ok.items.filter(
    ({ caseId, step }) => caseId === ids.caseId && step === 'cover-gap-opened',
  )
const shut = [{ days: [1], from: '20:00', to: '21:00' }]

t.test(
  'P4: cover that falls away after the agreement waits for the person, the coordinator and the decider, by a day',
  async (t) => {
    const { journey, team } = await signed(service)
    t.equal((await decide(journey, journey.careCoordinator)).status, 201)
    t.equal((await reach(journey, team, nights)).status, 200)
    t.same(await gapsOf(journey), [], 'the same hours, and nothing opens')
    t.equal((await narrow(journey, team)).status, 200)
    const [gap] = await gapsOf(journey)
    t.match(gap, {
      tier: 'care-coordinator',
      dueOn: '2026-12-01',
      personBecause: null,
      deciderBecause: null,
      outcome: null,
    })
    for (const client of [journey.person, journey.careCoordinator])
      t.match(await tasksOf(journey, client), [{ dueOn: '2026-12-01' }])
    t.match(await tasksOf(journey, journey.broker), [])
    service.clock.set('2026-12-02T09:30:00Z')
    await sweep(service)
    const reported = (
      await journey.person.get<{ items: { type: string }[] }>(`/v1/cases/${journey.ids.caseId}/timeline`)
    ).ok
    t.ok(reported.items.some(({ type }) => type === 'case.step-late'))
  },
)

t.test('it is mended by the service as it was, or by a changed contingency', async (t) => {
  const { journey, team } = await gapOpened(service)
  await reach(journey, team, nights)
  t.match(await gapsOf(journey), [{ outcome: 'mended' }])
  t.same(await tasksOf(journey, journey.careCoordinator), [])
  await narrow(journey, team)
  t.match(await gapsOf(journey), [{ outcome: null }, { outcome: 'mended' }])
  await changeContingency(journey, { triggers: ['Noise'] })
  t.match(await gapsOf(journey), [{ outcome: null }, {}], 'what has nothing to do with it mends nothing')
  const contacts = [{ name: 'Mo', contact: 'next door', role: 'My neighbour' }]
  const windows = [{ days: everyDay, from: '00:00', to: '24:00' }]
  const cover = [{ kind: 'informal' as const, name: 'Mo', contact: 'next door', line: null, windows }]
  t.equal((await changeContingency(journey, { contacts, cover })).status, 200)
  t.match(await gapsOf(journey), [{ outcome: 'mended' }, { outcome: 'mended' }])
})

t.test(
  'or accepted with a reason by both, in either order; what was accepted opens no gap again, and less does',
  async (t) => {
    for (const first of ['person', 'decider'] as const) {
      const { journey, team, gap } = await gapOpened(service)
      const acts = [() => accept(gap.id, journey.person), () => decideOnGap(gap.id, journey.careCoordinator)]
      if (first === 'decider') acts.reverse()
      const [one, other] = acts
      t.match((await one?.())?.ok, { outcome: null })
      await refused(t, service, async () => (await one?.()) ?? Promise.reject(new Error('none')), 'wrong-state')
      t.match((await other?.())?.ok, { outcome: 'accepted', personBecause: because, personAcceptedAs: 'person' })
      t.same(await tasksOf(journey, journey.careCoordinator), [])
      await refused(t, service, () => accept(gap.id, journey.person), 'wrong-state')
      await changeService(journey.careCoordinator, team.id, { statusReason: 'The team has fewer nurses still.' })
      t.equal((await gapsOf(journey)).length, 1)
      await reach(journey, team, shut)
      t.match(await gapsOf(journey), [{ outcome: null }, { outcome: 'accepted' }])
    }
  },
)

t.test('who accepted one gap has not accepted a wider one', async (t) => {
  const { journey, team, gap } = await gapOpened(service)
  await accept(gap.id, journey.person)
  await reach(journey, team, shut)
  t.match(await gapsOf(journey), [{ id: gap.id, personBecause: null, outcome: null }])
})

t.test('the coordinator records the person’s word, and “that was not me” opens it again', async (t) => {
  const { journey, gap } = await gapOpened(service)
  await refused(t, service, () => accept(gap.id, journey.careCoordinator), 'own-words-missing')
  const saidFor = aSaidFor()
  t.match((await accept(gap.id, journey.careCoordinator, { saidFor })).ok, { personAcceptedAs: 'care-coordinator' })
  t.match((await decideOnGap(gap.id, journey.careCoordinator)).ok, { outcome: 'accepted' })
  const list = `/v1/cases/${journey.ids.caseId}/said-for-me`
  const [told] = (await journey.person.get<{ items: SaidForPerson[] }>(list)).ok.items
  t.match(told, { kind: 'gap-acceptance', words: because })
  t.equal((await journey.person.post(`/v1/said-for/${told?.id}/objection`, { words: null })).status, 200)
  t.match(await gapsOf(journey), [
    { outcome: null, personBecause: null, deciderBecause: 'The duty team rings at midnight.' },
  ])
  t.equal((await tasksOf(journey, journey.careCoordinator)).length, 1)
})

t.test('nobody else accepts it, and an ended budget closes it', async (t) => {
  const { journey, gap } = await gapOpened(service)
  for (const client of [journey.broker, journey.officer])
    await refused(
      t,
      service,
      () => accept(gap.id, client),
      client === journey.broker ? 'case-role-required' : 'permission-missing',
    )
  await refused(t, service, () => decideOnGap(gap.id, journey.teamManager), 'not-the-decider')
  await refused(t, service, () => decideOnGap(gap.id, journey.person), 'permission-missing')
  t.equal((await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).status, 200)
  t.match(await gapsOf(journey), [{ outcome: 'budget-ended' }])
})

t.test('before a plan is agreed nothing of the kind waits', async (t) => {
  const { journey, team } = await signed(service)
  const { ok } = await narrow(journey, team)
  t.match(ok satisfies CurrentService, { id: team.id })
  t.same(await gapsOf(journey), [])
})

t.test('a changed plan that is agreed takes the place of the one that had the gap', async (t) => {
  const { journey, gap } = await gapOpened(service)
  t.equal((await decideChanged(journey.careCoordinator, await changed(journey, [{}]))).status, 201)
  t.match(await gapsOf(journey), [{ id: gap.id, outcome: 'plan-replaced' }])
})
