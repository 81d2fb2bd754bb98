import type { SpendingFreeze } from '../../src/concerns/freeze-schemas.ts'
import type { Concern } from '../../src/concerns/schemas.ts'
import type { Client } from '../support/client.ts'
import type { Journey } from '../support/journey.ts'

interface Raised {
  readonly about: Concern['about']
  readonly memberId: string | null
  readonly planLineId: string | null
  readonly payee: string | null
  readonly level: Concern['level']
  readonly reason: string
  readonly words: string
}

/** A concern as somebody raises it; about the case, unless it says otherwise. */
export const aConcern = (more: Partial<Raised> = {}): Raised => ({
  about: 'case',
  memberId: null,
  planLineId: null,
  payee: null,
  level: 'medium',
  reason: 'money-taken',
  words: 'She takes the card with her when she goes.',
  ...more,
})

export const raise = (client: Client, { ids }: Pick<Journey, 'ids'>, more: Partial<Raised> = {}) =>
  client.post<{ id: string; receivedAt: string }>(`/v1/cases/${ids.caseId}/concerns`, aConcern(more))

/** The newest concern that this one may know of, of a case; undefined where there is none. */
export const newestOf = async (lead: Client, { ids }: Pick<Journey, 'ids'>): Promise<string | undefined> =>
  (await lead.get<{ items: { id: string; caseId: string }[] }>('/v1/concerns?limit=100')).ok.items.find(
    ({ caseId }) => caseId === ids.caseId,
  )?.id

export const take = (lead: Client, id: string) => lead.post<Concern>(`/v1/concerns/${id}/taking`)

/** The member of the team who has this role. */
export async function memberOf({ officer, ids }: Journey, role: string): Promise<string> {
  const { items } = (
    await officer.get<{ items: { id: string; caseRole: string }[] }>(`/v1/cases/${ids.caseId}/members`)
  ).ok
  return items.find(({ caseRole }) => caseRole === role)?.id ?? ''
}

type Wanted = Pick<SpendingFreeze, 'until'> & Partial<Pick<SpendingFreeze, 'about' | 'planLineId' | 'payee'>>

/** Freezes for a concern: the case, unless it says otherwise. */
export const freezeFor = (lead: Client, concernId: string, wanted: Wanted) =>
  lead.post<Concern>(`/v1/concerns/${concernId}/freezes`, {
    ...{ about: 'case', planLineId: null, payee: null, reason: 'The receipts are not of this shop.' },
    ...wanted,
  })

/** Asks for a freeze to be lifted, or lifts one for which another has asked. */
export const liftFreeze = (lead: Client, freezeId: string) =>
  lead.post<Concern>(`/v1/spending-freezes/${freezeId}/lifting`, { reason: 'The shop has sent the receipts.' })

export const settle = (lead: Client, id: string, outcome: Concern['outcome']) =>
  lead.post<Concern>(`/v1/concerns/${id}/settlement`, {
    outcome,
    referredTo: outcome === 'referred-on' ? 'police' : null,
    words: 'So it is.',
    tellPerson: false,
  })
