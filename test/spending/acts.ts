import type { Purchase, Statement } from '../../src/spending/schemas.ts'
import { sendFeed } from '../card-feeds/acts.ts'
import { theCouncil } from '../payees/acts.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'
import { aDocument, anotherDocument, aPurchase, aReceipt } from '../support/pathway-builders.ts'

type Bought = Parameters<typeof aPurchase>[0] & { client?: Client; planLineId?: string }

/** Records a purchase on the plan's first line, £250.00, by the broker and today, unless the test says otherwise. Whoever sends an invoice is registered. */
export async function buy(
  journey: Journey,
  { client = journey.broker, planLineId, ...more }: Bought = {},
  options?: RequestOptions,
) {
  const registered = more.instrument === 'invoice' ? { payeeId: await theCouncil(journey.service) } : {}
  const body = aPurchase({ boughtOn: journey.service.clock.today(), ...registered, ...more })
  return client.post<Purchase>(`/v1/plan-lines/${planLineId ?? journey.ids.planLineId}/purchases`, body, options)
}

/** The same, which the issuer of the card says too: it is a payment, and not only somebody's word. */
export async function buyByCard(journey: Journey, more: Bought = {}, options?: RequestOptions) {
  const bought = await buy(journey, more, options)
  const { boughtOn, amountPence, payee } = bought.ok
  void (await sendFeed(journey, journey.broker, `${boughtOn},${(amountPence / 100).toFixed(2)},${payee}`)).ok
  return bought
}

/** Files the receipt of a purchase by its hash: the document is missing still. */
export function fileHash(
  journey: Pick<Journey, 'broker'>,
  purchaseId: string,
  more: object = {},
  client = journey.broker,
) {
  return client.post<Purchase>(`/v1/purchases/${purchaseId}/receipt`, { ...aReceipt(), ...more })
}

/** Sends the document of a receipt. */
export const sendDocument = (
  journey: Pick<Journey, 'broker'>,
  purchaseId: string,
  bytes: Buffer = aDocument.bytes,
  client = journey.broker,
) =>
  client.post<Purchase>(`/v1/purchases/${purchaseId}/receipt/file`, undefined, {
    raw: bytes,
    headers: { 'content-type': 'application/pdf' },
  })

/** Files the receipt of a purchase, and sends its document; where the test names a hash, that alone. */
export async function fileReceipt(
  journey: Pick<Journey, 'broker'>,
  purchaseId: string,
  more: object = {},
  client = journey.broker,
): Promise<Awaited<ReturnType<typeof fileHash>>> {
  if ('documentHash' in more) return fileHash(journey, purchaseId, more, client)
  const { bytes, sha256 } = anotherDocument()
  const filed = await fileHash(journey, purchaseId, { documentHash: sha256, ...more }, client)
  return filed.status === 201 ? sendDocument(journey, purchaseId, bytes, client) : filed
}

export function reverse(journey: Journey, purchaseId: string, client = journey.broker, options?: RequestOptions) {
  const body = { reason: 'The shop took the drum kit back.' }
  return client.post<Purchase>(`/v1/purchases/${purchaseId}/reversal`, body, options)
}

export const statementOf = async (journey: Journey) =>
  (await journey.person.get<Statement>(`/v1/cases/${journey.ids.caseId}/statement`)).ok

/** Agreed, spent, pending and available: of the whole, then of each line by its key. */
export async function balances(journey: Journey) {
  const { lines, reserves: _, restored: __, sources: ___, ...whole } = await statementOf(journey)
  const row = (of: Omit<Statement, 'caseId' | 'lines' | 'reserves' | 'restored' | 'sources' | 'asOf'>) => [
    of.agreedPence,
    of.spentPence,
    of.pendingReceiptPence,
    of.availablePence,
  ]
  return Object.fromEntries([['whole', row(whole)], ...lines.map((line) => [line.key, row(line)])])
}
