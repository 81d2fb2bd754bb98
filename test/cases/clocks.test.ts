import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import { change, sign } from '../sign-off/acts.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { anInformationRequest, aPlanLine } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'

/** The Tuesday before Christmas 2026; the 25th and the 28th are bank holidays. */
const tuesday = '2026-12-22T09:30:00Z'
const service = await startService(t, { now: tuesday })
t.beforeEach(async () => service.clock.set(tuesday))
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
const clockOf = async (journey: Journey, kind: string) =>
  (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok.clocks.find((clock) => clock.kind === kind)

async function ask(journey: Journey): Promise<string> {
  const path = `/v1/expressions-of-interest/${journey.ids.expressionId}/information-requests`
  const asked = await journey.officer.post<{ informationRequests: { id: string }[] }>(path, anInformationRequest())
  const id = asked.ok.informationRequests.at(-1)?.id
  if (!id) throw new Error('nothing was asked')
  return id
}
const answer = (journey: Journey, id: string) =>
  journey.person.post(`/v1/information-requests/${id}/answers`, { answers: [{ key: 'costs', words: 'About £250.' }] })
const sentence = 'We asked you for more. The days that you had to answer do not count.'

t.test(
  'each pause is itemised, from when to when and why; the working days of the person’s own time do not count',
  async (t) => {
    const journey = await journeyTo(service, 'expression-submitted')
    t.match(await clockOf(journey, 'expression-decision'), { dueOn: '2027-01-08', paused: false, pauses: [] })
    at('2026-12-24')
    const first = await ask(journey)
    t.match(await clockOf(journey, 'expression-decision'), {
      paused: true,
      pauses: [{ from: '2026-12-24', to: null, because: 'information-requested', sentence, workingDays: 0 }],
    })
    at('2026-12-30')
    t.match(await clockOf(journey, 'expression-decision'), {
      pauses: [{ to: null, workingDays: 2 }],
      dueOn: '2027-01-12',
    })
    await answer(journey, first)
    at('2027-01-04')
    const second = await ask(journey)
    at('2027-01-05')
    await answer(journey, second)
    const pause = { because: 'information-requested', sentence }
    t.match(await clockOf(journey, 'expression-decision'), {
      paused: false,
      dueOn: '2027-01-13',
      pauses: [
        { ...pause, from: '2026-12-24', to: '2026-12-30', workingDays: 2 },
        { ...pause, from: '2027-01-04', to: '2027-01-05', workingDays: 1 },
      ],
    })
  },
)

t.test('asked and answered on one day is a pause of no working day', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  for (const _ of [1, 2]) await answer(journey, await ask(journey))
  t.match(await clockOf(journey, 'expression-decision'), {
    dueOn: '2027-01-08',
    pauses: [
      { from: '2026-12-22', to: '2026-12-22', workingDays: 0 },
      { from: '2026-12-22', to: '2026-12-22', workingDays: 0 },
    ],
  })
})

t.test('a case that the person withdraws while they need to act has no pause that runs on', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  await ask(journey)
  at('2026-12-23')
  await journey.person.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null })
  t.match(await clockOf(journey, 'expression-decision'), { stoppedOn: '2026-12-23', pauses: [{ to: '2026-12-23' }] })
})

t.test('the clock of a plan is never paused: the person does not need to act', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  at('2027-01-04')
  t.match(await clockOf(journey, 'plan-decision'), { paused: false, pauses: [], breached: true })
})

t.test('the first payment has its own clock from agreement on, and the first purchase stops it', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  t.equal(await clockOf(journey, 'first-payment'), undefined)
  await journey.on('plan-agreed')
  t.match(await clockOf(journey, 'first-payment'), {
    startedOn: '2026-12-22',
    dueOn: '2027-01-08',
    workingDays: 10,
    stoppedOn: null,
  })
  at('2027-01-08')
  await journey.on('purchase-made')
  t.match(await clockOf(journey, 'first-payment'), { stoppedOn: '2027-01-08', breached: false })
})

t.test('a changed plan says on the record which lines changed, and which signatures it voided', async (t) => {
  const journey = await journeyTo(service, 'plan-submitted')
  await sign(journey, journey.broker, 'broker')
  await sign(journey, journey.person, 'person')
  const lines = [
    aPlanLine({ amountPence: 24_999 }),
    aPlanLine({ key: 'mattress', title: 'A mattress, to sleep', amountPence: 15_000 }),
  ]
  const [entry] = await audited(service, () => change(journey, { lines }))
  t.match(entry, {
    type: 'support-plan.changed',
    facts: {
      lines: ['drum-kit'],
      voidedVersion: Number(journey.ids.version),
      voidedSignatures: ['broker', 'person'],
      totalPence: 39_999,
    },
  })
  const [again] = await audited(service, () =>
    change(journey, { outcomes: [{ key: 'sleep', words: 'To sleep until six.' }] }),
  )
  t.match(again?.facts, { lines: [], voidedVersion: null, voidedSignatures: [] })
})
