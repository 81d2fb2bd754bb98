import t from 'tap'
import { decide, lodge } from '../appeals/acts.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { accountsOf } from '../ledger/accounts.ts'
import { buy, reverse, statementOf } from '../spending/acts.ts'
import { journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { coolOff } from '../support/sweep.ts'

const service = await startService(t)

/** What the ledger has of a case: what can be spent, what was spent, and what the scheme's funding gave for both. */
t.test('the statement and the ledger agree to the penny: ended, taken back after it, and open again', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const inPart = {
    outcome: 'agreed-in-part',
    contentHash: journey.ids.contentHash,
    reasons: [{ ...aReason, line: 'mattress' }],
    lines: [
      { line: 'drum-kit', outcome: 'agreed' },
      { line: 'mattress', outcome: 'refused' },
    ],
  }
  const { decision } = (
    await journey.careCoordinator.post<{ decision: { id: string } }>(
      `/v1/support-plans/${journey.ids.supportPlanId}/decision`,
      inPart,
    )
  ).ok
  const planLineId = (await statementOf(journey)).lines[0]?.planLineId ?? ''
  await agreeOnLine(journey, planLineId)
  const first = (await buy(journey, { planLineId, amountPence: 101 })).ok
  const second = (await buy(journey, { planLineId, amountPence: 202 })).ok
  const agree = async (spent: number, available: number, released: number) => {
    const statement = await statementOf(journey)
    t.match(statement, { spentPence: spent, availablePence: available, releasedPence: released })
    t.equal(statement.agreedPence, spent + available + released)
    t.match(await accountsOf(journey), { spent, available, given: spent + available })
  }
  await journey.careCoordinator.post(`/v1/cases/${journey.ids.caseId}/ending`, {
    ending: 'moved-away',
    on: '2026-11-24',
    reasons: [aReason],
  })
  await coolOff(service)
  const appeal = (await lodge(journey.person, decision.id)).ok
  await agree(303, 0, 24_697)
  await reverse(journey, first.id)
  await agree(202, 0, 24_798)
  await reverse(journey, second.id)
  await agree(0, 0, 25_000)
  t.equal((await decide(journey.officer, appeal.id, 'overturned', [])).status, 201)
  await agree(0, 40_000, 0)
})
