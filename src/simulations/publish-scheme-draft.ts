import type { Static } from '@sinclair/typebox'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import type { SchemeVersion } from '../schemes/draft-schemas.ts'
import { setDraft } from '../schemes/drafts-repository.ts'
import { openDraft, requireNewest } from '../schemes/open-draft.ts'
import { insertVersion, lockNewestVersion } from '../schemes/versions-repository.ts'
import { dateInWords, londonDate, monthsAfter } from '../shared/dates.ts'
import { findCompleted } from './repository.ts'
import type { SimulationResult } from './result-schemas.ts'
import type { NewPublication } from './schemas.ts'

/** A version starts at most so far ahead: every further one starts after it, so a day without end would close the scheme to any change. */
const mostMonthsAhead = 24

/**
 * Publishes a draft as the next version of its scheme, for ever: once it was simulated as it stands against the version that it
 * follows, and somebody has written down whom it bears on. Cases keep the version that they are under; those that open from its first day on are under this one.
 */
export async function publishSchemeDraft(
  tx: Tx,
  context: Context,
  draftId: string,
  { startsOn, equalityNote }: Static<typeof NewPublication>,
): Promise<Answer<SchemeVersion>> {
  const { actor, now } = context
  const today = londonDate(now)
  const draft = await openDraft(tx, context, draftId)
  const { schemeId, rules, contentHash } = draft
  const [newest, simulation] = await Promise.all([
    lockNewestVersion(tx, actor, schemeId),
    findCompleted(tx, actor, draft),
  ])
  if (startsOn < today) throw atStart('start-in-past', `A version starts on ${dateInWords(today)} or later`)
  const latest = monthsAfter(today, mostMonthsAhead)
  if (startsOn > latest) throw atStart('start-too-far-ahead', `A version starts on ${dateInWords(latest)} or sooner`)
  if (newest && startsOn <= newest.startsOn) {
    throw atStart(
      'version-overlaps',
      `Version ${newest.version} starts on ${dateInWords(newest.startsOn)}; a further version starts after it`,
    )
  }
  requireNewest(draft, newest)
  if (!simulation) throw new Problem('simulation-missing')
  requireCompared(simulation.result)

  const version = (newest?.version ?? 0) + 1
  const simulationId = simulation.id
  const made = { schemeId, version, startsOn, rules, schemeDraftId: draftId, simulationId, equalityNote }
  await insertVersion(tx, actor, made, now)
  await Promise.all([
    setDraft(tx, actor, draftId, { publishedVersion: version }, now),
    record(tx, actor, {
      type: 'scheme.published',
      subjectId: schemeId,
      caseId: null,
      at: now,
      schemeVersion: version,
      facts: { version, startsOn, contentHash, simulationId, schemeDraftId: draftId },
    }),
  ])
  return created(
    {
      schemeId,
      version,
      startsOn,
      endsOn: null,
      inForce: startsOn <= today,
      publishedAt: now.toISOString(),
      equalityNote,
      simulationId,
    },
    `/v1/schemes/${schemeId}/versions/${version}`,
  )
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
