import type { CardFeed, CardFeedLine } from '../../src/card-feeds/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'

/** What an issuer says was paid, each line as `2026-11-24,1.00,A CAFE`. */
export const aCardFeed = (...lines: readonly string[]) => ({
  csv: ['Day,Pounds,Who', ...lines].join('\n'),
  profile: {
    delimiter: ',',
    dateColumn: 'Day',
    dateFormat: 'yyyy-mm-dd',
    amountColumn: 'Pounds',
    paidIs: 'positive',
    merchantColumn: 'Who',
    referenceColumn: null,
  },
})

export const sendFeed = ({ ids }: Pick<Journey, 'ids'>, client: Client, ...lines: readonly string[]) =>
  client.post<CardFeed>(`/v1/cases/${ids.caseId}/card-feeds`, aCardFeed(...lines))

/** The newest line of a case for which no purchase is known. */
export async function unmatchedLine({ ids, officer }: Pick<Journey, 'ids' | 'officer'>): Promise<string> {
  const path = `/v1/cases/${ids.caseId}/unmatched-card-feed-lines`
  return (await officer.get<{ items: CardFeedLine[] }>(path)).ok.items[0]?.id ?? ''
}
