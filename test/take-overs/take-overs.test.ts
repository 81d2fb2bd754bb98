import t from 'tap'
import type { TaskPage } from '../../src/cases/list-schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import type { TakeOver } from '../../src/take-overs/schemas.ts'
import { assessCapacity } from '../support/acting.ts'
import { anActor } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { aPurchase } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { begin, choice, chosen, decideOnFallback, endOf } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const sister = service.as(anActor('representative', { sub: 'a-sister', name: 'Sadia' }))
const takeOversOf = async ({ person, ids }: Journey) =>
  (await person.get<{ items: TakeOver[] }>(`/v1/cases/${ids.caseId}/take-overs`)).ok.items
async function lineOf({ person, ids }: Journey, key: string): Promise<string> {
  const path = `/v1/cases/${ids.caseId}/statement`
  const { lines } = (await person.get<{ lines: { planLineId: string; key: string }[] }>(path)).ok
  return lines.find((line) => line.key === key)?.planLineId ?? ''
}
const buy = (client: Client, lineId: string) =>
  client.post(`/v1/plan-lines/${lineId}/purchases`, aPurchase({ amountPence: 1_000, instrument: 'bank-account' }))

t.test(
  'P11: on the word that the person chose, whom they chose spends from the lines that they named, and nothing more',
  async (t) => {
    const journey = await chosen(service)
    const { person, broker, careCoordinator, ids } = journey
    const [gym, drums] = [await lineOf(journey, 'gym'), await lineOf(journey, 'drum-kit')]
    await refused(t, service, () => buy(sister, gym), 'not-found', 'before')
    await refused(t, service, () => begin(journey, broker), 'case-role-required')
    const begun = await begin(journey)
    t.match(begun.ok, {
      actorId: 'a-sister',
      lines: ['gym'],
      beganAs: 'care-coordinator',
      until: '2026-12-07',
      endedAt: null,
    })
    t.same((await sister.get(`/v1/take-overs/${begun.ok.id}`)).ok, begun.ok)
    await refused(t, service, () => begin(journey, person), 'wrong-state', 'once')
    t.equal((await buy(sister, gym)).status, 201)
    await refused(t, service, () => buy(sister, drums), 'case-role-required', 'another line')
    t.equal((await buy(person, drums)).status, 201, 'the person spends as before')
    const of = `/v1/cases/${ids.caseId}`
    t.equal((await sister.get(`${of}/statement`)).status, 200)
    for (const hidden of ['needs-assessments', 'members', 'timeline', 'budget-calculations'])
      t.equal((await sister.get(`${of}/${hidden}`)).status, 404, hidden)
    const acts = {
      pause: () =>
        sister.post(`${of}/line-pauses`, { lines: ['gym'], cause: 'asked', from: service.clock.today(), until: null }),
      change: () => sister.patch(`${of}/crisis-contingency`, { triggers: [] }, { ifMatch: '*' }),
      hold: () =>
        sister.post(`${of}/line-holdings`, {
          line: 'gym',
          deployment: 'notional',
          instrument: 'invoice',
          holderId: null,
        }),
      end: () => endOf(begun.ok.id, sister),
      'say no': () => sister.post(`${of}/withdrawal`, { words: null }),
    }
    for (const [title, act] of Object.entries(acts)) await refused(t, service, act, 'case-role-required', title)
    for (const client of [person, careCoordinator]) {
      const { items } = (await client.get<typeof TaskPage.static>('/v1/tasks?limit=100')).ok
      t.ok(items.some(({ caseId, step }) => caseId === ids.caseId && step === 'taken-over'))
    }
    const timeline = (await person.get<{ items: { type: string }[] }>(`${of}/timeline`)).ok.items
    t.ok(timeline.some(({ type }) => type === 'take-over.began'))
  },
)

t.test('it ends at the word of the person, on its day, or once they can manage money', async (t) => {
  const byWord = await chosen(service)
  const one = (await begin(byWord, byWord.person)).ok
  t.match((await endOf(one.id, byWord.person)).ok, { endedBecause: 'person' })
  await refused(t, service, async () => buy(sister, await lineOf(byWord, 'gym')), 'not-found', 'after')
  await refused(t, service, () => endOf(one.id, byWord.person), 'wrong-state')

  const byDay = await chosen(service)
  await begin(byDay)
  service.clock.set('2026-12-07T22:00:00Z')
  await sweep(service)
  t.match(await takeOversOf(byDay), [{ endedAt: null }], 'on its last day it is on')
  t.equal((await buy(sister, await lineOf(byDay, 'gym'))).status, 201)
  service.clock.set('2026-12-08T00:05:00Z')
  await refused(t, service, async () => buy(sister, await lineOf(byDay, 'gym')), 'not-found', 'before the sweep too')
  await sweep(service)
  await sweep(service)
  t.match(await takeOversOf(byDay), [{ endedBecause: 'last-day' }])

  service.clock.set('2026-11-24T09:30:00Z')
  const byCapacity = await chosen(service)
  await begin(byCapacity)
  await assessCapacity(byCapacity, { decision: 'manage-money', outcome: 'lacks-capacity', reviewOn: '2026-12-24' })
  t.match(await takeOversOf(byCapacity), [{ endedAt: null }])
  await assessCapacity(byCapacity, { decision: 'manage-money', outcome: 'has-capacity', reviewOn: null })
  t.match(await takeOversOf(byCapacity), [{ endedBecause: 'capacity' }])

  const byEnd = await chosen(service)
  await begin(byEnd)
  await byEnd.person.post(`/v1/cases/${byEnd.ids.caseId}/withdrawal`, { words: null })
  t.match(await takeOversOf(byEnd), [{ endedBecause: 'budget-ended' }])
})

t.test('the coordinator records the person’s word, and “that was not me” puts it on again', async (t) => {
  const journey = await chosen(service)
  const { id } = (await begin(journey)).ok
  await refused(t, service, () => endOf(id, journey.careCoordinator), 'own-words-missing')
  const said = { words: 'I am well again.', saidFor: aSaidFor() }
  t.match((await endOf(id, journey.careCoordinator, said)).ok, { endedBecause: 'person' })
  const list = `/v1/cases/${journey.ids.caseId}/said-for-me`
  const [told] = (await journey.person.get<{ items: SaidForPerson[] }>(list)).ok.items
  t.match(told, { kind: 'take-over-end', words: said.words })
  t.equal((await journey.person.post(`/v1/said-for/${told?.id}/objection`, { words: null })).status, 200)
  t.match(await takeOversOf(journey), [{ id, endedAt: null }])
})

t.test('an organisation that is paid by the plan takes over only after a decision', async (t) => {
  const journey = await chosen(service, {
    organisationId: tenants.QYG.brokerageId,
    actorId: 'the-broker',
    onWordOf: ['care-coordinator', 'broker'],
  })
  const provider = service.as('broker')
  await refused(t, service, () => begin(journey), 'fallback-undecided')
  const { path, refused: byAnother, answer, again } = await decideOnFallback(journey)
  t.equal(answer.status, 201)
  t.match((await journey.person.get(path)).ok, { outcome: 'agreed' })
  await refused(t, service, byAnother, 'not-the-decider')
  await refused(t, service, again, 'wrong-state')
  await refused(
    t,
    service,
    () => begin(journey, journey.broker),
    'case-role-required',
    'who takes over says so themself',
  )
  t.equal((await begin(journey)).status, 201)
  t.equal((await buy(provider, await lineOf(journey, 'gym'))).status, 201)
})

t.test('nor does somebody who is paid here, whom the plan names without an organisation', async (t) => {
  const journey = await chosen(service, { actorId: 'the-broker', name: 'Quillon Broker' })
  await refused(t, service, () => begin(journey), 'fallback-undecided')
  t.equal((await decideOnFallback(journey)).answer.status, 201)
  t.equal((await begin(journey)).status, 201)
})

t.test('what was only written down lets nobody in', async (t) => {
  const journey = await chosen(service, choice, [])
  await begin(journey)
  t.equal((await buy(sister, await lineOf(journey, 'drum-kit'))).status, 201, 'no line named: all of them')
})
