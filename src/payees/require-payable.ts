import type { LockedCase } from '../case-access/case.ts'
import { listMembers } from '../case-team/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { isDecided, mayBePaid, mayLeaveOpen, type PayablePayee, type TeamMember } from '../rules/spending/payees.ts'
import { type LocalDate, londonDate } from '../shared/dates.ts'
import { findPayeeDecision } from './decisions-repository.ts'
import { findPayee, isRegisteredName } from './repository.ts'
import type { Payee } from './schemas.ts'
import { listStandingTies } from './ties-repository.ts'

const payable = (payee: Payee): PayablePayee => ({
  ...payee,
  endedOn: payee.endedAt === null ? null : londonDate(new Date(payee.endedAt)),
})

/** Who is on the team of a case, as far as a payee could have a tie to them. Who has left counts too: they may have left for it. */
export const teamTied = async (reads: Reads, actor: Actor, caseId: string): Promise<TeamMember[]> =>
  (await listMembers(reads, actor, caseId)).filter(({ caseRole }) => caseRole !== 'person')

/** What is known of a payee on a case, on a day. */
const known = (reads: Reads, actor: Actor, caseId: string, payeeId: string, on: LocalDate) =>
  Promise.all([
    findPayee(reads, actor, payeeId, on),
    teamTied(reads, actor, caseId),
    findPayeeDecision(reads, actor, caseId, payeeId),
    listStandingTies(reads, actor, caseId, payeeId),
  ])

/** Whether a payee may be paid on a case for what was bought on a day, and if not, why. `paidOn`: the day of the payment, where it is another. */
export async function whetherPayable(
  reads: Reads,
  actor: Actor,
  caseId: string,
  payeeId: string,
  on: LocalDate,
  paidOn: LocalDate = on,
) {
  const [payee, team, decided, declared] = await known(reads, actor, caseId, payeeId, paidOn)
  return payee && mayBePaid(payable(payee), team, decided, on, declared, paidOn)
}

/** Whether a payee is paid on a case at all, whatever papers they have: nobody ended them, and a tie that there is was decided on. */
export async function isPaidHere(reads: Reads, actor: Actor, caseId: string, payeeId: string, on: LocalDate) {
  const [payee, team, decided, declared] = await known(reads, actor, caseId, payeeId, on)
  return payee !== undefined && payee.endedAt === null && isDecided(payee, team, decided, declared) === true
}

/** Refuses to pay somebody who may not be paid. */
export async function requirePayable(
  tx: Tx,
  actor: Actor,
  budgetCase: LockedCase,
  payeeId: string,
  on: LocalDate,
): Promise<void> {
  const answer = await whetherPayable(tx, actor, budgetCase.id, payeeId, on)
  if (answer === undefined) throw invalidAt('/payeeId', 'No such payee is registered here', 'reference-unknown')
  orThrow(answer)
}

/** Refuses a purchase that does not say which payee of the register was paid, where one is registered by that name or the line pays no others. */
export async function requireNamed(
  tx: Tx,
  actor: Actor,
  line: Parameters<typeof mayLeaveOpen>[0],
  payee: string,
): Promise<void> {
  orThrow(mayLeaveOpen(line, await isRegisteredName(tx, actor, payee)))
}
