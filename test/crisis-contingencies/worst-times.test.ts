import t from 'tap'
import type { SupportPlan } from '../../src/support-plans/schemas.ts'
import { change, pathOf, submit, withinLimit } from '../sign-off/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aPlan } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const nights = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '05:00' }]
const byDay = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '05:00', to: '24:00' }]

/** A plan that is drafted after the worst times were assessed; it names none of its own. */
async function drafted(more: Parameters<typeof aCrisisContingency>[0] = {}) {
  const journey = await journeyTo(service, 'assessment-begun', withinLimit)
  const path = `/v1/needs-assessments/${journey.ids.needsAssessmentId}`
  const { etag } = await journey.careCoordinator.get(path)
  const assessed = await journey.careCoordinator.patch(
    path,
    { worstTimes: nights, noWorstTimes: false },
    { ifMatch: etag },
  )
  t.match([assessed.status, assessed.ok], [200, { worstTimes: nights }])
  t.match((await journey.person.get(path)).ok, { worstTimes: nights }, 'and they are kept')
  await journey.on('budget-disclosed')
  const contingency = aCrisisContingency({ worstTimes: [], ...more })
  const body = aPlan(journey.wish, { crisisContingency: contingency })
  const plan = (await journey.broker.post<SupportPlan>(`/v1/cases/${journey.ids.caseId}/support-plans`, body)).ok
  return { journey: { ...journey, ids: { ...journey.ids, supportPlanId: plan.id } }, plan }
}

t.test('worst times are asked in the assessment, and a plan that names none begins from them', async (t) => {
  const [source] = aCrisisContingency().cover
  if (!source) throw new Error('there is one source')
  const { journey, plan } = await drafted({ cover: [{ ...source, windows: byDay }] })
  t.same(plan.crisisContingency?.worstTimes, nights)
  const { errors } = await refused(t, service, () => submit(journey), 'plan-incomplete')
  t.match(errors, [{ pointer: '/crisisContingency/gapsAccepted', code: 'cover-gap' }], 'a gap there is one to accept')
})

t.test('a plan does not leave them out; it can name more', async (t) => {
  const { journey } = await drafted()
  const told = async (windows: typeof nights) => {
    await change(journey, { crisisContingency: aCrisisContingency({ worstTimes: windows }) })
    return (await journey.person.get<{ missing: { code: string }[] }>(pathOf(journey, '/checks'))).ok.missing
  }
  t.match(await told([{ days: [1, 2, 3, 4, 5, 6], from: '00:00', to: '05:00' }]), [
    { pointer: '/crisisContingency/worstTimes', code: 'worst-time-missing' },
  ])
  const { errors } = await refused(t, service, () => submit(journey), 'plan-incomplete')
  t.match(errors, [{ code: 'worst-time-missing' }])
  t.same(await told([...nights, { days: [5], from: '20:00', to: '00:00' }]), [])
  t.equal((await submit(journey)).status, 200)
})
