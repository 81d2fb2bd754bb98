import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { CaseEnded, CaseWithdrawn } from '../../src/endings/schemas.ts'
import type { ReviewDone } from '../../src/findings/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sweep } from '../support/sweep.ts'
import { aGuardedEnding, unlink, withNightWorker } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const caseOf = async ({ ids, officer }: Journey) => (await officer.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok

const said = { words: 'No more.', saidFor: aSaidFor(), reasons: [aReason] }
const withdraw = ({ ids }: Journey, client: Client, more: object = {}) =>
  client.post<CaseWithdrawn>(`/v1/cases/${ids.caseId}/withdrawal`, { ...said, ...more })
const end = ({ ids }: Journey, client: Client, more: object = {}) =>
  client.post<CaseEnded>(`/v1/cases/${ids.caseId}/ending`, {
    ending: 'moved-away',
    on: '2026-11-24',
    reasons: [aReason],
    ...more,
  })
const complete = ({ ids, careCoordinator }: Journey, more: object = {}) => {
  const personAgreement = { on: '2026-11-24', words: 'I do not need it.', saidFor: aSaidFor() }
  const body = aReviewCompletion({ finding: 'end', personAgreement, reasons: [aReason], ...more })
  return careCoordinator.post<typeof ReviewDone.static>(`/v1/reviews/${ids.reviewId}/completion`, body)
}
const wish = aGuardedEnding({ because: 'person-wishes' })

for (const [road, go, up] of [
  ['a withdrawal in the person’s name', withdraw, ({ officer }: Journey) => officer],
  ['an end that staff decide', end, ({ teamManager }: Journey) => teamManager],
] as const)
  t.test(
    `P10: ${road} ends preventive support on evidence alone, one tier up, with notice and a fallback`,
    async (t) => {
      const journey = await withNightWorker(service)
      const above = up(journey)
      const missing = await refused(t, service, () => go(journey, above), 'evidence-required')
      t.match(missing.errors, [{ pointer: '/preventive' }])
      await refused(t, service, () => go(journey, above, { preventive: wish }), 'own-wish-needed')
      const lower = { ...aGuardedEnding(), because: 'needs-are-lower' }
      await refused(t, service, () => go(journey, above, { preventive: lower }), 'request-invalid')
      const preventive = aGuardedEnding()
      await refused(t, service, () => go(journey, journey.careCoordinator, { preventive }), 'not-the-decider')
      const ended = (await go(journey, above, { preventive })).ok
      fits(t, ended, { endedAt: null, endsAfter: '2026-12-22' })
      const text = (await letterOf(journey.person, ended.decisionId ?? '')).ok.replaceAll(/<[^>]+>/g, '')
      for (const told of [
        'A night worker: You would not have it any more.',
        'The night staff of your house',
        'Appeal by',
      ])
        t.match(text, told)
      const appeal = { words: 'I live here.' }
      t.equal((await journey.person.post(`/v1/decisions/${ended.decisionId}/appeals`, appeal)).status, 201)
      service.clock.set('2027-01-04T09:30:00Z')
      await sweep(service)
      fits(t, await caseOf(journey), { endedAt: null })
    },
  )

t.test('the person’s own wish, written down, counts for who has no sign-in', async (t) => {
  const journey = await withNightWorker(service)
  await unlink(journey)
  fits(t, (await withdraw(journey, journey.officer, { preventive: wish })).ok, { endsAfter: '2026-12-22' })
})

t.test(
  'who acts for the person does not give up what holds a need back; the person ends it by their own act',
  async (t) => {
    const journey = await withNightWorker(service)
    await refused(
      t,
      service,
      () => journey.representative.post(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: null }),
      'own-wish-needed',
    )
    const own = await journey.person.post<CaseWithdrawn>(`/v1/cases/${journey.ids.caseId}/withdrawal`, { words: 'No.' })
    fits(t, own.ok, { ending: 'withdrawn' })
  },
)

t.test(
  'P10: a finding that the budget ends goes one tier up with its evidence, and ends after the notice',
  async (t) => {
    const journey = await withNightWorker(service)
    await refused(t, service, () => complete(journey), 'evidence-required')
    await refused(t, service, () => complete(journey, { preventive: wish }), 'own-wish-needed')
    const waiting = (await complete(journey, { preventive: aGuardedEnding() })).ok
    t.match(waiting, { review: { status: 'awaiting-decision', route: { tier: 'team-manager' } }, decision: null })
    const body = { confirmed: true, words: null }
    const path = `/v1/reviews/${journey.ids.reviewId}/confirmation`
    await refused(t, service, () => journey.careCoordinator.post(path, body), 'not-the-decider')
    const done = (await journey.teamManager.post<typeof ReviewDone.static>(path, body)).ok
    t.match(done.decision, { outcome: 'ended' })
    t.match((await letterOf(journey.person, done.decision?.id ?? '')).ok, /until 22 December 2026/)
    service.clock.set('2026-12-22T09:30:00Z')
    await sweep(service)
    fits(t, await caseOf(journey), { endedAt: null })
    service.clock.set('2026-12-23T09:30:00Z')
    await sweep(service)
    fits(t, await caseOf(journey), { ending: 'ended-at-review' })
  },
)

t.test('where nothing is guarded, nothing is asked, and it is as it was', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  await refused(
    t,
    service,
    () => withdraw(journey, journey.officer, { preventive: aGuardedEnding() }),
    'request-invalid',
  )
  fits(t, (await withdraw(journey, journey.careCoordinator)).ok, { endsAfter: '2026-12-08' })
})
