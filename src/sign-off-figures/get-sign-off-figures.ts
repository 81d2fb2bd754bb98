import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type LocalDate, londonDate, monthsAfter } from '../shared/dates.ts'
import { toFigures } from './figures.ts'
import { countDecisions, countEscalations, countStays, type Period } from './repository.ts'
import type { FiguresQuery, SignOffFigures } from './schemas.ts'

/** A year back where no day is given. */
const usualMonths = 12

/** How plans were decided on in a period: by which tier, how fast, and how many went up. */
export async function getSignOffFigures(
  reads: Reads,
  actor: Actor,
  query: Static<typeof FiguresQuery>,
  now: Date,
): Promise<Static<typeof SignOffFigures>> {
  const period = periodOf(query, londonDate(now))
  const [decisions, stays, escalations] = await Promise.all([
    countDecisions(reads, actor, period),
    countStays(reads, actor, period),
    countEscalations(reads, actor, period),
  ])
  return toFigures(period, decisions, stays, escalations)
}

function periodOf({ schemeId, from, until }: Static<typeof FiguresQuery>, today: LocalDate): Period {
  const last = until ?? today
  const first = from ?? monthsAfter(last, -usualMonths)
  if (first > last)
    throw new Problem('request-invalid', 'The period ends before it begins', {
      errors: [{ pointer: 'querystring:/until', code: 'period-upside-down', detail: 'must not be before from' }],
    })
  return { schemeId: schemeId ?? null, from: first, until: last }
}
