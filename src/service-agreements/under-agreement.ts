import { findPayee } from '../payees/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import {
  agreementFor,
  mayBePaidUnder,
  needsServiceAgreement,
  type PayingLine,
} from '../rules/spending/service-agreements.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type KeptAgreement, listSigned } from './repository.ts'

/** Whether a line may pay somebody for what was given on a day, and the agreement by which it does, where it needs one. */
export async function whetherUnderAgreement(
  reads: Reads,
  actor: Actor,
  line: PayingLine,
  payeeId: string,
  on: LocalDate,
): Promise<{ may: ReturnType<typeof mayBePaidUnder>; agreement: KeptAgreement | undefined }> {
  const [payee, signed] = await Promise.all([
    findPayee(reads, actor, payeeId, on),
    listSigned(reads, actor, payeeId, on),
  ])
  if (!payee) return { may: true, agreement: undefined }
  const needed = needsServiceAgreement(payee.kind, line)
  return {
    may: mayBePaidUnder(payee.kind, signed, line, on),
    agreement: needed ? agreementFor(signed, line, on) : undefined,
  }
}
