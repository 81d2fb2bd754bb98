import t from 'tap'
import type { CaseEnded } from '../../src/endings/schemas.ts'
import { advance, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { balances, buy, statementOf } from '../spending/acts.ts'
import type { Journey } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { proven } from '../support/proven.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'
import { winAppeal } from '../surplus-recoveries/set-off-acts.ts'
import { claim, decideClaim, decidedLate } from '../waiting-claims/acts.ts'

const service = await startService(t)
t.beforeEach(() => service.clock.set('2026-11-24T09:30:00Z'))
t.afterEach(() => proven(service))

/** The case ends by a decision, and an appeal against that is won. */
async function endedAndOpenedAgain(journey: Journey) {
  const body = { ending: 'moved-away', on: service.clock.today(), reasons: [aReason] }
  const ending = await journey.careCoordinator.post<CaseEnded>(`/v1/cases/${journey.ids.caseId}/ending`, body)
  service.clock.advance({ days: 5 })
  await coolOff(service)
  t.match(await statementOf(journey), { availablePence: 0 })
  await winAppeal(journey, ending.ok.decisionId ?? undefined)
}

/** Somebody who was paid back £25.00 for waiting, or is to be. */
async function paidBack(paid: boolean) {
  const { journey, late } = await decidedLate(service)
  const { id } = (await claim(journey, { ...late, spentOn: '2026-12-03' })).ok
  void (await decideClaim(journey.teamManager, id, 2_500)).ok
  if (paid) {
    const [payment] = await paymentsOf(journey)
    const run = await handOver(service, '2026-12-31')
    service.clock.set('2026-12-31T18:00:00Z')
    void (await results(service, payers(service).drafter, run.id, [`${payment?.reference},paid,2026-12-31,`])).ok
    await advance(service)
  }
  return journey
}

for (const paid of [true, false])
  t.test(
    `a case whose plan ${paid ? 'paid' : 'owes'} a waiting claim is open again, and the claim is no line of it`,
    async (t) => {
      const journey = await paidBack(paid)
      void (await buy(journey, { amountPence: 1_000 })).ok
      const before = await balances(journey)
      await endedAndOpenedAgain(journey)
      t.same(await balances(journey), before, 'each line has what it had, to the penny')
      const { lines, owedPence } = await statementOf(journey)
      t.equal(owedPence, paid ? 0 : 2_500)
      t.same(
        lines.filter(({ key }) => key.startsWith('paid-back-')).map(({ status, spentPence }) => [status, spentPence]),
        [['closed', 2_500]],
      )
      const planLineId = lines.find(({ status }) => status === 'active')?.planLineId ?? ''
      t.equal((await buy(journey, { planLineId, amountPence: 1 })).status, 201, 'and it can be spent from')
    },
  )
