import t from 'tap'
import type { Review } from '../../src/reviews/schemas.ts'
import type { SignOffRoute } from '../../src/sign-off/route-schemas.ts'
import { change, changed, decideChanged } from '../sign-off/acts.ts'
import { buy, statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aReason, aReviewCompletion, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'

const service = await startService(t)
const night = {
  key: 'night',
  title: 'A night worker',
  amountPence: 20_000,
  preventive: true,
  holdsBack: 'Nights in crisis',
}

/** A plan in force with a line that holds a need back, and a penny left on the other. */
async function withNight(): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { wish: aWish(40_000) })
  await change(journey, { lines: [aPlanLine({ amountPence: 10_000 }), aPlanLine(night)] })
  return journey.on('purchase-made')
}

t.test(
  'however many plans there were, the lines in force are closed by the next and stand in the statement',
  async (t) => {
    const journey = await journeyTo(service, 'purchase-made', { wish: aWish(40_000) })
    // Five hundred lines of plans before it.
    await service.database.sql(`begin; set local session_replication_role = replica;
    insert into plan_line select commissioner_id, overlay(plan_line_id::text placing lpad(n::text, 8, '0') from 1 for 8)::uuid,
      case_id, support_plan_id, 'before-' || n, title, category, deployment, instrument, holder_id, 1, 'closed', current_date
      from plan_line, generate_series(1, 500) n where plan_line_id = '${journey.ids.planLineId}';
    insert into account (commissioner_id, holder_id, kind, case_id) select commissioner_id, plan_line_id, kind, case_id
      from plan_line, unnest(array['available', 'spent']::account_kind[]) kind where key like 'before-%'; commit`)
    const next = await changed(journey, [{ key: 'lessons', amountPence: 30_000 }])
    t.equal((await decideChanged(journey.careCoordinator, next)).status, 201)
    const { lines, availablePence } = await statementOf(journey)
    t.match(lines.slice(-2), [
      { planLineId: journey.ids.planLineId, status: 'closed', releasedPence: 30_001 },
      { key: 'lessons', status: 'active' },
    ])
    t.equal(availablePence, 30_000)
  },
)

t.test(
  'P10: a line that was refused is nothing that the person has: no plan goes up for it, nor a finding',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted', { wish: aWish(40_000) })
    await change(journey, { lines: [aPlanLine({ amountPence: 10_000 }), aPlanLine(night)] })
    await journey.on('plan-signed')
    const { supportPlanId: id, contentHash } = journey.ids
    const inPart = { 'drum-kit': 'agreed', night: 'refused' } as const
    t.equal((await decideChanged(journey.careCoordinator, { id, contentHash }, 'agreed-in-part', inPart)).status, 201)
    const [line] = (await statementOf(journey)).lines
    await buy(journey, { planLineId: line?.planLineId ?? '', amountPence: 100 })
    const next = await changed(journey, [{ amountPence: 10_000 }])
    const route = await journey.broker.get<SignOffRoute>(`/v1/support-plans/${next.id}/sign-off-route`)
    t.equal(route.ok.decides, 'care-coordinator')
    t.equal((await decideChanged(journey.careCoordinator, next, 'refused')).status, 201)
    const [review] = (await journey.person.get<{ items: Review[] }>(`/v1/cases/${journey.ids.caseId}/reviews`)).ok.items
    const finding = aReviewCompletion({ finding: 'reduce', personAgrees: false, reasons: [aReason] })
    const found = await journey.careCoordinator.post(`/v1/reviews/${review?.id}/completion`, finding)
    t.match(found.ok, { review: { status: 'done', route: null } })
  },
)

t.test('P10: 422: agreeing to a part of a changed plan takes nothing away that the person has', async (t) => {
  const drums = (amountPence: number) => ({ amountPence })
  const lessons = { key: 'lessons', amountPence: 1_000 }
  const art = { key: 'art', amountPence: 1_000 }
  const has = (key: string, left: string) => `The person has the line ${key}, with ${left} left: return the plan`
  for (const [lines, refuses, taken] of [
    [[drums(9_000), night, lessons], 'night', [has('night', '£200.00')]],
    [[drums(9_000), { ...night, amountPence: 19_999 }, lessons], 'lessons', [has('night', '£200.00')]],
    [[night, lessons, art], 'art', [has('drum-kit', '£0.01')]],
  ] as const) {
    const journey = await withNight()
    const less = lines.some((line) => 'title' in line && line.amountPence < night.amountPence)
    const because = { line: 'night', because: 'person-wishes', words: 'Less.', fallbackLine: 'lessons' } as const
    const next = await changed(journey, [...lines], less ? [because] : undefined)
    const decided = next.lines.map(({ key }) => [key, key === refuses ? 'refused' : 'agreed'] as const)
    const { decides } = (await journey.broker.get<SignOffRoute>(`/v1/support-plans/${next.id}/sign-off-route`)).ok
    const decider = decides === 'team-manager' ? journey.teamManager : journey.careCoordinator
    const part = () => decideChanged(decider, next, 'agreed-in-part', Object.fromEntries(decided))
    const { errors } = await refused(t, service, part, 'part-takes-away')
    t.same(
      errors,
      taken.map((detail) => ({ pointer: '/lines', code: 'part-takes-away', detail })),
    )
    t.equal((await decideChanged(decider, next, 'returned')).status, 201)
  }
  const journey = await withNight()
  const next = await changed(journey, [drums(1), night, lessons])
  const decided = { 'drum-kit': 'agreed', night: 'agreed', lessons: 'refused' } as const
  const answer = await decideChanged(journey.careCoordinator, next, 'agreed-in-part', decided)
  t.equal(answer.status, 201, 'what has a penny left needs no more than that')
})
