import { personTold } from '../case-access/told-of.ts'
import { findPerson } from '../people/repository.ts'
import { get, list, operationsOf, write } from '../platform/http/operations.ts'
import { page, pageRequest } from '../platform/http/pages.ts'
import { breakGlass } from './break-glass.ts'
import { CrisisLookBegun, CrisisLookPage, NewCrisisLook } from './crisis-look-schemas.ts'
import { listLooks } from './crisis-looks-repository.ts'
import { liftRestriction } from './lift-restriction.ts'
import { lookInCrisis } from './look-in-crisis.ts'
import { openRestrictedRecord } from './open-restricted-record.ts'
import { listOpenings, listRestrictedRecords } from './openings-repository.ts'
import { listReadsOfPerson } from './reads-of-person.ts'
import { listBreakGlass, listReads } from './repository.ts'
import { restrictRecord } from './restrict-record.ts'
import {
  BreakGlass,
  BreakGlassPage,
  NewBreakGlass,
  NewRecordOpening,
  NewRestriction,
  RecordOpening,
  RecordOpeningPage,
  RecordReadPage,
  RecordReadQuery,
  RestrictedRecordPage,
  Restriction,
} from './schemas.ts'

export const recordAccessOperations = operationsOf('Access', [
  list('listReadsOfPerson', '/people/:personId/reads', {
    summary: 'See who looked at the record of a person, newest first',
    description:
      'For the person, who acts or speaks for them, and the privacy officer. Who acts or speaks for the person sees the reads of what they could read themselves. A read shows within seconds.',
    permission: 'access:read',
    gives: RecordReadPage,
    of: findPerson,
    read: listReadsOfPerson,
  }),
  get('listReads', '/record-reads', {
    summary: 'See who looked at any record, newest first',
    description:
      'By actor and time. A list of cases, tasks or people is a read of each record on the page. This list and the feed of events tell of the log itself, and are not among the reads.',
    permission: 'access:oversee',
    query: RecordReadQuery,
    gives: RecordReadPage,
    async read(reads, actor, { limit, cursor, ...filter }) {
      const asked = pageRequest({ ...(limit && { limit }), ...(cursor && { cursor }) })
      return page(asked, await listReads(reads, actor, filter, asked))
    },
  }),
  write('breakGlass', 'POST /cases/:caseId/break-glass', {
    summary: 'See a case for an hour in an emergency, and say why',
    description:
      'For somebody on call at the trust of the case or the commissioner, who has no other ground. They look and change nothing. The person and the privacy officer are shown that it happened, and why.',
    permission: 'access:break-glass',
    problems: [409],
    body: NewBreakGlass,
    gives: { 201: BreakGlass },
    run: breakGlass,
  }),
  list('listBreakGlassOfPerson', '/people/:personId/break-glass', {
    summary: 'See who opened the record of a person in an emergency, newest first',
    description:
      'For the person and the privacy officer. Who acts or speaks for the person sees among the reads that it happened, not why.',
    permission: 'access:read',
    view: 'safeguarding',
    gives: BreakGlassPage,
    of: findPerson,
    read: listBreakGlass,
  }),
  list('listBreakGlass', '/break-glass', {
    summary: 'See who opened any record in an emergency, newest first',
    permission: 'access:oversee',
    gives: BreakGlassPage,
    tellsOf: personTold,
    read: (reads, actor, asked) => listBreakGlass(reads, actor, undefined, asked),
  }),
  write('lookInCrisis', 'POST /people/:personId/crisis-looks', {
    summary: 'See what is to happen in a crisis for an hour, as a crisis team',
    description:
      'For the crisis team of a trust that has a case of the person under way. It sees what is to happen in a crisis, its page, who to call, the cover, and what support there is, and nothing else of the case. The person, their team and the auditor are shown that it looked, and on what ground.',
    permission: 'crisis:look',
    body: NewCrisisLook,
    gives: { 201: CrisisLookBegun },
    run: lookInCrisis,
  }),
  list('listCrisisLooksOfPerson', '/people/:personId/crisis-looks', {
    summary: 'See which crisis teams looked at the crisis plan of a person, newest first',
    description: 'For the person, who acts or speaks for them, and the privacy officer.',
    permission: 'access:read',
    view: 'looks',
    gives: CrisisLookPage,
    of: findPerson,
    read: listLooks,
  }),
  list('listCrisisLooks', '/crisis-looks', {
    summary: 'See where crisis teams looked, newest first',
    description: 'For the auditor and the privacy officer.',
    permission: 'looks:read',
    gives: CrisisLookPage,
    tellsOf: personTold,
    read: (reads, actor, asked) => listLooks(reads, actor, undefined, asked),
  }),
  write('restrictRecord', 'POST /people/:personId/restriction', {
    summary: 'Keep a record to its team',
    permission: 'access:oversee',
    problems: [409],
    body: NewRestriction,
    gives: { 201: Restriction },
    run: restrictRecord,
  }),
  list('listRestrictedRecords', '/restricted-records', {
    summary: 'See which records are restricted, and what waits there for somebody to be named, newest first',
    permission: 'access:oversee',
    gives: RestrictedRecordPage,
    tellsOf: personTold,
    read: listRestrictedRecords,
  }),
  write('openRestrictedRecord', 'POST /people/:personId/restriction/openings', {
    summary: 'Open a restricted record to somebody who decides',
    description:
      'To registered staff with the role of those who are kept out, for a task and until a day, at most 90 days. The person is shown to whom and why. It ends when the restriction is lifted.',
    permission: 'access:oversee',
    problems: [403, 409, 422],
    body: NewRecordOpening,
    gives: { 201: RecordOpening },
    run: openRestrictedRecord,
  }),
  list('listRecordOpenings', '/people/:personId/restriction/openings', {
    summary: 'See to whom a restricted record was opened, newest first',
    description: 'For the person and the privacy officer.',
    permission: 'access:read',
    view: 'safeguarding',
    gives: RecordOpeningPage,
    of: findPerson,
    read: listOpenings,
  }),
  write('liftRestriction', 'POST /people/:personId/restriction/lifting', {
    summary: 'Open a restricted record again',
    permission: 'access:oversee',
    problems: [409],
    gives: { 200: Restriction },
    run: liftRestriction,
  }),
])
