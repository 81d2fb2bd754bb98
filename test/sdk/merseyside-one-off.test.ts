import t from 'tap'
import { items } from '../../sdk/typescript/src/index.ts'
import { aSaidFor } from '../support/builders.ts'
import { accepted, anAssessment, anExpression, aPlan, aReceipt, aWish } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { firstOf, openedCase, signedPlan } from './acts.ts'

t.test('Amina’s £400.00 by the client, from her own words to her first review', async (t) => {
  const service = await startService(t)
  const people = await openedCase(service, 'merseyside-one-off')
  const { person, careCoordinator, officer, broker, caseId } = people

  // What would help, in her own words; the service says what is missing before it is sent.
  const drafted = await person.draftExpressionOfInterest({ caseId, body: { ...anExpression(), answers: [] } })
  const expressionId = drafted.id
  t.match(await person.getReadiness({ expressionId }), { ready: false, missing: [{ pointer: '/answers' }, {}] })
  const { answers } = anExpression()
  await person.changeExpressionOfInterest({ expressionId, ifMatch: drafted, body: { answers } })
  await person.submitExpressionOfInterest({ expressionId })
  await officer.decideExpressionOfInterest({ expressionId, body: accepted })

  // Needs, and a budget that explains itself.
  const { id: needsAssessmentId } = await careCoordinator.beginNeedsAssessment({ caseId, body: anAssessment() })
  await careCoordinator.completeNeedsAssessment({ needsAssessmentId })
  const { id: budgetCalculationId, steps } = await careCoordinator.calculateBudget({ caseId, body: aWish() })
  t.ok(steps.every(({ sentence }) => sentence.length > 0))
  await careCoordinator.adoptIndicativeBudget({ caseId, body: { budgetCalculationId } })
  await careCoordinator.discloseIndicativeBudget({ caseId, body: { how: 'in-person' } })

  // The plan, three signatures and a decision.
  const { supportPlanId, contentHash } = await signedPlan(people, caseId, aPlan())
  t.equal((await person.getSignOffRoute({ supportPlanId })).decides, 'care-coordinator')
  const agreed = { outcome: 'agreed', contentHash, reasons: [] } as const
  const { decision } = await careCoordinator.decideSupportPlan({ supportPlanId, body: agreed })
  t.equal(decision.outcome, 'agreed')

  // How it is held, signed by both before anything is bought.
  const planLineId = (await broker.getStatement({ caseId })).lines[0]?.planLineId ?? ''
  const terms = await person.getDeploymentAgreement({ planLineId })
  for (const [party, client] of [
    ['person', person],
    ['commissioner', officer],
  ] as const)
    await client.signDeploymentAgreement({ planLineId, body: { party, contentHash: terms.contentHash } })

  // Money, to the penny, and the first review.
  const boughtOn = service.clock.today()
  const bought = { amountPence: 24_999, payee: 'City Drum Shop', bought: 'A drum kit', boughtOn } as const
  const body = { ...bought, instrument: 'broker-held-card' } as const
  const { id: purchaseId } = await broker.recordPurchase({ planLineId, body })
  await broker.fileReceipt({ purchaseId, body: aReceipt({ amountPence: 24_999, issuedOn: boughtOn }) })
  t.match((await person.getStatement({ caseId })).lines, [{ spentPence: 24_999, agreedPence: 25_000 }, {}])
  const review = await firstOf(items(careCoordinator.listReviews, { caseId }), ({ status }) => status === 'scheduled')
  const said = { personAgrees: true, words: 'The drums are the best part of the week.', saidFor: aSaidFor() }
  const rated = { outcomeRatings: [{ outcome: 'sleep', rating: 7, words: null }], domainRatings: {}, reasons: [] }
  const found = { finding: 'continue', ...said, ...rated } as const
  t.ok((await careCoordinator.completeReview({ reviewId: review.id, body: found })).nextReview?.dueOn)
  t.ok(await firstOf(items(person.listTimeline, { caseId, limit: 5 }), ({ type }) => type === 'support-plan.agreed'))
})
