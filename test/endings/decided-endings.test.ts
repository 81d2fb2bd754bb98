import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { CaseEnded } from '../../src/endings/schemas.ts'
import type { LikelyDouble, Person } from '../../src/people/schemas.ts'
import { letterOf } from '../decisions/acts.ts'
import { confirmDifferent, confirmJoined, reportDouble } from '../record-joining/acts.ts'
import { aPerson } from '../support/builders.ts'
import { fits } from '../support/fits.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'

const service = await startService(t)
t.beforeEach(async () => service.clock.set('2026-11-24T09:30:00Z'))
const end = ({ ids, careCoordinator }: Journey, more: object) =>
  careCoordinator.post<CaseEnded>(`/v1/cases/${ids.caseId}/ending`, { on: '2026-11-24', ...more })
const caseOf = async ({ ids, officer }: Journey) => (await officer.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const movedAway = { ending: 'moved-away', reasons: [aReason] }

t.test('that the person moved away ends an agreed budget by a decision, with a letter, and later', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await refused(t, service, () => end(journey, { ending: 'moved-away' }), 'reason-required')
  const ended = (await end(journey, movedAway)).ok
  fits(t, ended, { endedAt: null, ending: null, endsAfter: '2026-12-08', releasedPence: 0 })
  const letter = (await letterOf(journey.person, ended.decisionId ?? '')).ok
  t.match(letter, /you do not live here any more/)
  t.match(letter, /You keep your budget until 8 December 2026/)
  t.match(letter, /How to appeal/)
  await refused(t, service, () => end(journey, movedAway), 'ending-announced')
  await coolOff(service)
  fits(t, await caseOf(journey), { ending: 'moved-away', step: 'moved-away' })
})

t.test('the person who did not move keeps their budget by one act', async (t) => {
  const journey = await journeyTo(service, 'plan-agreed')
  await end(journey, movedAway)
  const path = `/v1/cases/${journey.ids.caseId}/announced-ending/cancellation`
  t.equal((await journey.person.post(path)).status, 200)
  await coolOff(service)
  fits(t, await caseOf(journey), { endedAt: null })
})

t.test('where nothing is agreed moving away ends the case', async (t) => {
  const nothing = await journeyTo(service, 'case-opened')
  await refused(t, service, () => end(nothing, movedAway), 'request-invalid')
  fits(t, (await end(nothing, { ending: 'moved-away' })).ok, { ending: 'moved-away', decisionId: null })
})

t.test('the agreed budget of a person with two records goes on under the record that goes on', async (t) => {
  const [agreed, other] = [await journeyTo(service, 'plan-agreed'), await journeyTo(service, 'case-opened')]
  const joined = { ending: 'joined', otherPersonId: other.ids.personId, reasons: [aReason] }
  const id = await reportDouble(service, agreed.ids.personId, other.ids.personId)
  await confirmJoined(service, id, other.ids.personId)
  await refused(t, service, () => end(agreed, joined), 'budget-goes-on')
  await confirmJoined(service, id, agreed.ids.personId)
  const ended = await end(other, { ending: 'joined', otherPersonId: agreed.ids.personId })
  fits(t, ended.ok, { ending: 'joined', endsAfter: null })
})

t.test(
  'where both records have an agreed budget, somebody decides which ends, and the person can keep it',
  async (t) => {
    const [one, two] = [await journeyTo(service, 'plan-agreed'), await journeyTo(service, 'plan-agreed')]
    await confirmJoined(service, await reportDouble(service, one.ids.personId, two.ids.personId), one.ids.personId)
    const ended = (await end(two, { ending: 'joined', otherPersonId: one.ids.personId, reasons: [aReason] })).ok
    fits(t, ended, { endedAt: null, endsAfter: '2026-12-08' })
    t.match((await letterOf(two.person, ended.decisionId ?? '')).ok, /you have two budgets/)
    await coolOff(service)
    fits(t, await caseOf(two), { ending: 'joined', step: 'record-joined' })
  },
)

t.test('nothing is agreed for the second record of a likely double until it is settled', async (t) => {
  const [one, two] = [await journeyTo(service, 'plan-agreed'), await journeyTo(service, 'plan-signed')]
  const { officer, careCoordinator, ids } = two
  const id = await reportDouble(service, one.ids.personId, ids.personId)
  const agree = () =>
    careCoordinator.post(`/v1/support-plans/${ids.supportPlanId}/decision`, {
      outcome: 'agreed',
      contentHash: ids.contentHash,
      reasons: [],
    })
  const { conflict } = await refused(t, service, agree, 'likely-double-unsettled')
  t.equal(conflict, undefined, 'who may not read what is to be settled is not told its identifier')
  t.ok((await officer.get<{ items: LikelyDouble[] }>('/v1/likely-doubles')).ok.items.some((one) => one.id === id))
  await officer.post(`/v1/likely-doubles/${id}/difference`)
  await refused(t, service, agree, 'likely-double-unsettled', 'one officer alone settles nothing')
  await confirmDifferent(service, id)
  t.equal((await agree()).status, 201)
})

t.test('of two plans that are agreed at once for two records of a likely double, one is', async (t) => {
  const [one, two] = [await journeyTo(service, 'plan-signed'), await journeyTo(service, 'plan-signed')]
  await reportDouble(service, one.ids.personId, two.ids.personId)
  const answers = await Promise.all(
    [one, two].map(({ careCoordinator, ids }) =>
      careCoordinator.post(`/v1/support-plans/${ids.supportPlanId}/decision`, {
        outcome: 'agreed',
        contentHash: ids.contentHash,
        reasons: [],
      }),
    ),
  )
  t.same(answers.map(({ status }) => status).sort(), [201, 409])
})

t.test('however many records are alike, none hides the one with the budget', async (t) => {
  const [one, two] = [await journeyTo(service, 'plan-agreed'), await journeyTo(service, 'plan-signed')]
  const { officer } = two
  const { givenName, familyName, bornOn } = (await officer.get<Person>(`/v1/people/${two.ids.personId}`)).ok
  const names = { givenName: familyName, familyName: givenName, nhsNumber: null }
  for (let at = 0; at < 25; at += 1) await officer.post('/v1/people', aPerson({ ...names, bornOn }))
  const path = `/v1/people/${one.ids.personId}`
  const { etag } = await officer.get(path)
  t.equal((await officer.patch(path, { ...names, bornOn }, { ifMatch: etag })).status, 200)
  const agree = () =>
    two.careCoordinator.post(`/v1/support-plans/${two.ids.supportPlanId}/decision`, {
      outcome: 'agreed',
      contentHash: two.ids.contentHash,
      reasons: [],
    })
  await refused(t, service, agree, 'likely-double-unsettled')
})
