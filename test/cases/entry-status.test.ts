import type { Static } from '@sinclair/typebox'
import t from 'tap'
import type { Referral } from '../../src/cases/referral-schemas.ts'
import type { Readiness } from '../../src/expressions-of-interest/schemas.ts'
import type { NeedsAssessment } from '../../src/needs-assessments/schemas.ts'
import type { SchemeTransparency } from '../../src/schemes/draft-schemas.ts'
import { anActor } from '../support/actors.ts'
import { aCase, aConsent, aPerson, aReferral } from '../support/builders.ts'
import { agreedNeed } from '../support/health-element.ts'
import { acceptedWithout, withoutBudget as without } from '../support/joint-pathway.ts'
import { journeyTo } from '../support/journey.ts'
import { anAssessment, aPlanLine } from '../support/pathway-builders.ts'
import { enrolledCouncil, ownScheme, preset, provisioned } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { decision, signedPlan, submittedPlan, toldBudget } from '../support/scheme-pathway.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const careCoordinator = service.as('care-coordinator')
const { schemes, councilId } = tenants.QYG
const next = schemes['south-kent-coast']

/** South Kent Coast as it began: for people with a social-care budget. */
const { schemeId: first } = await ownScheme(service, 'south-kent-coast')
const registered = async () => (await careCoordinator.post<{ id: string }>('/v1/people', aPerson())).ok.id

t.test('422: a scheme that builds on a social-care budget takes nobody without one, and names the rule', async (t) => {
  const personId = await registered()
  const open = (more: object) => careCoordinator.post('/v1/cases', aCase(personId, { schemeId: first, ...more }))
  const problem = await refused(t, service, () => open(without), 'entry-not-taken')
  t.match(problem, {
    detail: /^This scheme takes people who have a personal budget for social care\. .*South Kent Coast/,
    errors: [{ pointer: '/entryStatus', code: 'entry-not-taken' }],
  })
  await refused(t, service, () => open({}), 'entry-status-missing')
  await refused(t, service, () => open({ entryStatus: null }), 'entry-status-missing')
  const opened = await open({ entryStatus: 'with-social-care-budget' })
  t.equal(opened.status, 201)
})

t.test(
  'what is asked when a case opens is told before anybody asks: on the page, and with what is missing',
  async (t) => {
    const page = (await service.as('person').get<SchemeTransparency>(`/v1/schemes/${first}/transparency`)).ok
    const told = page.sections.find(({ key }) => key === 'eligibility')?.sentences.join('\n') ?? ''
    t.match(told, 'The scheme takes only people who have a personal budget for social care from the council.')
    t.match(told, 'Your GP agrees the health need.')
    const journey = await journeyTo(service, 'expression-drafted', { scheme: 'south-kent-coast' })
    const at = `/v1/expressions-of-interest/${journey.ids.expressionId}/readiness`
    t.match((await journey.person.get<Static<typeof Readiness>>(at)).ok.eligibility, {
      likely: [/have a personal budget/, /have no personal budget/],
      checked: [
        /personal budget for social care/,
        /care coordinator/,
        /NHS and the council assess your needs together/,
        /GP/,
      ],
    })
  },
)

t.test(
  'a referral says how the person comes, and is held to the rules when it is recorded and when it is answered',
  async (t) => {
    const personId = await registered()
    const refer = (more: object) => careCoordinator.post<Referral>('/v1/referrals', aReferral(personId, more))
    await refused(t, service, () => refer({ schemeId: first, ...without }), 'entry-not-taken')
    await refused(t, service, () => refer({ schemeId: first }), 'entry-status-missing')
    const referral = (await refer({ schemeId: next, ...without })).ok
    t.match(referral, without)
    const named = service.as(anActor('care-coordinator', { organisation: 'RW5', sub: 'of-the-other-trust' }))
    const { caseId } = (await named.post<Referral>(`/v1/referrals/${referral.id}/acceptance`)).ok
    t.match(
      await service.database.sql('select entry_status from case_opening where case_id = $1', [caseId]),
      [{ entry_status: 'without-social-care-budget' }],
      'the case keeps it',
    )
  },
)

t.test(
  'the next stage: who has no social-care budget is assessed jointly, and has the health element alone',
  async (t) => {
    const journey = await acceptedWithout(service)
    const at = `/v1/cases/${journey.ids.caseId}`
    const assessment = (await journey.careCoordinator.post<NeedsAssessment>(`${at}/needs-assessments`, anAssessment()))
      .ok
    const path = `/v1/needs-assessments/${assessment.id}`
    const complete = () => journey.careCoordinator.post(`${path}/completion`)
    t.match((await refused(t, service, complete, 'assessment-incomplete')).errors, [
      { pointer: '/joint', code: 'joint-assessment-missing' },
    ])
    await enrolledCouncil(service, 'south-kent-coast')
    const shared = aConsent({ organisationId: councilId, purpose: 'share-for-assessment' })
    await journey.person.post(`/v1/people/${journey.ids.personId}/consents`, shared)
    const found = { tookPart: ['Nadia Sample, social worker'], words: 'What they need is a health need.' }
    const find = (client: typeof journey.person, more: object = {}) =>
      client.post(`${path}/joint-findings`, { ...found, ...more })
    t.equal((await find(journey.person)).problem.code, 'permission-missing', 'the person does not say it for either')
    t.equal((await find(journey.careCoordinator, { organisationId: councilId })).status, 201)
    t.equal((await find(service.as('local-authority-officer'))).status, 201)
    t.equal((await complete()).status, 200)

    const inputs = { method: 'required-services' as const, services: [{ service: 'talking-therapy', units: 10 }] }
    const calculate = () => journey.careCoordinator.post(`${at}/budget-calculations`, inputs)
    await refused(t, service, calculate, 'gp-agreement-missing')
    await agreedNeed(journey)
    const { calculation } = await toldBudget(journey, inputs)
    t.match(calculation, {
      amountPence: 139_000,
      shares: [{ funder: 'commissioner', amountPence: 139_000 }],
      facts: without,
    })
    t.match((await journey.person.get(`/v1/budget-calculations/${calculation.id}/verification`)).ok, { same: true })
    const card = { deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null } as const
    const plan = await submittedPlan(journey, journey.broker, [
      aPlanLine({ ...card, element: 'health', amountPence: 100_000 }),
    ])
    t.equal((await decision(journey.officer, await signedPlan(journey, plan))).ok.decision.outcome, 'agreed')
  },
)

t.test(
  '422: no case of somebody without a social-care budget is put under a version that does not take them',
  async (t) => {
    const coast = await preset('south-kent-coast')
    const [before, after] = [coast.versions[1], coast.versions[0]]
    const turned = [
      { startsOn: '2014-12-01', rules: before?.rules },
      { startsOn: '2026-12-01', rules: after?.rules },
    ] as typeof coast.versions
    const ids = await provisioned(service, [{ code: 'coast-turned-back', title: coast.title, versions: turned }])
    const schemeId = ids['coast-turned-back'] ?? ''
    const journey = await acceptedWithout(service, schemeId)
    const at = `/v1/cases/${journey.ids.caseId}`
    service.clock.set('2026-12-02T09:30:00Z')
    const change = () => journey.careCoordinator.post(`${at}/scheme-version`, { version: 2 })
    await refused(t, service, change, 'entry-not-taken')
  },
)
