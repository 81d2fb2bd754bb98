import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'

/** How the money of a line is held, and by whom. */
export interface Holding {
  readonly deployment: 'notional' | 'third-party' | 'direct-payment'
  readonly instrument: 'bank-account' | 'pre-paid-card' | 'broker-held-card' | 'invoice'
  readonly holderId: string | null
}

/** Who holds the money, by whatever it is paid. */
export type HeldBy = Pick<Holding, 'deployment' | 'holderId'>

export const sameHolder = (one: HeldBy, other: HeldBy): boolean =>
  one.deployment === other.deployment && one.holderId === other.holderId

/** By what each way of holding money is paid. A notional budget is money that never moves: the services invoice whoever commissions them. */
export const instrumentsOf: Readonly<Record<Holding['deployment'], readonly Holding['instrument'][]>> = {
  notional: ['invoice'],
  'third-party': ['broker-held-card', 'invoice'],
  'direct-payment': ['bank-account', 'pre-paid-card'],
}

/**
 * Whether a line can be held in another way, at the person's word: up and down between a notional budget, money that somebody holds for them, and a
 * direct payment, as far as the scheme offers it (S.I. 2013/1617 for direct payments for health).
 */
export function mayHold(
  now: Holding,
  wanted: Holding,
  { deployments }: Pick<SchemeRules, 'deployments'>,
  waits: boolean,
): true | Refusal<'holding-unsuitable'> {
  const { deployment, instrument, holderId } = wanted
  const unsuitable = (detail: string, pointer: string) => refuse('holding-unsuitable', detail, pointer)
  if (!deployments.includes(deployment))
    return unsuitable(`The scheme holds money as ${deployments.join(', ')}`, '/deployment')
  const fitting = instrumentsOf[deployment]
  if (!fitting.includes(instrument))
    return unsuitable(`Money that is held in this way is paid by ${fitting.join(' or ')}`, '/instrument')
  if ((deployment === 'third-party') !== (holderId !== null))
    return unsuitable('An organisation holds the money of a third-party budget, and of no other', '/holderId')
  // Where another way waits, the one that there is can be chosen: that calls the other off.
  if (!waits && now.deployment === deployment && now.instrument === instrument && now.holderId === holderId)
    return unsuitable('The line is held in this way already', '/deployment')
  return true
}
