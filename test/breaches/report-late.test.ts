import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { lodge, refusedPlan } from '../appeals/acts.ts'
import { buyByCard } from '../spending/acts.ts'
import { aMember } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'

const service = await startService(t)
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.afterEach(() => at('2026-11-24'))
const waitedFor = async ({ person, ids }: Journey) =>
  (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.waitingFor
const review = (journey: Journey) =>
  journey.person.post(`/v1/cases/${journey.ids.caseId}/reviews`, { kind: 'requested', dueOn: service.clock.today() })

t.test('no hand-over makes a reported breach forgotten: the commissioner is waited for until it is done', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  at('2026-12-09')
  t.same(await waitedFor(journey), ['broker', 'care-coordinator'], 'late, and not reported yet')
  await sweep(service)
  t.same(await waitedFor(journey), ['broker', 'care-coordinator', 'commissioner-officer'])
  const team = `/v1/cases/${journey.ids.caseId}/members`
  await journey.careCoordinator.post(`${team}/${journey.ids.memberId}/departure`)
  t.same(await waitedFor(journey), ['care-coordinator', 'commissioner-officer'], 'the broker left')
  await journey.careCoordinator.post(team, aMember())
  t.same(await waitedFor(journey), ['broker', 'care-coordinator', 'commissioner-officer'], 'another came')
  await review(journey)
  t.same(await waitedFor(journey), ['broker', 'care-coordinator', 'commissioner-officer'], 'a review was asked for')
  await buyByCard(journey)
  t.same(await waitedFor(journey), ['broker', 'care-coordinator'], 'the first payment was made')
})

t.test('a breach that was not reported yet, and one of another case, add nobody', async (t) => {
  const late = await journeyTo(service, 'money-agreed')
  const other = await journeyTo(service, 'money-agreed')
  at('2026-12-09')
  await review(other)
  t.same(await waitedFor(other), ['broker', 'care-coordinator'])
  await sweep(service)
  await review(late)
  t.same(await waitedFor(late), ['broker', 'care-coordinator', 'commissioner-officer'])
})

t.test('once a late appeal is taken back, the commissioner is waited for no more', async (t) => {
  const { journey, decisionId } = await refusedPlan(service)
  const appeal = (await lodge(journey.person, decisionId)).ok
  at('2026-12-23')
  await sweep(service)
  t.same(await waitedFor(journey), ['person', 'commissioner-officer', 'team-manager'])
  await journey.person.post(`/v1/appeals/${appeal.id}/withdrawal`)
  t.same(await waitedFor(journey), ['person'])
})
