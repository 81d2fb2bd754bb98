import { inPounds, type Pence } from '../../shared/money.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { isPooled } from '../budgets/pool.ts'
import type { SchemeRules } from '../scheme/scheme-rules.ts'
import type { Element } from './elements.ts'
import type { LineSchedule } from './line-schedule.ts'

/*
 * What people add to a line of their own. The NHS is free of charge, and aftercare under section 117 as well: support over time that a need was agreed for is
 * paid for whole, and nobody is asked to top it up. Something that is bought once can cost more than the need does, and who wishes adds the rest, as with a
 * personal wheelchair budget. Where the council pays, more is for them and the council to agree, as for
 * accommodation (Care Act 2014 s. 30).
 */

interface Line {
  readonly element?: Element | null | undefined
  readonly schedule?: LineSchedule | null | undefined
}
type Rules = Pick<SchemeRules, 'split' | 'targetGroups'>

const notToppedUp = 'This support is paid for as a whole: nobody adds their own money to it'

/** Whether nobody adds to a line: support over time that the NHS alone pays for, or in a scheme that gives aftercare, since nobody is to pay for that by a mistake about their section. */
export function isPaidWhole({ element = null, schedule = null }: Line, { split, targetGroups }: Rules): boolean {
  if (schedule === null || schedule.frequency === 'once') return false
  const ofCouncil = isPooled(split) || (split.kind === 'single' && split.host !== 'commissioner')
  return targetGroups.includes('section-117-aftercare') || (element !== 'social-care' && !ofCouncil)
}

/** What a plan says of it in the place of a signature; null where nothing. */
export const ownMoneyMissing = (line: Line & { readonly ownPence?: Pence }, rules: Rules): string | null =>
  (line.ownPence ?? 0) > 0 && isPaidWhole(line, rules) ? notToppedUp : null

/**
 * Whether a purchase is paid in part with the person's own money. Who buys for them says no more of it, in all, than the plan says that they signed; they themselves add what they
 * wish.
 */
export function mayAddOwn(
  line: Line & { readonly agreedOwnPence: Pence; readonly ownPence: Pence },
  rules: Rules,
  pence: Pence,
  bySelf: boolean,
): true | Refusal<'own-money-refused'> {
  if (pence === 0) return true
  if (isPaidWhole(line, rules)) return refuse('own-money-refused', notToppedUp, '/ownPence')
  const left = Math.max(0, line.agreedOwnPence - line.ownPence)
  if (bySelf || pence <= left) return true
  const said = `The plan says that they add ${inPounds(line.agreedOwnPence)}, of which ${inPounds(left)} is left`
  return refuse('own-money-refused', `${said}: more is for the person to say`, '/ownPence')
}
