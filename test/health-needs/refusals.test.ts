import t from 'tap'
import type { Decision } from '../../src/decisions/schemas.ts'
import type { HealthNeed } from '../../src/health-needs/schemas.ts'
import { practiceAnswerWorkingDays } from '../../src/rules/assessment/health-needs.ts'
import { workingDaysAfter } from '../../src/shared/working-days.ts'
import { decide, lodge } from '../appeals/acts.ts'
import { letterOf } from '../decisions/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { aLetter, suggestedNeed, theNeed } from '../support/health-element.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const gp = service.as('gp')
const no = {
  outcome: 'declined',
  words: 'Their need is for social care.',
  whatWouldChange: 'A letter of the pain clinic.',
}
const assessed = () => journeyTo(service, 'assessment-completed', { scheme: 'south-kent-coast' })
const decisionsOn = async ({ person, ids }: Journey) =>
  (await person.get<{ items: Decision[] }>(`/v1/cases/${ids.caseId}/decisions`)).ok.items.filter(
    ({ subject }) => subject === 'health-need',
  )
const reviewer = service.as(anActor('commissioner-officer', { sub: 'reviews-for-gp' }))

t.test('a practice that says no says what would change it, and the person has a letter in its words', async (t) => {
  const journey = await assessed()
  const { id, practiceName } = await suggestedNeed(journey)
  const answer = (body: object) => gp.post<HealthNeed>(`/v1/health-needs/${id}/answer`, body)
  await refused(t, service, () => answer({ ...no, whatWouldChange: null }), 'request-invalid')
  await refused(
    t,
    service,
    () => answer({ ...no, outcome: 'agreed' }),
    'request-invalid',
    'a yes has nothing to change',
  )
  t.same(await decisionsOn(journey), [], 'nothing is decided by what is refused')
  t.equal((await answer(no)).ok.acts.at(-1)?.whatWouldChange, no.whatWouldChange)
  const [decision, ...more] = await decisionsOn(journey)
  t.same(more, [])
  t.match(decision, { outcome: 'declined', tier: 'gp-practice', subjectId: id, subjectVersion: 1 })
  t.match(decision?.reasons, [{ sentence: no.words, whatWouldChange: no.whatWouldChange }])
  const letter = (await letterOf(journey.person, decision?.id ?? '')).ok
  for (const said of [no.words, no.whatWouldChange, theNeed, practiceName, 'How to appeal', '24 November 2026'])
    t.match(letter, said)
  t.notMatch(letter, /wrote it down/)
})

t.test('what is recorded for a practice is written to the person once the practice was told of it', async (t) => {
  const journey = await assessed()
  const { id } = await suggestedNeed(journey)
  const recorded = aLetter({ ...no, gpName: 'Dr Farah Anand' })
  void (await journey.officer.post(`/v1/health-needs/${id}/recorded-answer`, recorded)).ok
  t.same(await decisionsOn(journey), [], 'not before')
  void (await journey.careCoordinator.post(`/v1/health-needs/${id}/telling`, { way: 'email', on: '2026-11-24' })).ok
  const [decision] = await decisionsOn(journey)
  t.match(decision, { decidedByName: 'Dr Farah Anand', tier: 'gp-practice' })
  t.match((await letterOf(journey.person, decision?.id ?? '')).ok, /wrote it down/)
})

t.test('an appeal has the practice asked again; nobody agrees in its place', async (t) => {
  const journey = await assessed()
  const { id } = await suggestedNeed(journey)
  const recorded = aLetter(no)
  void (await journey.officer.post(`/v1/health-needs/${id}/recorded-answer`, recorded)).ok
  void (await journey.careCoordinator.post(`/v1/health-needs/${id}/telling`, { way: 'email', on: '2026-11-24' })).ok
  const [decision] = await decisionsOn(journey)
  const appeal = (await lodge(journey.person, decision?.id ?? '')).ok
  const answerBy = async () => (await gp.get<HealthNeed>(`/v1/health-needs/${id}`)).ok.answerBy
  const before = await answerBy()
  await refused(
    t,
    service,
    () => decide(journey.officer, appeal.id, 'varied'),
    'reviewer-not-independent',
    'the recorder',
  )
  await refused(t, service, () => decide(reviewer, appeal.id, 'overturned', []), 'wrong-state')
  service.clock.set('2026-12-01T09:30:00Z')
  const varied = (await decide(reviewer, appeal.id, 'varied')).ok
  const given = workingDaysAfter('2026-12-01', practiceAnswerWorkingDays)
  t.ok(given > before)
  t.equal(await answerBy(), given, 'as much time as before, from now on')
  service.clock.set('2026-11-24T09:30:00Z')
  t.match((await letterOf(journey.person, varied.decision.id)).ok, /asked again about the health need/)
  t.match((await gp.get<HealthNeed>(`/v1/health-needs/${id}`)).ok, { status: 'awaiting-practice', counts: false })
  void (await journey.officer.post(`/v1/health-needs/${id}/recorded-answer`, aLetter())).ok
  const need = () => journey.person.get<HealthNeed>(`/v1/health-needs/${id}`)
  t.match((await need()).ok, { status: 'agreed', counts: false }, 'what was told before is not this')
  void (await journey.careCoordinator.post(`/v1/health-needs/${id}/telling`, { way: 'email', on: '2026-11-24' })).ok
  t.match((await need()).ok, { status: 'agreed', counts: true })
})

t.test('an appeal leaves alone what was suggested since', async (t) => {
  const journey = await assessed()
  const first = await suggestedNeed(journey)
  void (await gp.post(`/v1/health-needs/${first.id}/answer`, no)).ok
  const [decision] = await decisionsOn(journey)
  const asked = { organisationId: first.organisationId, words: `${theNeed} And sleep.` }
  void (await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/health-needs`, asked)).ok
  const appeal = (await lodge(journey.person, decision?.id ?? '')).ok
  void (await decide(reviewer, appeal.id, 'varied')).ok
  t.match((await gp.get<HealthNeed>(`/v1/health-needs/${first.id}`)).ok, { status: 'replaced' })
})

t.test("a recorded no that was not the practice's own is overtaken by a second decision, with a letter", async (t) => {
  const journey = await assessed()
  const { id } = await suggestedNeed(journey)
  const act = (client: Client, what: string, body: object) => client.post(`/v1/health-needs/${id}/${what}`, body)
  void (await act(journey.officer, 'recorded-answer', aLetter(no))).ok
  const dispute = { words: 'Nobody here wrote that letter.' }
  void (await act(journey.careCoordinator, 'telling', { way: 'email', on: '2026-11-24' })).ok
  void (await act(gp, 'dispute', dispute)).ok
  const [newest, first, ...none] = await decisionsOn(journey)
  t.same(none, [])
  t.match(first, { outcome: 'declined', subjectVersion: 1 })
  t.match(newest, { outcome: 'returned', subjectVersion: 1, tier: 'gp-practice' })
  const letter = (await letterOf(journey.person, newest?.id ?? '')).ok
  for (const said of ['did not say no to the health need', 'does not count any more', 'How to appeal', theNeed])
    t.match(letter, said)
  t.notMatch(letter, /support plan came back/)

  const untold = await assessed()
  const other = await suggestedNeed(untold)
  void (await untold.officer.post(`/v1/health-needs/${other.id}/recorded-answer`, aLetter(no))).ok
  void (await gp.post(`/v1/health-needs/${other.id}/dispute`, dispute)).ok
  t.same(await decisionsOn(untold), [], 'nobody was told of that no')
})
