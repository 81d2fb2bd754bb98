import { followed, get, operationsOf } from '../platform/http/operations.ts'
import { mostWaits } from './chain-watch.ts'
import { getAuditHead } from './get-audit-head.ts'
import { getEventStart } from './get-event-start.ts'
import { answerEvents, eventsAfter } from './list-events.ts'
import { AuditHead, EventPage, EventQuery, EventStart, EventStartQuery, mostSecondsToWait } from './schemas.ts'

export const eventOperations = operationsOf('Events', [
  followed(
    'listEvents',
    '/events',
    {
      summary: 'Follow what happens, in order',
      description: `The feed for systems that follow: what happened, oldest first; who read what is in the audit alone. An event shows once it has its place in the hash chain, within about a second. Keep the last \`nextCursor\` and ask again; a client that asks twice with one cursor gets the same events twice, so let \`sequence\` tell what is known already. The commissioner’s officers, auditors and systems follow all that happens; of an event that somebody of them may not read, there is the place alone (\`event.withheld\`), and the commissioner’s own systems are told all. Staff and systems of other organisations are told what happened on the cases that they may see, as far as they may see it, and nothing of any other. The systems of a brokerage organisation are told what a broker of theirs on the team is told, while the record is not restricted; those of a council, what its officers are told; those of a GP practice, what happens to the health need that it is asked to agree, while that is shared with it. A provider’s systems are told what happens with its own lines, invoices, payments and agreements (\`event.provided\`), by their identifiers alone: neither whose they are nor on which case. With \`wait\`, an empty answer is held back until there is something to tell; a client has at most ${mostWaits} such requests at a time. A cursor that is not of this chain is refused (410): begin again at the start.`,
      permission: 'event:read',
      problems: [410],
      query: EventQuery,
      asStored: true,
      mostSeconds: mostSecondsToWait + 15,
      gives: EventPage,
      read: eventsAfter,
    },
    (look, request, reply, platform) =>
      answerEvents(async (...asked) => (await look(...asked)).found, request, reply, platform),
  ),
  get('getEventStart', '/events/start', {
    summary: 'Read where to begin to follow, and the cases there are',
    description:
      'For a system that begins: the cases that it is told of, a page at a time, and the place to follow from. The place is taken before the cases are looked up, so that nothing falls between: keep the `startCursor` of the first page, read the cases and what you need of them, and ask `GET /v1/events` with it. What happened in the meantime is told then, some of it a second time. A provider and a GP practice see no case as a whole: they begin with the lists of their own, as `listOwnLines`, `listOwnPayments` and `listAskedOfPractice`, and with the `startCursor`.',
    permission: 'event:read',
    view: 'summary',
    query: EventStartQuery,
    gives: EventStart,
    read: getEventStart,
  }),
  get('getAuditHead', '/audit-head', {
    summary: 'Read the signed end of the audit, to keep it elsewhere',
    description:
      'Whoever keeps `jws` outside the service can show later that no event was changed and none cut off the end: `npm run audit:verify -- --head` compares.',
    permission: 'audit:read',
    gives: AuditHead,
    read: getAuditHead,
  }),
])
