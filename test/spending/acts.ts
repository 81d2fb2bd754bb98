import type { Purchase, Statement } from '../../src/spending/schemas.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { aPurchase, aReceipt } from '../support/road-builders.ts'

type Bought = Parameters<typeof aPurchase>[0] & { client?: Client; planLineId?: string }

/** Records a purchase on the plan's first line, £250.00, by the broker and today, unless the test says otherwise. */
export function buy(the: Journey, { client = the.broker, planLineId, ...more }: Bought = {}, options?: RequestOptions) {
  const body = aPurchase({ boughtOn: the.service.clock.today(), ...more })
  return client.post<Purchase>(`/v1/plan-lines/${planLineId ?? the.ids.planLineId}/purchases`, body, options)
}

export function fileReceipt(the: Journey, purchaseId: string, more: object = {}, client = the.broker) {
  return client.post<Purchase>(`/v1/purchases/${purchaseId}/receipt`, { ...aReceipt(), ...more })
}

export function reverse(the: Journey, purchaseId: string, client = the.broker, options?: RequestOptions) {
  const body = { reason: 'The shop took the drum kit back.' }
  return client.post<Purchase>(`/v1/purchases/${purchaseId}/reversal`, body, options)
}

export const statementOf = async (the: Journey) =>
  (await the.person.get<Statement>(`/v1/cases/${the.ids.caseId}/statement`)).ok

/** Agreed, spent, pending and available: of the whole, then of each line by its key. */
export async function balances(the: Journey) {
  const { lines, ...whole } = await statementOf(the)
  const row = (of: Omit<Statement, 'caseId' | 'lines' | 'asOf'>) => [
    of.agreedPence,
    of.spentPence,
    of.pendingReceiptPence,
    of.availablePence,
  ]
  return Object.fromEntries([['whole', row(whole)], ...lines.map((line) => [line.key, row(line)])])
}
