import t from 'tap'
import { firstOf, items } from '../../sdk/typescript/src/index.ts'
import * as people from '../support/builders.ts'
import * as given from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { signedIn } from './acts.ts'

t.test('Amina’s £400.00 by the client, from her registration to her first review', async (t) => {
  const service = await startService(t)
  const roles = ['person', 'care-coordinator', 'team-manager', 'commissioner-officer', 'broker'] as const
  const [person, coordinator, manager, officer, broker] = await signedIn(service, ...roles)
  // She is registered, signs in, and her case is open.
  const [bornOn, today] = ['1990-05-17', service.clock.today()]
  const { id: personId } = await coordinator.registerPerson({ body: people.aPerson({ bornOn }) })
  const { id: signInCodeId, code } = await coordinator.issueSignInCode({ personId, body: { handedOver: 'in-person' } })
  await officer.confirmSignInCode({ signInCodeId })
  await person.linkSignIn({ body: { code, bornOn } })
  const { id: schemeId } = await firstOf(items(officer.listSchemes), (one) => one.code === 'merseyside-one-off')
  const { id: caseId } = await coordinator.openCase({ body: people.aCase(personId, { schemeId }) })
  const seen = { source: 'seen-in-person', evidence: 'passport', confirmedOn: today, bornOn } as const
  await manager.confirmIdentity({ personId, body: seen })
  await person.giveConsent({ personId, body: people.aConsent({ givenHow: 'online' }) })
  await coordinator.addCaseMember({ caseId, body: people.aMember() })
  await person.confirmNoServices({ caseId })
  // What would help, in her own words: the service says what is missing before it is sent. Then needs, and a budget.
  const { answers, ...interest } = given.anExpression()
  const drafted = await person.draftExpressionOfInterest({ caseId, body: { ...interest, answers: [] } })
  t.match((await person.getReadiness({ expressionId: drafted.id })).missing, [{ pointer: '/answers' }, {}])
  await person.changeExpressionOfInterest({ expressionId: drafted.id, ifMatch: drafted, body: { answers } })
  await person.submitExpressionOfInterest({ expressionId: drafted.id })
  await officer.decideExpressionOfInterest({ expressionId: drafted.id, body: given.accepted })
  const { id: needsAssessmentId } = await coordinator.beginNeedsAssessment({ caseId, body: given.anAssessment() })
  await coordinator.completeNeedsAssessment({ needsAssessmentId })
  const { id: budgetCalculationId, steps } = await coordinator.calculateBudget({ caseId, body: given.aWish() })
  t.ok(steps.every(({ sentence }) => sentence.length > 0))
  await coordinator.adoptIndicativeBudget({ caseId, body: { budgetCalculationId } })
  await coordinator.discloseIndicativeBudget({ caseId, body: { how: 'in-person' } })
  // The plan, three signatures and a decision.
  const { id: supportPlanId } = await broker.draftSupportPlan({ caseId, body: given.aPlan() })
  const contentHash = (await broker.submitSupportPlan({ supportPlanId })).contentHash ?? ''
  const signers: Record<string, typeof person> = { broker, person, 'care-coordinator': coordinator }
  for (const { caseRole } of (await person.getSignOffRoute({ supportPlanId })).signatures)
    await signers[caseRole]?.signSupportPlan({ supportPlanId, body: { caseRole, how: 'online', contentHash } })
  await coordinator.decideSupportPlan({ supportPlanId, body: { outcome: 'agreed', contentHash, reasons: [] } })
  // How the money is held, signed by both before anything is bought; then money, to the penny, and the first review.
  const planLineId = (await broker.getStatement({ caseId })).lines[0]?.planLineId ?? ''
  const terms = await person.getDeploymentAgreement({ planLineId })
  await person.signDeploymentAgreement({ planLineId, body: { party: 'person', contentHash: terms.contentHash } })
  await officer.signDeploymentAgreement({ planLineId, body: { party: 'commissioner', contentHash: terms.contentHash } })
  const { id: purchaseId } = await broker.recordPurchase({ planLineId, body: given.aPurchase({ amountPence: 24_999 }) })
  const { bytes, sha256 } = given.anotherDocument()
  await broker.fileReceipt({ purchaseId, body: given.aReceipt({ amountPence: 24_999, documentHash: sha256 }) })
  await broker.sendReceiptFile({ purchaseId, body: new Blob([bytes], { type: 'application/pdf' }) })
  t.match((await person.getStatement({ caseId })).lines, [{ spentPence: 24_999, agreedPence: 25_000 }, {}])
  const { id: reviewId } = await firstOf(items(coordinator.listReviews, { caseId }), (of) => of.status === 'scheduled')
  const rated = { outcomeRatings: [{ outcome: 'sleep', rating: 7, words: null }], domainRatings: {}, reasons: [] }
  const said = { personAgrees: true, words: 'The drums are the best part.', saidFor: people.aSaidFor() }
  t.ok((await coordinator.completeReview({ reviewId, body: { finding: 'continue', ...rated, ...said } })).nextReview)
  t.ok(await firstOf(items(person.listTimeline, { caseId, limit: 5 }), ({ type }) => type === 'support-plan.agreed'))
})
