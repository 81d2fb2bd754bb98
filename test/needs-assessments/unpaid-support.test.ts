import t from 'tap'
import type { ExpressionOfInterest } from '../../src/expressions-of-interest/schemas.ts'
import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import type { PlanChecks } from '../../src/support-plans/check-schemas.ts'
import { change, overLimit, pathOf } from '../sign-off/acts.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anAssessment, anExpression, aPlanLine, aRating } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const sister = { by: 'Robin Ahmed, my sister', minutesPerWeek: 360, needs: ['sleep'], until: '2027-03-31' }
const neighbour = { by: 'My neighbour', minutesPerWeek: 30, needs: [], until: null }
const forYears = { ...sister, by: 'My father', until: '2030-01-01' }

/** What the person said at first of who helps them unpaid. */
async function interested(unpaidSupport: object[]): Promise<Journey> {
  const journey = await journeyTo(service, 'team-complete')
  const { ids, person } = journey
  const { id } = (
    await person.post<{ id: string }>(`/v1/cases/${ids.caseId}/expressions-of-interest`, {
      ...anExpression(),
      unpaidSupport,
    })
  ).ok
  void (await person.post(`/v1/expressions-of-interest/${id}/submission`)).ok
  void (await journey.officer.post(`/v1/expressions-of-interest/${id}/decision`, { outcome: 'accepted', reasons: [] }))
    .ok
  return { ...journey, ids: { ...journey.known, expressionId: id } as Journey['ids'] }
}
const begin = ({ careCoordinator, ids }: Journey, more: object = {}) =>
  careCoordinator.post<NeedsAssessment>(`/v1/cases/${ids.caseId}/needs-assessments`, { ...anAssessment(), ...more })
const checks = async (journey: Journey, client: Client) =>
  (await client.get<typeof PlanChecks.static>(pathOf(journey, '/checks'))).ok

t.test('unpaid support is asked once: the assessment begins from what the expression of interest says', async (t) => {
  const journey = await interested([sister])
  const path = `/v1/expressions-of-interest/${journey.ids.expressionId}`
  t.same((await journey.person.get<ExpressionOfInterest>(path)).ok.unpaidSupport, [sister])
  t.same((await journey.broker.get<ExpressionOfInterest>(path)).ok.unpaidSupport, [], 'and is no broker’s to read')
  const odd = await refused(
    t,
    service,
    () => begin(journey, { unpaidSupport: [{ ...sister, needs: ['drums'] }] }),
    'request-invalid',
  )
  t.match(odd.errors, [{ pointer: '/unpaidSupport/0/needs/0', code: 'domain-unknown' }])
  const begun = (await begin(journey)).ok
  t.same(begun.unpaidSupport, [sister])
  const at = `/v1/needs-assessments/${begun.id}`
  const { etag } = await journey.careCoordinator.get(at)
  const patched = await journey.careCoordinator.patch<NeedsAssessment>(at, { strengths: [] }, { ifMatch: etag })
  t.same(patched.ok.unpaidSupport, [sister], 'and stays when something else is changed')
})

t.test('what the body says instead is kept, also that there is none', async (t) => {
  t.same((await begin(await interested([sister]), { unpaidSupport: [] })).ok.unpaidSupport, [])
})

/** A drafted plan, after an assessment with this unpaid support; only sleep is hidden from others, and money no difficulty. */
async function planned(unpaidSupport: object[]): Promise<Journey> {
  const journey = await journeyTo(service, 'assessment-begun', overLimit)
  const at = `/v1/needs-assessments/${journey.ids.needsAssessmentId}`
  const seen = Object.fromEntries(
    Object.keys(anAssessment().ratings).map((key) => [key, aRating({ hiddenFromOthers: key === 'sleep' })]),
  )
  const money = aRating({ typicalDay: 0, worstDay: 0, withoutCurrentSupport: 0 })
  const body = { unpaidSupport, ratings: { ...seen, money } }
  const { etag } = await journey.careCoordinator.get(at)
  void (await journey.careCoordinator.patch(at, body, { ifMatch: etag })).ok
  return journey.on('plan-drafted')
}

t.test(
  'who decides is told of needs that others do not see, and of unpaid support that can end before the plan',
  async (t) => {
    const journey = await planned([sister, neighbour, forYears])
    const { toSee, assessed } = await checks(journey, journey.teamManager)
    t.equal(assessed?.needsAssessmentId, journey.ids.needsAssessmentId)
    t.same(assessed?.unpaidSupport, [sister, neighbour, forYears])
    t.match(
      assessed?.needs.find(({ need }) => need === 'sleep'),
      { hiddenFromOthers: true, worstDay: 3, lines: [] },
    )
    t.notOk(
      assessed?.needs.some(({ need }) => need === 'money'),
      'what is no difficulty is no need',
    )
    t.match(toSee, [
      {
        code: 'unpaid-support-ends',
        detail: /Robin Ahmed, my sister gives 6 hours a week unpaid \(Sleep and energy\).*31 March 2027/,
      },
      { code: 'unpaid-support-open', detail: /My neighbour gives 30 minutes a week.*cannot say how long/ },
      { code: 'need-hidden', pointer: '/assessed/needs/sleep' },
    ])
    t.equal(toSee.length, 3, 'what lasts as long as the plan is no warning')
    await change(journey, { lines: [aPlanLine({ amountPence: 40_001, needs: ['sleep'] })] })
    const served = await checks(journey, journey.careCoordinator)
    t.same(served.assessed?.needs.find(({ need }) => need === 'sleep')?.lines, ['drum-kit'])
    t.notOk(served.toSee.some(({ code }) => code === 'need-hidden'))
  },
)

t.test(
  'who may not read the assessment sees neither the needs nor who gives support, but that some can end',
  async (t) => {
    const journey = await planned([sister])
    const told = await checks(journey, journey.broker)
    t.equal(told.assessed, null)
    t.match(told.toSee, [{ code: 'unpaid-support-ends', detail: /nobody is paid for/ }])
    t.equal(told.toSee.length, 1)
    t.notMatch(JSON.stringify(told), /Robin|[Ss]leep and energy/)
  },
)
