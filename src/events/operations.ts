import { get, operationsOf } from '../platform/http/operations.ts'
import { getAuditHead } from './get-audit-head.ts'
import { listEvents } from './list-events.ts'
import { AuditHead, EventPage, EventQuery } from './schemas.ts'

export const eventOperations = operationsOf('Events', [
  get('listEvents', '/events', {
    summary: 'Follow what happens, in order',
    description:
      'The feed for systems that follow: everything that happened at the commissioner, oldest first; who read what is in the audit alone. An event shows once it has its place in the hash chain, within about a second. Keep the last `nextCursor` and ask again; a client that asks twice with one cursor gets the same events twice, so let `sequence` tell what is known already. Of an event that a person may not read, there is the place alone (`event.withheld`); the commissioner’s own systems are told all.',
    permission: 'event:read',
    query: EventQuery,
    gives: EventPage,
    asStored: true,
    read: listEvents,
  }),
  get('getAuditHead', '/audit-head', {
    summary: 'Read the signed end of the audit, to keep it elsewhere',
    description:
      'Whoever keeps `jws` outside the service can show later that no event was changed and none cut off the end: `npm run audit:verify -- --head` compares.',
    permission: 'event:read',
    gives: AuditHead,
    read: getAuditHead,
  }),
])
