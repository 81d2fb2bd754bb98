import type { Static } from '@sinclair/typebox'
import type { Actor } from '../platform/access/access.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Reads } from '../platform/database/database.ts'
import { assumedIn } from '../rules/scheme/sources.ts'
import { londonDate } from '../shared/dates.ts'
import type { SchemeVersionRules } from './draft-schemas.ts'
import { findVersionRules, listVersions } from './versions-repository.ts'

/** A published version with its rules, and the hash that shows that they were not changed since. */
export async function getSchemeVersion(
  reads: Reads,
  actor: Actor,
  schemeId: string,
  schemeVersion: number,
  now: Date,
): Promise<Static<typeof SchemeVersionRules> | undefined> {
  const [versions, rules] = await Promise.all([
    listVersions(reads, actor, schemeId, londonDate(now)),
    findVersionRules(reads, actor, schemeId, schemeVersion),
  ])
  const version = versions.find((each) => each.version === schemeVersion)
  return rules && version && { ...version, contentHash: contentHash(rules), rules, assumed: assumedIn(rules) }
}
