import t from 'tap'
import type { Appeal } from '../../src/appeals/schemas.ts'
import { decide as decideAppeal, lodge } from '../appeals/acts.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { ask, because, buyFrom, decideOn, linesOf, readRequest, withRoom } from '../off-plan-requests/acts.ts'
import { paymentsOf } from '../pay-runs/acts.ts'
import { anActor } from '../support/actors.ts'
import { aSaidFor } from '../support/builders.ts'
import type { Journey } from '../support/journey.ts'
import { aPurchase } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { claim, decideClaim, decidedLate, readClaim } from '../waiting-claims/acts.ts'
import { checksOf, decideCheck } from './acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
const doubtful = 'Whisky for the party'
const reviewer = service.as(anActor('commissioner-officer', { sub: 'a-second-officer' }))
const openOf = async (journey: Journey) => (await checksOf(journey)).filter(({ outcome }) => outcome === null)

t.test('409 words-in-doubt: a claim is paid back once somebody has looked at its words', async (t) => {
  const { journey, late } = await decidedLate(service)
  const of = { ...late, spentOn: '2026-12-03', bought: doubtful, amountPence: 6_000 }
  const { id } = (await claim(journey, of)).ok
  const [check, ...none] = await openOf(journey)
  t.same(none, [])
  t.match(check, { foundIn: 'waiting-claim', waitingClaimId: id, words: doubtful, amountPence: 6_000, payee: null })
  const agree = () => decideClaim(journey.teamManager, id, 6_000)
  t.match(await refused(t, service, agree, 'words-in-doubt'), { errors: [{ pointer: '/bought' }] })
  t.same(await paymentsOf(journey), [], 'nothing is owed meanwhile')
  t.equal((await openOf(journey)).length, 1, 'it is asked once')
  void (await decideCheck(journey.officer, check?.id ?? '')).ok
  t.equal((await agree()).status, 201)
  t.match(await readClaim(journey, id), { status: 'agreed', agreedPence: 6_000 })
})

t.test('what somebody refused is not paid back; to agree to nothing needs no look', async (t) => {
  const { journey, late } = await decidedLate(service)
  const of = { ...late, spentOn: '2026-12-03', bought: doubtful }
  const { id } = (await claim(journey, of)).ok
  const [check] = await openOf(journey)
  void (await decideCheck(journey.officer, check?.id ?? '', 'refused')).ok
  await refused(t, service, () => decideClaim(journey.teamManager, id, 2_500), 'spending-excluded')
  const { decision } = (await decideClaim(journey.teamManager, id, 0, because)).ok
  const appeal = (await lodge(journey.person, decision.id)).ok as Appeal
  const won = await decideAppeal(reviewer, appeal.id, 'overturned', [])
  t.equal(won.problem.code, 'spending-excluded', 'nor does an appeal agree to it in silence')
  t.match(await readClaim(journey, id), { status: 'refused', agreedPence: null })
})

t.test('a request that names such a thing, or such a shop, opens nothing until somebody has looked', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey, { title: doubtful, payee: 'Majestic Wine' })).ok
  const checks = await openOf(journey)
  t.same(checks.map(({ words }) => words).sort(), ['Majestic Wine', doubtful])
  for (const check of checks)
    t.match(check, { foundIn: 'off-plan-request', offPlanRequestId: id, payee: 'Majestic Wine', amountPence: 5_000 })
  const before = await linesOf(journey)
  const agree = () => decideOn(journey.careCoordinator, id, 5_000)
  t.match(await refused(t, service, agree, 'words-in-doubt'), {
    errors: [{ pointer: '/title' }, { pointer: '/payee' }],
  })
  for (const check of checks) {
    t.equal((await agree()).problem.code, 'words-in-doubt')
    void (await decideCheck(journey.officer, check.id)).ok
  }
  t.same(await linesOf(journey), before)
  t.equal((await agree()).status, 201)
  const { planLineId } = await readRequest(journey, id)
  void (await agreeOnLine(journey, planLineId)).ok
  const buy = (amountPence: number) =>
    journey.broker.post(
      `/v1/plan-lines/${planLineId}/purchases`,
      aPurchase({ amountPence, bought: doubtful, payee: 'Majestic Wine', boughtOn: service.clock.today() }),
    )
  t.equal((await buy(5_000)).status, 201, 'what was passed is bought from the line that opened for it')
  t.equal((await buyFrom(journey, planLineId, 1)).problem.code, 'line-overspent')
})

t.test('a part of what was asked for is looked at too, and the rest when an appeal is won', async (t) => {
  const journey = await withRoom(service)
  const { id } = (await ask(journey, { title: doubtful })).ok
  const { decision } = (await decideOn(journey.careCoordinator, id, 0, because)).ok
  const appeal = (await lodge(journey.person, decision.id)).ok as Appeal
  t.equal((await decideAppeal(reviewer, appeal.id, 'overturned', [])).problem.code, 'words-in-doubt')
  const [check] = await openOf(journey)
  void (await decideCheck(journey.officer, check?.id ?? '')).ok
  t.equal((await decideAppeal(reviewer, appeal.id, 'overturned', [])).status, 201)
  t.match(await readRequest(journey, id), { status: 'agreed', agreedPence: 5_000 })
})

t.test('who asked for it passes nothing of it, by any account of theirs', async (t) => {
  const journey = await withRoom(service)
  void (await ask(journey, { saidFor: aSaidFor({ saidOn: '2026-11-24' }) }, journey.careCoordinator)).ok
  void (await ask(journey, { title: doubtful })).ok
  await sameHuman(service, 'the-coordinator-manages', anActor('care-coordinator'))
  const again = service.as(anActor('team-manager', { sub: 'the-coordinator-manages' }))
  const [check] = await openOf(journey)
  await refused(t, service, () => decideCheck(again, check?.id ?? ''), 'second-person-needed')
})
