import t from 'tap'
import { isProblem, items } from '../../sdk/typescript/src/index.ts'
import { aSocialCareBudget, theNeed } from '../support/health-element.ts'
import * as given from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { firstOf, openedCase, sdkOf, signedPlan } from './acts.ts'

t.test('South Kent Coast by the client: the GP agrees, and the broker builds the health element', async (t) => {
  const service = await startService(t)
  const people = await openedCase(service, 'south-kent-coast', given.entries['south-kent-coast'])
  const { person, careCoordinator, officer, personId, caseId } = people
  const gp = sdkOf(service, 'gp')
  const organisationId = await people.organisation('gp-practice')
  const { id: expressionId } = await person.draftExpressionOfInterest({
    caseId,
    body: given.anExpression(given.interests['south-kent-coast']),
  })
  await person.submitExpressionOfInterest({ expressionId })
  await officer.decideExpressionOfInterest({ expressionId, body: given.accepted })
  const { id: needsAssessmentId } = await careCoordinator.beginNeedsAssessment({ caseId, body: given.anAssessment() })
  await careCoordinator.completeNeedsAssessment({ needsAssessmentId })

  // No sum before the council’s money is registered and the practice has agreed.
  const wanted = { method: 'required-services', services: [{ service: 'talking-therapy', units: 10 }] } as const
  const calculate = () =>
    careCoordinator.calculateBudget({ caseId, body: { ...wanted, services: [...wanted.services] } })
  const refusal: unknown = await calculate().catch((error: unknown) => error)
  t.ok(isProblem(refusal, 'social-care-budget-missing') && refusal.requestId)
  await careCoordinator.registerSocialCareBudget({ caseId, body: aSocialCareBudget() })
  await person.giveConsent({ personId, body: { organisationId, purpose: 'share-for-assessment', givenHow: 'online' } })
  await careCoordinator.suggestHealthNeed({ caseId, body: { organisationId, words: theNeed } })
  const { id: healthNeedId } = await firstOf(items(gp.listAskedOfPractice), ({ words }) => words === theNeed)
  await gp.answerHealthNeed({ healthNeedId, body: { outcome: 'agreed', words: null } })
  const { id: budgetCalculationId, shares } = await calculate()
  t.match(shares, [{ amountPence: 300_000 }, { funder: 'commissioner', amountPence: 139_000 }])
  await careCoordinator.adoptIndicativeBudget({ caseId, body: { budgetCalculationId } })
  await careCoordinator.discloseIndicativeBudget({ caseId, body: { how: 'in-person' } })

  const card = { deployment: 'direct-payment', instrument: 'pre-paid-card', holderId: null } as const
  const cooking = {
    ...card,
    key: 'cooking',
    category: 'support',
    element: 'social-care',
    amountPence: 300_000,
  } as const
  const massage = { ...card, key: 'massage', category: 'therapy', element: 'health', amountPence: 139_000 } as const
  const plan = given.aPlan(undefined, { lines: [given.aPlanLine(cooking), given.aPlanLine(massage)] })
  const { supportPlanId, contentHash } = await signedPlan(people, caseId, plan)
  const agreed = { outcome: 'agreed', contentHash, reasons: [] } as const
  t.equal((await officer.decideSupportPlan({ supportPlanId, body: agreed })).decision.outcome, 'agreed')
  const { lines } = await person.getStatement({ caseId })
  const planLineId = lines.find(({ key }) => key === 'massage')?.planLineId ?? ''
  const bought = { amountPence: 5_000, payee: 'Deal Therapies', bought: 'Massage', boughtOn: service.clock.today() }
  t.ok((await person.recordPurchase({ planLineId, body: { ...bought, instrument: 'pre-paid-card' } })).id)
})
