import t from 'tap'
import { firstOf, isProblem, items } from '../../sdk/typescript/src/index.ts'
import * as people from '../support/builders.ts'
import { aPlanByCard, aSocialCareBudget, theNeed } from '../support/health-element.ts'
import * as given from '../support/pathway-builders.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { signedIn } from './acts.ts'

t.test('South Kent Coast by the client: the GP agrees, and the broker builds the health element', async (t) => {
  const service = await startService(t)
  const roles = ['person', 'care-coordinator', 'team-manager', 'commissioner-officer', 'broker', 'gp'] as const
  const [person, coordinator, manager, officer, broker, gp] = await signedIn(service, ...roles)
  const [bornOn, today, organisationId] = ['1990-05-17', service.clock.today(), tenants.QYG.practiceId]
  const { id: personId } = await coordinator.registerPerson({ body: people.aPerson({ bornOn }) })
  const { id: signInCodeId, code } = await coordinator.issueSignInCode({ personId, body: { handedOver: 'in-person' } })
  await officer.confirmSignInCode({ signInCodeId })
  await person.linkSignIn({ body: { code, bornOn } })
  const { id: schemeId } = await firstOf(items(officer.listSchemes), (one) => one.code === 'south-kent-coast')
  const entry = { schemeId, ...given.entries['south-kent-coast'] }
  const { id: caseId } = await coordinator.openCase({ body: people.aCase(personId, entry) })
  const seen = { source: 'seen-in-person', evidence: 'passport', confirmedOn: today, bornOn } as const
  await manager.confirmIdentity({ personId, body: seen })
  await person.giveConsent({ personId, body: people.aConsent({ givenHow: 'online' }) })
  await coordinator.addCaseMember({ caseId, body: people.aMember() })
  await person.confirmNoServices({ caseId })
  const interest = given.anExpression(given.interests['south-kent-coast'])
  const { id: expressionId } = await person.draftExpressionOfInterest({ caseId, body: interest })
  await person.submitExpressionOfInterest({ expressionId })
  await officer.decideExpressionOfInterest({ expressionId, body: given.accepted })
  const { id: needsAssessmentId } = await coordinator.beginNeedsAssessment({ caseId, body: given.anAssessment() })
  await coordinator.completeNeedsAssessment({ needsAssessmentId })
  // No sum before the council’s money is registered and the practice has agreed.
  const inputs = { method: 'required-services', services: [{ service: 'talking-therapy', units: 10 }] } as const
  const refusal: unknown = await coordinator.calculateBudget({ caseId, body: inputs }).catch((error: unknown) => error)
  t.ok(isProblem(refusal, 'social-care-budget-missing') && refusal.requestId)
  await coordinator.registerSocialCareBudget({ caseId, body: aSocialCareBudget() })
  await person.giveConsent({ personId, body: people.aConsent({ organisationId, purpose: 'share-for-assessment' }) })
  await coordinator.suggestHealthNeed({ caseId, body: { organisationId, words: theNeed } })
  const { id: healthNeedId } = await firstOf(items(gp.listAskedOfPractice), ({ words }) => words === theNeed)
  await gp.answerHealthNeed({ healthNeedId, body: { outcome: 'agreed', words: null } })
  const { id: budgetCalculationId, shares } = await coordinator.calculateBudget({ caseId, body: inputs })
  t.match(shares, [{ amountPence: 300_000 }, { funder: 'commissioner', amountPence: 139_000 }])
  await coordinator.adoptIndicativeBudget({ caseId, body: { budgetCalculationId } })
  await coordinator.discloseIndicativeBudget({ caseId, body: { how: 'in-person' } })
  const { id: supportPlanId } = await broker.draftSupportPlan({ caseId, body: aPlanByCard })
  const contentHash = (await broker.submitSupportPlan({ supportPlanId })).contentHash ?? ''
  const signers: Record<string, typeof person> = { broker, person, 'care-coordinator': coordinator }
  for (const { caseRole } of (await person.getSignOffRoute({ supportPlanId })).signatures)
    await signers[caseRole]?.signSupportPlan({ supportPlanId, body: { caseRole, how: 'online', contentHash } })
  await officer.decideSupportPlan({ supportPlanId, body: { outcome: 'agreed', contentHash, reasons: [] } })
  const { lines } = await person.getStatement({ caseId })
  const planLineId = lines.find(({ key }) => key === 'massage')?.planLineId ?? ''
  const bought = { amountPence: 5_000, payee: 'Deal Therapies', bought: 'Massage', boughtOn: today } as const
  t.ok((await person.recordPurchase({ planLineId, body: { ...bought, instrument: 'pre-paid-card' } })).id)
})
