import t from 'tap'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { ExpressionOfInterest } from '../../src/expressions-of-interest/schemas.ts'
import type { Review } from '../../src/reviews/schemas.ts'
import type { SaidForPerson } from '../../src/said-for/schemas.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Client } from '../support/client.ts'
import { fits } from '../support/fits.ts'
import { invalid } from '../support/invalid.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { accepted, aReason, aReviewCompletion } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const pathOf = ({ ids }: Journey, rest = '') => `/v1/expressions-of-interest/${ids.expressionId}${rest}`
const saidFor = async ({ person, ids }: Journey) =>
  (await person.get<{ items: SaidForPerson[] }>(`/v1/cases/${ids.caseId}/said-for-me`)).ok.items
const object = async (journey: Journey) =>
  journey.person.post<SaidForPerson>(`/v1/said-for/${(await saidFor(journey))[0]?.id}/objection`, { words: null })
const caseOf = async ({ person, ids }: Journey) => (await person.get<CaseView>(`/v1/cases/${ids.caseId}`)).ok
const send = (journey: Journey, client: Client, more: object = {}) =>
  client.post<ExpressionOfInterest>(pathOf(journey, '/recorded-submission'), { saidFor: aSaidFor(more) })
type Found = Parameters<typeof aReviewCompletion>[0]
const complete = (journey: Journey, more: Found = {}) =>
  journey.careCoordinator.post(`/v1/reviews/${journey.ids.reviewId}/completion`, aReviewCompletion(more))
const reviewsOf = async ({ person, ids }: Journey) =>
  (await person.get<{ items: Review[] }>(`/v1/cases/${ids.caseId}/reviews`)).ok.items

t.test(
  'staff send an interest for the person with the day, the way and evidence, and the person is told',
  async (t) => {
    const journey = await journeyTo(service, 'expression-drafted')
    const { careCoordinator, officer } = journey
    for (const client of [careCoordinator, officer, service.as('machine')])
      await refused(
        t,
        service,
        () => client.post(pathOf(journey, '/submission')),
        'case-role-required',
        'as the person',
      )
    await refused(t, service, () => send(journey, service.as('machine')), 'case-role-required', 'a system')
    await refused(t, service, () => send(journey, journey.person), 'case-role-required', 'who says it themselves')
    await invalid(t, service, [[{}, '/saidFor']], (body) =>
      careCoordinator.post(pathOf(journey, '/recorded-submission'), body),
    )
    await refused(t, service, () => send(journey, officer, { saidOn: '2026-11-25' }), 'said-on-invalid', 'ahead')
    t.equal((await send(journey, careCoordinator)).ok.status, 'submitted')
    const [told] = await saidFor(journey)
    fits(t, told, { kind: 'expression', subjectId: journey.ids.expressionId, ...aSaidFor(), objection: null })
    t.match(told?.notice, /^Your care coordinator wrote down that on 24 November 2026 you asked for a budget/)
  },
)

t.test('“that was not me”: an interest is a draft again, and nothing waits for a decision', async (t) => {
  const journey = await journeyTo(service, 'expression-drafted')
  await send(journey, journey.careCoordinator)
  t.equal((await object(journey)).status, 200)
  t.match((await journey.person.get(pathOf(journey))).ok, { status: 'draft' })
  const { clocks } = await caseOf(journey)
  t.same(
    clocks.filter(({ stoppedOn }) => stoppedOn === null).map(({ kind }) => kind),
    ['objection'],
  )
  t.equal((await journey.person.post(pathOf(journey, '/submission'))).status, 200, 'the person sends it themselves')
})

t.test('what was decided on since stays as it was decided', async (t) => {
  const journey = await journeyTo(service, 'expression-drafted')
  await send(journey, journey.careCoordinator)
  t.equal((await journey.officer.post(pathOf(journey, '/decision'), accepted)).status, 201)
  t.equal((await object(journey)).status, 200)
  t.match((await journey.person.get(pathOf(journey))).ok, { status: 'accepted' })
})

t.test('no system answers for the person, with or without saying how it knows', async (t) => {
  const journey = await journeyTo(service, 'expression-submitted')
  const items = [{ key: 'costs', question: 'How much?', why: 'To see what it buys.' }]
  const asked = await journey.officer.post<ExpressionOfInterest>(pathOf(journey, '/information-requests'), { items })
  const path = `/v1/information-requests/${asked.ok.informationRequests[0]?.id}/answers`
  for (const more of [{}, { saidFor: aSaidFor() }]) {
    const body = { answers: [{ key: 'costs', words: 'About £250.' }], ...more }
    await refused(t, service, () => service.as('machine').post(path, body), 'case-role-required')
  }
})

t.test('what the person said at a review comes with how it is known, and they are told', async (t) => {
  const journey = await journeyTo(service, 'purchase-made')
  const { reviewId } = journey.ids
  await invalid(t, service, [[{ saidFor: undefined }, '/saidFor']], (more) => complete(journey, { ...more }))
  const ahead = () => complete(journey, { saidFor: aSaidFor({ saidOn: '2027-11-25' }) })
  await refused(t, service, ahead, 'said-on-invalid')
  t.equal((await complete(journey)).status, 201)
  fits(t, (await saidFor(journey))[0], { kind: 'review', subjectId: reviewId, ...aSaidFor() })
})

t.test('“that was not me”: what a review found is void, and it is held again soon', async (t) => {
  for (const found of [{}, { finding: 'reduce', reasons: [aReason] }] satisfies Found[]) {
    const journey = await journeyTo(service, 'purchase-made')
    t.equal((await complete(journey, found)).status, 201)
    t.equal((await object(journey)).status, 200)
    const reviews = await reviewsOf(journey)
    t.equal(reviews.find(({ id }) => id === journey.ids.reviewId)?.status, 'void')
    t.ok(reviews.some(({ kind, status }) => kind === 'rapid' && status === 'scheduled'))
  }
})
