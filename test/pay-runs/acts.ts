import type { Static } from '@sinclair/typebox'
import { domainWork } from '../../src/domains.ts'
import type { NewPayRun, PayRun } from '../../src/pay-runs/schemas.ts'
import type { Payment } from '../../src/payments/schemas.ts'
import type { LineSchedule } from '../../src/rules/planning/line-schedule.ts'
import { agreeOn } from '../deployment-agreements/acts.ts'
import { register } from '../payees/acts.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

export const direct = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
const monthly: LineSchedule = {
  ...{ quantity: 1, unit: 'item', unitPence: 10_000, frequency: 'monthly', times: null },
  ...{ from: '2026-12-01', until: '2027-02-28' },
} as const

/** A plan in force with a direct payment of £100.00 a month for three months, whose agreement is not signed yet. */
export async function directPayment(service: Service): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
  const line = { key: 'gym', amountPence: 30_000, schedule: monthly, checkedBy: 'care-coordinator' as const }
  await change(journey, { lines: [aPlanLine({ ...line, ...direct })] })
  await journey.on('plan-agreed')
  return journey
}

/** The same, agreed by both: its payments are planned. */
export async function payable(service: Service): Promise<Journey> {
  const journey = await directPayment(service)
  await agreeOn(journey)
  return journey
}

export const paymentsOf = async ({ person, ids }: Pick<Journey, 'person' | 'ids'>) =>
  (await person.get<{ items: Payment[] }>(`/v1/cases/${ids.caseId}/payments`)).ok.items
    .filter(({ state }) => state !== 'cancelled')
    .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1))

/** Three people who pay: one puts together, one looks through, one approves. */
export const payers = (service: Service) => ({
  drafter: service.as('finance-officer'),
  reviewer: service.as(anActor('finance-officer', { sub: 'who-reviews' })),
  approver: service.as(anActor('finance-officer', { sub: 'who-approves' })),
})

/** The council that pays, of the register of payees. */
export async function aPayer(client: Client, name = 'Kent Council'): Promise<string> {
  const officer = client.as('commissioner-officer')
  const { items } = (
    await officer.get<{ items: { id: string }[] }>(`/v1/payees-by-name?name=${encodeURIComponent(name)}`)
  ).ok
  return items[0]?.id ?? (await register(officer, { kind: 'public-body', name })).ok.id
}

let asked = 0
export const draft = async (client: Client, until: string, more: Partial<Static<typeof NewPayRun>> = {}) => {
  const payerId = more.payerId ?? (await aPayer(client))
  const body = { until, payOn: '2026-12-31', most: 100, serviceUserNumber: null, ...more, payerId }
  asked += 1
  return client.post<PayRun>('/v1/pay-runs', body, { key: `draft-${asked}` })
}
export const approve = (client: Client, id: string) => {
  asked += 1
  return client.post<PayRun>(`/v1/pay-runs/${id}/approval`, undefined, { key: `approve-${asked}` })
}

/** Does once what the service does by itself with runs that were approved. */
export async function advance(service: Service): Promise<number> {
  const work = domainWork.find(({ name }) => name === 'pay-runs')
  if (!work) throw new Error('the service advances no runs')
  return Number(await work.work({ database: service.access, now: service.clock.now }, new AbortController().signal))
}

/** A run of what is due by a day, drafted, reviewed, approved and handed over. */
export async function handOver(
  service: Service,
  until: string,
  more: Partial<Static<typeof NewPayRun>> = {},
): Promise<PayRun> {
  const { drafter, reviewer, approver } = payers(service)
  const { id } = (await draft(drafter, until, more)).ok
  await reviewer.post(`/v1/pay-runs/${id}/review`)
  await approve(approver, id)
  await advance(service)
  return (await drafter.get<PayRun>(`/v1/pay-runs/${id}`)).ok
}

/** Holds by hand all that no bank knows of yet, so that what one test leaves unpaid is in no run of the next. */
export const holdAll = (service: Service) =>
  service.database.sql(
    `update payment set hold_reason = 'being-checked', held_by = $1, held_at = now(), pay_run_id = null, held_before = null
      where instructed_at is null and cancelled_at is null`,
    ['between-tests'],
  )

/** As where its file was made before: nobody gave the account of anybody in most of these tests. */
export const fileMade = (service: Service, runId: string) =>
  service.database.sql(
    `update pay_run set filed_at = instructed_at, filed_by = 'who-makes-the-file', file_format = 'csv', file_mark = 'of-a-test'
      where pay_run_id = $1 and filed_at is null`,
    [runId],
  )

/** What the bank said of a run of which it has the file, as it is imported. */
export async function results(service: Service, client: Client, runId: string, rows: readonly string[]) {
  await fileMade(service, runId)
  return importResults(client, runId, rows)
}
export const importResults = (client: Client, runId: string, rows: readonly string[]) =>
  client.post<{ taken: number; known: number }>(`/v1/pay-runs/${runId}/results`, {
    csv: ['reference,outcome,paidOn,reason', ...rows, ''].join('\r\n'),
  })
