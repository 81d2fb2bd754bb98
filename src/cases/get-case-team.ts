import type { Static } from '@sinclair/typebox'
import { listUnverified } from '../case-team/mandates-repository.ts'
import { listMembers } from '../case-team/repository.ts'
import { asUnverified } from '../case-team/representation.ts'
import type { CaseTeam } from '../case-team/schemas.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads } from '../platform/database/database.ts'
import { withoutEvidence } from './views.ts'

/** The team of a case; the evidence of who acts for a person is told to those who may read about the person. */
export async function getCaseTeam(reads: Reads, actor: Actor, caseId: string): Promise<Static<typeof CaseTeam>> {
  const [members, unverified] = await Promise.all([
    listMembers(reads, actor, caseId),
    listUnverified(reads, actor, caseId),
  ])
  const items = [...members, ...unverified.map(asUnverified)]
  return { items: actor.permissions.has('person:read') ? items : items.map(withoutEvidence) }
}
