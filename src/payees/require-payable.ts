import type { LockedCase } from '../case-access/case.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow, type Problem, problemOf } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { holdsName } from '../rules/people/alike-names.ts'
import {
  evidenceThatCounts,
  isDecided,
  isSaidOf,
  mayBePaid,
  mayLeaveOpen,
  type PayablePayee,
  tiesOf,
} from '../rules/spending/payees.ts'
import { mayBeCalled } from '../rules/spending/registered-payees.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { requireAnother } from '../staff/same-human.ts'
import { askAboutPayee } from './ask-about-payee.ts'
import { listRefusedNames } from './decisions-repository.ts'
import { knownHere } from './known-here.ts'
import { isRegisteredName, listSeers } from './repository.ts'
import type { Payee } from './schemas.ts'
import { teamTied } from './team-repository.ts'
import { listNamedTies } from './ties-repository.ts'

const payable = (payee: Payee): PayablePayee => ({
  ...payee,
  endedOn: payee.endedAt === null ? null : londonDate(new Date(payee.endedAt)),
})

/** A payee on a case, and whether they may be paid for what was bought on a day, or why not; undefined where none is registered. `paidOn`: the day of the payment, where it is another. */
export async function whetherPayable(
  reads: Reads,
  actor: Actor,
  caseId: string,
  payeeId: string,
  on: LocalDate,
  paidOn: LocalDate = on,
) {
  const found = await knownHere(reads, actor, caseId, payeeId, paidOn)
  if (!found) return undefined
  const { payee, team, decided, declared, refused } = found
  return { payee, team, may: mayBePaid(payable(payee), team, decided, on, declared, paidOn, refused) }
}

/** Whether a payee is paid on a case at all, whatever papers they have: a tie that there is was decided on. `until`: the day on which they were ended. */
export async function whetherPaidHere(
  reads: Reads,
  actor: Actor,
  caseId: string,
  payeeId: string,
  on: LocalDate,
): Promise<{ readonly until: LocalDate | null } | undefined> {
  const found = await knownHere(reads, actor, caseId, payeeId, on)
  if (!found) return undefined
  const { payee, team, decided, declared, refused } = found
  return isDecided(payee, team, decided, declared, refused) === true ? { until: payable(payee).endedOn } : undefined
}

/**
 * Refuses to pay somebody who may not be paid; also one whom somebody calls by a name that is tied to the case and not theirs; and whom the buyer vouched for. Where somebody has to
 * decide first, they are asked, and the refusal is given, for `refusedAfter`.
 */
export async function requirePayable(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  payeeId: string,
  on: LocalDate,
  typed: string,
): Promise<Problem | Payee> {
  const { actor } = context
  const found = await whetherPayable(tx, actor, budgetCase.id, payeeId, on)
  if (!found) throw invalidAt('/payeeId', 'No such payee is registered here', 'reference-unknown')
  const { payee, team, may } = found
  if (may !== true && may.code === 'payee-to-decide') {
    await askAboutPayee(tx, context, budgetCase.id, payeeId)
    return problemOf(may)
  }
  orThrow(may)
  orThrow(mayBeCalled(typed, payee, team))
  const seers = await listSeers(
    tx,
    actor,
    evidenceThatCounts(payee.kind, payee.evidence, on).map(({ id }) => id),
  )
  await requireAnother(tx, actor, seers, 'Somebody else than who saw the papers of the payee buys from them')
  return payee
}

/** Refuses a purchase that does not say which payee of the register was paid, where one is registered by that name, the line pays no others, or it can be the name of somebody of the team, of a broker's organisation, or of whom somebody said a tie or decided that they are not paid here. */
export async function requireNamed(
  tx: Tx,
  actor: Actor,
  budgetCase: LockedCase,
  line: Parameters<typeof mayLeaveOpen>[0],
  payee: string,
): Promise<void> {
  const [isRegistered, team, declared, refused] = await Promise.all([
    isRegisteredName(tx, actor, payee),
    teamTied(tx, actor, budgetCase.id),
    listNamedTies(tx, actor, budgetCase.id),
    listRefusedNames(tx, actor, budgetCase.id),
  ])
  const typed = { id: null, name: payee, organisationId: null }
  const said = declared.flatMap((one) => (isSaidOf(one, typed) ? [one.tie] : []))
  const isRefused = refused.some((name) => holdsName(payee, name))
  orThrow(mayLeaveOpen(line, isRegistered, tiesOf(typed, team, said), isRefused))
}
