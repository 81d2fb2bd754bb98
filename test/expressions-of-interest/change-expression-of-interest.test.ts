import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { ExpressionOfInterest, Readiness } from '../../src/expressions-of-interest/schemas.ts'
import { audited } from '../support/audit.ts'
import { unknownId } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { anExpression } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const drafted = async () => {
  const journey = await journeyTo(service, 'expression-drafted')
  const path = `/v1/expressions-of-interest/${journey.ids.expressionId}`
  return { ...journey, path, draft: await journey.person.get<ExpressionOfInterest>(path) }
}

t.test('200: a change touches what it names and nothing else', async (t) => {
  const { person, path, draft } = await drafted()
  const patch = { goals: [{ words: 'To ride a bicycle again.' }], targetGroup: null }
  const entries = await audited(service, async () => {
    const changed = await person.patch<ExpressionOfInterest>(path, patch, { ifMatch: draft.etag })
    t.same(changed.ok, { ...draft.ok, ...patch })
    t.equal(changed.etag, '"2"')
    const read = await person.get(path)
    t.same([read.ok, read.etag], [changed.ok, '"2"'])
  })
  fits(t, entries, [{ type: 'expression-of-interest.changed', facts: { fields: ['goals', 'targetGroup'] } }])
})

t.test('200: staff and who acts for the person change it as well', async (t) => {
  const { representative, careCoordinator, officer, path } = await drafted()
  for (const [index, client] of [representative, careCoordinator, officer, service.as('machine')].entries()) {
    const changed = await client.patch<ExpressionOfInterest>(path, { answers: [] }, { ifMatch: `"${index + 1}"` })
    t.equal(changed.status, 200, client.actor?.sub ?? '')
    t.equal(changed.ok.madeAs, 'person', 'who began it stays on record')
  }
})

t.test('428, 412: a change needs the ETag of what stands', async (t) => {
  const { person, path, draft } = await drafted()
  const change = (ifMatch?: string) => () => person.patch(path, { goals: [] }, ifMatch ? { ifMatch } : {})
  await refused(t, service, change(), 'precondition-required')
  for (const ifMatch of ['"2"', '"0"', 'W/"1"', '1'])
    await refused(t, service, change(ifMatch), 'precondition-failed', ifMatch)
  await change(draft.etag)()
  await refused(t, service, change(draft.etag), 'precondition-failed', 'the ETag of before')
})

t.test('412: of eight changes of one version, one is kept', async (t) => {
  const { person, path, draft } = await drafted()
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      person.patch(path, { goals: [{ words: `To do thing number ${index}` }] }, { ifMatch: draft.etag }),
    ),
  )
  t.same(answers.map((answer) => answer.status).sort(), [200, 412, 412, 412, 412, 412, 412, 412])
  const winner = answers.find((answer) => answer.status === 200)
  t.same((await person.get(path)).ok, winner?.ok)
})

t.test('400: a change is held to what a draft is held to, and names something', async (t) => {
  const { person, path, draft } = await drafted()
  const wrong = [
    {},
    [],
    { goals: null },
    { answers: null },
    { basis: 'charity' },
    { status: 'submitted' },
    { id: unknownId() },
    { goals: [{ words: ' ' }] },
  ]
  for (const patch of wrong)
    await refused(
      t,
      service,
      () => person.patch(path, patch, { ifMatch: draft.etag }),
      'request-invalid',
      JSON.stringify(patch),
    )
})

t.test('409: what was sent is never changed', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const path = `/v1/expressions-of-interest/${journey.ids.expressionId}`
  const change = () => journey.person.patch(path, { goals: [] }, { ifMatch: '"2"' })
  await refused(t, service, change, 'wrong-state')
})

t.test('readiness: the questions of the panel and all that is missing are told before sending', async (t) => {
  const { person, path } = await drafted()
  const readiness = async () => (await person.get<Static<typeof Readiness>>(`${path}/readiness`)).ok
  const full = await readiness()
  t.same([full.ready, full.missing], [true, []])
  t.same(
    full.questions.map(({ key, required, answered }) => [key, required, answered]),
    [
      ['what-now', true, true],
      ['out-of-hours', true, true],
      ['what-tried', false, false],
      ['what-for', false, false],
    ],
  )
  t.equal(full.questions[0]?.question, 'What support do you have now, and what do you want to keep?')
  const answers = [{ question: 'how-much', words: 'A lot of it' }, anExpression().answers[0]]
  await person.patch(
    path,
    { goals: [], basis: 'right-to-have', targetGroup: 'wheelchairs', answers },
    { ifMatch: '"1"' },
  )
  const { ready, missing, questions } = await readiness()
  t.equal(ready, false)
  t.same(
    missing.map(({ pointer, code }) => [pointer, code]),
    [
      ['/goals', 'goal-missing'],
      ['/basis', 'basis-not-offered'],
      ['/targetGroup', 'group-unknown'],
      ['/answers/0/question', 'question-unknown'],
      ['/answers', 'answer-missing'],
    ],
  )
  t.same(
    questions.map((question) => question.answered),
    [true, false, false, false],
  )
})

t.test('readiness: whoever sees the expression sees it, also after it was sent', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const path = `/v1/expressions-of-interest/${journey.ids.expressionId}/readiness`
  for (const client of [
    journey.representative,
    journey.careCoordinator,
    journey.broker,
    journey.officer,
    journey.teamManager,
  ])
    fits(t, (await client.get(path)).ok, { ready: true }, client.actor?.sub ?? '')
})
