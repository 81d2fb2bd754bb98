import t from 'tap'
import type { Task } from '../../src/cases/schemas.ts'
import { journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const journeys = [
  await journeyTo(service, 'case-opened'),
  await journeyTo(service, 'plan-drafted'),
  await journeyTo(service, 'plan-signed'),
  // Newer, and without a day.
  await journeyTo(service, 'case-opened'),
]
const { careCoordinator } = journeys[2] as (typeof journeys)[number]
const clients = [careCoordinator, service.as('commissioner-officer'), service.as('team-manager')]

async function tasks(client: typeof careCoordinator, query = '', limit = 100): Promise<Task[]> {
  const found: Task[] = []
  let cursor = ''
  do {
    const page = await client.get<{ items: Task[]; nextCursor: string | null }>(
      `/v1/tasks?limit=${limit}${cursor}${query}`,
    )
    found.push(...page.ok.items)
    cursor = page.ok.nextCursor === null ? '' : `&cursor=${page.ok.nextCursor}`
  } while (cursor !== '')
  return found
}

t.test('tasks are narrowed to a case, to a step and to a day, and by several together, page by page', async (t) => {
  let narrowedTo = 0
  for (const client of clients) {
    const all = await tasks(client)
    const days = [...new Set(all.flatMap(({ dueOn }) => dueOn ?? []))].sort()
    for (const [query, are] of [
      ...journeys.map(({ ids }) => [`&caseId=${ids.caseId}`, ({ caseId }: Task) => caseId === ids.caseId] as const),
      ...[...new Set(all.map(({ step }) => step))].map(
        (of) => [`&step=${of}`, ({ step }: Task) => step === of] as const,
      ),
      ...days.map((day) => [`&dueBy=${day}`, ({ dueOn }: Task) => dueOn !== null && dueOn <= day] as const),
      ...all.map(
        (of) =>
          [
            `&caseId=${of.caseId}&step=${of.step}&dueBy=2099-12-31`,
            ({ caseId, step, dueOn }: Task) => caseId === of.caseId && step === of.step && dueOn !== null,
          ] as const,
      ),
      ['&dueBy=2026-01-01', () => false] as const,
      ['&step=crisis-active', ({ step }: Task) => step === 'crisis-active'] as const,
    ]) {
      t.same(await tasks(client, query), all.filter(are), query)
      t.same(await tasks(client, query, 1), all.filter(are), `${query}, one by one`)
      if (all.some(are) && !all.every(are)) narrowedTo += 1
    }
  }
  t.ok(narrowedTo >= 6, `${narrowedTo} left some and not all`)
})

t.test('tasks are told by what is due next, what has no day last, page by page and narrowed', async (t) => {
  const placeOf = ({ dueOn, caseId, subjectId }: Task) => `${dueOn ?? '9999-12-31'} ${caseId} ${subjectId}`
  let without = 0
  for (const client of clients)
    for (const query of ['', `&caseId=${journeys[1]?.ids.caseId}`, '&dueBy=2099-12-31']) {
      const usual = await tasks(client, query)
      const byDay = usual.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1))
      t.same(await tasks(client, `${query}&sort=dueOn`), byDay, query)
      t.same(await tasks(client, `${query}&sort=dueOn`, 1), byDay, `${query}, one by one`)
      t.same(await tasks(client, `${query}&sort=-caseId`), usual, query)
      without += byDay.filter(({ dueOn }) => dueOn === null).length
      if (client === clients[0] && query === '') {
        t.ok(new Set(byDay.map(({ dueOn }) => dueOn)).size >= 2, 'there are several days')
        t.not(byDay.map(placeOf).join(), usual.map(placeOf).join())
      }
    }
  t.ok(without > 0, 'some have no day')
  const { nextCursor } = (await careCoordinator.get<{ nextCursor: string }>('/v1/tasks?limit=1')).ok
  for (const query of ['sort=-dueOn', 'sort=caseId', `sort=dueOn&cursor=${nextCursor}`])
    await refused(
      t,
      service,
      () => careCoordinator.get(`/v1/tasks?${query}`),
      query.includes('cursor') ? 'cursor-invalid' : 'request-invalid',
      query,
    )
})

t.test('400: what is no step, day or case, and what it is not asked by', async (t) => {
  for (const query of ['step=made-up', 'dueBy=soon', 'caseId=1', 'stage=sign-off'])
    await refused(t, service, () => careCoordinator.get(`/v1/tasks?${query}`), 'request-invalid', query)
})

t.test('tasks are told with who and what they are about, where the grounds of whoever asks open that', async (t) => {
  for (const order of ['', '&sort=dueOn']) {
    const [of] = await tasks(careCoordinator, `${order}&expand=person,trust,scheme`)
    t.match(of, { person: { givenName: 'Zebedee' }, trust: { code: 'RW4' } })
    t.ok(of?.scheme?.title)
    const named = await tasks(careCoordinator, `${order}&expand=person`, 1)
    const ofCases = journeys.map(({ ids }) => [ids.caseId, ids.personId] as const)
    for (const { caseId, person, trust } of named) {
      t.equal(person?.id, new Map(ofCases).get(caseId), 'each with whose it is')
      t.equal(trust, undefined, 'and nothing that was not asked for')
    }
  }
  const plain = await tasks(careCoordinator)
  t.ok(plain.length > 0 && plain.every(({ person, trust, scheme }) => !person && !trust && !scheme))
  await refused(t, service, () => careCoordinator.get('/v1/tasks?expand=person,everything'), 'request-invalid')
})
