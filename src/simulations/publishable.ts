import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Context } from '../platform/http/operation.ts'
import type { VersionedDraft } from '../schemes/drafts-repository.ts'
import { requireNewest } from '../schemes/open-draft.ts'
import { lockNewestVersion } from '../schemes/versions-repository.ts'
import { dateInWords, daysAfter, type LocalDate, londonDate, monthsAfter } from '../shared/dates.ts'
import { findCompleted } from './repository.ts'
import type { SimulationResult } from './result-schemas.ts'

/** A version starts at most so far ahead: every further one starts after it, so a day without end would close the scheme to any change. */
const mostMonthsAhead = 24

/**
 * The number and the simulation of the version that a draft would be. Refuses one that was not simulated as it stands against the version
 * that it follows; and a start before tomorrow, so that a day lies between what was published and who is decided on by it.
 */
export async function requirePublishable(
  tx: Tx,
  { actor, now }: Context,
  draft: VersionedDraft,
  startsOn: LocalDate,
): Promise<{ readonly version: number; readonly simulationId: string }> {
  const today = londonDate(now)
  const [newest, simulation] = await Promise.all([
    lockNewestVersion(tx, actor, draft.schemeId),
    findCompleted(tx, actor, draft),
  ])
  const earliest = daysAfter(today, 1)
  if (startsOn < earliest) throw atStart('start-in-past', `A version starts on ${dateInWords(earliest)} or later`)
  const latest = monthsAfter(today, mostMonthsAhead)
  if (startsOn > latest) throw atStart('start-too-far-ahead', `A version starts on ${dateInWords(latest)} or sooner`)
  if (newest && startsOn <= newest.startsOn) {
    throw atStart(
      'version-overlaps',
      `Version ${newest.version} starts on ${dateInWords(newest.startsOn)}; a further version starts after it`,
    )
  }
  requireNewest(draft, newest)
  requireCategories(draft)
  if (!simulation) throw new Problem('simulation-missing')
  requireCompared(simulation.result)
  return { version: (newest?.version ?? 0) + 1, simulationId: simulation.id }
}

/** A draft may begin from a version of before there were categories; what is published now lists them, so that what is spent adds up. */
function requireCategories({ rules }: VersionedDraft): void {
  if (rules.categories !== null) return
  const error = {
    pointer: '/rules/categories',
    code: 'category-missing',
    detail: 'must list the categories of spending',
  }
  throw new Problem('policy-invalid', 'A version that is published now lists its categories of spending', {
    errors: [error],
  })
}

function atStart(code: 'start-in-past' | 'start-too-far-ahead' | 'version-overlaps', detail: string): Problem {
  return new Problem(code, detail, { errors: [{ pointer: '/startsOn', code, detail }] })
}

/**
 * Refuses a draft of which nobody knows what it would do to anybody: it asks for something that was never asked of any case, as another
 * method does. Who would have no amount is known, so that is no such draft; and cases that the version before
 * cannot work out either do not stand in the way of one that mends it.
 */
function requireCompared({ compared, notComparable, notCalculable }: SimulationResult): void {
  if (notComparable.length === 0 || compared.cases > 0 || notCalculable.length > 0) return
  const cases = notComparable.reduce((sum, each) => sum + each.cases, 0)
  throw new Problem(
    'nothing-compared',
    `None of the ${cases} cases that have an amount could be compared, so nobody can say whom the draft bears on. The simulation gives the reasons. A method that asks for something else can be begun as a scheme of its own`,
  )
}
