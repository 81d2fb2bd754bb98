import type { LocalDate } from '../../shared/dates.ts'
import { type Refusal, refuse } from '../../shared/outcome.ts'
import { type Involved, isIndependent } from './sign-off.ts'
import type { TierHolder } from './sign-off-rules.ts'

/** Standings that a trust gives: they count on the cases of that trust only, for the holder and for whoever stands in. */
export const trustStandings: ReadonlySet<TierHolder> = new Set(['care-coordinator', 'team-manager', 'mdt-member'])

/** Who stands in for whom, in which standing, from a day to a day. */
export interface WantedDeputyship {
  readonly holderId: string
  readonly standing: TierHolder
  readonly organisationId: string | null
  readonly deputyId: string
  readonly from: LocalDate
  readonly until: LocalDate
}

/** Who sets it, as far as the rule must know. */
export interface Namer {
  readonly actorId: string
  readonly roles: readonly string[]
  readonly organisationId: string | null
  readonly machine: boolean
  readonly ofCommissioner: boolean
}

/**
 * Whether somebody may name this deputy: the holder themselves; a team manager, within their trust; the commissioner, for anybody but
 * the council, which sends its own deputy to a panel of two bodies. Nobody is their own deputy or makes themself one, and none is named for
 * days gone by. A system counts as the commissioner's own, or within its trust.
 */
export function mayName(
  namer: Namer,
  wanted: WantedDeputyship,
  today: LocalDate,
): true | Refusal<'capacity-missing' | 'request-invalid'> {
  const { holderId, standing, organisationId, deputyId, from, until } = wanted
  const inTrust = trustStandings.has(standing)
  if (deputyId === holderId) return refuse('request-invalid', 'Nobody is their own deputy', '/deputyId')
  if (deputyId === namer.actorId) return refuse('capacity-missing', 'Nobody makes themself a deputy', '/deputyId')
  if (from < today) return refuse('request-invalid', 'A deputy is named for today or later', '/from')
  if (until < from) return refuse('request-invalid', 'The last day is not before the first', '/until')
  if (inTrust === (organisationId === null)) {
    const rule = inTrust ? 'A standing of a trust names the trust' : 'This standing belongs to no trust'
    return refuse('request-invalid', rule, '/organisationId')
  }
  const within = !inTrust || namer.organisationId === organisationId
  const holder = namer.actorId === holderId && namer.roles.includes(standing) && within
  const manager = inTrust && within && namer.roles.includes('team-manager')
  const system = namer.machine && (namer.ofCommissioner || (inTrust && within))
  const commissioner = system || namer.roles.includes('commissioner-officer')
  if (holder || manager || (commissioner && standing !== 'local-authority-officer')) return true
  return refuse('capacity-missing', `A deputy is named by the ${standing} in person, or by who is over them`)
}

/** Who is too close to a plan to decide on it in somebody's place: besides those who may not decide at all, whoever signed it or is on its case. */
export interface InvolvedDeputies extends Involved {
  readonly signerIds: readonly string[]
  readonly teamIds: readonly string[]
}

/** A deputy inherits the queue, not the right to decide their own; nor may a deputy decide where the holder may not. */
export function mayDecideFor(holderId: string, deputyId: string, involved: InvolvedDeputies): boolean {
  return (
    isIndependent(deputyId, involved) &&
    isIndependent(holderId, involved) &&
    !involved.signerIds.includes(deputyId) &&
    !involved.teamIds.includes(deputyId)
  )
}
