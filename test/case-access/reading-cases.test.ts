import t from 'tap'
import type { CaseSummary, CaseView, Task, TimelineEntry } from '../../src/cases/schemas.ts'
import { type Actor, anActor, inTenant, type Who } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const first = await journeyTo(service, 'team-complete')
const second = await journeyTo(service, 'expression-submitted')

const seenBy = async (who: Who) =>
  (await service.as(who).get<{ items: CaseSummary[] }>('/v1/cases?limit=100')).ok.items.map((item) => item.id)
const both = [second.ids.caseId, first.ids.caseId]

t.test('a case is seen by those on its team, by its trust, by its commissioner, and by nobody else', async (t) => {
  const expected: [Who, string[]][] = [
    ['commissioner-officer', both],
    ['auditor', both],
    ['machine', both],
    ['care-coordinator', both],
    ['broker', both],
    ['team-manager', both],
    ['mdt-member', both],
    ['person', [first.ids.caseId]],
    ['representative', [first.ids.caseId]],
    ['advocate', []],
    ['panel-member', []],
    ['lived-experience-member', []],
    [anActor('team-manager', { organisation: 'RW5' }), []],
    [anActor('care-coordinator', { sub: 'another-coordinator' }), []],
    [anActor('broker', { sub: 'another-broker' }), []],
    [second.person.actor as Actor, [second.ids.caseId]],
    [inTenant('QOP', 'commissioner-officer'), []],
    [inTenant('QOP', 'person'), []],
  ]
  for (const [who, cases] of expected) {
    const name = typeof who === 'string' ? who : `${who.sub} of ${who.commissioner}`
    t.same(await seenBy(who), cases, name)
    for (const caseId of both) {
      const status = cases.includes(caseId) ? 200 : 404
      for (const path of ['', '/members', '/timeline'])
        t.equal((await service.as(who).get(`/v1/cases/${caseId}${path}`)).status, status, `${name} ${path}`)
    }
  }
})

t.test('404: a case that was never opened is not there', async (t) => {
  for (const path of ['', '/members', '/timeline'])
    t.equal((await first.officer.get(`/v1/cases/${unknownId()}${path}`)).status, 404, path)
})

t.test('the case says where it is, who needs to act, what is next and when it is due', async (t) => {
  const { ids, person } = second
  const journey = (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
  fits(t, journey, {
    stage: 'expression-of-interest',
    step: 'expression-submitted',
    waitingFor: ['commissioner-officer'],
    next: 'The commissioner decides on your expression of interest, or asks you for more.',
    caseRoles: ['person'],
  })
  const clock = { kind: 'expression-decision', startedOn: '2026-11-24', dueOn: '2026-12-08', workingDays: 10 }
  fits(t, journey.clocks, [{ ...clock, paused: false, stoppedOn: null, breached: false }])
})

t.test('a clock that runs out says so on the day after it was due', async (t) => {
  const breached = async (instant: string) => {
    service.clock.set(instant)
    const { clocks } = (await second.person.get<CaseView>(`/v1/cases/${second.ids.caseId}`)).ok
    return clocks[0]?.breached
  }
  t.equal(await breached('2026-12-08T23:59:59Z'), false)
  t.equal(await breached('2026-12-09T00:00:00Z'), true)
  service.clock.set('2026-11-24T09:30:00Z')
})

t.test('the timeline tells what happened, newest first, page by page', async (t) => {
  const path = `/v1/cases/${second.ids.caseId}/timeline`
  const all = (await second.person.get<{ items: TimelineEntry[] }>(`${path}?limit=100`)).ok.items
  t.equal(all[0]?.type, 'expression-of-interest.submitted')
  t.equal(all.at(-1)?.type, 'case.opened')
  const seen: TimelineEntry[] = []
  for (let next: string | null = `${path}?limit=2`; next; ) {
    const page: { items: TimelineEntry[]; nextCursor: string | null } = (
      await second.person.get<{ items: TimelineEntry[]; nextCursor: string | null }>(next)
    ).ok
    seen.push(...page.items)
    next = page.nextCursor && `${path}?limit=2&cursor=${page.nextCursor}`
  }
  t.same(seen, all)
})

t.test('what waits for somebody is in their tasks, and in nobody else’s', async (t) => {
  const tasks = async (who: Who) => (await service.as(who).get<{ items: Task[] }>('/v1/tasks')).ok.items
  fits(t, await tasks('commissioner-officer'), [
    { caseId: second.ids.caseId, waitingFor: 'commissioner-officer', dueOn: '2026-12-08' },
  ])
  fits(t, await tasks('person'), [{ caseId: first.ids.caseId, waitingFor: 'person', dueOn: null }])
  fits(t, await tasks('care-coordinator'), [{ caseId: first.ids.caseId, waitingFor: 'care-coordinator' }])
  for (const who of ['broker', 'team-manager', 'auditor', 'machine', 'representative'] as const)
    t.same(await tasks(who), [], who)
  t.same(await tasks(inTenant('QOP', 'commissioner-officer')), [])
})

t.test('a case that has ended waits for nobody', async (t) => {
  const { person, ids } = await journeyTo(service, 'case-opened')
  const tasks = async () => (await person.get<{ items: Task[] }>('/v1/tasks')).ok.items
  t.equal((await tasks()).length, 1)
  await person.post(`/v1/cases/${ids.caseId}/withdrawal`, { words: null })
  t.same(await tasks(), [])
})
