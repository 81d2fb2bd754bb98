import { sql } from 'kysely'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import type { Ending } from '../rules/progress/endings.ts'
import { projectAtEnd } from './repository.ts'

/** Gives these cases to another record of the same person. */
export async function setPersonOfCases(
  tx: Tx,
  actor: Actor,
  caseIds: readonly string[],
  personId: string,
): Promise<void> {
  await tx
    .updateTable('budget_case')
    .set({ person_id: personId, version: sql`version + 1` })
    .where('commissioner_id', '=', actor.commissionerId)
    .where((eb) => eb('case_id', '=', eb.fn.any(eb.val([...caseIds]))))
    .execute()
}

export interface NewCaseRow {
  caseId: string
  personId: string
  schemeId: string
  schemeVersion: number
  trustId: string
}

export async function insertCase(tx: Tx, actor: Actor, row: NewCaseRow, now: Date): Promise<void> {
  await tx
    .insertInto('budget_case')
    .values({
      commissioner_id: actor.commissionerId,
      case_id: row.caseId,
      person_id: row.personId,
      scheme_id: row.schemeId,
      scheme_version: row.schemeVersion,
      trust_id: row.trustId,
      step: 'case-opened',
      ending: null,
      opened_at: now,
      ended_at: null,
      ended_words: null,
      identity_confirmed: false,
      // The first version is the one that is worked out at the end of the operation.
      version: 0,
    })
    .execute()
  projectAtEnd(tx, actor, row.caseId)
}

/** Keeps how a case ended, and when; `null` opens it again. */
export async function setEnding(
  tx: Tx,
  { commissionerId }: Actor,
  caseId: string,
  ended: {
    readonly ending: Ending
    readonly at: Date
    readonly words: string | null
    readonly byPerson?: boolean
  } | null,
): Promise<void> {
  await tx
    .updateTable('budget_case')
    .set({
      ending: ended?.ending ?? null,
      ended_at: ended?.at ?? null,
      ended_words: ended?.words ?? null,
      ended_by_person: ended?.byPerson ?? false,
    })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .execute()
}

/** Puts the case under another version of its scheme's rules. */
export async function setCaseVersion(
  tx: Tx,
  { commissionerId }: Actor,
  caseId: string,
  schemeVersion: number,
): Promise<void> {
  await tx
    .updateTable('budget_case')
    .set({ scheme_version: schemeVersion, version: sql`version + 1` })
    .where('commissioner_id', '=', commissionerId)
    .where('case_id', '=', caseId)
    .execute()
}
