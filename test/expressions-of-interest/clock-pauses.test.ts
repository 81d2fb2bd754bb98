import t from 'tap'
import type { CaseView, Task } from '../../src/cases/schemas.ts'
import type { ExpressionOfInterest } from '../../src/expressions-of-interest/schemas.ts'
import { fits } from '../support/fits.ts'
import { journeyTo } from '../support/journey.ts'
import { accepted, anInformationRequest } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)

/** A person whose expression was sent on this day, and what the clock does on later ones. */
async function sentOn(day: string) {
  const at = (later: string) => service.clock.set(later.includes('T') ? later : `${later}T09:30:00Z`)
  at(day)
  const journey = await journeyTo(service, 'expression-submitted')
  const path = `/v1/expressions-of-interest/${journey.ids.expressionId}`
  let requestId = ''
  return {
    ...journey,
    path,
    async asks(later: string) {
      at(later)
      const asked = await journey.officer.post<ExpressionOfInterest>(
        `${path}/information-requests`,
        anInformationRequest(),
      )
      requestId = asked.ok.informationRequests.at(-1)?.id ?? ''
      return asked.ok.informationRequests.at(-1)?.dueOn
    },
    async answers(later: string) {
      at(later)
      const answers = [{ key: 'costs', words: 'About £250.' }]
      await journey.person.post(`/v1/information-requests/${requestId}/answers`, { answers })
    },
    async clockOn(later: string) {
      at(later)
      const { clocks } = (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok
      const [clock, ...more] = clocks.filter(({ kind }) => kind === 'expression-decision')
      if (!clock || more.length > 0) throw new Error(`there are ${clocks.length} clocks`)
      return clock
    },
  }
}

t.test('the clock waits over Christmas while the person needs to act, working day by working day', async (t) => {
  const journey = await sentOn('2026-12-21')
  t.equal((await journey.clockOn('2026-12-22')).dueOn, '2027-01-07')
  t.equal(await journey.asks('2026-12-23'), '2027-01-25', 'twenty working days to answer')
  fits(t, await journey.clockOn('2026-12-23'), { paused: true, dueOn: '2027-01-07' })
  fits(t, await journey.clockOn('2026-12-24'), { paused: true, dueOn: '2027-01-08' })
  for (const holiday of ['2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'])
    fits(t, await journey.clockOn(holiday), { paused: true, dueOn: '2027-01-08' }, holiday)
  fits(t, await journey.clockOn('2026-12-29'), { paused: true, dueOn: '2027-01-11' })
  await journey.answers('2027-01-04')
  fits(t, await journey.clockOn('2027-01-04'), { paused: false, dueOn: '2027-01-14', breached: false })
  fits(t, await journey.clockOn('2027-01-14'), { paused: false, dueOn: '2027-01-14', breached: false })
  fits(t, await journey.clockOn('2027-01-15'), { paused: false, dueOn: '2027-01-14', breached: true })
})

t.test('a paused clock is never in breach, however long the person takes', async (t) => {
  const journey = await sentOn('2026-11-24')
  await journey.asks('2026-12-08')
  fits(t, await journey.clockOn('2027-02-08'), { paused: true, breached: false })
  await journey.answers('2027-02-08')
  fits(t, await journey.clockOn('2027-02-08'), { paused: false, dueOn: '2027-02-08', breached: false })
  fits(t, await journey.clockOn('2027-02-09'), { breached: true })
})

t.test('to ask again pauses again, and every pause counts once', async (t) => {
  const journey = await sentOn('2026-11-24')
  await journey.asks('2026-11-25')
  await journey.answers('2026-11-27')
  t.equal((await journey.clockOn('2026-11-27')).dueOn, '2026-12-10')
  await journey.asks('2026-12-01')
  await journey.answers('2026-12-02')
  t.equal((await journey.clockOn('2026-12-02')).dueOn, '2026-12-11')
})

t.test('who answers on the day they were asked, or over a weekend, costs the clock nothing', async (t) => {
  const sameDay = await sentOn('2026-11-24')
  await sameDay.asks('2026-11-24T10:00:00Z')
  await sameDay.answers('2026-11-24T23:59:59Z')
  t.equal((await sameDay.clockOn('2026-11-25')).dueOn, '2026-12-08')
  const weekend = await sentOn('2026-11-24')
  await weekend.asks('2026-11-27')
  await weekend.answers('2026-11-29')
  t.equal((await weekend.clockOn('2026-11-30')).dueOn, '2026-12-08')
})

t.test('a clock that was breached before it stopped stays so, and one that was in time too', async (t) => {
  const late = await sentOn('2026-11-24')
  service.clock.set('2026-12-09T09:30:00Z')
  await late.officer.post(`${late.path}/decision`, accepted)
  fits(t, await late.clockOn('2027-03-01'), { dueOn: '2026-12-08', stoppedOn: '2026-12-09', breached: true })
  const inTime = await sentOn('2026-11-24')
  service.clock.set('2026-12-08T23:59:59Z')
  await inTime.officer.post(`${inTime.path}/decision`, accepted)
  fits(t, await inTime.clockOn('2027-03-01'), { dueOn: '2026-12-08', stoppedOn: '2026-12-08', breached: false })
})

t.test('whoever takes it back or says no while the clock waits leaves a clock that stands still', async (t) => {
  const endings = {
    withdrawal: (journey: Awaited<ReturnType<typeof sentOn>>) => journey.person.post(`${journey.path}/withdrawal`),
    no: (journey: Awaited<ReturnType<typeof sentOn>>) =>
      journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null }),
  }
  for (const [name, end] of Object.entries(endings)) {
    const journey = await sentOn('2026-11-24')
    await journey.asks('2026-11-25')
    service.clock.set('2026-11-27T09:30:00Z')
    await end(journey)
    const stopped = { stoppedOn: '2026-11-27', paused: false, breached: false, dueOn: '2026-12-10' }
    fits(t, await journey.clockOn('2026-11-27'), stopped, name)
    fits(t, await journey.clockOn('2027-11-29'), stopped, `${name}, a year later`)
  }
})

t.test('a task says when it is due; while the clock waits for the person, when their answer is', async (t) => {
  const journey = await sentOn('2026-11-24')
  const due = async () => (await journey.officer.get<{ items: Task[] }>('/v1/tasks')).ok.items[0]
  const before = await due()
  await journey.asks('2026-11-25')
  service.clock.set('2026-11-27T09:30:00Z')
  const { items } = (await journey.person.get<{ items: Task[] }>('/v1/tasks')).ok
  fits(t, items, [{ caseId: journey.ids.caseId, step: 'information-requested', dueOn: '2026-12-23' }])
  fits(t, before, { caseId: journey.ids.caseId, step: 'expression-submitted', dueOn: '2026-12-08' })
})
