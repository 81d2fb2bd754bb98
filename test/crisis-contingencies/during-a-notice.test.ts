import t from 'tap'
import { agree, aNightWorker, withNightWorker } from '../preventive/acts.ts'
import { draftChanged, sent } from '../sign-off/acts.ts'
import { aCrisisContingency } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { whoToCall } from './acts.ts'

const service = await startService(t)
const always = [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }]

t.test('while a plan that takes something away waits for its notice, who is paid now can be called', async (t) => {
  const lessons = aNightWorker({ title: 'Drum lessons', preventive: false, holdsBack: null })
  const journey = await withNightWorker(service, lessons)
  const drafted = (await draftChanged(journey, [{ amountPence: 10_000 }, { ...lessons, amountPence: 19_999 }])).ok
  const path = `/v1/support-plans/${drafted.id}`
  const source = { kind: 'plan-line' as const, name: 'The teacher', contact: '0151 496 0009', line: 'night' }
  const crisisContingency = aCrisisContingency({ cover: [{ ...source, windows: always }] })
  const { etag } = await journey.broker.get(path)
  void (await journey.broker.patch(path, { crisisContingency }, { ifMatch: etag })).ok
  const less = await sent(journey, drafted.id)
  t.match((await agree(journey.careCoordinator, less)).ok.supportPlan, { status: 'awaiting-notice' })
  service.clock.advance({ days: 1 })
  t.match((await whoToCall(journey)).call, [{ name: 'The teacher' }])
  const page = (await journey.person.get<string>(`/v1/cases/${journey.ids.caseId}/crisis-contingency/page`)).ok
  t.match(page, 'The teacher')
})
