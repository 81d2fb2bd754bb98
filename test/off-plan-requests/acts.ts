import type { Static } from '@sinclair/typebox'
import type { OffPlanDecided, OffPlanRequest } from '../../src/off-plan-requests/schemas.ts'
import type { Purchase } from '../../src/spending/schemas.ts'
import { change } from '../sign-off/acts.ts'
import { statementOf } from '../spending/acts.ts'
import type { Client, RequestOptions } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aPurchase, aReason, aWish } from '../support/pathway-builders.ts'
import type { Service } from '../support/service.ts'

type Decided = Static<typeof OffPlanDecided>

/** A budget of £600.00, and a plan of £300.00 in two lines that is agreed: there is room of £100.00 below the care coordinator's limit. */
export async function withRoom(
  service: Service,
  more: Partial<Parameters<typeof aPlanLine>[0]> = {},
): Promise<Journey> {
  const journey = await journeyTo(service, 'plan-drafted', { wish: aWish(60_000) })
  const mattress = { key: 'mattress', title: 'A mattress', category: 'home', amountPence: 10_000, ...more }
  void (await change(journey, { lines: [aPlanLine({ amountPence: 20_000 }), aPlanLine(mattress)] })).ok
  return journey.on('money-agreed')
}

export const ask = (journey: Journey, more: object = {}, client: Client = journey.person, options?: RequestOptions) =>
  client.post<OffPlanRequest>(
    `/v1/cases/${journey.ids.caseId}/off-plan-requests`,
    {
      kind: 'not-in-plan',
      line: 'drum-kit',
      title: 'A practice pad',
      category: 'equipment',
      amountPence: 5_000,
      because: 'The neighbours asked me to play more quietly.',
      outcomes: ['sleep'],
      ...more,
    },
    options,
  )

export const moreOf = (line: string, amountPence: number) => ({
  kind: 'more-of-line',
  line,
  category: null,
  amountPence,
})

export const readRequest = async (journey: Journey, id: string) =>
  (await journey.person.get<OffPlanRequest>(`/v1/off-plan-requests/${id}`)).ok

/** Without a reason for all of it; with one for less. */
export const decideOn = (
  client: Client,
  id: string,
  agreedPence: number,
  more: object = {},
  options?: RequestOptions,
) => client.post<Decided>(`/v1/off-plan-requests/${id}/decision`, { agreedPence, reasons: [], ...more }, options)
export const because = { reasons: [aReason] }

export const passUp = (client: Client, id: string) =>
  client.post<OffPlanRequest>(`/v1/off-plan-requests/${id}/escalations`)
export const voteOn = (client: Client, id: string, agrees = true) =>
  client.post<{ quorate: boolean }>(`/v1/off-plan-requests/${id}/votes`, { agrees, reasons: agrees ? [] : [aReason] })
export const takeBack = (client: Client, id: string) =>
  client.post<OffPlanRequest>(`/v1/off-plan-requests/${id}/withdrawal`)

export const buyFrom = (journey: Journey, planLineId: string | null, amountPence: number) =>
  journey.broker.post<Purchase>(
    `/v1/plan-lines/${planLineId}/purchases`,
    aPurchase({ amountPence, boughtOn: journey.service.clock.today() }),
  )

/** Agreed, spent and available of each open line, by its title. */
export const linesOf = async (journey: Journey) =>
  Object.fromEntries(
    (await statementOf(journey)).lines.map((line) => [
      line.title,
      [line.agreedPence, line.spentPence, line.availablePence],
    ]),
  )
