import { dateInWords, type LocalDate, monthsAfter } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import type { TierHolder } from './sign-off-rules.ts'

/** Roles that a trust gives: they count on the cases of that trust only, for the holder and for whoever stands in. */
export const trustRoles: ReadonlySet<TierHolder> = new Set(['care-coordinator', 'team-manager', 'mdt-member'])

/** Who stands in for whom, in which role, from a day to a day. */
export interface WantedDelegation {
  readonly holderId: string
  readonly tierRole: TierHolder
  readonly organisationId: string | null
  readonly delegateId: string
  readonly from: LocalDate
  readonly until: LocalDate
}

/** Who sets it, as far as the rule must know. */
export interface Namer {
  readonly actorId: string
  readonly roles: readonly string[]
  readonly organisationId: string | null
}

/** A vote is its member's own: only they hand it on, or one who names others could fill a meeting or a panel alone. */
const voting: ReadonlySet<TierHolder> = new Set([
  'mdt-member',
  'panel-member',
  'lived-experience-member',
  'local-authority-officer',
])

/** Whoever is away for longer has given up the role. */
const mostMonths = 6

type Seat = Pick<WantedDelegation, 'holderId' | 'tierRole' | 'organisationId'>

const isWithin = (namer: Namer, { tierRole, organisationId }: Seat) =>
  !trustRoles.has(tierRole) || namer.organisationId === organisationId
const isHolder = (namer: Namer, seat: Seat) =>
  namer.actorId === seat.holderId && namer.roles.includes(seat.tierRole) && isWithin(namer, seat)
/** A manager within their trust, the commissioner, and a system as the commissioner's own or within its trust. */
function isOver(namer: Namer, seat: Seat): boolean {
  const { roles } = namer
  const withinTrust = trustRoles.has(seat.tierRole) && isWithin(namer, seat)
  return roles.includes('commissioner-officer') || (withinTrust && roles.includes('team-manager'))
}

const notYours = ({ tierRole }: Seat, others: string) =>
  refuse('case-role-required', `Only the ${tierRole} themselves${others} can delegate this`)

/**
 * Whether somebody may delegate this: the holder themselves; and where the holder decides alone, a team manager, within their trust, or the
 * commissioner. Nobody delegates to themselves, and no delegation is made for days gone by, or for longer than somebody is away.
 */
export function mayName(
  namer: Namer,
  wanted: WantedDelegation,
  today: LocalDate,
): true | Refusal<'case-role-required' | 'request-invalid'> {
  const { holderId, tierRole, organisationId, delegateId, from, until } = wanted
  const inTrust = trustRoles.has(tierRole)
  if (delegateId === holderId)
    return refuse('request-invalid', 'A delegate must be somebody other than the holder', '/delegateId')
  if (delegateId === namer.actorId)
    return refuse('case-role-required', 'You cannot delegate to yourself', '/delegateId')
  if (from < today) return refuse('request-invalid', 'A delegation must start today or later', '/from')
  if (until < from) return refuse('request-invalid', 'The last day is not before the first', '/until')
  const last = monthsAfter(from, mostMonths)
  if (until > last)
    return refuse('request-invalid', `A delegation from this day ends on ${dateInWords(last)} or before`, '/until')
  if (inTrust === (organisationId === null)) {
    const rule = inTrust
      ? 'Name the trust in which the holder has this role'
      : 'This role does not belong to a trust: leave the trust out'
    return refuse('request-invalid', rule, '/organisationId')
  }
  if (isHolder(namer, wanted)) return true
  if (voting.has(tierRole)) return notYours(wanted, '')
  return isOver(namer, wanted) || notYours(wanted, ', their manager or the commissioner')
}

/** Whether somebody may end a delegation before its last day: the holder, and whoever is over them, also where the vote is the holder's own. */
export function mayEnd(namer: Namer, seat: Seat): true | Refusal<'case-role-required'> {
  return isHolder(namer, seat) || isOver(namer, seat) || notYours(seat, ', their manager or the commissioner')
}
