import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { BudgetCalculation } from '../../src/budgets/schemas.ts'
import type { WhatStays } from '../../src/current-services/schemas.ts'
import type { HealthNeed } from '../../src/health-needs/schemas.ts'
import type { JointFindings } from '../../src/needs-assessments/joint-schemas.ts'
import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import type { Statement } from '../../src/spending/schemas.ts'
import { anActor } from '../support/actors.ts'
import { aConsent, anOrganisation } from '../support/builders.ts'
import { aLetter, aSocialCareBudget, suggestedNeed, theNeed } from '../support/health-element.ts'
import { acceptedWithout } from '../support/joint-pathway.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anAssessment, aPlan, aPlanLine, aPurchase } from '../support/pathway-builders.ts'
import { enrolledCouncil } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { decision, signedPlan, submittedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const gp = service.as('gp')
const council = service.as('local-authority-officer')
const { practiceId, councilId } = tenants.QYG
const services = [{ service: 'talking-therapy', units: 10 }]
const inputs = { method: 'required-services' as const, services }
const card = { deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null } as const
const health = {
  ...card,
  key: 'massage',
  title: 'Complementary therapy',
  category: 'therapy',
  element: 'health',
} as const
const cooking = { ...card, key: 'cooking', title: 'Somebody who cooks with me', category: 'support' } as const
const social = { ...cooking, element: 'social-care' } as const

/** What is bought on the line of the health element, by the person with their card. */
async function bought({ person, broker, ids }: Journey) {
  const statement = (await person.get<Statement>(`/v1/cases/${ids.caseId}/statement`)).ok
  const line = statement.lines.find(({ key }) => key === 'massage')
  const path = `/v1/plan-lines/${line?.planLineId}/purchases`
  const purchase = aPurchase({ amountPence: 5_000, instrument: 'pre-paid-card', boughtOn: service.clock.today() })
  return { byBroker: await broker.post(path, purchase), byPerson: await person.post(path, purchase) }
}

t.test(
  'somebody with a social-care budget: the GP signs in, asks and agrees, and the broker builds the health element',
  async (t) => {
    const journey = await journeyTo(service, 'assessment-completed', { scheme: 'south-kent-coast' })
    const { careCoordinator, person, broker, officer, ids } = journey
    const at = `/v1/cases/${ids.caseId}`
    const calculate = (more: object = {}) =>
      careCoordinator.post<BudgetCalculation>(`${at}/budget-calculations`, { ...inputs, ...more })
    await refused(t, service, () => calculate(), 'social-care-budget-missing')
    const said = {
      socialCare: { reference: 'SC-1', amountPence: 300_000 },
      gpAgreement: { practiceCode: 'G82117', agreedOn: '2026-11-20' },
    }
    await refused(
      t,
      service,
      () => calculate(said),
      'social-care-budget-missing',
      'what is typed with the sum counts for nothing',
    )

    const register = (more: object = {}) => careCoordinator.post(`${at}/social-care-budgets`, aSocialCareBudget(more))
    await refused(t, service, () => register({ organisationId: tenants.QYG.trustId }), 'reference-unknown')
    await refused(t, service, () => register({ fromOn: '2026-11-25' }), 'request-invalid')
    t.equal((await register()).status, 201)
    t.match((await person.get<WhatStays>(`${at}/what-stays`)).ok.socialCare, {
      paysFor: /cooks/,
      sentence: /^The council gives you £3,000\.00 .*Nothing that is decided here takes any of it away\.$/,
    })
    await refused(t, service, () => calculate(), 'gp-agreement-missing')

    const suggest = (more: object = {}) =>
      careCoordinator.post(`${at}/health-needs`, { organisationId: practiceId, words: theNeed, ...more })
    await refused(
      t,
      service,
      () => suggest(),
      'consent-missing',
      'nothing goes to the practice before the person agreed',
    )
    await refused(t, service, () => suggest({ organisationId: councilId }), 'reference-unknown')
    t.same((await gp.get<{ items: HealthNeed[] }>('/v1/health-needs')).ok.items, [])
    const need = await suggestedNeed(journey)
    const path = `/v1/health-needs/${need.id}`
    t.match((await gp.get<{ items: HealthNeed[] }>('/v1/health-needs')).ok.items, [
      { id: need.id, words: theNeed, counts: false },
    ])
    t.match((await gp.get(`${path}/patient`)).ok, { familyName: String, bornOn: String })
    t.equal((await gp.get(at)).problem.code, 'permission-missing', 'a GP sees the health need, and not the case')
    await refused(t, service, () => calculate(), 'gp-agreement-missing')

    const answer = (client: typeof gp, body: object) => client.post<HealthNeed>(`${path}/answer`, body)
    const other = { code: 'G82118', name: 'Castle Street Surgery', kind: 'gp-practice' } as const
    t.equal((await officer.post('/v1/organisations', anOrganisation(other))).status, 201)
    const elsewhere = service.as(anActor('gp', { sub: 'of-another-practice', organisation: 'G82118' }))
    t.equal((await answer(elsewhere, { outcome: 'agreed', words: null })).status, 404, 'it is not their patient')
    t.same((await elsewhere.get<{ items: HealthNeed[] }>('/v1/health-needs')).ok.items, [])
    await refused(t, service, () => answer(gp, { outcome: 'question', words: null }), 'request-invalid')
    t.equal((await answer(gp, { outcome: 'question', words: 'What was tried?' })).ok.status, 'question-asked')
    t.equal(
      (await careCoordinator.post<HealthNeed>(`${path}/reply`, { words: 'A pain clinic, twice.' })).ok.status,
      'awaiting-practice',
    )
    t.match((await answer(gp, { outcome: 'agreed', words: null })).ok, { status: 'agreed', counts: true })
    await refused(t, service, () => answer(gp, { outcome: 'declined', words: 'No.' }), 'wrong-state')
    await refused(t, service, () => calculate(said), 'request-invalid', 'another agreement than the case has')

    const { calculation } = await toldBudget(journey, inputs)
    t.match(calculation, {
      amountPence: 439_000,
      inputs: { gpAgreement: { practiceCode: 'G82117', agreedOn: '2026-11-24' } },
      shares: [
        { funder: 'local-authority', amountPence: 300_000 },
        { funder: 'commissioner', amountPence: 139_000 },
      ],
    })

    const lines = (...of: object[]) => of.map((line) => aPlanLine(line))
    const drafted = await broker.post<{ id: string }>(`${at}/support-plans`, {
      ...aPlan(undefined, {
        lines: lines({ ...cooking, amountPence: 300_000 }, { ...health, amountPence: 139_100 }),
      }),
    })
    const submit = () => broker.post(`/v1/support-plans/${drafted.ok.id}/submission`)
    t.match((await refused(t, service, submit, 'plan-incomplete')).errors, [
      { pointer: '/lines', code: 'budget-exceeded' },
      { pointer: '/lines/0/element', code: 'element-missing' },
      {
        pointer: '/lines',
        code: 'element-exceeded',
        detail: 'The lines come to £1,391.00; the health element has £1,390.00',
      },
    ])
    await broker.post(`/v1/support-plans/${drafted.ok.id}/withdrawal`)
    const submitted = await submittedPlan(
      journey,
      broker,
      lines({ ...social, amountPence: 300_000 }, { ...health, amountPence: 139_000 }),
    )
    const signed = await signedPlan(journey, submitted)
    await refused(
      t,
      service,
      () => decision(careCoordinator, signed),
      'not-the-decider',
      'the assessor does not decide',
    )
    const part = {
      outcome: 'agreed-in-part',
      lines: [
        { line: 'cooking', outcome: 'refused' },
        { line: 'massage', outcome: 'agreed' },
      ],
      reasons: [{ code: 'over-budget', line: 'cooking', whatWouldChange: 'Less.', signpost: null }],
    }
    t.match((await refused(t, service, () => decision(officer, signed, part), 'lines-unclear')).errors, [
      { pointer: '/lines/0/outcome', code: 'element-of-council' },
    ])
    t.equal((await decision(officer, signed)).ok.decision.outcome, 'agreed')
    const { byBroker, byPerson } = await bought(journey)
    t.equal(byBroker.problem.code, 'case-role-required', 'a direct payment is the person’s to spend')
    t.equal(byPerson.status, 201)
  },
)

t.test('somebody without one: the NHS and the council assess together, and the GP answers by letter', async (t) => {
  await enrolledCouncil(service, 'south-kent-coast')
  const journey = await acceptedWithout(service)
  const { careCoordinator, person, broker, officer, ids } = journey
  const at = `/v1/cases/${ids.caseId}`
  const { id } = (await careCoordinator.post<NeedsAssessment>(`${at}/needs-assessments`, anAssessment())).ok
  const assessment = `/v1/needs-assessments/${id}`
  const complete = () => careCoordinator.post(`${assessment}/completion`)
  const find = (client: typeof gp, body: object) =>
    client.post<Static<typeof JointFindings>>(`${assessment}/joint-findings`, body)
  const found = { tookPart: ['Nadia Sample, social worker'], words: 'They need help with meals.' }
  const ours = { ...found, tookPart: ['Chris Coordinator, nurse'], organisationId: councilId }
  const pays = { ...found, socialCare: { reference: 'SC-2', amountPence: 120_000, paysFor: 'Meals.' } }
  t.match((await refused(t, service, complete, 'assessment-incomplete')).errors, [{ code: 'joint-assessment-missing' }])
  t.equal((await find(council, pays)).status, 404, 'the council sees nothing before it is asked')
  await refused(t, service, () => find(careCoordinator, ours), 'consent-missing')
  const shared = aConsent({ organisationId: councilId, purpose: 'share-for-assessment' })
  t.equal((await person.post(`/v1/people/${ids.personId}/consents`, shared)).status, 201)
  await refused(
    t,
    service,
    () => find(careCoordinator, { ...ours, organisationId: tenants.QYG.trustId }),
    'reference-unknown',
  )
  await refused(t, service, () => find(careCoordinator, { ...ours, socialCare: pays.socialCare }), 'request-invalid')
  t.equal((await find(careCoordinator, ours)).status, 201)
  t.match((await refused(t, service, complete, 'assessment-incomplete')).errors, [
    { detail: /^The council has not yet/ },
  ])
  const tag = (await careCoordinator.get(assessment)).etag
  await careCoordinator.patch(assessment, { strengths: ['Bakes bread'] }, { ifMatch: tag })
  t.equal((await find(council, pays)).status, 404, 'a change of the assessment asks anew')
  t.equal((await find(careCoordinator, ours)).status, 201)
  t.match((await find(council, pays)).ok, { council: { socialCare: { amountPence: 120_000 } } })
  t.equal((await complete()).status, 200)
  await refused(t, service, () => careCoordinator.post(`${at}/social-care-budgets`, aSocialCareBudget()), 'wrong-state')

  const calculate = () => careCoordinator.post(`${at}/budget-calculations`, inputs)
  const need = await suggestedNeed(journey)
  const path = `/v1/health-needs/${need.id}`
  const record = (client: typeof gp, more: object = {}) =>
    client.post<HealthNeed>(`${path}/recorded-answer`, aLetter(more))
  t.equal((await record(broker)).problem.code, 'permission-missing', 'never by who gains by it')
  await refused(t, service, () => record(careCoordinator, { on: '2026-11-25' }), 'request-invalid')
  t.match((await record(careCoordinator)).ok, { status: 'agreed', counts: false })
  await refused(t, service, calculate, 'gp-agreement-missing', 'the practice was not told')
  const tell = (client: typeof gp) => client.post<HealthNeed>(`${path}/telling`, { way: 'telephone', on: '2026-11-24' })
  await refused(t, service, () => tell(careCoordinator), 'second-person-needed')
  t.match((await tell(officer)).ok, { counts: true })
  const { calculation } = await toldBudget(journey, inputs)
  t.match(calculation, {
    amountPence: 259_000,
    shares: [
      { funder: 'local-authority', amountPence: 120_000 },
      { funder: 'commissioner', amountPence: 139_000 },
    ],
  })
  t.match((await person.get(`/v1/budget-calculations/${calculation.id}/verification`)).ok, { same: true })

  const lines = [aPlanLine({ ...social, amountPence: 120_000 }), aPlanLine({ ...health, amountPence: 100_000 })]
  const signed = await signedPlan(journey, await submittedPlan(journey, broker, lines))
  const dispute = { words: 'Nobody here wrote that letter.' }
  t.match((await gp.post<HealthNeed>(`${path}/dispute`, dispute)).ok, { status: 'disputed', counts: false })
  await refused(
    t,
    service,
    () => decision(officer, signed),
    'gp-agreement-missing',
    'what follows from it is not agreed',
  )
  const again = { organisationId: practiceId, words: theNeed }
  const next = (await careCoordinator.post<HealthNeed>(`${at}/health-needs`, again)).ok
  t.match((await careCoordinator.get<HealthNeed>(path)).ok, { status: 'replaced' })
  await gp.post(`/v1/health-needs/${next.id}/answer`, { outcome: 'agreed', words: null })
  t.equal((await decision(officer, signed)).ok.decision.outcome, 'agreed')
  t.equal((await bought(journey)).byPerson.status, 201)
})
