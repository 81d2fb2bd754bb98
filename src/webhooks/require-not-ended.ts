import { Problem } from '../platform/http/errors.ts'
import type { Webhook } from './schemas.ts'

/** What was ended stays so; a new one can be registered. */
export function requireNotEnded({ endedAt }: Webhook): void {
  if (endedAt !== null) throw new Problem('wrong-state', 'This webhook was ended: register a new one')
}
