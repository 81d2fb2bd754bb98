import type { LockedCase } from '../case-access/case.ts'
import type { BeforeSaid } from '../database/json-columns.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import { isRecorder, type Known, objectionBy, type SaidForKind } from '../rules/people/recording.ts'
import { londonDate } from '../shared/dates.ts'
import { insertSaidFor, isObjectedTo } from './repository.ts'

/** What somebody said on a case, in which role, and how it is known where it was recorded for the person. */
export interface Said {
  readonly kind: SaidForKind
  readonly subjectId: string
  readonly as: string
  readonly words: string | null
  readonly saidFor: Known | null
  /** What there was before, where an objection puts it back. */
  readonly before?: BeforeSaid
}

/** Keeps that something was recorded for the person, and so tells them; null where they, or who acts for them, said it here. */
export async function keepSaidFor(
  tx: Tx,
  { actor, now }: Context,
  budgetCase: LockedCase,
  { as, saidFor, ...said }: Said,
): Promise<string | null> {
  if (saidFor === null || !isRecorder(as)) return null
  if (await isObjectedTo(tx, actor, { ...said, caseId: budgetCase.id })) throw new Problem('objected-to')
  const by = objectionBy(budgetCase.rules, said.kind, londonDate(now))
  const id = await insertSaidFor(
    tx,
    actor,
    { ...said, caseId: budgetCase.id, saidFor, recordedAs: as, objectionBy: by },
    now,
  )
  await record(tx, actor, {
    type: 'said-for.recorded',
    subjectId: id,
    caseId: budgetCase.id,
    at: now,
    facts: {
      kind: said.kind,
      about: said.subjectId,
      saidOn: saidFor.saidOn,
      ...(saidFor.how === null ? {} : { how: saidFor.how }),
      recordedAs: as,
      objectionBy: by,
    },
  })
  return id
}
