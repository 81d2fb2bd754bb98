import t from 'tap'
import type { ListedCase } from '../../src/cases/list-schemas.ts'
import type { CaseView as Case } from '../../src/cases/schemas.ts'
import { stages } from '../../src/rules/progress/steps.ts'
import { aMachine, anActor } from '../support/actors.ts'
import { aCase, aMember, aPerson } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

interface Page {
  readonly items: readonly ListedCase[]
  readonly nextCursor: string | null
}
const service = await startService(t)
const officer = service.as('commissioner-officer')
const manager = service.as('team-manager')
const journey = await journeyTo(service, 'plan-agreed')
const ours = journey.ids.caseId
const opened: ListedCase[] = []
for (const givenName of ['Asha', 'Brigid', 'Cerys']) {
  const { id } = (await officer.post<{ id: string }>('/v1/people', aPerson({ givenName }))).ok
  opened.push((await officer.post<ListedCase>('/v1/cases', aCase(id))).ok)
}
const ids = opened.map(({ id }) => id)
const newest = [...ids.toReversed(), ours]

const page = async (query: string, as: Client = officer) => (await as.get<Page>(`/v1/cases${query}`)).ok
const list = async (query: string, as?: Client) => (await page(query, as)).items.map(({ id }) => id)

t.test('a list is narrowed by each filter, and by several together', async (t) => {
  const [first] = opened
  const { schemeId, trustId, personId } = first as ListedCase
  const own = (await page('')).items.find(({ id }) => id === ours) as ListedCase
  t.same(await list(''), newest)
  t.same(await list(`?personId=${personId}`), [first?.id])
  t.same(await list(`?schemeId=${schemeId}&personId=${own.personId}`), schemeId === own.schemeId ? [ours] : [])
  t.same(await list(`?trustId=${trustId}`), newest)
  t.same(await list(`?trustId=${personId}`), [])
  t.same(await list(`?stage=${own.stage}`), [ours])
  t.same(await list('?stage=expression-of-interest'), ids.toReversed())
  for (const stage of stages)
    for (const id of await list(`?stage=${stage}`))
      t.equal((await officer.get<ListedCase>(`/v1/cases/${id}`)).ok.stage, stage)
  t.same(await list('?memberId=the-care-coordinator'), [ours])
  t.same(await list('?memberId=the-care-coordinator&stage=expression-of-interest'), [])
  t.same(await list('?open=true'), newest)
  t.same(await list('?open=false'), [])
  t.same(await list('?reviewDueBy=2099-01-01'), [ours], 'the first review is set by the agreement')
  t.same(await list('?reviewDueBy=2026-11-24'), [])
  const waited = new Set((await page('')).items.flatMap(({ waitingFor }) => waitingFor))
  for (const role of waited)
    t.same(
      await list(`?waitingFor=${role}`),
      (await page('')).items.filter(({ waitingFor }) => waitingFor.includes(role)).map(({ id }) => id),
      role,
    )
})

t.test('by the code of a scheme', async (t) => {
  const { items } = (await officer.get<{ items: { id: string; code: string }[] }>('/v1/schemes?limit=100')).ok
  const [first] = opened
  const code = items.find(({ id }) => id === first?.schemeId)?.code
  t.same(await list(`?schemeCode=${code}`), await list(`?schemeId=${first?.schemeId}`))
  t.same(await list('?schemeCode=no-such-scheme'), [])
})

t.test('a page goes on where it ended, in both orders, narrowed as before', async (t) => {
  for (const [query, whole] of [
    ['sort=-openedAt&stage=expression-of-interest', ids.toReversed()],
    ['sort=openedAt&stage=expression-of-interest', ids],
    ['sort=openedAt', newest.toReversed()],
  ] as const) {
    const found: string[] = []
    let cursor: string | null = null
    do {
      const at: Page = await page(`?${query}&limit=1${cursor ? `&cursor=${cursor}` : ''}`)
      found.push(...at.items.map(({ id }) => id))
      cursor = at.nextCursor
    } while (cursor)
    t.same(found, whole, query)
  }
})

t.test('with who and what it is about, where the grounds of whoever asks open that', async (t) => {
  const [of] = (await page(`?memberId=the-care-coordinator&expand=person,trust,scheme`)).items
  t.match(of, { person: { id: of?.personId, givenName: 'Zebedee' }, trust: { code: 'RW4' } })
  t.ok(of?.scheme?.title)
  t.same(
    (await page('')).items.map(({ person }) => person),
    newest.map(() => undefined),
  )
  for (const { person, trust } of (await page('?expand=person,trust', service.as('auditor'))).items) {
    t.equal(person, null, 'an auditor checks sums without knowing whose they are')
    t.equal(trust?.code, 'RW4')
  }
})

t.test('nobody finds by a filter what they do not see', async (t) => {
  const stranger = service.as(anActor('care-coordinator', { sub: 'a-stranger' }))
  const elsewhere = service.as(aMachine(undefined, 'BRK1'))
  const queries = ['?open=true', '?memberId=the-care-coordinator', '?updatedSince=2026-11-01T00:00:00Z', '?late=false']
  for (const query of queries) {
    t.same(await list(query, stranger), [], query)
    t.same(await list(query, elsewhere), [], query)
  }
  t.same(await list('?open=true', service.as('care-coordinator')), [ours])
  t.same(await list('?stage=expression-of-interest', service.as('care-coordinator')), [])
  t.same(await list('?stage=expression-of-interest', manager), ids.toReversed())
  t.same(await list('?stage=expression-of-interest&sort=openedAt', manager), ids)
})

t.test('no filter answers what somebody may not read of a case', async (t) => {
  const auditor = service.as('auditor')
  t.same(await list('', auditor), newest)
  t.same(await list('?memberId=the-care-coordinator', auditor), [ours], 'an auditor sees teams')
  t.same(await list('?reviewDueBy=2099-01-01', auditor), [], 'and no reviews')
})

t.test('what changed since a moment, and not what was only read', async (t) => {
  service.clock.advance({ minutes: 5 })
  const since = service.clock.now().toISOString()
  t.same(await list(`?updatedSince=${since}`), [])
  await manager.get(`/v1/cases/${ours}`)
  await manager.get(`/v1/cases/${ours}/members`)
  t.same(await list(`?updatedSince=${since}`), [])
  const [, second] = ids
  const member = aMember({
    actorId: 'the-care-coordinator',
    caseRole: 'care-coordinator',
    organisationId: opened[1]?.trustId ?? null,
  })
  t.equal((await manager.post(`/v1/cases/${second}/members`, member)).status, 201)
  t.same(await list(`?updatedSince=${since}`), [second])
  t.same(await list(`?updatedSince=${since}`, service.as('care-coordinator')), [second], 'from their own side too')
  t.same(await list('?updatedSince=2026-11-01T00:00:00%2B01:00'), newest)
})

t.test('what is late by the clocks that its case shows', async (t) => {
  const isLate = async (id: string) =>
    (await officer.get<Case>(`/v1/cases/${id}`)).ok.clocks.some(
      ({ paused, stoppedOn, dueOn }) => !paused && stoppedOn === null && dueOn < service.clock.today(),
    )
  const late = async () => {
    const found = await Promise.all(newest.map(async (id) => [id, await isLate(id)] as const))
    return found.filter(([, is]) => is).map(([id]) => id)
  }
  t.same(await list('?late=true'), [])
  t.same(await list('?late=false'), newest)
  service.clock.advance({ days: 200 })
  const expected = await late()
  t.ok(expected.length > 0, `${expected.length} are late`)
  t.same(await list('?late=true'), expected)
  t.same(
    await list('?late=false'),
    newest.filter((id) => !expected.includes(id)),
  )
})

t.test('a filter that there is not, or a value that cannot be, is refused with its name', async (t) => {
  for (const [query, name] of [
    ['?colour=blue', 'colour'],
    ['?stage=somewhere', 'stage'],
    ['?schemeId=1', 'schemeId'],
    ['?updatedSince=yesterday', 'updatedSince'],
    ['?updatedSince=2020-01-01T00:00:00Z', 'updatedSince'],
    ['?waitingFor=privacy-officer', 'waitingFor'],
    ['?late=perhaps', 'late'],
    ['?sort=name', 'sort'],
    ['?expand=person,everything', 'expand'],
    ['?reviewDueBy=2026-02-30', 'reviewDueBy'],
  ] as const) {
    const { problem } = await officer.get(`/v1/cases${query}`)
    t.equal(problem.code, 'request-invalid', query)
    t.match(JSON.stringify(problem.errors), name)
  }
})

t.test('a place that is over makes nobody a member any more', async (t) => {
  const memberId = journey.representative.actor?.sub ?? ''
  const until = (day: string | null) =>
    service.database.sql('update case_member set until_on = $2 where case_id = $1 and actor_id = $3', [
      ours,
      day,
      memberId,
    ])
  t.same(await list(`?memberId=${memberId}`), [ours])
  await until('2026-11-23')
  t.same(await list(`?memberId=${memberId}`), [])
  await until(null)
})
