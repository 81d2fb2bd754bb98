import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { CurrentService } from '../../src/current-services/schemas.ts'
import type { ExpressionOfInterest, InformationRequest } from '../../src/expressions-of-interest/schemas.ts'
import { anActor } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { accepted, anAssessment, aPlanLine, aReason } from '../support/pathway-builders.ts'
import { decision, signedPlan, submittedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const notional = { deployment: 'notional', instrument: 'invoice', holderId: null } as const

t.test(
  'the blogger’s pathway (S0), as it should have been: told before sending, asked item by item, nothing stripped away',
  async (t) => {
    const journey = await journeyTo(service, 'expression-drafted', { scheme: 'local-pilot-historic' })
    const at = `/v1/cases/${journey.ids.caseId}`
    const interest = `/v1/expressions-of-interest/${journey.ids.expressionId}`

    // Three goals in her own words; what a panel will ask is shown before sending (P1).
    const goals = [
      'receive psychological help',
      'receive support when in crisis',
      'support around weight loss and health goals',
    ]
    const { etag } = await journey.person.get(interest)
    await journey.person.patch(interest, { goals: goals.map((words) => ({ words })) }, { ifMatch: etag })
    t.match((await journey.person.get(`${interest}/readiness`)).ok, { ready: true })
    await journey.person.post(`${interest}/submission`)

    // "It needs more information": each question on its own, with its reason and its day; the clock waits for her.
    const items = [
      { key: 'therapy', question: 'How often would you see your therapist?', why: 'The amount depends on it.' },
      { key: 'crisis', question: 'Whom do you call now when you are in crisis?', why: 'You keep those services.' },
    ]
    const asked = (await journey.officer.post<ExpressionOfInterest>(`${interest}/information-requests`, { items })).ok
    t.match((await journey.person.get<CaseView>(at)).ok, {
      step: 'information-requested',
      waitingFor: ['person'],
      clocks: [{ paused: true }, { kind: 'information-answer', stoppedOn: null }],
    })
    const request = asked.informationRequests[0] as InformationRequest
    const answers = items.map(({ key }) => ({ key, words: `My answer about ${key}.` }))
    // She says the answers, and her care coordinator writes them down.
    await journey.careCoordinator.post(`/v1/information-requests/${request.id}/answers`, {
      answers,
      saidFor: aSaidFor({ saidOn: service.clock.today() }),
    })
    t.match(
      (await journey.person.get<ExpressionOfInterest>(interest)).ok.goals.map((goal) => goal.words),
      goals,
      'what she wrote is as she wrote it',
    )
    await journey.officer.post(`${interest}/decision`, accepted)

    // What she has now: the crisis team and the therapist stay, and neither is priced (P3, P5).
    const register = (body: object) => journey.person.post<CurrentService>(`${at}/current-services`, body)
    const crisis = await register({
      kind: 'nhs-crisis',
      title: 'The crisis team',
      provider: 'The trust',
      serviceCode: 'crisis-contact',
      minutesPerWeek: null,
      relationshipWith: null,
    })
    const therapy = await register({
      kind: 'therapy',
      title: 'My therapist, once a week',
      provider: 'The trust',
      serviceCode: 'psychology-session',
      minutesPerWeek: 60,
      relationshipWith: 'My therapist',
    })
    t.match([crisis.ok.status, therapy.ok.status], ['kept', 'kept'])

    const assessment = await journey.careCoordinator.post<{ id: string }>(`${at}/needs-assessments`, anAssessment())
    await journey.careCoordinator.post(`/v1/needs-assessments/${assessment.ok.id}/completion`)
    const { calculation } = await toldBudget(journey, {
      method: 'historic-cost',
      until: '2026-10-06',
      contacts: [
        { service: 'emergency-attendance', units: 4 },
        { service: 'inpatient-day', units: 21 },
        { service: 'community-contact', units: 48 },
        { service: 'psychology-session', units: 52 },
        { service: 'crisis-contact', units: 10 },
      ],
    })
    t.equal(calculation.costOfUsePence, 4 * 14_800 + 21 * 56_400 + 48 * 27_500 + 52 * 22_200 + 10 * 27_500)
    t.equal(calculation.amountPence, 48 * 27_500, 'the two figures are never the same')
    const sentences = calculation.steps.map((step) => step.sentence).join('\n')
    t.match(sentences, /A&E: you used 4 attendances.* it stays free to you, and nothing is taken off for it/)
    t.match(
      sentences,
      /clinical psychologist: you used 52 visits.* You keep this service, so nothing is taken off for it\. Its cost counts in what .* cost, and not in your budget/,
    )

    // The care coordinator puts it down in detail and does not decide; the lead of the commissioner does.
    const lines = [
      aPlanLine({
        ...notional,
        key: 'weight',
        title: 'A gym, and a dietitian',
        category: 'health',
        amountPence: 120_000,
      }),
    ]
    const submitted = await submittedPlan(journey, journey.careCoordinator, lines)
    t.equal(submitted.route.decides, 'commissioner-lead')
    const signed = await signedPlan(journey, submitted)
    t.equal((await decision(journey.careCoordinator, signed)).problem.code, 'not-the-decider')
    t.match((await decision(journey.officer, signed)).ok.decision, { outcome: 'agreed', tier: 'commissioner-lead' })
    t.match((await journey.person.get<CurrentService>(`/v1/current-services/${therapy.ok.id}`)).ok, { status: 'kept' })
  },
)

t.test('people whom services have underserved are raised to the floor, and told so', async (t) => {
  const journey = await journeyTo(service, 'assessment-completed', { scheme: 'local-pilot-historic' })
  const { calculation } = await toldBudget(journey, {
    method: 'historic-cost',
    until: '2026-10-06',
    contacts: [{ service: 'community-contact', units: 2 }],
  })
  t.equal(calculation.amountPence, 200_000)
  t.match(
    calculation.steps.map((step) => step.sentence),
    [/2 contacts/, /however little help somebody had before/],
  )
})

t.test('declined with a reason, appealed by the person, overturned by somebody who took no part', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted', { scheme: 'local-pilot-historic' })
  const body = { outcome: 'declined', reasons: [{ ...aReason, code: 'not-eligible' }] }
  const declined = await journey.officer.post<{ decision: { id: string } }>(
    `/v1/expressions-of-interest/${journey.ids.expressionId}/decision`,
    body,
  )
  const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${declined.ok.decision.id}/appeals`, {
    words: 'Most of my problems occur out of hours.',
  })
  const reviewer = service.as(anActor('commissioner-officer', { sub: 'the-second-officer' }))
  t.equal(
    (await reviewer.post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'overturned', reasons: [] })).status,
    201,
  )
  t.match((await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok, { step: 'expression-accepted' })
})
