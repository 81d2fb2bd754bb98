import t from 'tap'
import { makeLink, openPages, Reader } from '../pages/acts.ts'
import { type Actor, anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { aCase, aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const staffOf = async (account: string) => {
  const rows = await service.database.sql<{ id: string }>(
    'select staff_member_id as id from staff_identity where actor_id = $1',
    [account],
  )
  return rows[0]?.id ?? ''
}
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))

t.test('201: the person makes a link, once for each time they ask, and it is told in no record', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const entries = await audited(service, async () => {
    const answer = await makeLink(journey, journey.person)
    t.equal(answer.status, 201)
    fits(t, answer.ok, { caseId: journey.ids.caseId, madeAs: 'person', expiresAt: '2026-11-24T09:45:00.000Z' })
    t.match(answer.ok.path, /^\/pages\/open\/[\w-]{64}$/)
    const kept = await service.database.sql('select * from page_link where page_link_id = $1', [answer.ok.id])
    t.notMatch(JSON.stringify(kept), answer.ok.path.slice('/pages/open/'.length), 'a hash is kept')
  })
  fits(t, entries, [{ type: 'page-link.made', case_id: journey.ids.caseId, facts: { madeAs: 'person' } }])
  const path = `/v1/cases/${journey.ids.caseId}/page-links`
  const again = () => journey.person.post<{ path: string }>(path, undefined, { key: 'the-same' })
  const first = (await again()).ok
  t.match((await again()).problem, { code: 'answer-not-kept' })
  t.equal((await new Reader(service).post(first.path)).status, 200, 'and the link is not replaced')
})

t.test(
  'the care coordinator makes one for a person who is with them, and the person reads that they did',
  async (t) => {
    const journey = await journeyTo(service, 'case-opened')
    fits(t, (await makeLink(journey, journey.careCoordinator)).ok, { madeAs: 'care-coordinator' })
    const timeline = await journey.person.get<{ items: { type: string }[] }>(`/v1/cases/${journey.ids.caseId}/timeline`)
    t.ok(timeline.ok.items.some(({ type }) => type === 'page-link.made'))
  },
)

t.test('a person whose token also names an organisation makes a link as anybody does', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const works = service.as({ ...(journey.person.actor as Actor), organisation: 'RW4' })
  const link = (await makeLink(journey, works)).ok
  t.equal(link.madeAs, 'person')
  t.equal((await new Reader(service).post(link.path)).status, 200)
})

t.test('pages of a care coordinator close when they leave, and when their organisation does', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  for (const [ends, begins, values] of [
    [
      "update staff_member set ended_by = 'a-registrar', ended_at = now() where staff_member_id = $1",
      'update staff_member set ended_by = null, ended_at = null where staff_member_id = $1',
      [await staffOf(journey.careCoordinator.actor?.sub ?? '')],
    ],
    [
      'update organisation set ended_at = now() where code = $1',
      'update organisation set ended_at = null where code = $1',
      ['RW4'],
    ],
  ] as const) {
    const reader = await openPages(journey, journey.careCoordinator)
    const cookies = [...reader.cookies]
    await service.database.sql(ends, [...values])
    t.equal((await reader.get('/pages')).status, 401, ends)
    for (const [name, value] of cookies) reader.cookies.set(name, value)
    await service.database.sql(begins, [...values])
    t.equal((await reader.get('/pages')).status, 200, 'it was that which closed them')
  }
})

t.test('a person who never signed in is shown their pages by their care coordinator', async (t) => {
  const coordinator = service.as('care-coordinator')
  const { id } = (await coordinator.post<{ id: string }>('/v1/people', aPerson())).ok
  const opened = (await coordinator.post<{ id: string }>('/v1/cases', aCase(id))).ok
  const { path } = (await coordinator.post<{ path: string }>(`/v1/cases/${opened.id}/page-links`)).ok
  t.equal((await new Reader(service).post(path)).status, 200)
})

t.test('by a link of staff it is they who look, and they see there what they see elsewhere', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const reader = await openPages(journey, journey.careCoordinator)
  t.equal((await reader.get('/pages')).status, 200)
  await service.app.readLog.flush()
  const looks = await service.database.sql<{ actor_id: string }>(
    'select distinct actor_id from record_read where case_id = $1',
    [journey.ids.caseId],
  )
  t.same(looks, [{ actor_id: journey.careCoordinator.actor?.sub }], 'no look is the person’s')
  await service.database.sql(
    "update case_member set left_at = now() where case_id = $1 and case_role = 'care-coordinator'",
    [journey.ids.caseId],
  )
  t.equal((await reader.get('/pages')).status, 401, 'and nothing once they are off the team')
})

t.test('nobody else makes one', async (t) => {
  const journey = await journeyTo(service, 'budget-disclosed')
  const another = await journeyTo(service, 'case-opened')
  await refused(t, service, () => makeLink(journey, another.person), 'not-found')
  const stranger = service.as(anActor('care-coordinator', { sub: 'a-coordinator-elsewhere' }))
  t.match(await (await makeLink(journey, stranger)).status, /40[34]/)
  for (const role of ['broker', 'commissioner-officer', 'team-manager', 'machine'] as const)
    await refused(t, service, () => makeLink(journey, service.as(role)), 'permission-missing', role)
  const elsewhere = service.as(inTenant('QOP', 'care-coordinator'))
  await refused(t, service, () => makeLink(journey, elsewhere), 'not-found')
})

t.test('the newest link alone opens; one of another case stays', async (t) => {
  const [journey, other] = [await journeyTo(service, 'case-opened'), await journeyTo(service, 'case-opened')]
  const before = (await makeLink(journey, journey.person)).ok
  const beside = (await makeLink(other, other.person)).ok
  const after = (await makeLink(journey, journey.person)).ok
  const open = async ({ path }: { path: string }) => (await new Reader(service).post(path)).status
  t.same([await open(before), await open(beside), await open(after)], [410, 200, 200])
})

t.test('a new link closes the pages of the one before, of whoever made it and of this case alone', async (t) => {
  const [journey, other] = [await journeyTo(service, 'case-opened'), await journeyTo(service, 'case-opened')]
  const [first, beside, shown] = [
    await openPages(journey),
    await openPages(other),
    await openPages(journey, journey.careCoordinator),
  ]
  const second = await openPages(journey)
  const closed = await first.get('/pages')
  t.equal(closed.status, 401)
  t.match(closed.text, /when a new link is made/)
  for (const reader of [second, beside, shown]) t.equal((await reader.get('/pages')).status, 200)
  await makeLink(journey, journey.careCoordinator)
  t.equal((await shown.get('/pages')).status, 401)
  t.equal((await second.get('/pages')).status, 200, 'staff close none of the pages of the person')
  await makeLink(journey, journey.person)
  t.equal((await second.get('/pages')).status, 401, 'the link that is lost need not be opened')
})

t.test('of two who open a link at once, one has it', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const { path } = (await makeLink(journey, journey.person)).ok
  const shown = await Promise.all(Array.from({ length: 6 }, () => new Reader(service).post(path)))
  t.equal(shown.filter(({ status }) => status === 200).length, 1)
})

t.test('a sign-in that ends takes its pages along', async (t) => {
  const journey = await journeyTo(service, 'case-opened')
  const reader = await openPages(journey)
  const { items } = (
    await journey.person.get<{ items: { id: string }[] }>(`/v1/people/${journey.ids.personId}/sign-ins`)
  ).ok
  void (await journey.person.post(`/v1/sign-ins/${items[0]?.id}/ending`)).ok
  t.equal((await reader.get('/pages')).status, 401)
})
