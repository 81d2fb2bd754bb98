import { belongingTo, findCase } from '../case-access/repository.ts'
import {
  NewGapAcceptance,
  NewGapDecision,
  OpenedCoverGap,
  OpenedCoverGapPage,
} from '../crisis-contingencies/cover-gap-schemas.ts'
import { findGap, gapTold, listGaps } from '../crisis-contingencies/cover-gaps-repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { acceptCoverGap } from './accept-cover-gap.ts'
import { decideOnCoverGap } from './decide-on-cover-gap.ts'

export const coverGapOperations = operationsOf('Crises', [
  list('listCoverGaps', '/cases/:caseId/cover-gaps', {
    summary: 'List where cover fell away after the plan was agreed, newest first',
    permission: 'plan:read',
    gives: OpenedCoverGapPage,
    of: findCase,
    read: listGaps,
    tell: gapTold,
  }),
  get('getCoverGap', '/cover-gaps/:coverGapId', {
    summary: 'Read where cover fell away, and who has accepted it',
    permission: 'plan:read',
    gives: OpenedCoverGap,
    of: belongingTo('cover_gap'),
    read: findGap,
    tell: gapTold,
  }),
  write('acceptCoverGap', 'POST /cover-gaps/:coverGapId/acceptance', {
    summary: 'Say why the person accepts that nobody can be called then',
    description:
      'By the person, who acts for them, or the care coordinator who records it in their words. It is settled once the decider accepts it too, or once somebody can be called again.',
    permission: 'plan:write',
    problems: [409, 422],
    body: NewGapAcceptance,
    gives: { 200: OpenedCoverGap },
    run: acceptCoverGap,
  }),
  write('decideOnCoverGap', 'POST /cover-gaps/:coverGapId/decision', {
    summary: 'Say why the decider accepts that nobody can be called then',
    description: 'By somebody who sits at the tier where the plan was decided on.',
    permission: 'plan:decide',
    key: 'required',
    problems: [403, 409],
    body: NewGapDecision,
    gives: { 200: OpenedCoverGap },
    run: decideOnCoverGap,
  }),
])
