import { ReadLog } from '../src/platform/audit/read-log.ts'

/**
 * Loaded before the service by the bench alone: nobody's look is noted, so that what noting costs shows. Everything before it, such as
 * the ground by which somebody sees a record, is worked out as ever. The service itself has no setting for this.
 */
ReadLog.prototype.note = () => {}
