import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import type { Task } from '../../src/cases/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { overLimit } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import type { Client } from '../support/client.ts'
import { aReason } from '../support/pathway-builders.ts'
import { published } from '../support/policy.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { type Against, caseOf, decide, lodge, refusedPlan } from './acts.ts'

const service = await startService(t)
const at = (day: string) => service.clock.set(`${day}T09:30:00Z`)
t.afterEach(() => at('2026-11-24'))
const accept = (client: Client, id: string, accepted: boolean, more: object = {}) =>
  client.post<Appeal>(`/v1/appeals/${id}/acceptance`, { accepted, ...more })

const firstReviewer = service.as(anActor('commissioner-officer', { sub: 'the-first-reviewer' }))

/** A case on which the person appealed again, after the first reviewer upheld the decision. */
async function appealedAgain(against?: Against) {
  const { journey, decisionId } = against ?? (await refusedPlan(service))
  await decide(firstReviewer, (await lodge(journey.person, decisionId)).ok.id, 'upheld')
  return { journey, decisionId, again: (await lodge(journey.person, decisionId)).ok }
}

t.test(
  'a further appeal has a clock of its own until it is said whether it is heard; the person sees it',
  async (t) => {
    const { journey, again } = await appealedAgain()
    t.match(again, { status: 'awaiting-acceptance', dueOn: '2026-12-22' })
    const clocks = async () => (await caseOf(journey)).clocks.slice(-2).map(({ kind, stoppedOn }) => [kind, stoppedOn])
    t.match((await clocks()).at(-1), ['appeal-acceptance', null])
    at('2026-12-01')
    t.match((await accept(journey.officer, again.id, true)).ok, { status: 'lodged', dueOn: '2026-12-31' })
    t.same(await clocks(), [
      ['appeal-acceptance', '2026-12-01'],
      ['appeal-decision', null],
    ])
  },
)

t.test('past its day it is reported, and seen as late', async (t) => {
  const { journey } = await appealedAgain()
  at('2026-12-23')
  const entries = await audited(service, () => sweep(service))
  t.match(
    entries.find((entry) => entry.case_id === journey.ids.caseId),
    { type: 'case.step-late', facts: { clock: 'appeal-acceptance' } },
  )
  t.match((await caseOf(journey)).clocks.at(-1), { kind: 'appeal-acceptance', breached: true })
  t.ok((await caseOf(journey)).waitingFor.includes('commissioner-officer'))
})

t.test('not heard: with a coded reason, as a decision, with its letter; it cannot itself be appealed', async (t) => {
  const { journey, again } = await appealedAgain()
  const problem = await refused(t, service, () => accept(journey.officer, again.id, false), 'reason-required')
  t.match(problem.errors, [{ pointer: '/reasons' }])
  const reasons = [{ ...aReason, code: 'computer-says-no' }]
  await refused(t, service, () => accept(journey.officer, again.id, false, { reasons }), 'reason-unknown')
  const after = (await accept(journey.officer, again.id, false, { reasons: [aReason] })).ok
  t.match(after, { status: 'not-accepted', dueOn: null, endedAt: '2026-11-24T09:30:00.000Z' })
  const decisionId = after.outcomeDecisionId ?? ''
  t.match((await journey.person.get<Decision>(`/v1/decisions/${decisionId}`)).ok, {
    subject: 'appeal',
    subjectId: again.id,
    outcome: 'not-accepted',
    tier: 'reviewer',
    reasons: [{ code: aReason.code }],
  })
  const letter = (await letterOf(journey.person, decisionId)).ok
  t.match(letter, /We will not consider your further appeal/)
  t.match(letter, /Say how it would help you sleep/)
  t.match(letter, /you can complain/)
  t.notMatch(letter, /How to appeal/)
  t.match((await caseOf(journey)).clocks.at(-1), { kind: 'appeal-acceptance', stoppedOn: '2026-11-24' })
  await refused(t, service, () => lodge(journey.person, decisionId), 'decision-not-adverse')
})

t.test('403: whoever took part in the decision says neither yes nor no to another look at it', async (t) => {
  const { journey, again } = await appealedAgain(
    await refusedPlan(service, { ...overLimit, by: service.as('team-manager') }),
  )
  for (const accepted of [true, false]) {
    const say = (client: Client) => () => accept(client, again.id, accepted, { reasons: [aReason] })
    await refused(t, service, say(journey.teamManager), 'reviewer-not-independent')
    await refused(t, service, say(service.as('mdt-member')), 'case-role-required')
  }
  t.equal((await accept(journey.officer, again.id, true)).status, 200)
})

t.test(
  '403: whoever decided the first appeal neither says whether another is heard nor decides it, and is not asked to',
  async (t) => {
    const { journey, again } = await appealedAgain()
    const asked = async (client: Client) =>
      (await client.get<{ items: Task[] }>('/v1/tasks?limit=100')).ok.items.some(
        ({ caseId }) => caseId === journey.ids.caseId,
      )
    t.same([await asked(firstReviewer), await asked(journey.officer)], [false, true])
    await refused(t, service, () => accept(firstReviewer, again.id, true), 'reviewer-not-independent')
    await accept(journey.officer, again.id, true)
    await refused(t, service, () => decide(firstReviewer, again.id, 'upheld'), 'reviewer-not-independent')
    t.same([await asked(firstReviewer), await asked(journey.officer)], [false, true])
    t.equal((await decide(journey.officer, again.id, 'upheld')).status, 201)
  },
)

t.test(
  'what the letter of a decision said about an appeal holds, whatever rules the case is under since',
  async (t) => {
    const { journey, decisionId } = await refusedPlan(service)
    const { rules } = (
      await journey.officer.get<{ rules: Parameters<typeof published>[2] }>(`/v1/schemes/${journey.ids.schemeId}`)
    ).ok
    const { appeals, clocks, reasons } = rules
    if (!appeals || !clocks || !reasons) throw new Error('a scheme has rules for appeals')
    await published(service, '2026-12-01', {
      appeals: { ...appeals, lodgeWithinWorkingDays: 1, reviewers: ['mdt-member'] },
      clocks: { ...clocks, appealDecision: 1 },
      reasons: reasons.filter(({ code }) => code !== aReason.code),
    })
    at('2027-01-04')
    await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/scheme-version`, { version: 2 })
    const appeal = (await lodge(journey.person, decisionId)).ok
    t.match(appeal, { status: 'lodged', lateBecause: null, dueOn: '2027-02-01' })
    await refused(t, service, () => decide(service.as('mdt-member'), appeal.id, 'upheld'), 'case-role-required')
    const { decision } = (await decide(journey.officer, appeal.id, 'upheld')).ok
    t.match(decision, { schemeVersion: 1, reasons: [{ sentence: /^It is not yet clear/ }] })
  },
)
