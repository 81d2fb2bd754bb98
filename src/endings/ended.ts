import type { LockedCase } from '../case-access/case.ts'
import { findCase } from '../case-access/repository.ts'
import { toCaseSummary } from '../cases/views.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import type { recordedEndings } from '../rules/progress/endings.ts'
import type { LocalDate } from '../shared/dates.ts'
import type { Pence } from '../shared/money.ts'
import type { CaseEnded } from './schemas.ts'

/** Records that a case has ended by a fact. */
export async function recordEnded(
  tx: Tx,
  { actor, now }: Context,
  { id: caseId, schemeVersion }: LockedCase,
  facts: {
    readonly ending: (typeof recordedEndings)[number]
    readonly on: LocalDate
    readonly as: string
    readonly releasedPence: Pence
    readonly otherPersonId?: string
  },
): Promise<void> {
  await record(tx, actor, { type: 'case.ended', subjectId: caseId, caseId, at: now, schemeVersion, facts })
}

/** The case after that. */
export async function answerEnded(
  tx: Tx,
  { actor, now }: Context,
  caseId: string,
  more: Pick<CaseEnded, 'on' | 'releasedPence'> & Partial<Pick<CaseEnded, 'endsAfter' | 'decisionId' | 'toConfirm'>>,
): Promise<Answer<CaseEnded>> {
  await finish(tx, now)
  const ended = toCaseSummary(orNotFound(await findCase(tx, actor, caseId)))
  return done({ ...ended, endsAfter: null, decisionId: null, toConfirm: false, ...more })
}
