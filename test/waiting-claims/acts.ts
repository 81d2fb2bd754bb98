import { createHash } from 'node:crypto'
import type { Static } from '@sinclair/typebox'
import type { WaitingClaim, WaitingClaimDecided } from '../../src/waiting-claims/schemas.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aReason } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

export const claim = (journey: Journey, more: object = {}, client: Client = journey.person) =>
  client.post<WaitingClaim>(`/v1/cases/${journey.ids.caseId}/waiting-claims`, {
    cause: 'late-step',
    causeId: journey.ids.caseId,
    bought: 'Taxis to the night café',
    category: 'equipment',
    amountPence: 2_500,
    spentOn: journey.service.clock.today(),
    words: 'Nobody had decided on my plan, and I could not be alone.',
    documentHash: null,
    noReceiptBecause: 'The driver had none left.',
    ...more,
  })

/** A plan whose decision was due on 1 December, and came on the 4th; and the clock that was late. */
export async function decidedLate(
  service: Service,
): Promise<{ journey: Journey; late: { cause: string; causeId: string } }> {
  const journey = await journeyTo(service, 'plan-signed')
  service.clock.set('2026-12-04T09:30:00Z')
  await journey.on('money-agreed')
  const { clocks } = (
    await journey.person.get<{ clocks: { id: string; kind: string }[] }>(`/v1/cases/${journey.ids.caseId}`)
  ).ok
  const causeId = clocks.find(({ kind }) => kind === 'plan-decision')?.id ?? ''
  return { journey, late: { cause: 'late-step', causeId } }
}

export const decideClaim = (client: Client, id: string, agreedPence: number, more: object = {}) =>
  client.post<Static<typeof WaitingClaimDecided>>(`/v1/waiting-claims/${id}/decision`, {
    agreedPence,
    reasons: [],
    ...more,
  })
export const because = { reasons: [aReason] }
export const readClaim = async (journey: Journey, id: string) =>
  (await journey.person.get<WaitingClaim>(`/v1/waiting-claims/${id}`)).ok

const raw = Buffer.from('%PDF-1.7\n%%EOF')
export const aReceiptFile = { raw, headers: { 'content-type': 'application/pdf' } }
export const withReceipt = { documentHash: createHash('sha256').update(raw).digest('hex'), noReceiptBecause: null }
export const sendReceipt = (client: Client, id: string) =>
  client.post<WaitingClaim>(`/v1/waiting-claims/${id}/file`, undefined, aReceiptFile)
