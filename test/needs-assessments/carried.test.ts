import t from 'tap'
import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { change } from '../sign-off/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anAssessment, anExpression, aPlan } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const { goals, answers } = anExpression()
const [goal] = goals
const words = goal?.words ?? ''
const assess = ({ careCoordinator, ids }: Journey, more: object = {}) =>
  careCoordinator.post<NeedsAssessment>(`/v1/cases/${ids.caseId}/needs-assessments`, { ...anAssessment(), ...more })
const patch = async ({ careCoordinator }: Journey, id: string, body: object) => {
  const at = `/v1/needs-assessments/${id}`
  return (await careCoordinator.patch<NeedsAssessment>(at, body, { ifMatch: (await careCoordinator.get(at)).etag })).ok
}
const { outcomes: _, ...unsaid } = aPlan()
const draft = ({ person, ids }: Journey) => person.post<SupportPlan>(`/v1/cases/${ids.caseId}/support-plans`, unsaid)

t.test('an assessment begins from what the person said when they asked, and says where they said it', async (t) => {
  const journey = await journeyTo(service, 'expression-accepted')
  const from = { kind: 'expression-of-interest', id: journey.ids.expressionId }
  const begun = (await assess(journey)).ok
  t.same(begun.goals, [{ words, from }])
  t.same(
    begun.answers,
    answers.map((answer) => ({ ...answer, from })),
  )
  const changed = await patch(journey, begun.id, { goals: [{ words }, { words: 'To see my sister more.' }] })
  t.same(changed.goals, [
    { words, from },
    { words: 'To see my sister more.', from: null },
  ])
  t.same(changed.answers, begun.answers, 'what is not changed stays')
  const otherwise = await patch(journey, begun.id, { goals: [{ words: 'To sleep six hours.' }], answers: [] })
  t.same(otherwise.goals, [{ words: 'To sleep six hours.', from: null }], 'changed words come from nowhere')
  t.same(otherwise.answers, [])
  const said = await journey.person.get(`/v1/expressions-of-interest/${journey.ids.expressionId}`)
  t.match(said.ok, { goals }, 'and stay the person’s where they said them')
})

t.test('what the body says is taken instead, also that there is none', async (t) => {
  const journey = await journeyTo(service, 'expression-accepted')
  t.match((await assess(journey, { goals: [], answers: [] })).ok, { goals: [], answers: [] })
})

t.test(
  'a plan begins from the goals of the assessment in force; a changed one from the outcomes that there are',
  async (t) => {
    const journey = await journeyTo(service, 'budget-disclosed')
    const from = { kind: 'needs-assessment', id: journey.ids.needsAssessmentId }
    const drafted = (await draft(journey)).ok
    t.same(drafted.outcomes, [{ key: 'goal-1', words, from }])
    const on = { ...journey, ids: { ...journey.known, supportPlanId: drafted.id } as Journey['ids'] }
    const outcomes = [
      { key: 'nights', words, baseline: 2 },
      { key: 'out', words: 'To go out alone.' },
    ]
    const changed = (await change(on, { outcomes })).ok
    t.same(changed.outcomes, [{ ...outcomes[0], from }, outcomes[1]], 'by the words, whatever its key')
    t.same((await change(on, { outcomes: [] })).ok.outcomes, [])

    const agreed = await journeyTo(service, 'plan-agreed')
    const before = (await agreed.person.get<SupportPlan>(`/v1/support-plans/${agreed.ids.supportPlanId}`)).ok
    t.same((await draft(agreed)).ok.outcomes, before.outcomes)
  },
)

t.test('where the assessment has no goals, a plan begins from those of the expression', async (t) => {
  const journey = await journeyTo(service, 'assessment-begun')
  await patch(journey, journey.ids.needsAssessmentId, { goals: [] })
  await journey.on('budget-disclosed')
  const from = { kind: 'expression-of-interest', id: journey.ids.expressionId }
  t.same((await draft(journey)).ok.outcomes, [{ key: 'goal-1', words, from }])
})
