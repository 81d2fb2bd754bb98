import t from 'tap'
import type { BrokerQualification, LapsingQualification } from '../../src/staff/qualification-schemas.ts'
import { addBroker, unbrokered } from '../brokerage/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { ownScheme } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { registerStaff, sameHuman } from '../support/staff.ts'

const service = await startService(t)
const coordinator = service.as('brokerage-coordinator')
const officer = service.as('commissioner-officer')
await registerStaff(service, 'broker', 'no-peer', 'trainee')
const need = (course: string, of: 'all' | 'peers' | 'others', level: number | null = null) => ({
  ...{ course, of, level },
  name: `A day of ${course}`,
  source: 'a test',
})
const { schemeId } = await ownScheme(service, 'merseyside-one-off', {
  brokersNeed: [need('planning-day', 'all'), need('peer-support', 'peers'), need('brokerage', 'others', 4)],
})
const memberOf = async (account: string) =>
  (
    await service.database.sql<{ id: string }>(
      `select staff_member_id as id from staff_identity where actor_id = '${account}' and commissioner_id = (select commissioner_id from commissioner where code = 'QYG')`,
    )
  )[0]?.id ?? ''
const ids = {
  broker: await memberOf('the-broker'),
  noPeer: await memberOf('no-peer'),
  trainee: await memberOf('trainee'),
}
await service.database.sql('delete from broker_qualification')
await service.database.sql(`update staff_member set is_peer = false where staff_member_id = '${ids.noPeer}'`)
const path = (id: string) => `/v1/staff-members/${id}/broker-qualifications`
const trained = (id: string, more: object = {}, client: Client = coordinator) =>
  client.post<BrokerQualification>(path(id), {
    ...{ course: 'planning-day', level: null, awardingBody: 'Community Options' },
    ...{ awardedOn: '2026-05-04', expiresOn: '2026-12-31', ...more },
  })

t.test('nobody is given to a person without what the scheme asks of them, and the rule is named', async (t) => {
  const journey = await unbrokered(service, schemeId)
  const untrained = await refused(t, service, () => addBroker(journey), 'broker-unqualified')
  t.match(untrained, {
    detail: 'The scheme asks of its brokers: A day of planning-day. They do not have it on 24 November 2026',
    errors: [{ pointer: '/actorId', code: 'broker-unqualified' }],
  })
  const entries = await audited(service, async () => {
    t.match((await trained(ids.broker)).ok, { staffMemberId: ids.broker, course: 'planning-day' })
  })
  t.match(entries, [{ type: 'staff-member.qualification-seen', facts: { course: 'planning-day', level: null } }])
  t.match(await refused(t, service, () => addBroker(journey), 'broker-unqualified'), {
    detail: /A day of peer-support/,
  })
  void (await trained(ids.broker, { course: 'peer-support', expiresOn: null })).ok
  t.equal((await addBroker(journey)).status, 201)
  t.match((await coordinator.get<{ items: object[] }>(path(ids.broker))).ok.items, [
    { course: 'peer-support' },
    { course: 'planning-day' },
  ])
})

t.test('other brokers need what is asked of others, at the level or above', async (t) => {
  const journey = await unbrokered(service, schemeId)
  const add = () => addBroker(journey, { actorId: 'no-peer' })
  void (await trained(ids.noPeer)).ok
  void (await trained(ids.noPeer, { course: 'brokerage', level: 3 })).ok
  t.match(await refused(t, service, add, 'broker-unqualified'), { detail: /A day of brokerage at level 4 or above/ })
  void (await trained(ids.noPeer, { course: 'brokerage', level: 5 }, officer)).ok
  t.equal((await add()).status, 201)
})

t.test(
  'it holds from the day of the award to its last day, and lapses the day after; that is listed before',
  async (t) => {
    const listed = async () =>
      (await coordinator.get<{ items: LapsingQualification[] }>('/v1/lapsing-broker-qualifications')).ok.items.filter(
        ({ staffMemberId }) => staffMemberId === ids.trainee,
      )
    const [one, other] = [await unbrokered(service, schemeId), await unbrokered(service, schemeId)]
    const add = (journey = one) => addBroker(journey, { actorId: 'trainee' })
    void (await trained(ids.trainee, { course: 'peer-support', expiresOn: null })).ok
    void (await trained(ids.trainee, { expiresOn: '2027-01-24' })).ok
    t.same(await listed(), [], '61 days before')
    service.clock.set('2026-11-25T09:30:00Z')
    t.match(await listed(), [{ course: 'planning-day', expiresOn: '2027-01-24', lapsed: false, openCases: 0 }])
    service.clock.set('2027-01-24T23:30:00Z')
    t.equal((await add()).status, 201, 'on its last day')
    service.clock.set('2027-01-25T00:00:00Z')
    await refused(t, service, () => add(other), 'broker-unqualified', 'the day after')
    t.match(await listed(), [{ lapsed: true, openCases: 1 }], 'they stay the broker of whom they have')
    void (await trained(ids.trainee, { awardedOn: '2027-01-20', expiresOn: '2028-01-20' })).ok
    t.same(await listed(), [], 'no more once there is newer')
    service.clock.set('2026-11-24T09:30:00Z')
  },
)

t.test('nobody vouches for themselves nor for another organisation, and days are in order', async (t) => {
  await sameHuman(service, 'broker-coordinates', anActor('broker'))
  const both = service.as(anActor('brokerage-coordinator', { sub: 'broker-coordinates' }))
  await refused(t, service, () => trained(ids.broker, {}, both), 'second-person-needed')
  const other = { code: 'BRK7', name: 'Dee Brokers', kind: 'brokerage-organisation' }
  void (await officer.post('/v1/organisations', other)).ok
  const elsewhere = service.as(anActor('brokerage-coordinator', { sub: 'coordinator-7', organisation: 'BRK7' }))
  await refused(t, service, () => trained(ids.broker, {}, elsewhere), 'not-found')
  await refused(t, service, () => elsewhere.get(path(ids.broker)), 'not-found')
  t.same((await elsewhere.get<{ items: object[] }>('/v1/lapsing-broker-qualifications')).ok.items, [])
  await refused(t, service, () => trained(ids.broker, { awardedOn: '2026-11-25' }), 'request-invalid')
  await refused(t, service, () => trained(ids.broker, { expiresOn: '2026-05-03' }), 'request-invalid')
  await closed(t, service, 'broker:write', (client) => trained(ids.broker, {}, client))
  await refused(
    t,
    service,
    () => trained(ids.broker, {}, service.as(inTenant('QOP', 'commissioner-officer'))),
    'not-found',
  )
})
