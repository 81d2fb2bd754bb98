import t from 'tap'
import type { IndicativeBudget } from '../../src/budgets/schemas.ts'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { buy } from '../spending/acts.ts'
import { aCase } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlan, aPlanLine, aWish } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { changed, decideChanged } from './acts.ts'

const line = (key: string, amountPence: number) => ({ key, amountPence, title: 'A drum kit, for co-ordination' })
const routeOf = async (journey: Journey, id: string) =>
  (await journey.broker.get<SignOffRoute>(`/v1/support-plans/${id}/sign-off-route`)).ok
const budgetOf = async (journey: Journey) =>
  (await journey.careCoordinator.get<IndicativeBudget>(`/v1/cases/${journey.ids.caseId}/indicative-budget`)).ok
/** Spends all that a plan was agreed for on its one line. */
async function spendAll(journey: Journey, key: string, amountPence: number) {
  const { lines } = (
    await journey.broker.get<{ lines: { key: string; planLineId: string; status: string }[] }>(
      `/v1/cases/${journey.ids.caseId}/statement`,
    )
  ).ok
  const open = lines.find((one) => one.key === key && one.status === 'active')
  await agreeOnLine(journey, open?.planLineId)
  return (await buy(journey, { planLineId: open?.planLineId ?? '', amountPence })).ok
}

t.test('a limit counts all that is agreed for the person in the period, plan after plan', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'budget-disclosed', { wish: aWish(100_000) })
  const first = await changed(journey, [line('first', 40_000)])
  t.equal((await routeOf(journey, first.id)).decides, 'care-coordinator')
  t.equal((await decideChanged(journey.careCoordinator, first)).status, 201)
  await spendAll(journey, 'first', 40_000)

  const second = await changed(journey, [line('second', 40_000)])
  const route = await routeOf(journey, second.id)
  t.equal(route.decides, 'team-manager')
  t.equal(route.countedPence, 80_000)
  t.equal(
    route.sentence,
    'With £400.00 that was spent of what was agreed since 24 November 2026, £400.00 comes to £800.00. £800.00 is over the care coordinator’s limit of £400.00. It is within the team manager’s limit of £1,000.00, so the team manager decides.',
  )
  t.equal((await decideChanged(journey.careCoordinator, second)).problem.code, 'not-the-decider')
  t.equal((await decideChanged(journey.teamManager, second)).status, 201)
  t.same((await journey.broker.get<SupportPlan>(`/v1/support-plans/${second.id}`)).ok.period, {
    from: '2026-11-24',
    until: '2027-11-23',
  })
  await spendAll(journey, 'second', 40_000)

  const third = await changed(journey, [line('third', 20_000)])
  t.equal((await routeOf(journey, third.id)).decides, 'team-manager')
  t.equal((await decideChanged(journey.careCoordinator, third)).problem.code, 'not-the-decider')
  t.equal((await decideChanged(journey.teamManager, third)).status, 201)
})

t.test('what was bought before a plan was replaced stays within the limit of the tier that agreed', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'budget-disclosed', { wish: aWish(100_000) })
  const first = await changed(journey, [line('first', 40_000)])
  t.equal((await decideChanged(journey.careCoordinator, first)).status, 201)
  const { lines } = (
    await journey.broker.get<{ lines: { planLineId: string }[] }>(`/v1/cases/${journey.ids.caseId}/statement`)
  ).ok
  await agreeOnLine(journey, lines[0]?.planLineId)
  const second = await changed(journey, [line('second', 40_000)])
  t.equal((await decideChanged(journey.careCoordinator, second)).status, 201)
  const late = await buy(journey, { planLineId: lines[0]?.planLineId ?? '', amountPence: 40_000 })
  t.equal(late.problem.code, 'budget-claimed', 'the care coordinator agreed to £400 a year, not to £800')
})

t.test('a second budget in a period counts what was spent of the first, in whatever case', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'money-agreed')
  const { period } = await budgetOf(journey)
  t.same(period, { from: '2026-11-24', until: '2027-11-23' })
  await buy(journey, { amountPence: 25_000 })
  const ended = await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  t.ok(ended.status < 300)

  service.clock.advance({ days: 30 })
  const { ids, careCoordinator } = journey
  const again = await careCoordinator.post<{ id: string }>('/v1/cases', aCase(ids.personId, { schemeId: ids.schemeId }))
  const caseId = again.ok.id
  const second: Journey = { ...journey, ids: { ...journey.known, caseId } as Journey['ids'] }
  await toDisclosed(second)
  t.same((await budgetOf(second)).period, period, 'the year of the first budget goes on')
  const plan = (
    await careCoordinator.post<SupportPlan>(
      `/v1/cases/${caseId}/support-plans`,
      aPlan(undefined, { lines: [aPlanLine(line('again', 40_000))] }),
    )
  ).ok
  const checks = (
    await careCoordinator.get<{ missing: { code: string; detail: string }[] }>(`/v1/support-plans/${plan.id}/checks`)
  ).ok
  t.match(
    checks.missing.find(({ code }) => code === 'budget-exceeded'),
    { detail: 'The lines come to £400.00; the indicative budget has £150.00 left' },
  )
})

async function toDisclosed(journey: Journey) {
  const { steps } = await import('../support/pathway-steps.ts')
  const keep = (more: object) => Object.assign(journey.ids, more)
  for (const step of [
    'expression-drafted',
    'expression-submitted',
    'expression-accepted',
    'assessment-begun',
    'assessment-completed',
    'budget-calculated',
    'budget-adopted',
    'budget-disclosed',
  ] as const)
    await steps[step](journey, keep)
}
