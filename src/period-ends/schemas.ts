import { type Static, Type } from '@sinclair/typebox'
import { date, id, instant, key, pageOf, pence, ref, thing } from '../shared/schema.ts'

const PeriodEndLine = thing(
  'PeriodEndLine',
  'What was not spent of a line when the period of its plan was over. Carried is what the person keeps: it stays on the line while the plan goes on, and goes to the line of the same key and category in the plan of the next period. Over is the rest: it stays the person’s too, until somebody decides on it.',
  {
    planLineId: id(),
    line: key('The key of the line.', 'daily-support'),
    title: Type.String({ description: 'What is bought.', examples: ['Daily support'] }),
    unspentPence: pence(),
    carriedPence: pence(),
    overPence: pence(),
    ringFenced: Type.Boolean({ description: 'Whether its money pays for nothing else.', examples: [false] }),
  },
)
export const PeriodEnd = thing(
  'PeriodEnd',
  'That the period of a plan is over, and what was not spent of it. Nothing is taken by it.',
  {
    id: id(),
    caseId: id(),
    supportPlanId: id(),
    from: date(),
    until: date(),
    schemeVersion: Type.Integer({
      minimum: 1,
      description: 'The version of the scheme that says what is carried over.',
      examples: [1],
    }),
    lines: Type.Array(ref(PeriodEndLine), { description: 'The lines of the plan.', maxItems: 50 }),
    overPence: pence(),
    endedAt: instant(),
  },
)
export const PeriodEndPage = pageOf(PeriodEnd)
export type PeriodEndLine = Static<typeof PeriodEndLine>
export type PeriodEnd = Static<typeof PeriodEnd>
export const periodEndSchemas = [PeriodEnd, PeriodEndPage]
