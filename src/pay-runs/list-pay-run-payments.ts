import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { orNotFound } from '../platform/http/operation.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { findRun, listRunPayments } from './repository.ts'
import type { PayRunPaymentFilter } from './schemas.ts'

/** The payments of a run, in the order of its file; 404 where there is no such run. */
export async function listPayRunPayments(
  reads: Reads,
  actor: Actor,
  payRunId: string,
  page: PageRequest,
  filter: PayRunPaymentFilter,
) {
  const [run, payments] = await Promise.all([
    findRun(reads, actor, payRunId),
    listRunPayments(reads, actor, payRunId, page, filter),
  ])
  orNotFound(run)
  return payments
}
