import { everybodyTold } from '../case-access/told-of.ts'
import { listLikelyDoubles } from '../people/likely-doubles-repository.ts'
import { LikelyDouble, LikelyDoublePage } from '../people/schemas.ts'
import { list, operationsOf, write } from '../platform/http/operations.ts'
import { confirmDifference } from './confirm-difference.ts'
import { confirmJoin } from './confirm-join.ts'
import { proposeDifference } from './propose-difference.ts'
import { proposeJoin } from './propose-join.ts'
import { reportLikelyDouble } from './report-likely-double.ts'
import { JoinProposal, NewLikelyDouble } from './schemas.ts'

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
  write('proposeDifference', 'POST /likely-doubles/:likelyDoubleId/difference', {
    summary: 'Propose that two records are of two people',
    permission: 'person:join',
    problems: [403, 409],
    gives: { 200: LikelyDouble },
    run: proposeDifference,
  }),
  write('confirmDifference', 'POST /likely-doubles/:likelyDoubleId/difference/confirmation', {
    summary: 'Settle that two records are of two people, as another officer proposed',
    description:
      'It is open again where the name, the NHS number or the birth of either is changed later so that they are alike.',
    permission: 'person:join',
    problems: [403, 409],
    gives: { 200: LikelyDouble },
    run: confirmDifference,
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
      'It names the record that goes on: where another was proposed since, nothing is joined. Cases with all that belongs to them, consents and the sign-in go over to the record that goes on; the other says where it went. Identifiers that have an NHS number of either record in them go. Two cases in flight in one scheme, or two sign-ins, are in the way until one is ended: that it was confirmed is kept, so that a case can be ended by it (`endCase`), and it is confirmed once more then.',
    permission: 'person:join',
    problems: [403, 409, 412],
    body: JoinProposal,
    gives: { 200: LikelyDouble },
    run: confirmJoin,
  }),
])
