import { findPayee, listPayeesByName } from '../payees/repository.ts'
import { isOwnOrganisation } from '../payees/require-elsewhere.ts'
import { teamTied } from '../payees/team-repository.ts'
import { listNamedTies } from '../payees/ties-repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { invalidAt } from '../platform/http/errors.ts'
import { holdsName } from '../rules/people/alike-names.ts'
import { foldName } from '../rules/people/folded-names.ts'
import { type PayeeTie, tiesOf } from '../rules/spending/payees.ts'
import type { LocalDate } from '../shared/dates.ts'

/** Who would be paid, by name and, where they are registered, by that. */
interface WouldBePaid {
  readonly payee: string | null
  readonly payeeId: string | null
}

/**
 * What ties who would be paid to a case, by what is registered of them, what is declared on the case and the name that is typed: a broker whose own organisation would be paid is named,
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
  const [team, registered, declared, called] = await Promise.all([
    teamTied(reads, actor, caseId),
    payeeId === null ? undefined : findPayee(reads, actor, payeeId, today),
    listNamedTies(reads, actor, caseId),
    payee === null ? [] : listPayeesByName(reads, actor, payee, today),
  ])
  if (payeeId !== null && !registered)
    throw invalidAt('/payeeId', 'No such payee is registered here', 'reference-unknown')
  // Who is only typed can be registered all the same: leaving out which one it is hides no tie.
  const names = [payee, registered?.name].filter((name) => typeof name === 'string')
  const isSame = (name: string) => names.some((one) => holdsName(one, name))
  const known = declared.filter((one) => one.payeeId === payeeId || isSame(one.name)).map(({ tie }) => tie)
  const who = [
    ...(registered ? [registered] : []),
    ...called.filter(({ name }) => isSame(name)),
    ...(payee === null ? [] : [{ name: payee, organisationId: null }]),
  ]
  return [...new Set([...who.flatMap((one) => tiesOf(one, team)), ...known])]
}

/** Whether the actor, or the organisation that they come from, would be paid, by what is registered and by the name that is typed. A public body answers for itself. */
export async function wouldPayOwn(
  reads: Reads,
  actor: Actor,
  { payee, payeeId }: WouldBePaid,
  today: LocalDate,
): Promise<boolean> {
  const [registered, called] = await Promise.all([
    payeeId === null ? undefined : findPayee(reads, actor, payeeId, today),
    payee === null || payeeId !== null ? [] : listPayeesByName(reads, actor, payee, today),
  ])
  const known = registered ? [registered] : called.filter(({ name }) => foldName(name) === foldName(payee ?? ''))
  const who = [...known, ...(payee === null ? [] : [{ name: payee, organisationId: null }])]
  if (actor.name !== '' && who.some(({ name }) => holdsName(name, actor.name))) return true
  if (known.some(({ kind }) => kind === 'public-body')) return false
  for (const one of who) if (await isOwnOrganisation(reads, actor, one)) return true
  return false
}
