import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { londonDate } from '../shared/dates.ts'
import { socialCareStays, whatStays } from '../words/what-stays.ts'
import { findServicesContext, listServicesOf } from './repository.ts'
import type { WhatStays } from './schemas.ts'
import { findSocialCareBudget } from './social-care-repository.ts'

/** What the person goes on having, as it is today. */
export async function getWhatStays(
  reads: Reads,
  actor: Actor,
  caseId: string,
  now: Date,
): Promise<Static<typeof WhatStays>> {
  const [services, context, budget] = await Promise.all([
    listServicesOf(reads, actor, caseId),
    findServicesContext(reads, actor, caseId),
    findSocialCareBudget(reads, actor, caseId),
  ])
  return { ...whatStays(services, context, londonDate(now)), socialCare: budget ? socialCareStays(budget) : null }
}
