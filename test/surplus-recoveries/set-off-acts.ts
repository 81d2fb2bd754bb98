import type { Appeal } from '../../src/appeals/schemas.ts'
import type { LineSchedule } from '../../src/rules/planning/line-schedule.ts'
import type { SurplusRecovery } from '../../src/surplus-recoveries/schemas.ts'
import { takeSurpluses } from '../../src/surplus-recoveries/take-surpluses.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { advance, direct, handOver, payers, paymentsOf, results } from '../pay-runs/acts.ts'
import { change } from '../sign-off/acts.ts'
import { statementOf } from '../spending/acts.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'
import { answer, decide, propose, second } from './acts.ts'

export const monthly: LineSchedule = {
  ...{ quantity: 1, unit: 'item', unitPence: 2_500, frequency: 'monthly', times: null },
  ...{ from: '2026-12-01', until: '2027-10-31' },
} as const
/** £25.00 a month for eleven months by direct payment. */
export const gym: Parameters<typeof aPlanLine>[0] = {
  ...{ key: 'gym', amountPence: 27_500, schedule: monthly, checkedBy: 'care-coordinator' },
  ...direct,
}
export const setOff = (amountPence: number) => ({ kind: 'set-off', lines: [{ line: 'gym', amountPence }] })
export const asSetOff = { outcome: 'set-off' }

export const plannedOf = async (journey: Journey) =>
  (await paymentsOf(journey))
    .filter(({ state }) => state === 'planned')
    .map(({ from, amountPence, purpose }) => [from, amountPence, purpose])
/** Available, committed, held and recovered of the newest line of a key. */
export const moneyOf = async (journey: Journey, key = 'gym') => {
  const line = (await statementOf(journey)).lines.findLast((one) => one.key === key)
  return [line?.availablePence, line?.committedPence, line?.heldPence, line?.recoveredPence]
}

/** What is done with set-offs of a service. */
export function setOffsOf(service: Service) {
  const { drafter } = payers(service)

  async function paidMonthly(
    lines: readonly Parameters<typeof aPlanLine>[0][] = [gym],
    budgetPence = 30_000,
  ): Promise<Journey> {
    const journey = await journeyTo(service, 'plan-drafted', {
      scheme: 'kent-peer-brokerage',
      wish: aWish(budgetPence),
    })
    await change(journey, { lines: lines.map((line) => aPlanLine(line)) })
    await journey.on('plan-agreed')
    void (await agreeOn(journey)).ok
    return journey
  }

  /** The bank pays what is due by a day. */
  async function pay(journey: Journey, by: string) {
    service.clock.set(`${by}T09:30:00Z`)
    const run = await handOver(service, by, { payOn: by })
    const told = (await paymentsOf(journey)).filter(({ state }) => state === 'with-the-bank')
    const rows = told.map(({ reference }) => `${reference},paid,${by},`)
    void (await results(service, drafter, run.id, rows)).ok
    await advance(service)
  }

  /** What was decided on a tenth of February, of three months that were paid and not spent. */
  async function decided(journey: Journey, amountPence = 5_804) {
    await pay(journey, '2027-02-10')
    const { id } = (await propose(journey, setOff(amountPence))).ok
    void (await answer(journey.person, id)).ok
    return { id, decision: (await decide(second(journey), id, asSetOff)).ok.decision }
  }

  const sweep = (most?: number) =>
    takeSurpluses({ database: service.access, now: service.clock.now }, new AbortController().signal, most)

  /** The same, once it is being set off: what is due in May was paid whole. */
  async function settingOff(journey: Journey) {
    const of = await decided(journey)
    await pay(journey, '2027-05-12')
    await sweep()
    return of
  }

  return { paidMonthly, pay, decided, sweep, settingOff }
}

export const read = async (journey: Journey, id: string) =>
  (await journey.person.get<SurplusRecovery>(`/v1/surplus-recoveries/${id}`)).ok

/** A late appeal against a decision, and that it is won. */
export async function winAppeal(journey: Journey, decisionId: string | undefined) {
  const words = { words: 'I was in hospital.', lateBecause: 'I was in hospital.' }
  const { id } = (await journey.person.post<Appeal>(`/v1/decisions/${decisionId}/appeals`, words)).ok
  const outcome = { outcome: 'overturned', reasons: [] }
  return (await journey.teamManager.post(`/v1/appeals/${id}/decision`, outcome)).ok
}
