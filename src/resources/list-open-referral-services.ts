import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { toService } from '../rules/planning/open-referral.ts'
import { londonDate } from '../shared/dates.ts'
import { derivedId } from './derived-id.ts'
import type { OpenReferralPage, OpenReferralQuery } from './open-referral-schemas.ts'
import { countListed, listListed } from './repository.ts'

/** A page of what there is today, as Open Referral UK has it. */
export async function listOpenReferralServices(
  reads: Reads,
  actor: Actor,
  { page = 1, per_page: perPage = 50 }: Static<typeof OpenReferralQuery>,
  now: Date,
): Promise<OpenReferralPage> {
  const today = londonDate(now)
  const [total, found] = await Promise.all([
    countListed(reads, actor, today),
    listListed(reads, actor, { first: (page - 1) * perPage, most: perPage }, today),
  ])
  const pages = Math.ceil(total / perPage)
  return {
    total_items: total,
    total_pages: pages,
    page_number: page,
    size: found.length,
    first_page: page === 1,
    last_page: page >= pages,
    empty: found.length === 0,
    contents: found.map((resource) => toService(resource, derivedId, today)),
  }
}
