import { belongingTo, findCase } from '../case-access/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { declareCrisis } from './declare-crisis.ts'
import { getCrisisMeans } from './get-crisis-means.ts'
import { findEpisode, listEpisodes } from './repository.ts'
import { CrisisEpisode, CrisisEpisodePage, CrisisMeans, NewCrisisEpisode } from './schemas.ts'
import { standDownCrisis } from './stand-down-crisis.ts'

export const crisisEpisodeOperations = operationsOf('Crises', [
  write('declareCrisis', 'POST /cases/:caseId/crisis-episodes', {
    summary: 'Say that a crisis is on',
    description:
      'By the person, or by whoever the plan says; where it says the care coordinator, by a crisis team that looks too. The support that was agreed for a crisis is there at once and is paid from what is put aside; nobody signs it off. It stands down by itself on its last day and opens a rapid review. What no cap leaves room for is refused with the sums. It is refused too while somebody has to settle who the person is (`identity-to-confirm`, `likely-double-unsettled`), or whether they signed (`spending-stopped`). The rapid review is opened all the same, unless the person is said to have died.',
    permission: 'crisis:declare',
    key: 'required',
    problems: [409, 422],
    body: NewCrisisEpisode,
    gives: { 201: CrisisEpisode },
    run: declareCrisis,
  }),
  list('listCrisisEpisodes', '/cases/:caseId/crisis-episodes', {
    summary: 'List the crises of a case, newest first',
    permission: 'plan:read',
    gives: CrisisEpisodePage,
    of: findCase,
    read: listEpisodes,
  }),
  get('getCrisisMeans', '/cases/:caseId/crisis-means', {
    summary: 'See what can be had now if a crisis comes, and the sums',
    permission: 'plan:read',
    view: 'crisis',
    gives: CrisisMeans,
    of: findCase,
    read: getCrisisMeans,
  }),
  get('getCrisisEpisode', '/crisis-episodes/:crisisEpisodeId', {
    summary: 'Read a crisis',
    permission: 'plan:read',
    view: 'crisis',
    gives: CrisisEpisode,
    of: belongingTo('crisis_episode'),
    read: findEpisode,
  }),
  write('standDownCrisis', 'POST /crisis-episodes/:crisisEpisodeId/stand-down', {
    summary: 'Say that a crisis is over before its last day',
    description:
      'By the person, whoever acts for them, the care coordinator, or a crisis team that looks. What the days after today would have taken is there for the next crisis.',
    permission: 'crisis:declare',
    problems: [409],
    gives: { 200: CrisisEpisode },
    run: standDownCrisis,
  }),
])
