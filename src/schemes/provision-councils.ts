import { findOrganisationByCode } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { newId } from '../platform/work/new-id.ts'
import { isPooled } from '../rules/budgets/pool.ts'
import { hasCouncilSeat } from '../rules/sign-off/sign-off.ts'
import { insertSchemeCouncil, listSchemeCouncils } from './councils-repository.ts'
import type { SchemePreset } from './preset.ts'

/** Enrols a council in a scheme in which one pays or has a seat, unless it is enrolled, and says whether it did. */
export async function provisionCouncil(
  tx: Tx,
  actor: Pick<Actor, 'actorId' | 'commissionerId' | 'organisationId'>,
  { code, schemeId, preset }: { readonly code: string; readonly schemeId: string; readonly preset: SchemePreset },
  now: Date,
): Promise<boolean> {
  const rules = preset.versions.at(-1)?.rules
  const council = await findOrganisationByCode(tx, actor.commissionerId, code)
  if (!rules || !council || !(isPooled(rules.split) || hasCouncilSeat(rules))) return false
  const known = await listSchemeCouncils(tx, actor, schemeId, { limit: 100, after: undefined })
  if (known.some(({ organisationId }) => organisationId === council.id)) return false
  const enrolled = {
    id: newId(),
    schemeId,
    organisationId: council.id,
    pays: isPooled(rules.split),
    enrolledBy: actor.actorId,
    enrolledAt: now.toISOString(),
    endedAt: null,
  }
  await insertSchemeCouncil(tx, actor, enrolled)
  await record(tx, actor, {
    type: 'scheme.council-enrolled',
    subjectId: schemeId,
    caseId: null,
    at: now,
    facts: { schemeCouncilId: enrolled.id, organisationId: council.id },
  })
  return true
}
