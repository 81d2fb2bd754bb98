import { everybodyTold } from '../case-access/told-of.ts'
import { listLikelyDoubles } from '../people/likely-doubles-repository.ts'
import { LikelyDouble, LikelyDoublePage } from '../people/schemas.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { confirmJoin } from './confirm-join.ts'
import { proposeJoin } from './propose-join.ts'
import { reportLikelyDouble } from './report-likely-double.ts'
import { JoinProposal, NewLikelyDouble } from './schemas.ts'
import { settleAsDifferent } from './settle-as-different.ts'

export const recordJoiningOperations = operationsOf('People', [
  list('listLikelyDoubles', '/likely-doubles', {
    summary: 'List the records that may be of one person and that nobody has settled, newest first',
    permission: 'person:join',
    gives: LikelyDoublePage,
    tellsOf: ({ personIds }, actor) =>
      everybodyTold(
        actor,
        personIds.map((personId) => ({ personId })),
      ),
    read: listLikelyDoubles,
  }),
  write('reportLikelyDouble', 'POST /likely-doubles', {
    summary: 'Say that two records may be of one person, where nothing in them shows it',
    permission: 'person:join',
    problems: [403, 409, 422],
    body: NewLikelyDouble,
    gives: { 201: LikelyDouble },
    run: reportLikelyDouble,
  }),
  write('settleAsDifferent', 'POST /likely-doubles/:likelyDoubleId/difference', {
    summary: 'Say that two records are of two people',
    permission: 'person:join',
    problems: [403, 409],
    gives: { 200: LikelyDouble },
    run: settleAsDifferent,
  }),
  write('proposeJoin', 'POST /likely-doubles/:likelyDoubleId/joining', {
    summary: 'Propose to join two records of one person',
    permission: 'person:join',
    problems: [403, 409, 422],
    body: JoinProposal,
    gives: { 200: LikelyDouble },
    run: proposeJoin,
  }),
  write('confirmJoin', 'POST /likely-doubles/:likelyDoubleId/joining/confirmation', {
    summary: 'Join two records, as another officer proposed',
    description:
      'Cases with all that belongs to them, consents and the sign-in go over to the record that goes on; the other says where it went. Two cases in flight in one scheme, or two sign-ins, are in the way until one is ended.',
    permission: 'person:join',
    problems: [403, 409],
    gives: { 200: LikelyDouble },
    run: confirmJoin,
  }),
])
