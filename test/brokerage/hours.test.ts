import t from 'tap'
import { confirmJoined, reportDouble } from '../record-joining/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase } from '../support/builders.ts'
import type { Journey } from '../support/journey.ts'
import { ownScheme } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { addBroker, balanceOf, countTime, unbrokered } from './acts.ts'

const service = await startService(t)
const { clock } = service
let day = 1
t.beforeEach(async () => {
  day += 1
  clock.set(`2026-12-${String(day).padStart(2, '0')}T09:30:00Z`)
})
const five = await ownScheme(service, 'merseyside-one-off', { mostMinutes: 300 })
const more = await ownScheme(service, 'merseyside-one-off', { mostMinutes: 300, beyond: 'by-agreement' })
const second = service.as(anActor('broker', { sub: 'no-peer' }))
await service.tokenFor(anActor('broker', { sub: 'no-peer' }))
await service.database.sql(
  `update staff_member set is_peer = false from staff_identity i where i.actor_id = 'no-peer' and i.staff_member_id = staff_member.staff_member_id`,
)

async function brokered(schemeId: string) {
  const journey = await unbrokered(service, schemeId)
  const { id } = (await addBroker(journey)).ok
  /** Another broker takes over, who is no peer. */
  const followed = async () => {
    void (await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/members/${id}/departure`)).ok
    void (await addBroker(journey, { actorId: 'no-peer', name: 'Quillon Second' })).ok
  }
  return { ...journey, followed }
}

t.test('five hours are those of all brokers together; those of peers stand apart from those of others', async (t) => {
  const journey = await brokered(five.schemeId)
  t.match((await countTime(journey, 200)).ok, { entry: { byPeer: true }, balance: { byPeersMinutes: 200 } })
  await journey.followed()
  t.match((await countTime(journey, 60, second)).ok, {
    entry: { byPeer: false },
    balance: { spentMinutes: 260, byPeersMinutes: 200, byOthersMinutes: 60, leftMinutes: 40 },
  })
  await refused(t, service, () => countTime(journey, 41, second), 'brokerage-time-exceeded')
  t.equal((await countTime(journey, 40, second)).status, 201)
  t.match(await balanceOf(journey), { byPeersMinutes: 200, byOthersMinutes: 100, leftMinutes: 0, warning: 'all-spent' })
})

t.test('five hours are for a person: a case that is opened anew begins none, nor does a joined record', async (t) => {
  const journey = await brokered(more.schemeId)
  const again = async (schemeId: string) => {
    void (await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })).ok
    const { id } = (
      await journey.careCoordinator.post<{ id: string }>('/v1/cases', aCase(journey.ids.personId, { schemeId }))
    ).ok
    Object.assign(journey.ids, { caseId: id })
    void (await addBroker(journey)).ok
  }
  t.equal((await countTime(journey, 200)).status, 201)
  const extension = { minutes: 30, because: 'The first broker left.' }
  void (await journey.officer.post(`/v1/cases/${journey.ids.caseId}/brokerage-extensions`, extension)).ok
  await again(more.schemeId)
  t.match(await balanceOf(journey), { spentMinutes: 200, byPeersMinutes: 200, agreedMinutes: 30, leftMinutes: 130 })
  await refused(t, service, () => countTime(journey, 131), 'brokerage-time-exceeded')
  t.equal((await countTime(journey, 30)).status, 201)

  const other = await brokered(more.schemeId)
  t.equal((await countTime(other, 40)).status, 201)
  void (await other.person.post(`/v1/cases/${other.ids.caseId}/withdrawal`, { words: null })).ok
  t.match(await balanceOf(journey), { spentMinutes: 230 }, 'of another person')
  void (await other.person.post(`/v1/sign-ins/${other.ids.signInId}/ending`)).ok
  const double = await reportDouble(service, other.ids.personId, journey.ids.personId)
  t.equal((await confirmJoined(service, double, journey.ids.personId)).status, 200)
  t.match(await balanceOf(journey), { spentMinutes: 270, leftMinutes: 60 })
  await refused(t, service, () => countTime(journey, 61), 'brokerage-time-exceeded')

  await again(five.schemeId)
  t.match(await balanceOf(journey), { spentMinutes: 0, leftMinutes: 300 }, 'another scheme has hours of its own')
})

t.test('the team and the person are warned after four hours and after five, once each', async (t) => {
  const journey = await brokered(five.schemeId)
  const warnings = async (...minutes: number[]) =>
    (
      await audited(service, async () => {
        for (const each of minutes) t.equal((await countTime(journey, each)).status, 201)
      })
    )
      .filter(({ type }) => type === 'brokerage-time.warned')
      .map(({ facts }) => facts)
  t.same(await warnings(239), [])
  t.same(await warnings(1, 59), [{ warning: 'four-fifths-spent', spentMinutes: 240, leftMinutes: 60 }])
  t.same(await warnings(1), [{ warning: 'all-spent', spentMinutes: 300, leftMinutes: 0 }])
  t.same(await warnings(-61), [], 'what is taken back warns of nothing')
  t.same(await warnings(61), [{ warning: 'all-spent', spentMinutes: 300, leftMinutes: 0 }])
  const timeline = await journey.person.get<{ items: { type: string }[] }>(`/v1/cases/${journey.ids.caseId}/timeline`)
  t.equal(timeline.ok.items.filter(({ type }) => type === 'brokerage-time.warned').length, 3)
})

t.test('beyond the limit goes what was agreed for the person, where the scheme lets it be', async (t) => {
  const journey = await brokered(more.schemeId)
  const path = `/v1/cases/${journey.ids.caseId}/brokerage-extensions`
  const body = { minutes: 60, because: 'The first broker left.' }
  t.equal((await countTime(journey, 300)).status, 201)
  const entries = await audited(service, async () => {
    t.match((await journey.officer.post(path, body)).ok, { minutes: 60, because: 'The first broker left.' })
  })
  t.match(entries, [{ type: 'brokerage-time.agreed', facts: { minutes: 60 } }])
  t.match(await balanceOf(journey), { mostMinutes: 360, agreedMinutes: 60, leftMinutes: 60 })
  await refused(t, service, () => countTime(journey, 61), 'brokerage-time-exceeded')
  t.equal((await countTime(journey, 60)).status, 201)
  t.match((await journey.person.get(path)).ok, { items: [{ minutes: 60 }] })
})

t.test('nobody agrees to their own time, in any account, nor where the scheme lets none be agreed', async (t) => {
  const body = { minutes: 60, because: 'More.' }
  const [without, unlimited, journey] = [
    await unbrokered(service, five.schemeId),
    await unbrokered(service),
    await brokered(more.schemeId),
  ]
  const path = ({ ids }: Journey) => `/v1/cases/${ids.caseId}/brokerage-extensions`
  await refused(t, service, () => without.officer.post(path(without), body), 'brokerage-time-exceeded')
  await refused(t, service, () => unlimited.officer.post(path(unlimited), body), 'wrong-state')
  await refused(t, service, () => journey.broker.post(path(journey), body), 'permission-missing')
  await sameHuman(service, 'broker-as-officer', anActor('broker'))
  const both = service.as(anActor('commissioner-officer', { sub: 'broker-as-officer' }))
  await refused(t, service, () => both.post(path(journey), body), 'second-person-needed')
})
