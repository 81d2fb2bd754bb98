import { findPayee } from '../payees/repository.ts'
import { teamTied } from '../payees/team-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { type PayeeTie, tiesOf } from '../rules/spending/payees.ts'
import type { LocalDate } from '../shared/dates.ts'

/** Who would be paid, by name and, where they are registered, by that. */
interface WouldBePaid {
  readonly payee: string | null
  readonly payeeId: string | null
}

/**
 * What ties who would be paid to a case, by what is registered of them and by the name that is typed: a broker whose own organisation would be paid is named,
 * whether or not it is registered as a payee.
 */
export async function tiesOfRequest(
  reads: Reads,
  actor: Actor,
  caseId: string,
  { payee, payeeId }: WouldBePaid,
  today: LocalDate,
): Promise<PayeeTie[]> {
  if (payee === null && payeeId === null) return []
  const [team, registered] = await Promise.all([
    teamTied(reads, actor, caseId),
    payeeId === null ? undefined : findPayee(reads, actor, payeeId, today),
  ])
  if (payeeId !== null && !registered)
    throw invalidAt('/payeeId', 'No such payee is registered here', 'reference-unknown')
  const ties = [
    ...(registered ? tiesOf(registered, team) : []),
    ...(payee === null ? [] : tiesOf({ name: payee, organisationId: null }, team)),
  ]
  return [...new Set(ties)]
}
