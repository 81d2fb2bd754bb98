import type { Static } from '@sinclair/typebox'
import { requireRegistered } from '../case-access/require-independent.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done } from '../platform/http/operation.ts'
import { londonDate } from '../shared/dates.ts'
import { type BankResult, readResults } from './files/results.ts'
import { requireRun } from './require-run.ts'
import { hasResults, insertResults, listKnown } from './results-repository.ts'
import type { NewPayRunResults, PayRunResultsImported } from './schemas.ts'

/**
 * Takes in what the bank said of a run whose file was made, all of a part or nothing: of what no bank was told, nobody says that it was paid; of a run that has
 * results from before that was asked, the others can come. The same again does nothing, also after a correction; another word on a payment is refused. It is settled between requests.
 */
export async function importPayRunResults(
  tx: Tx,
  { actor, now }: Context,
  payRunId: string,
  { csv }: Static<typeof NewPayRunResults>,
): Promise<Answer<Static<typeof PayRunResultsImported>>> {
  await requireRegistered(tx, actor)
  const run = await requireRun(tx, actor, payRunId, 'instructed', 'settled')
  if (run.fileMadeAt === null && !(await hasResults(tx, actor, payRunId)))
    throw new Problem('wrong-state', 'No file of the run was made: no bank was told of it')
  const { results, flaws } = readResults(csv, {
    from: londonDate(new Date(run.approvedAt ?? now)),
    until: londonDate(now),
  })
  const known = await listKnown(
    tx,
    actor,
    results.map(({ reference }) => reference),
  )
  for (const result of results) {
    const of = known.get(result.reference)
    const say = (code: string, detail: string) => flaws.push({ pointer: '/csv', code, detail })
    if (of?.payRunId !== payRunId) say('reference-unknown', `${result.reference} is no payment of this run`)
    else if (of.before.length > 0 && !of.before.some((before) => isSame(before, result)))
      say('result-differs', `${result.reference} was imported with another outcome`)
  }
  if (flaws.length > 0) throw new Problem('results-unclear', undefined, { errors: flaws.slice(0, 20) })
  const taken = await insertResults(tx, actor, payRunId, results, now)
  if (taken > 0) {
    const about = { subjectId: payRunId, caseId: null, at: now, facts: { results: taken } }
    await record(tx, actor, { type: 'pay-run.results-imported', ...about })
  }
  return done({ taken, known: results.length - taken })
}

const isSame = (one: BankResult, other: BankResult): boolean =>
  one.paidOn === other.paidOn && one.failure === other.failure
