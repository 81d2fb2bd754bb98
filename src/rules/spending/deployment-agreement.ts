import { type Holding, sameHolder } from '../planning/line-holding.ts'
import type { Spender } from './spenders.ts'

/** Whether money that is held so is paid into somebody’s hands, and needs an agreement in writing first (S.I. 2013/1617 for direct payments for health). */
export const needsAgreement = ({ deployment }: Pick<Holding, 'deployment'>): boolean => deployment !== 'notional'

/**
 * Whether a use of money that is held so waits until both have signed: whatever is paid into somebody's hands, and whatever an organisation buys of what it holds. Who has a direct payment lays out
 * their own money until then.
 */
export const waitsForAgreement = (held: Pick<Holding, 'deployment'>, use: 'into-hands' | 'purchase'): boolean =>
  use === 'purchase' ? held.deployment === 'third-party' : needsAgreement(held)

/** Whether two ways of holding money are the same. */
export const sameHolding = (one: Holding, other: Holding): boolean =>
  sameHolder(one, other) && one.instrument === other.instrument

/** What is agreed: the way, who may spend, and the terms, as they are signed. */
export interface AgreementContent {
  readonly termsVersion: number
  readonly line: string
  readonly deployment: Holding['deployment']
  readonly instrument: Holding['instrument']
  readonly holderId: string | null
  readonly spenders: readonly Spender[]
  readonly terms: readonly { readonly about: string; readonly sentence: string }[]
}
