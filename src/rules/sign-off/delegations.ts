import type { LocalDate } from '../../shared/dates.ts'
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

/**
 * Whether somebody may delegate this: the holder themselves; a team manager, within their trust; the commissioner, for anybody but
 * the council, which sends its own delegate to a panel of two bodies. Nobody delegates to themselves, and no delegation is made for
 * days gone by.
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
  if (inTrust === (organisationId === null)) {
    const rule = inTrust
      ? 'Name the trust in which the holder has this role'
      : 'This role does not belong to a trust: leave the trust out'
    return refuse('request-invalid', rule, '/organisationId')
  }
  const within = !inTrust || namer.organisationId === organisationId
  const holder = namer.actorId === holderId && namer.roles.includes(tierRole) && within
  const manager = inTrust && within && namer.roles.includes('team-manager')
  const commissioner = namer.roles.includes('commissioner-officer')
  if (holder || manager || (commissioner && tierRole !== 'local-authority-officer')) return true
  return refuse(
    'case-role-required',
    `Only the ${tierRole} themselves, their manager or the commissioner can delegate this`,
  )
}
