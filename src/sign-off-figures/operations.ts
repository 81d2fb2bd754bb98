import { get, operationsOf } from '../platform/http/operations.ts'
import { getSignOffFigures } from './get-sign-off-figures.ts'
import { FiguresQuery, SignOffFigures } from './schemas.ts'

export const signOffFigureOperations = operationsOf('Support plans', [
  get('getSignOffFigures', '/sign-off-figures', {
    summary: 'See by which tier plans are decided on, how fast, and how many go to a panel',
    description:
      'For a scheme, or all of the commissioner’s, over the days from `from` to `until`, both included. Left out: the year up to today.',
    permission: 'figures:read',
    query: FiguresQuery,
    gives: SignOffFigures,
    read: getSignOffFigures,
  }),
])
