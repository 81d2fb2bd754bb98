import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { openPages } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))

const announced = async () => {
  const journey = await journeyTo(service, 'money-agreed')
  const body = { words: 'No thanks.', saidFor: aSaidFor(), reasons: [aReason] }
  void (await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, body)).ok
  return journey
}
const stepsOf = async ({ person, ids }: Journey) =>
  (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok.waits.map(({ step }) => step)

t.test('a person keeps a budget whose end somebody else announced, by one button', async (t) => {
  const journey = await announced()
  const reader = await openPages(journey)
  const shown = await reader.get('/pages')
  t.match(
    shown.text,
    /You, by 8 December 2026<br>Somebody else told us something because of which your budget is to end/,
  )
  const kept = await reader.submit(shown, '/pages/keep')
  t.match(kept.text, /Your budget continues\. Nothing has ended\./)
  t.notMatch(kept.text, /action="\/pages\/keep"/)
  t.notOk((await stepsOf(journey)).includes('ending-announced'))
  const again = await reader.submit(shown, '/pages/keep')
  t.equal(again.status, 200, 'the same form sent twice is done once')
})

t.test('whoever is said to have died says there that they live', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  const died = { ending: 'died', on: '2026-11-23' }
  void (await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/ending`, died)).ok
  const reader = await openPages(journey)
  const shown = await reader.get('/pages')
  t.match(shown.text, /Somebody told us that you died\. If you read this, say so, and your budget continues\./)
  t.match((await reader.submit(shown, '/pages/keep')).text, /Your budget continues/)
  t.notOk((await stepsOf(journey)).includes('death-to-confirm'))
})

t.test('there is no button where nothing is to end, on pages that only show, nor for a form of another', async (t) => {
  const journey = await announced()
  const coordinators = await openPages(journey, journey.careCoordinator)
  t.notMatch((await coordinators.get('/pages')).text, /action="\/pages\/keep"/)
  t.equal((await coordinators.post('/pages/keep', { key: 'a-key' })).status, 403)
  const reader = await openPages(journey)
  t.equal((await reader.post('/pages/keep', { key: 'a-key', token: 'another' })).status, 403)
  t.ok((await stepsOf(journey)).includes('ending-announced'))
  const other = await openPages(await journeyTo(service, 'plan-agreed'))
  t.notMatch((await other.get('/pages')).text, /action="\/pages\/keep"/)
})
