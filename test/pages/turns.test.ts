import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { PersonRequest } from '../../src/person-requests/schemas.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { openPages } from './acts.ts'

const service = await startService(t)

const ask = async (journey: Journey, words: string) => {
  const path = `/v1/cases/${journey.ids.caseId}/person-requests`
  return (await journey.person.post<PersonRequest>(path, { kind: 'question', words })).ok
}
const turnsOf = async (journey: Journey) => {
  const { text } = await (await openPages(journey)).get('/pages')
  return [...text.matchAll(/<li>([^<]+)<br>([^<]+)<\/li>/g)]
    .map(([, turn = '', what = '']) => [turn, what] as const)
    .filter(([turn]) => /care coord/.test(turn))
}

const asked = 'You asked something. Somebody who works with you answers it.'

t.test('of two clocks of one kind each turn has the day of its own', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  service.clock.set('2026-11-24T09:30:00Z')
  const first = await ask(journey, 'Can the lessons be on a Monday?')
  service.clock.set('2026-11-26T09:30:00Z')
  const second = await ask(journey, 'Can my sister come with me?')
  t.same([first.answerBy, second.answerBy], ['2026-12-08', '2026-12-10'])

  const { waits, clocks } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
  const waiting = waits.filter(({ step }) => step === 'request-to-answer')
  t.same(
    waiting.map(({ clock, clockSubjectId }) => [clock, clockSubjectId]).sort(),
    [first, second].map(({ id }) => ['request-answer', id]).sort(),
    'each wait says which clock is its own',
  )
  for (const { id, answerBy } of [first, second])
    t.match(
      clocks.filter(({ kind, subjectId }) => kind === 'request-answer' && subjectId === id),
      [{ dueOn: answerBy, stoppedOn: null }],
    )
  t.same(
    (await turnsOf(journey)).filter(([turn]) => /December/.test(turn)),
    [
      ['Your care coordinator, by 8 December 2026', asked],
      ['Your care coordinator, by 10 December 2026', asked],
    ],
  )

  service.clock.set('2026-12-09T09:30:00Z')
  await sweep(service)
  t.same(
    (await turnsOf(journey)).filter(([turn]) => /December/.test(turn)),
    [
      ['Your care coordinator. This was due on 8 December 2026, and it is late.', asked],
      ['Your care coordinator, by 10 December 2026', asked],
    ],
  )
  const answer = { outcome: 'answered', words: 'Yes, on Mondays.' }
  void (await journey.careCoordinator.post(`/v1/person-requests/${first.id}/answer`, answer)).ok
  t.same(
    (await turnsOf(journey)).filter(([turn]) => /December/.test(turn)),
    [['Your care coordinator, by 10 December 2026', asked]],
    'the one that goes on is not stopped by the other',
  )
})
