import { findPayee } from '../payees/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import {
  agreementFor,
  isUnitKnown,
  mayBePaidUnder,
  needsServiceAgreement,
  type PayingLine,
} from '../rules/spending/service-agreements.ts'
import type { LocalDate } from '../shared/dates.ts'
import { type KeptAgreement, listSigned } from './repository.ts'

interface UnderAgreement {
  readonly may: ReturnType<typeof mayBePaidUnder>
  /** Whether it is known by which agreement. */
  readonly known: ReturnType<typeof isUnitKnown>
  readonly agreement: KeptAgreement | undefined
}

/** Whether a line may pay somebody for what was given on a day, and the agreement by which it does, where it needs one. */
export async function whetherUnderAgreement(
  reads: Reads,
  actor: Actor,
  line: PayingLine,
  payeeId: string,
  on: LocalDate,
  unit: string | null = null,
): Promise<UnderAgreement> {
  const [payee, signed] = await Promise.all([
    findPayee(reads, actor, payeeId, on),
    listSigned(reads, actor, payeeId, on),
  ])
  if (!payee) return { may: true, known: true, agreement: undefined }
  const needed = needsServiceAgreement(payee.kind, line)
  return {
    may: mayBePaidUnder(payee.kind, signed, line, on, unit),
    known: needed ? isUnitKnown(signed, line, on, unit) : true,
    agreement: needed ? agreementFor(signed, line, on, unit) : undefined,
  }
}
