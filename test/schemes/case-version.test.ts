import t from 'tap'
import type { BudgetCalculation } from '../../src/budgets/schemas.ts'
import type { CaseView } from '../../src/cases/schemas.ts'
import { workingDaysAfter } from '../../src/shared/working-days.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { closed } from '../support/closed.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import type { PathwayStep } from '../support/pathway-steps.ts'
import { presetRules, published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')
const before = '2026-11-24T09:30:00Z'
const after = '2027-01-04T09:30:00Z'

const move = (journey: Journey, version: number, client = journey.careCoordinator) =>
  client.post<CaseView>(`/v1/cases/${journey.ids.caseId}/scheme-version`, { version })
const caseOf = async (journey: Journey) => (await officer.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok

/** Decides against the plan, so that the case stands at that moment. */
async function against(journey: Journey, outcome: 'returned' | 'refused'): Promise<string> {
  const { supportPlanId, contentHash } = journey.ids
  const body = { outcome, contentHash, reasons: [aReason] }
  const path = `/v1/support-plans/${supportPlanId}/decision`
  return (await journey.careCoordinator.post<{ decision: { id: string } }>(path, body)).ok.decision.id
}

/** Cases at every moment, all opened before a new version came into force. */
const reached = new Map<string, Journey>()
const between: readonly PathwayStep[] = [
  'expression-accepted',
  'assessment-completed',
  'budget-calculated',
  'budget-adopted',
  'budget-disclosed',
  'review-done',
]
const within: readonly PathwayStep[] = [
  'case-opened',
  'expression-submitted',
  'assessment-begun',
  'plan-drafted',
  'plan-signed',
  'plan-agreed',
]
for (const pathwayStep of [...between, ...within]) reached.set(pathwayStep, await journeyTo(service, pathwayStep))
for (const outcome of ['returned', 'refused'] as const) {
  const journey = await journeyTo(service, 'plan-signed')
  await against(journey, outcome)
  reached.set(`plan-${outcome}`, journey)
}
const at = (pathwayStep: string) => {
  const journey = reached.get(pathwayStep)
  if (!journey) throw new Error(`nobody stands at ${pathwayStep}`)
  return journey
}

const merseyside = await presetRules('merseyside-one-off')
await published(service, '2027-01-01', {
  budget: { method: 'one-off', floorPence: 30_000, ceilingPence: 100_000, source: 'v2' },
  appeals: { ...merseyside.appeals, lodgeWithinWorkingDays: 1, reviewers: ['commissioner-officer'] },
  clocks: { ...merseyside.clocks, appealDecision: 1 },
})

t.test('422: before its first day nobody goes over to a version', async (t) => {
  await refused(t, service, () => move(at('budget-disclosed'), 2), 'version-not-in-force')
})

t.test('from its first day a case that opens is under the new version; the others keep theirs', async (t) => {
  service.clock.set(after)
  const fresh = await journeyTo(service, 'case-opened')
  t.equal((await caseOf(fresh)).schemeVersion, 2)
  for (const [pathwayStep, journey] of reached) t.equal((await caseOf(journey)).schemeVersion, 1, pathwayStep)
})

t.test(
  '409: in the middle of a step the rules do not change, nor for a plan on its way, also where it went back',
  async (t) => {
    for (const pathwayStep of [...within, 'plan-returned'])
      await refused(t, service, () => move(at(pathwayStep), 2), 'wrong-state', pathwayStep)
  },
)

t.test(
  '200: between two steps the change is made by the care coordinator or the commissioner, and is on record',
  async (t) => {
    for (const pathwayStep of [...between, 'plan-refused']) {
      const journey = at(pathwayStep)
      const [client, as] = pathwayStep.startsWith('budget')
        ? [officer, 'commissioner-officer']
        : [journey.careCoordinator, 'care-coordinator']
      const step = (await caseOf(journey)).step
      const entries = await audited(service, async () => {
        const answer = await move(journey, 2, client)
        t.match(answer.ok, { schemeVersion: 2, step }, pathwayStep)
      })
      t.match(entries, [
        {
          type: 'case.scheme-version-changed',
          case_id: journey.ids.caseId,
          actor_id: client.actor?.sub,
          scheme_version: 2,
          facts: { from: 1, to: 2, step, as },
        },
      ])
    }
  },
)

t.test('the change is seen as one of the case: another ETag, and on its timeline', async (t) => {
  const journey = at('budget-disclosed')
  const { items } = (
    await journey.person.get<{ items: { type: string }[] }>(`/v1/cases/${journey.ids.caseId}/timeline`)
  ).ok
  t.equal(items[0]?.type, 'case.scheme-version-changed')
})

t.test('409: a case is under a version once, and never goes back', async (t) => {
  await refused(t, service, () => move(at('budget-disclosed'), 2), 'wrong-state')
  await refused(t, service, () => move(at('budget-disclosed'), 1), 'version-not-in-force')
  await refused(t, service, () => move(at('budget-disclosed'), 3), 'version-not-in-force')
})

t.test('409: a calculation under the older rules is not adopted; made again, it is', async (t) => {
  const journey = at('budget-calculated')
  const { careCoordinator, ids } = journey
  const adopt = (budgetCalculationId: string) =>
    careCoordinator.post(`/v1/cases/${ids.caseId}/indicative-budget`, { budgetCalculationId })
  const { detail } = await refused(t, service, () => adopt(ids.budgetCalculationId), 'calculation-outdated')
  t.match(detail, /version 1.*version 2/)
  const again = await careCoordinator.post<BudgetCalculation>(
    `/v1/cases/${ids.caseId}/budget-calculations`,
    journey.wish,
  )
  t.equal(again.ok.schemeVersion, 2)
  t.equal((await adopt(again.ok.id)).status, 201)
})

t.test('what was adopted and told before stands, and the way goes on under the new rules', async (t) => {
  const journey = at('budget-disclosed')
  const budget = await journey.person.get<{ budgetCalculationId: string }>(
    `/v1/cases/${journey.ids.caseId}/indicative-budget`,
  )
  t.equal(budget.ok.budgetCalculationId, journey.ids.budgetCalculationId)
  await journey.on('plan-agreed')
  t.match(
    await service.database.sql('select scheme_version from decision where decision_id = $1', [journey.ids.decisionId]),
    [{ scheme_version: 2 }],
  )
})

t.test('409: while an appeal is open the rules do not change; after it they can', async (t) => {
  for (const outcome of ['refused'] as const) {
    service.clock.set(before)
    const journey = await journeyTo(service, 'plan-signed')
    const decisionId = await against(journey, outcome)
    const lodged = await journey.person.post<{ id: string }>(`/v1/decisions/${decisionId}/appeals`, {
      words: 'My nights.',
    })
    service.clock.set(after)
    const { detail } = await refused(t, service, () => move(journey, 2), 'wrong-state', outcome)
    t.match(detail, /appeal is open/)
    await journey.person.post(`/v1/appeals/${lodged.ok.id}/withdrawal`)
    t.match((await move(journey, 2)).ok, { schemeVersion: 2 })
  }
})

t.test(
  'an appeal is lodged and looked at under the rules of its decision, also after the case went over',
  async (t) => {
    service.clock.set('2026-12-29T09:30:00Z')
    const journey = await journeyTo(service, 'plan-signed')
    const decisionId = await against(journey, 'refused')
    service.clock.set(after)
    await move(journey, 2)
    const appeal = await journey.person.post<{ dueOn: string }>(`/v1/decisions/${decisionId}/appeals`, {
      words: 'My nights.',
    })
    t.match(appeal.ok, { status: 'lodged', lateBecause: null })
    t.equal(appeal.ok.dueOn, workingDaysAfter('2027-01-04', merseyside.clocks.appealDecision))
  },
)

t.test('403: nobody else moves a case, and nobody a case they have no place on', async (t) => {
  service.clock.set(before)
  const journey = await journeyTo(service, 'budget-disclosed')
  service.clock.set(after)
  await refused(t, service, () => move(journey, 2, service.as('machine')), 'case-role-required')
  await refused(
    t,
    service,
    () => move(journey, 2, service.as(anActor('care-coordinator', { sub: 'another' }))),
    'not-found',
  )
  await closed(t, service, 'budget:write', (client) => move(journey, 2, client))
})

t.test('of two who move a case at once one does', async (t) => {
  service.clock.set(before)
  const journey = await journeyTo(service, 'budget-disclosed')
  service.clock.set(after)
  const answers = await Promise.all([move(journey, 2), move(journey, 2, officer), move(journey, 2)])
  t.same(answers.map((answer) => answer.status).sort(), [200, 409, 409])
})
