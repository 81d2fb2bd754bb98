import t from 'tap'
import type { DueReview } from '../../src/reviews/schemas.ts'
import { anActor } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.afterEach(() => at('2026-11-24'))
const lists = ['overdue-reviews', 'reviews-due', 'reviews-due-soon'] as const
const listed = async (client: Client, list: (typeof lists)[number], query = '') =>
  (await client.get<{ items: DueReview[]; nextCursor: string | null }>(`/v1/${list}${query}`)).ok
const whereOf = async ({ ids }: Journey, client: Client) => {
  const found = await Promise.all(lists.map((list) => listed(client, list, '?limit=100')))
  return lists.filter((_, index) => found[index]?.items.some(({ caseId }) => caseId === ids.caseId))
}

t.test('a review is soon, then due, then overdue, and in one list at a time', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  for (const [day, list] of [
    ['2027-01-12', []],
    ['2027-01-13', ['reviews-due-soon']],
    ['2027-02-16', ['reviews-due-soon']],
    ['2027-02-17', ['reviews-due']],
    ['2027-02-24', ['reviews-due']],
    ['2027-02-25', ['overdue-reviews']],
  ] as const) {
    at(day)
    t.same(await whereOf(journey, journey.careCoordinator), list, day)
    t.same(await whereOf(journey, service.as('commissioner-officer')), list, `${day}, to the commissioner`)
  }
})

t.test('a review of 29 February is overdue on 1 March, and a year after it was held the next is', async (t) => {
  at('2027-11-30')
  const journey = await journeyTo(service, 'plan-agreed')
  at('2028-02-29')
  t.same(await whereOf(journey, journey.careCoordinator), ['reviews-due'])
  at('2028-03-01')
  t.same(await whereOf(journey, journey.careCoordinator), ['overdue-reviews'])
  at('2028-02-29')
  const [first] = (await listed(journey.careCoordinator, 'reviews-due')).items.filter(
    ({ caseId }) => caseId === journey.ids.caseId,
  )
  t.match(first, { kind: 'first', dueOn: '2028-02-29' })
  const saidFor = aSaidFor({ saidOn: '2028-02-29' })
  const held = aReviewCompletion({ saidFor })
  t.equal((await journey.careCoordinator.post(`/v1/reviews/${first?.reviewId}/completion`, held)).status, 201)
  t.same(await whereOf(journey, journey.careCoordinator), [])
  at('2029-03-01')
  t.match((await listed(journey.careCoordinator, 'overdue-reviews', '?limit=100')).items.at(-1), {
    caseId: journey.ids.caseId,
    kind: 'routine',
    dueOn: '2029-02-28',
  })
})

t.test('page by page, the longest overdue first, over reviews of one day too', async (t) => {
  const first = await journeyTo(service, 'plan-agreed')
  const second = await journeyTo(service, 'plan-agreed')
  await first.person.post(`/v1/cases/${first.ids.caseId}/reviews`, { kind: 'requested', dueOn: '2026-11-30' })
  at('2027-03-01')
  for (const client of [first.careCoordinator, service.as('commissioner-officer')]) {
    const whole = (await listed(client, 'overdue-reviews', '?limit=100')).items
    t.match(whole[0], { caseId: first.ids.caseId, kind: 'requested', dueOn: '2026-11-30' })
    t.ok(whole.some(({ caseId }) => caseId === second.ids.caseId))
    t.same(
      whole.map(({ dueOn }) => dueOn),
      whole.map(({ dueOn }) => dueOn).sort(),
    )
    const paged: DueReview[] = []
    for (let query = '?limit=1'; query !== ''; ) {
      const page = await listed(client, 'overdue-reviews', query)
      paged.push(...page.items)
      query = page.nextCursor ? `?limit=1&cursor=${page.nextCursor}` : ''
    }
    t.same(paged, whole)
  }
})

t.test('nobody finds a review of a case that they may not see', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  at('2027-03-01')
  const others = [
    service.as(anActor('care-coordinator', { sub: 'no-team-of-theirs' })),
    service.as(anActor('person', { sub: 'somebody-else' })),
  ]
  for (const client of others) t.same(await whereOf(journey, client), [])
  t.same(await whereOf(journey, journey.person), ['overdue-reviews'], 'the person finds their own')
})

t.test('a cursor with a day that there is not is refused', async (t) => {
  const cursor = Buffer.from('2027-02-30 019ab3f0-0000-7000-8000-000000000000').toString('base64url')
  const answer = await service.as('commissioner-officer').get(`/v1/overdue-reviews?cursor=${cursor}`)
  t.match(answer, { status: 400 })
})

t.test('each with who and what it is about, as cases and tasks are', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const days = { 'overdue-reviews': '2027-02-25', 'reviews-due': '2027-02-17', 'reviews-due-soon': '2027-01-13' }
  for (const list of lists) {
    at(days[list])
    const mine = async (query: string, client = journey.careCoordinator) =>
      (await listed(client, list, `?limit=100${query}`)).items.find(({ caseId }) => caseId === journey.ids.caseId)
    const of = await mine('&expand=person,trust,scheme')
    t.match(of, { person: { id: journey.ids.personId, givenName: 'Zebedee' }, trust: { code: 'RW4' } }, list)
    t.ok(of?.scheme?.title)
    const officers = await mine('&expand=trust', service.as('commissioner-officer'))
    t.match(officers, { person: undefined, trust: { code: 'RW4' } }, 'and nothing that was not asked for')
    t.match(await mine(''), { person: undefined, trust: undefined, scheme: undefined })
    const query = `/v1/${list}?expand=person,everything`
    await refused(t, service, () => journey.careCoordinator.get(query), 'request-invalid')
  }
})
