import type { Static } from '@sinclair/typebox'
import type { CaseTeam } from '../case-team/schemas.ts'
import { covers, matters } from '../rules/people/mandate.ts'
import type { Asking } from './asking.ts'
import type { Opened } from './opened.ts'

/** In which role whoever opened the pages signs a plan. */
export type SignsAs = 'person' | 'representative'

/** The role in which a plan is signed on these pages; null where nobody signs on them, or whoever acts for the person has no ground that reaches so far. */
export async function signsAs(ask: Asking, caseId: string, { onlyShow, session }: Opened): Promise<SignsAs | null> {
  const { madeAs, subject } = session
  if (onlyShow || madeAs === 'advocate') return null
  if (madeAs === 'person') return madeAs
  const { items } = await ask.get<Static<typeof CaseTeam>>(`/v1/cases/${caseId}/members`)
  const own = items.find(
    ({ actorId, caseRole, leftAt, basis }) =>
      actorId === subject && caseRole === 'representative' && leftAt === null && basis?.verifiedAt !== null,
  )
  if (!own) return null
  const { basis } = own
  const mandate = {
    actorId: subject,
    basis: basis?.kind ?? 'person-chose',
    appointment: basis?.appointment ?? 'severally',
    matters: basis?.matters ?? matters,
  } as const
  return covers(mandate, 'signSupportPlan') === true ? 'representative' : null
}
