import t from 'tap'
import type { ConcernBrief } from '../../src/concerns/schemas.ts'
import { aPost, byPost, setPreferences, tell } from '../notifications/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { freezeFor, newestOf, raise, settle, take } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })
const lead = service.as('safeguarding-lead')
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const listed = async (query: string, client: Client = lead) =>
  (await client.get<{ items: ConcernBrief[]; next: string | null }>(`/v1/concerns?limit=100${query}`)).ok.items
const dayOf = async (id: string) => (await listed('')).find((one) => one.id === id)?.dueOn
const told = async () => {
  await tell(service)
  return post.mails.splice(0).map(({ to }) => to)
}

t.test('a concern has a day by its level: to be taken, and then to be settled; graver, it is sooner', async (t) => {
  const ids: string[] = []
  for (const level of ['low', 'medium', 'high'] as const) {
    const journey = await journeyTo(service, 'plan-agreed')
    void (await raise(journey.person, journey, { level })).ok
    ids.push((await newestOf(lead, journey)) ?? '')
    if (level === 'low') {
      void (await raise(journey.broker, journey, { level: 'medium' })).ok
      t.equal(await dayOf(ids[0] ?? ''), '2026-11-27', 'it is graver now')
    }
  }
  const [graver = '', medium = '', high = ''] = ids
  t.same([await dayOf(medium), await dayOf(high)], ['2026-11-27', '2026-11-25'])
  t.match(
    (await listed('&sort=dueOn')).map(({ id }) => id),
    [high, graver, medium],
  )
  t.same(
    (await listed('&level=high')).map(({ id }) => id),
    [high],
  )
  t.same(
    (await listed('&dueBy=2026-11-26')).map(({ id }) => id),
    [high],
  )
  void (await take(lead, high)).ok
  t.equal(await dayOf(high), '2026-12-22', 'to be settled')
  const first = await lead.get<{ items: ConcernBrief[]; next: string | null }>('/v1/concerns?limit=2&sort=dueOn')
  t.equal(first.ok.items.length, 2)
  void (await settle(lead, high, 'no-concern')).ok
  t.equal(await dayOf(high), null)
  t.notOk(
    (await listed('&sort=dueOn')).some(({ id }) => id === high),
    'what is settled is not due',
  )
})

t.test(
  'what nobody took in its days is told to those who may handle it alone, and leaves no trace on the case',
  async (t) => {
    const journey = await journeyTo(service, 'plan-agreed')
    const { ids, careCoordinator } = journey
    await sameHuman(service, 'coordinator-as-lead', careCoordinator.actor ?? anActor('care-coordinator'))
    const suspect = service.as(anActor('safeguarding-lead', { sub: 'coordinator-as-lead' }))
    await setPreferences(lead, { email: 'lead@icb.example' })
    await setPreferences(suspect, { email: 'suspect@icb.example' })
    await setPreferences(careCoordinator, { email: 'chris@trust.example' })
    // What is told of one thing can make another wait.
    for (let left = 3; left > 0; left -= 1) await told()
    void (await raise(journey.person, journey, { level: 'high' })).ok
    const id = (await newestOf(lead, journey)) ?? ''
    t.same(await told(), [], 'its day is not over')
    const read = () => careCoordinator.get<{ items: unknown[] }>(`/v1/cases/${ids.caseId}/notifications`)
    const before = (await read()).ok
    service.clock.set('2026-11-25T10:30:00Z')
    const entries = await audited(service, async () => {
      const mails = await told()
      t.ok(mails.includes('lead@icb.example'))
      t.notOk(mails.includes('suspect@icb.example'), 'who is on the case, by another account')
      t.notOk(mails.includes('chris@trust.example'))
    })
    t.same(entries, [], 'no event tells of it')
    t.same((await read()).ok, before, 'nor a list of what was told of the case')
    service.clock.set('2026-11-26T10:30:00Z')
    t.notOk((await told()).includes('lead@icb.example'), 'once')
    void (await take(lead, id)).ok
  },
)

t.test('a freeze that ends by itself soon while its concern is open is told in time', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await setPreferences(lead, { email: 'lead@icb.example' })
  await told()
  void (await raise(journey.person, journey)).ok
  const id = (await newestOf(lead, journey)) ?? ''
  void (await take(lead, id)).ok
  void (await freezeFor(lead, id, { until: '2026-12-05' })).ok
  service.clock.set('2026-11-30T10:30:00Z')
  await told()
  service.clock.set('2026-12-01T10:30:00Z')
  t.notOk((await told()).includes('lead@icb.example'))
  service.clock.set('2026-12-02T10:30:00Z')
  t.ok((await told()).includes('lead@icb.example'), 'three days before')
  service.clock.set('2026-12-03T10:30:00Z')
  t.notOk((await told()).includes('lead@icb.example'))
})

t.test('who handles more than are looked at in one go hears of each, and of what is gravest first', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await setPreferences(lead, { email: 'lead@icb.example' })
  for (let left = 3; left > 0; left -= 1) await told()
  const more = (level: string, from: number, to: number, dueOn: string) =>
    service.database.sql(
      `insert into concern (commissioner_id, concern_id, case_id, about, about_key, payee, level, opened_at, due_on)
        select commissioner_id, md5('concern ' || n)::uuid, case_id, 'payee', 'payee ' || n, 'Payee ' || n, $2, '2026-11-01T09:00:00Z', $3
        from budget_case, generate_series($4::int, $5::int) n where case_id = $1`,
      [journey.ids.caseId, level, dueOn, from, to],
    )
  await more('low', 1, 501, '2026-11-25')
  await more('high', 502, 502, '2026-11-26')
  const heard = async (where: string) =>
    (
      await service.database.sql<{ count: number }>(
        `select count(distinct about)::int as count from notification where kind = 'concern-waiting' and actor_id = 'the-safeguarding-lead'
          and split_part(about, ' ', 1)::uuid in (select concern_id from concern where case_id = $1 and payee is not null and ${where})`,
        [journey.ids.caseId],
      )
    )[0]?.count
  service.clock.set('2026-11-26T10:30:00Z')
  await told()
  t.equal(await heard(`level = 'high'`), 1, 'before all that were due sooner')
  t.equal(await heard('true'), 500)
  service.clock.set('2026-11-27T10:30:00Z')
  await told()
  t.equal(await heard('true'), 502)
})
