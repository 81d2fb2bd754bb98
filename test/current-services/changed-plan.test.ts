import t from 'tap'
import type { CurrentService, WhatStays } from '../../src/current-services/schemas.ts'
import type { ReviewDone } from '../../src/findings/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { changed, decideChanged } from '../sign-off/acts.ts'
import { audited } from '../support/audit.ts'
import { aSaidFor } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { sectionOf } from '../support/pages.ts'
import { aCurrentService, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'

const service = await startService(t)
const both = [
  { key: 'drum-kit', amountPence: 25_000 },
  { key: 'mattress', amountPence: 15_000 },
]

/** An agreed plan whose second line replaces a service from a day on. */
async function replacedFrom(replacementStartsOn: string): Promise<{ journey: Journey; at: string }> {
  const journey = await journeyTo(service, 'plan-drafted')
  const body = aCurrentService({ title: 'Night group', relationshipWith: null })
  const { id } = (await journey.person.post<CurrentService>(`/v1/cases/${journey.ids.caseId}/current-services`, body))
    .ok
  const at = `/v1/current-services/${id}`
  const patch = { status: 'replaced', replacedBy: 'mattress', replacementMinutesPerWeek: 60, replacementStartsOn }
  await journey.person.patch(at, patch, { ifMatch: '"1"' })
  await journey.on('plan-agreed')
  return { journey, at }
}
const letter = async (journey: Journey, decisionId: string, section: string) =>
  sectionOf(await letterOf(journey.person, decisionId), section)

t.test(
  'P3: a changed plan is refused: what a line in force is to replace goes on until then, and no longer',
  async (t) => {
    const { journey, at } = await replacedFrom('2027-01-01')
    const decided = await decideChanged(journey.careCoordinator, await changed(journey, both), 'refused')
    const words = await letter(journey, decided.ok.decision.id, 'What stays')
    t.match(words, /Night group.*: It continues until what replaces it has started, on 1 January 2027\./)
    t.notMatch(words, /does not go ahead/)
    t.match((await journey.person.get(at)).ok, { status: 'replaced', replacedBy: 'mattress' })
  },
)

t.test('P3: a changed plan is agreed: what a line of both has replaced is not said to go on', async (t) => {
  const { journey } = await replacedFrom(service.clock.today())
  const decided = await decideChanged(journey.careCoordinator, await changed(journey, both))
  t.notMatch(await letter(journey, decided.ok.decision.id, 'What stays'), /Night group/)
  const stays = (await journey.person.get<WhatStays>(`/v1/cases/${journey.ids.caseId}/what-stays`)).ok
  t.same(stays.services, [])
})

t.test('P3: the budget ends: what a line was to replace is kept again, unless that has started', async (t) => {
  for (const [startsOn, status] of [
    ['2027-01-01', 'kept'],
    [service.clock.today(), 'replaced'],
  ] as const) {
    const { journey, at } = await replacedFrom(startsOn)
    const asked = { kind: 'requested', dueOn: service.clock.today() }
    const review = (await journey.person.post<Review>(`/v1/cases/${journey.ids.caseId}/reviews`, asked)).ok
    const saidFor = aSaidFor({ saidOn: service.clock.today() })
    const personAgreement = { on: service.clock.today(), words: 'I do not need it any more.', saidFor }
    const body = aReviewCompletion({ finding: 'end', personAgreement, reasons: [aReason] })
    let decisionId = ''
    const entries = await audited(service, async () => {
      const done = await journey.careCoordinator.post<typeof ReviewDone.static>(
        `/v1/reviews/${review.id}/completion`,
        body,
      )
      decisionId = done.ok.decision?.id ?? ''
      await coolOff(service)
    })
    service.clock.set('2026-11-24T09:30:00Z')
    t.match((await journey.person.get(at)).ok, { status })
    const words = await letter(journey, decisionId, 'What stays')
    const again = entries.filter(({ type }) => type === 'current-service.kept-again')
    if (status === 'kept') {
      t.match(words, /Night group/)
      t.match(again, [{ facts: { because: 'budget-ended', replacedBy: 'mattress' } }])
    } else {
      t.notMatch(words, /Night group/)
      t.equal(again.length, 0)
    }
  }
})

t.test('the letter about a changed plan says which plan it takes the place of', async (t) => {
  const { journey } = await replacedFrom('2027-01-01')
  const { supportPlanId } = journey.ids
  service.clock.advance({ days: 2 })
  t.teardown(() => service.clock.advance({ days: -2 }))
  const decided = await decideChanged(journey.careCoordinator, await changed(journey, both))
  t.match(
    await letter(journey, decided.ok.decision.id, 'What we decided'),
    /your whole support plan\. This takes the place of the plan that we agreed on 24 November 2026\. The table shows/,
  )
  const first = (
    await journey.person.get<{ items: { id: string; subjectId: string }[] }>(
      `/v1/cases/${journey.ids.caseId}/decisions`,
    )
  ).ok.items.find(({ subjectId }) => subjectId === supportPlanId)
  t.notMatch(await letter(journey, first?.id ?? '', 'What we decided'), /takes the place/)
})
