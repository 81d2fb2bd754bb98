import t from 'tap'
import type { BrokerQualification } from '../../src/staff/qualification-schemas.ts'
import type { StaffMember } from '../../src/staff/schemas.ts'
import { addBroker, unbrokered } from '../brokerage/acts.ts'
import { aPost, byPost, setPreferences, tell } from '../notifications/acts.ts'
import { anActor } from '../support/actors.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { registerStaff } from '../support/staff.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
const coordinator = service.as('brokerage-coordinator')
await registerStaff(service, 'broker', 'new-broker', 'broker-who-lapses', 'broker-who-left')
const staff = async () => (await coordinator.get<{ items: StaffMember[] }>('/v1/staff-members?limit=100')).ok.items
const memberOf = async (account: string) =>
  (await staff()).find(({ accounts }) => accounts.some(({ actorId }) => actorId === account))
const forget = (account: string) =>
  service.database.sql(
    `delete from broker_qualification where staff_member_id = (select staff_member_id from staff_identity
      where actor_id = '${account}' and commissioner_id = '${tenants.QYG.commissionerId}')`,
  )
const trained = async (account: string, course: string, more: object = {}) =>
  coordinator.post<BrokerQualification>(`/v1/staff-members/${(await memberOf(account))?.id}/broker-qualifications`, {
    ...{ course, level: null, awardingBody: 'As the scheme says', awardedOn: '2026-05-04', expiresOn: null, ...more },
  })
const told = async () => {
  await tell(service)
  return post.mails.splice(0)
}
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))

t.test('S3: in Lambeth a broker has a day of support planning and one of recovery support planning', async (t) => {
  await forget('new-broker')
  const journey = await unbrokered(service, tenants.QYG.schemes['lambeth-integrated'])
  const add = () => addBroker(journey, { actorId: 'new-broker' }, coordinator)
  t.match(await refused(t, service, add, 'broker-unqualified'), { detail: /Support planning, one day\. / })
  void (await trained('new-broker', 'support-planning')).ok
  t.match(await refused(t, service, add, 'broker-unqualified'), { detail: /Recovery support planning, one day/ })
  void (await trained('new-broker', 'recovery-support-planning')).ok
  t.equal((await add()).status, 201)
})

t.test('S3: in Kent a peer broker was trained as one by Project SWAP', async (t) => {
  await forget('new-broker')
  const journey = await unbrokered(service, tenants.QYG.schemes['kent-peer-brokerage'])
  const add = () => addBroker(journey, { actorId: 'new-broker' }, coordinator)
  t.match(await refused(t, service, add, 'broker-unqualified'), { detail: /Training of peer brokers by Project SWAP/ })
  void (await trained('new-broker', 'peer-brokerage')).ok
  t.equal((await add()).status, 201)
})

t.test('what a scheme asks of its brokers is published with it, and where that comes from', async (t) => {
  const { sections } = (
    await service
      .as('person')
      .get<{ sections: { key: string; sentences: string[]; sources: string[] }[] }>(
        `/v1/schemes/${tenants.QYG.schemes['lambeth-integrated']}/transparency`,
      )
  ).ok
  const support = sections.find(({ key }) => key === 'support')
  t.match(support?.sentences.join(' '), 'Before a broker begins to work with you, they must have this training: ')
  t.match(support?.sentences.join(' '), 'Recovery support planning, one day')
  t.match(support?.sources.join(' '), 'recovery support planning, one day')
})

t.test(
  'the register of staff shows what a broker is trained in and until when, and only to those who see it',
  async (t) => {
    await forget('new-broker')
    t.same((await memberOf('new-broker'))?.training, [])
    void (await trained('new-broker', 'peer-support', { level: 4, expiresOn: '2027-03-31' })).ok
    void (await trained('new-broker', 'support-planning', { awardedOn: '2020-01-01', expiresOn: '2020-12-31' })).ok
    t.same((await memberOf('new-broker'))?.training, [
      { course: 'peer-support', level: 4, expiresOn: '2027-03-31' },
      { course: 'support-planning', level: null, expiresOn: '2020-12-31' },
    ])
    void (await trained('new-broker', 'support-planning', { expiresOn: '2028-12-31' })).ok
    t.match((await memberOf('new-broker'))?.training[1], { expiresOn: '2028-12-31' }, 'the newest of each course')
  },
)

t.test('a broker and who coordinates them are told before it lapses, once, and nobody else is', async (t) => {
  const own = service.as(anActor('broker', { sub: 'broker-who-lapses' }))
  const other = { code: 'BRK8', name: 'Dee Brokers', kind: 'brokerage-organisation' }
  void (await service.as('commissioner-officer').post('/v1/organisations', other)).ok
  const elsewhere = service.as(anActor('brokerage-coordinator', { sub: 'coordinator-8', organisation: 'BRK8' }))
  await setPreferences(own, { email: 'broker@brokers.example' })
  await setPreferences(coordinator, { email: 'coordinator@brokers.example' })
  await setPreferences(elsewhere, { email: 'elsewhere@brokers.example' })
  await forget('broker-who-lapses')
  void (await trained('broker-who-lapses', 'support-planning', { expiresOn: '2027-02-28' })).ok
  for (let left = 3; left > 0; left -= 1) await told()
  service.clock.set('2026-12-29T10:30:00Z')
  t.same(await told(), [], '61 days before')
  service.clock.set('2026-12-30T10:30:00Z')
  const mails = await told()
  t.same(mails.map(({ to }) => to).sort(), ['broker@brokers.example', 'coordinator@brokers.example'])
  t.match(mails[0]?.text, 'A date that concerns you is coming up.')
  t.notMatch(mails[0]?.text, /support-planning/)
  service.clock.set('2026-12-31T10:30:00Z')
  t.same(await told(), [], 'once')
})

t.test('nobody is told of what was renewed before the message went, nor who works there no more', async (t) => {
  const own = service.as(anActor('broker', { sub: 'broker-who-left' }))
  await setPreferences(own, { email: 'left@brokers.example', digest: 'daily', digestHour: 17 })
  await setPreferences(coordinator, { email: 'coordinator@brokers.example', digest: 'daily', digestHour: 17 })
  await forget('broker-who-left')
  void (await trained('broker-who-left', 'support-planning', { expiresOn: '2027-06-30' })).ok
  service.clock.set('2027-05-01T10:30:00Z')
  t.same(await told(), [], 'it waits for the digest')
  void (await trained('broker-who-left', 'support-planning', { awardedOn: '2027-04-30', expiresOn: '2029-06-30' })).ok
  service.clock.set('2027-05-01T16:30:00Z')
  t.same(await told(), [], 'it was renewed')
  void (await trained('broker-who-left', 'peer-support', { expiresOn: '2027-06-30' })).ok
  const { id } = (await memberOf('broker-who-left')) ?? { id: '' }
  void (await service.as('commissioner-officer').post(`/v1/staff-members/${id}/ending`)).ok
  service.clock.set('2027-05-02T16:30:00Z')
  t.same(await told(), [])
})
