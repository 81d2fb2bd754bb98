import type { Static } from '@sinclair/typebox'
import type { BudgetInputs } from '../../src/budgets/input-schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { aCase, aConsent, aMember, aPerson } from './builders.ts'
import type { Client } from './client.ts'
import type { OwnProcess } from './own-process.ts'
import { accepted, anAssessment, anExpression, aPlan, aPlanLine, aWish } from './pathway-builders.ts'
import type { SchemeCode } from './seed.ts'
import { linkSignIn } from './sign-in.ts'

interface Made {
  readonly id: string
}

/** What the first half of the pathway leaves behind. */
export interface HalfWay {
  readonly caseId: string
  readonly brokerageId: string
}

const make = async <Body = Made>(client: Client, path: string, body?: object) =>
  (await client.post<Body>(`/v1${path}`, body)).ok

/** From a person's first words to an amount that they know, with the sandbox's actors and organisations. */
export async function toDisclosure(
  { as }: Pick<OwnProcess, 'as'>,
  {
    scheme = 'merseyside-one-off',
    inputs = aWish(),
  }: { scheme?: SchemeCode; inputs?: Static<typeof BudgetInputs> } = {},
): Promise<HalfWay> {
  const [person, careCoordinator, officer] = [as('person'), as('care-coordinator'), as('commissioner-officer')]
  const schemes = (await officer.get<{ items: (Made & { code: string })[] }>('/v1/schemes')).ok.items
  const organisations = (await officer.get<{ items: (Made & { kind: string })[] }>('/v1/organisations')).ok.items
  const idOf = (kind: string) => organisations.find((organisation) => organisation.kind === kind)?.id ?? ''
  const brokerageId = idOf('brokerage-organisation')

  const personId = (await make(careCoordinator, '/people', aPerson())).id
  await linkSignIn({ careCoordinator, officer, person }, personId)
  const where = {
    schemeId: schemes.find(({ code }) => code === scheme)?.id ?? '',
    trustId: idOf('trust'),
  }
  const caseId = (await make(careCoordinator, '/cases', aCase(personId, where))).id
  const confirmedOn = new Date().toISOString().slice(0, 10)
  const traced = { source: 'traced-on-pds', evidence: null, confirmedOn, bornOn: aPerson().bornOn }
  // Nobody who could have to decide on the plan later.
  await make(as('mdt-member-1'), `/people/${personId}/identity-confirmations`, traced)
  await make(person, `/people/${personId}/consents`, aConsent({ organisationId: brokerageId }))
  const broker = aMember({ actorId: 'sandbox-broker', organisationId: brokerageId })
  await make(careCoordinator, `/cases/${caseId}/members`, broker)
  await make(person, `/cases/${caseId}/current-services/none`)

  const expression = await make(person, `/cases/${caseId}/expressions-of-interest`, anExpression())
  await make(person, `/expressions-of-interest/${expression.id}/submission`)
  await make(officer, `/expressions-of-interest/${expression.id}/decision`, accepted)
  const assessment = await make(careCoordinator, `/cases/${caseId}/needs-assessments`, anAssessment())
  await make(careCoordinator, `/needs-assessments/${assessment.id}/completion`)
  const calculation = await make(careCoordinator, `/cases/${caseId}/budget-calculations`, inputs)
  const adoption = { budgetCalculationId: calculation.id }
  await make(careCoordinator, `/cases/${caseId}/indicative-budget`, adoption)
  await make(careCoordinator, `/cases/${caseId}/indicative-budget/disclosure`, { how: 'in-person' })
  return { caseId, brokerageId }
}

/** From there to an agreed budget, with the agreement signed; gives the line that the broker may spend from. */
export async function toAgreement({ as }: Pick<OwnProcess, 'as'>, { caseId, brokerageId }: HalfWay): Promise<string> {
  const [broker, careCoordinator] = [as('broker'), as('care-coordinator')]
  const lines = aWish().items.map((item) => aPlanLine({ ...item, holderId: brokerageId }))
  const plan = await make(broker, `/cases/${caseId}/support-plans`, aPlan(aWish(), { lines }))
  const { contentHash } = await make<SupportPlan>(broker, `/support-plans/${plan.id}/submission`)
  for (const caseRole of ['broker', 'person', 'care-coordinator'])
    await make(as(caseRole), `/support-plans/${plan.id}/signatures`, { caseRole, how: 'online', contentHash })
  await make(careCoordinator, `/support-plans/${plan.id}/decision`, { outcome: 'agreed', contentHash, reasons: [] })
  const statement = await broker.get<{ lines: { planLineId: string }[] }>(`/v1/cases/${caseId}/statement`)
  const planLineId = statement.ok.lines[0]?.planLineId ?? ''
  const agreement = `/plan-lines/${planLineId}/deployment-agreement`
  const terms = (await as('person').get<{ contentHash: string }>(`/v1${agreement}`)).ok
  for (const [who, party] of [
    ['person', 'person'],
    ['commissioner-officer', 'commissioner'],
  ] as const)
    await make(as(who), `${agreement}/signatures`, { party, contentHash: terms.contentHash })
  return planLineId
}

/** Where the case stands, as the person reads it. */
export async function caseAt({ as }: Pick<OwnProcess, 'as'>, { caseId }: HalfWay): Promise<CaseView> {
  return (await as('person').get<CaseView>(`/v1/cases/${caseId}`)).ok
}
