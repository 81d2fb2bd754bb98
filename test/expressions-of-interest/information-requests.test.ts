import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { ExpressionOfInterest } from '../../src/expressions-of-interest/schemas.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor, unknownId } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { closed } from '../support/closed.ts'
import { fits } from '../support/fits.ts'
import { invalid, type Wrong } from '../support/invalid.ts'
import { type Journey, type JourneyOptions, journeyTo } from '../support/journey.ts'
import { anInformationRequest } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { anyScript, notWords } from '../support/scripts.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const at = (instant: string) => service.clock.set(instant)
t.afterEach(() => at('2026-11-24T09:30:00Z'))

const item = { key: 'costs', question: 'What would the drum kit cost?', why: 'The budget has a ceiling.' }
const second = { key: 'how-often', question: 'How often would you play?', why: 'To see what it would change.' }
const ask = (client: Client, id: string, more: object = {}, options = {}) =>
  client.post<ExpressionOfInterest>(
    `/v1/expressions-of-interest/${id}/information-requests`,
    { ...anInformationRequest(), ...more },
    options,
  )
const answer = (client: Client, id: string, answers: object[], options = {}) =>
  client.post<ExpressionOfInterest>(`/v1/information-requests/${id}/answers`, { answers }, options)
const costs = { key: 'costs', words: 'About £250, second-hand.' }
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok

/** A journey on which the officer has asked, and the identifier of what they asked. */
async function asked(items: object[] = [item], options: JourneyOptions = {}) {
  const journey = await journeyTo(service, 'expression-submitted', options)
  const { informationRequests } = (await ask(journey.officer, journey.ids.expressionId, { items })).ok
  return { journey, requestId: informationRequests[0]?.id ?? '' }
}

t.test('201: what is asked is asked question by question, and the person needs to act', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const entries = await audited(service, async () => {
    const made = await ask(journey.officer, journey.ids.expressionId, { items: [item, second] })
    t.equal(made.status, 201)
    t.equal(made.ok.status, 'information-requested')
    const items = [item, second].map((one) => ({ ...one, answer: null }))
    fits(t, made.ok.informationRequests, [{ items, dueOn: '2026-12-22', answeredAt: null }])
    t.equal(made.ok.informationRequests[0]?.askedAt, '2026-11-24T09:30:00.000Z')
    const read = await journey.person.get(made.headers.get('location') ?? '')
    t.same([read.ok, read.etag], [made.ok, made.etag])
  })
  fits(t, entries, [
    {
      type: 'expression-of-interest.information-requested',
      facts: { questions: 2, answerBy: 'person', dueOn: '2026-12-22' },
    },
  ])
  const { step, waitingFor, clocks } = await caseOf(journey)
  t.same([step, waitingFor], ['information-requested', ['person']])
  fits(t, clocks, [
    { kind: 'expression-decision', paused: true, stoppedOn: null },
    { kind: 'information-answer', dueOn: '2026-12-22', paused: false, stoppedOn: null },
  ])
})

t.test('201: a system of the commissioner’s with the scope asks as well', async (t) => {
  const { ids } = await journeyTo(service, 'expression-submitted')
  await refused(t, service, () => ask(service.as('machine'), ids.expressionId), 'permission-missing')
})

t.test('400: a question has a key of its own, words and a reason', async (t) => {
  const { officer, ids } = await journeyTo(service, 'expression-submitted')
  const wrong: Wrong[] = [
    [{ items: [] }, '/items'],
    [{ items: Array.from({ length: 21 }, (_, index) => ({ ...item, key: `q-${index}` })) }, '/items', 'too many'],
    [{ items: [item, second, item] }, '/items/2/key'],
    [{ items: [{ ...item, key: 'Costs' }] }, '/items/0/key'],
    [{ items: [{ ...item, why: undefined }] }, '/items/0/why'],
    [{ items: [{ ...item, answer: 'Nothing at all' }] }, '/items/0/answer'],
    ...Object.entries(notWords).map(
      ([name, question]) => [{ items: [{ ...item, question }] }, '/items/0/question', name] as const,
    ),
    [{ dueOn: '2027-01-01' }, '/dueOn'],
  ]
  await invalid(t, service, wrong, (more) => ask(officer, ids.expressionId, more))
})

t.test('to ask and to answer is closed to those without the permission', async (t) => {
  const { ids } = await journeyTo(service, 'expression-submitted')
  await closed(t, service, 'expression:decide', (client) => ask(client, ids.expressionId))
  const { requestId } = await asked()
  await closed(t, service, 'expression:write', (client) => answer(client, requestId, [costs]))
})

t.test('404: another person’s, and what is not there', async (t) => {
  const { journey, requestId } = await asked()
  const other = await journeyTo(service, 'team-complete')
  await refused(t, service, () => answer(other.person, requestId, [costs]), 'not-found')
  await refused(t, service, () => answer(journey.person, unknownId(), [costs]), 'not-found')
  await refused(t, service, () => answer(journey.person, journey.ids.expressionId, [costs]), 'not-found')
  await refused(t, service, () => ask(journey.officer, unknownId()), 'not-found')
})

t.test('409, 412: what was not sent, waits for answers or was decided on is not asked about', async (t) => {
  const journey = await journeyTo(service, 'expression-drafted')
  const asking =
    (options = {}) =>
    () =>
      ask(journey.officer, journey.ids.expressionId, {}, options)
  await refused(t, service, asking(), 'wrong-state', 'draft')
  await journey.on('expression-submitted')
  await refused(t, service, asking({ ifMatch: '"1"' }), 'precondition-failed')
  t.equal((await asking({ ifMatch: '"2"' })()).status, 201)
  await refused(t, service, asking(), 'wrong-state', 'asked already')
  const decided = await journeyTo(service, 'expression-accepted')
  await refused(t, service, () => ask(decided.officer, decided.ids.expressionId), 'wrong-state', 'decided')
})

t.test('200: with every answer the commissioner needs to act again; the words are kept byte for byte', async (t) => {
  const { journey, requestId } = await asked([item, second])
  at('2026-11-26T16:00:00Z')
  const entries = await audited(service, async () => {
    const answered = await answer(journey.person, requestId, [{ key: 'how-often', words: anyScript }, costs])
    t.equal(answered.ok.status, 'submitted')
    const items = [
      { ...item, answer: costs.words },
      { ...second, answer: anyScript },
    ]
    fits(t, answered.ok.informationRequests, [{ id: requestId, items, answeredAt: '2026-11-26T16:00:00.000Z' }])
    const read = await journey.person.get(`/v1/expressions-of-interest/${journey.ids.expressionId}`)
    t.same([read.ok, read.etag], [answered.ok, answered.etag])
  })
  fits(t, entries, [{ type: 'expression-of-interest.information-answered' }])
  fits(t, await caseOf(journey), { step: 'expression-submitted', waitingFor: ['commissioner-officer'] })
})

t.test('200: who acts for the person and staff answer as well', async (t) => {
  for (const who of ['representative', 'careCoordinator'] as const) {
    const { journey, requestId } = await asked()
    const saidFor = who === 'careCoordinator' ? aSaidFor() : null
    const path = `/v1/information-requests/${requestId}/answers`
    t.equal((await journey[who].post(path, { answers: [costs], saidFor })).status, 200, who)
  }
})

t.test('422: each question has one answer, and nothing is answered that was not asked', async (t) => {
  const { journey, requestId } = await asked([item, second])
  const often = { key: 'how-often', words: 'Every morning.' }
  const wrong: [answers: object[], errors: [pointer: string, code: string][]][] = [
    [[costs], [['/answers', 'answer-missing']]],
    [
      [{ ...costs, key: 'colour' }],
      [
        ['/answers/0/key', 'question-unknown'],
        ['/answers', 'answer-missing'],
        ['/answers', 'answer-missing'],
      ],
    ],
    [[costs, often, { ...costs, key: 'colour' }], [['/answers/2/key', 'question-unknown']]],
    [[costs, often, { ...costs, words: 'On second thoughts £300.' }], [['/answers/2/key', 'key-repeated']]],
  ]
  for (const [answers, errors] of wrong) {
    const problem = await refused(
      t,
      service,
      () => answer(journey.person, requestId, answers),
      'information-unanswered',
    )
    t.same(
      problem.errors?.map((error) => [error.pointer, error.code]),
      errors,
    )
  }
})

t.test('400: an answer says something', async (t) => {
  const { journey, requestId } = await asked()
  const wrong: Wrong[] = [
    ...Object.entries(notWords).map(([name, words]) => [{ words }, '/answers/0/words', name] as const),
    [{ words: 'x'.repeat(4001) }, '/answers/0/words', 'too long'],
    [{ words: null }, '/answers/0/words', 'null'],
    [{ by: 'me' }, '/answers/0/by'],
  ]
  await invalid(t, service, wrong, (more) => answer(journey.person, requestId, [{ ...costs, ...more }]))
  await invalid(t, service, [[{}, '/answers', 'no answers']], () => answer(journey.person, requestId, []))
})

t.test('409: questions are answered once, and only while the answers are waited for', async (t) => {
  const { journey, requestId } = await asked()
  await answer(journey.person, requestId, [costs])
  const again = () => answer(journey.person, requestId, [costs])
  await refused(t, service, again, 'wrong-state', 'answered')
  const { informationRequests } = (await ask(journey.officer, journey.ids.expressionId, { items: [second] })).ok
  await refused(t, service, again, 'wrong-state', 'answered in the first round, asked a second time')
  const next = await answer(journey.person, informationRequests[1]?.id ?? '', [{ key: 'how-often', words: 'Daily.' }])
  fits(t, next.ok.informationRequests, [{ items: [{ answer: costs.words }] }, { items: [{ answer: 'Daily.' }] }])
  await journey.on('expression-accepted')
  await refused(t, service, again, 'wrong-state', 'decided')
})

t.test('409: of eight who ask at once, one does', async (t) => {
  const { officer, person, ids } = await journeyTo(service, 'expression-submitted')
  const answers = await Promise.all(Array.from({ length: 8 }, () => ask(officer, ids.expressionId)))
  t.same(answers.map(({ status }) => status).sort(), [201, 409, 409, 409, 409, 409, 409, 409])
  const read = await person.get<ExpressionOfInterest>(`/v1/expressions-of-interest/${ids.expressionId}`)
  t.equal(read.ok.informationRequests.length, 1)
})

t.test('409: of eight who answer at once, one does', async (t) => {
  const { journey, requestId } = await asked()
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      answer(journey.person, requestId, [{ ...costs, words: `About £${index}00.` }]),
    ),
  )
  t.same(answers.map(({ status }) => status).sort(), [200, 409, 409, 409, 409, 409, 409, 409])
  const won = answers.find(({ status }) => status === 200)
  t.same((await journey.person.get(`/v1/expressions-of-interest/${journey.ids.expressionId}`)).ok, won?.ok)
})

t.test('a repeated key gets the first answer, and the clock is not moved again', async (t) => {
  const { journey, requestId } = await asked()
  at('2026-11-26T09:30:00Z')
  const first = await answer(journey.person, requestId, [costs], { key: 'answer-once' })
  at('2026-11-30T09:30:00Z')
  const again = await answer(journey.person, requestId, [costs], { key: 'answer-once' })
  t.same([again.ok, again.etag], [first.ok, first.etag])
  fits(t, (await caseOf(journey)).clocks, [
    { dueOn: '2026-12-10' },
    { kind: 'information-answer', stoppedOn: '2026-11-26' },
  ])
})
