import type { Static } from '@sinclair/typebox'
import { setCaseVersion } from '../case-access/kept-repository.ts'
import { factsOf, openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { findCase } from '../case-access/repository.ts'
import { record } from '../platform/audit/audit.ts'
import { finish } from '../platform/database/at-end.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound } from '../platform/http/operation.ts'
import { entryTaken } from '../rules/assessment/eligibility.ts'
import { mayChangeVersion } from '../rules/progress/may.ts'
import { findScheme } from '../schemes/repository.ts'
import { londonDate } from '../shared/dates.ts'
import { findEntryStatus } from './opening-repository.ts'
import type { CaseSummary } from './schemas.ts'
import type { SchemeVersionChange } from './version-schemas.ts'
import { toCaseSummary } from './views.ts'

/**
 * Puts a case under the version that is in force today, for the steps to come. What was done stands under the version it was done under:
 * a budget that was adopted stays the person's, and a calculation that was not is made again before it can be. While an appeal is
 * open nothing changes.
 */
export async function changeSchemeVersion(
  tx: Tx,
  context: Context,
  caseId: string,
  { version }: Static<typeof SchemeVersionChange>,
): Promise<Answer<CaseSummary>> {
  const { actor, now } = context
  const [budgetCase, facts] = await Promise.all([openForWriting(tx, context, caseId), factsOf(tx, context, caseId)])
  const as = requireCaseRole(budgetCase, actor, 'care-coordinator', 'commissioner-officer')
  orThrow(mayChangeVersion(facts, budgetCase.step))
  const inForce = orNotFound(await findScheme(tx, actor.commissionerId, budgetCase.schemeId, londonDate(now)))
  if (version === budgetCase.schemeVersion)
    throw new Problem('wrong-state', `The case is under version ${version} already`)
  if (version !== inForce.version) {
    const detail = `Version ${inForce.version} is in force today`
    throw new Problem('version-not-in-force', detail, {
      errors: [{ pointer: '/version', code: 'version-not-in-force', detail }],
    })
  }
  const entryStatus = await findEntryStatus(tx, actor, caseId)
  if (entryStatus) orThrow(entryTaken(inForce.rules, entryStatus))
  await Promise.all([
    setCaseVersion(tx, actor, caseId, version),
    record(tx, actor, {
      type: 'case.scheme-version-changed',
      subjectId: caseId,
      caseId,
      at: now,
      schemeVersion: version,
      facts: { from: budgetCase.schemeVersion, to: version, step: budgetCase.step, as },
    }),
  ])
  await finish(tx, now)
  const changed = orNotFound(await findCase(tx, actor, caseId))
  return done(toCaseSummary(changed), changed.version)
}
