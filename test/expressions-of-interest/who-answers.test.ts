import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { ExpressionOfInterest } from '../../src/expressions-of-interest/schemas.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { accepted, anInformationRequest } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.afterEach(() => at('2026-11-24'))
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const tasksOf = async (client: Client, { ids }: Journey) =>
  (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.filter(({ caseId }) => caseId === ids.caseId)
const decide = (journey: Journey) =>
  journey.officer.post(`/v1/expressions-of-interest/${journey.ids.expressionId}/decision`, accepted)
const answer = (client: Client, id: string, more: object = {}) =>
  client.post(`/v1/information-requests/${id}/answers`, { answers: [{ key: 'costs', words: 'About £250.' }], ...more })

async function asked(answerBy?: 'person' | 'care-coordinator') {
  const journey = await journeyTo(service, 'expression-submitted')
  const path = `/v1/expressions-of-interest/${journey.ids.expressionId}`
  const body = { ...anInformationRequest(), ...(answerBy ? { answerBy } : {}) }
  const { ok } = await journey.officer.post<ExpressionOfInterest>(`${path}/information-requests`, body)
  const request = ok.informationRequests.at(-1)
  return { journey, path, request, requestId: request?.id ?? '' }
}

t.test('asked of the care coordinator: they need to act, and the clock of the decision runs on', async (t) => {
  const { journey, request, requestId } = await asked('care-coordinator')
  t.equal(request?.answerBy, 'care-coordinator')
  fits(t, await caseOf(journey), {
    step: 'information-requested-of-coordinator',
    waitingFor: ['care-coordinator'],
    clocks: [
      { kind: 'expression-decision', paused: false, pauses: [] },
      { kind: 'information-answer', dueOn: '2026-12-22', stoppedOn: null },
    ],
  })
  t.same(await tasksOf(journey.person, journey), [])
  t.match(await tasksOf(journey.careCoordinator, journey), [{ dueOn: '2026-12-22', clock: 'information-answer' }])
  at('2026-12-01')
  t.equal((await answer(journey.careCoordinator, requestId)).status, 200)
  fits(t, (await caseOf(journey)).clocks, [{ dueOn: '2026-12-08' }, { stoppedOn: '2026-12-01', breached: false }])
})

t.test(
  'asked of the person, who is meant where nobody is named: the clock waits for them, and for nobody else',
  async (t) => {
    for (const answerBy of ['person', undefined] as const) {
      const { journey, request, requestId } = await asked(answerBy)
      t.equal(request?.answerBy, 'person')
      fits(t, await caseOf(journey), { waitingFor: ['person'], clocks: [{ paused: true }, { paused: false }] })
      t.same(await tasksOf(journey.careCoordinator, journey), [])
      const written = await answer(journey.careCoordinator, requestId, { saidFor: aSaidFor() })
      t.equal(written.status, 200, 'staff write down what the person says')
    }
  },
)

t.test('past its day the commissioner is waited for too, and may decide on what there is', async (t) => {
  const { journey, path, requestId } = await asked()
  at('2026-12-22')
  await refused(t, service, () => decide(journey), 'wrong-state')
  at('2026-12-23')
  await sweep(service)
  t.same((await caseOf(journey)).waitingFor, ['person', 'commissioner-officer'])
  t.equal((await decide(journey)).status, 201)
  fits(t, await caseOf(journey), {
    step: 'expression-accepted',
    clocks: [
      { stoppedOn: '2026-12-23', paused: false, breached: false, pauses: [{ from: '2026-11-24', to: '2026-12-23' }] },
      { stoppedOn: '2026-12-23', breached: true },
      { kind: 'assessment', startedOn: '2026-12-23', stoppedOn: null },
    ],
  })
  await refused(t, service, () => answer(journey.person, requestId), 'wrong-state')
  t.match((await journey.person.get<ExpressionOfInterest>(path)).ok.informationRequests, [{ answeredAt: null }])
})

t.test('who takes it back while they are asked is asked no more', async (t) => {
  const { journey, path } = await asked()
  await journey.person.post(`${path}/withdrawal`)
  t.ok((await caseOf(journey)).clocks.every(({ stoppedOn }) => stoppedOn === '2026-11-24'))
})
