import type { Static } from '@sinclair/typebox'
import { Problem } from '../platform/http/errors.ts'
import type { Platform } from '../platform/http/operation.ts'
import { operation, type TypedApp } from '../platform/http/route.ts'
import { type LocalDate, londonDate, monthsAfter } from '../shared/dates.ts'
import { ref } from '../shared/schema.ts'
import { toFigures } from './figures.ts'
import { countDecisions, countEscalations, countStays, type Period } from './repository.ts'
import { FiguresQuery, SignOffFigures } from './schemas.ts'

/** A year back where no day is given. */
const usualMonths = 12

export async function signOffFigureRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.get(
    '/sign-off-figures',
    operation({
      id: 'getSignOffFigures',
      tag: 'Support plans',
      summary: 'See by which tier plans are decided on, how fast, and how many go to a panel',
      description:
        'For a scheme, or all of the commissioner’s, over the days from `from` to `until`, both included. Left out: the year up to today.',
      permission: 'figures:read',
      schema: { querystring: FiguresQuery, response: { 200: ref(SignOffFigures) } },
    }),
    async ({ actor, query }) => {
      const period = periodOf(query, londonDate(platform.now()))
      const [decisions, stays, escalations] = await platform.database.read(actor, (reads) =>
        Promise.all([
          countDecisions(reads, actor, period),
          countStays(reads, actor, period),
          countEscalations(reads, actor, period),
        ]),
      )
      return toFigures(period, decisions, stays, escalations)
    },
  )
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
