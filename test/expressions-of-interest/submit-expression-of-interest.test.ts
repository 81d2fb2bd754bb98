import t from 'tap'
import type { CaseView, Task, TimelineEntry } from '../../src/cases/schemas.ts'
import type { ExpressionOfInterest } from '../../src/expressions-of-interest/schemas.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anExpression } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const send = (client: Client, id: string, options = {}) =>
  client.post<ExpressionOfInterest>(`/v1/expressions-of-interest/${id}/submission`, undefined, options)
const takeBack = (client: Client, id: string, options = {}) =>
  client.post<ExpressionOfInterest>(`/v1/expressions-of-interest/${id}/withdrawal`, undefined, options)
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const at = (instant: string) => service.clock.set(instant)
t.afterEach(() => at('2026-11-24T09:30:00Z'))

t.test('200: once it is sent, the commissioner needs to act and the clock runs', async (t) => {
  const journey = await journeyTo(service, 'expression-drafted')
  const entries = await audited(service, async () => {
    const answer = await send(journey.person, journey.ids.expressionId)
    t.equal(answer.status, 200)
    fits(t, answer.ok, { ...anExpression(), status: 'submitted', submittedAt: '2026-11-24T09:30:00.000Z' })
    const read = await journey.person.get(`/v1/expressions-of-interest/${journey.ids.expressionId}`)
    t.same([read.ok, read.etag], [answer.ok, answer.etag])
  })
  fits(t, entries, [{ type: 'expression-of-interest.submitted', subject_id: journey.ids.expressionId }])
  const { step, waitingFor, clocks } = await caseOf(journey)
  t.same([step, waitingFor], ['expression-submitted', ['commissioner-officer']])
  fits(t, clocks, [{ kind: 'expression-decision', workingDays: 10, dueOn: '2026-12-08', paused: false }])
  const tasks = (await journey.officer.get<{ items: Task[] }>('/v1/tasks')).ok.items
  fits(t, tasks[0], { caseId: journey.ids.caseId, waitingFor: 'commissioner-officer', dueOn: '2026-12-08' })
  const timeline = (await journey.person.get<{ items: TimelineEntry[] }>(`/v1/cases/${journey.ids.caseId}/timeline`)).ok
    .items
  fits(t, timeline[0], { type: 'expression-of-interest.submitted', actorId: journey.person.actor?.sub ?? '' })
})

t.test('the clock counts working days of England, from the day on which it is in England', async (t) => {
  const due: [sentAt: string, startedOn: string, dueOn: string][] = [
    ['2026-12-23T09:30:00Z', '2026-12-23', '2027-01-11'], // Christmas, Boxing Day's substitute, New Year
    ['2027-03-24T09:30:00Z', '2027-03-24', '2027-04-09'], // Good Friday and Easter Monday
    ['2026-05-22T22:59:59Z', '2026-05-22', '2026-06-08'], // a Friday before the bank holiday of spring
    ['2026-05-22T23:00:00Z', '2026-05-23', '2026-06-08'], // the Saturday in England
    ['2026-07-01T23:30:00Z', '2026-07-02', '2026-07-16'],
  ]
  for (const [sentAt, startedOn, dueOn] of due) {
    at(sentAt)
    const journey = await journeyTo(service, 'expression-submitted')
    fits(t, (await caseOf(journey)).clocks, [{ startedOn, dueOn, breached: false }], sentAt)
  }
})

t.test('422: all that is missing is told at once, field by field, and nothing is sent', async (t) => {
  const { person, ids } = await journeyTo(service, 'expression-drafted')
  const path = `/v1/expressions-of-interest/${ids.expressionId}`
  const answers = [{ question: 'what-tried', words: 'Running helped for a while.' }]
  const wrong: [patch: object, missing: string[]][] = [
    [{ goals: [], basis: null, answers: [] }, ['/goals', '/basis', '/answers', '/answers']],
    [{ ...anExpression(), basis: 'right-to-have', targetGroup: 'dementia' }, ['/basis', '/targetGroup']],
    [{ ...anExpression(), answers }, ['/answers', '/answers']],
    [
      { ...anExpression(), answers: [...anExpression().answers, { ...answers[0], question: 'why' }] },
      ['/answers/2/question'],
    ],
  ]
  for (const [index, [patch, missing]] of wrong.entries()) {
    await person.patch(path, patch, { ifMatch: `"${index + 1}"` })
    const { errors } = await refused(t, service, () => send(person, ids.expressionId), 'expression-incomplete')
    t.same(
      errors?.map((error) => error.pointer),
      missing,
    )
  }
})

t.test('412: who gives the ETag of another version sends nothing; who gives the right one does', async (t) => {
  const { person, ids } = await journeyTo(service, 'expression-drafted')
  await refused(t, service, () => send(person, ids.expressionId, { ifMatch: '"7"' }), 'precondition-failed')
  t.equal((await send(person, ids.expressionId, { ifMatch: '"1"' })).etag, '"2"')
})

t.test('409: it is sent once', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  await refused(t, service, () => send(journey.person, journey.ids.expressionId), 'wrong-state', 'submitted')
  await journey.on('expression-accepted')
  await refused(t, service, () => send(journey.person, journey.ids.expressionId), 'wrong-state', 'accepted')
})

t.test('409: of eight who send it at once, one does, and one clock runs', async (t) => {
  const journey = await journeyTo(service, 'expression-drafted')
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(journey.person, journey.ids.expressionId)))
  t.same(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
  t.equal((await caseOf(journey)).clocks.length, 1)
})

t.test('a repeated key gets the answer of the first time, and the clock is not started again', async (t) => {
  const journey = await journeyTo(service, 'expression-drafted')
  const first = await send(journey.person, journey.ids.expressionId, { key: 'send-once' })
  at('2026-11-30T09:30:00Z')
  const again = await send(journey.person, journey.ids.expressionId, { key: 'send-once' })
  t.same([again.ok, again.etag, again.headers.get('idempotency-replayed')], [first.ok, first.etag, 'true'])
  fits(t, (await caseOf(journey)).clocks, [{ startedOn: '2026-11-24' }])
})

t.test('to send and to take back is closed to those without the permission', async (t) => {
  const { ids } = await journeyTo(service, 'expression-drafted')
  await closed(t, service, 'expression:write', (client) => send(client, ids.expressionId))
  await closed(t, service, 'expression:write', (client) => takeBack(client, ids.expressionId))
})

t.test('404: another person’s, and what is not there', async (t) => {
  const { person, ids } = await journeyTo(service, 'expression-drafted')
  const other = await journeyTo(service, 'team-complete')
  for (const act of [send, takeBack]) {
    await refused(t, service, () => act(other.person, ids.expressionId), 'not-found')
    await refused(t, service, () => act(person, unknownId()), 'not-found')
  }
})

t.test('200: whoever takes it back can write another, and the clock of the first has stopped', async (t) => {
  for (const pathwayStep of ['expression-drafted', 'expression-submitted'] as const) {
    const journey = await journeyTo(service, pathwayStep)
    at('2026-11-26T09:30:00Z')
    const taker = pathwayStep === 'expression-drafted' ? journey.representative : journey.person
    const entries = await audited(service, async () =>
      fits(t, (await takeBack(taker, journey.ids.expressionId)).ok, { status: 'withdrawn' }),
    )
    fits(t, entries, [{ type: 'expression-of-interest.withdrawn', subject_id: journey.ids.expressionId }])
    const { step, waitingFor, clocks } = await caseOf(journey)
    t.same([step, waitingFor], ['case-opened', ['person', 'care-coordinator']])
    if (pathwayStep === 'expression-submitted') fits(t, clocks, [{ stoppedOn: '2026-11-26', breached: false }])
    const path = `/v1/cases/${journey.ids.caseId}/expressions-of-interest`
    const next = await journey.person.post<ExpressionOfInterest>(path, anExpression())
    await send(journey.person, next.ok.id)
    const { items } = (await journey.person.get<{ items: ExpressionOfInterest[] }>(path)).ok
    fits(t, items, [
      { id: next.ok.id, status: 'submitted' },
      { id: journey.ids.expressionId, status: 'withdrawn' },
    ])
    at('2026-11-24T09:30:00Z')
  }
})

t.test('409: of eight who take it back at once, one does', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const answers = await Promise.all(Array.from({ length: 8 }, () => takeBack(journey.person, journey.ids.expressionId)))
  t.same(answers.map((answer) => answer.status).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
})

t.test('403: nobody takes it back for the person', async (t) => {
  const { careCoordinator, officer, ids } = await journeyTo(service, 'expression-submitted')
  for (const client of [careCoordinator, officer, service.as('machine')])
    await refused(t, service, () => takeBack(client, ids.expressionId), 'case-role-required', client.actor?.sub ?? '')
})

t.test('409, 412: what was decided on, or has another version, is not taken back', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  await refused(
    t,
    service,
    () => takeBack(journey.person, journey.ids.expressionId, { ifMatch: '"1"' }),
    'precondition-failed',
  )
  await journey.on('expression-accepted')
  await refused(t, service, () => takeBack(journey.person, journey.ids.expressionId), 'wrong-state')
  const other = await journeyTo(service, 'expression-submitted')
  await takeBack(other.person, other.ids.expressionId)
  await refused(t, service, () => takeBack(other.person, other.ids.expressionId), 'wrong-state', 'twice')
})
