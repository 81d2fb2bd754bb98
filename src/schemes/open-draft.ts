import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Context, checkVersion, orNotFound } from '../platform/http/operation.ts'
import { lockDraft, type VersionedDraft } from './drafts-repository.ts'
import type { NewestVersion } from './versions-repository.ts'

/** The draft, locked and not published: where every write on a draft begins. */
export async function openDraft(tx: Tx, context: Context, id: string): Promise<VersionedDraft> {
  const draft = orNotFound(await lockDraft(tx, context.actor, id))
  checkVersion(context, draft.version)
  if (draft.publishedVersion !== null)
    throw new Problem('draft-published', `The draft was published as version ${draft.publishedVersion}`)
  return draft
}

/** Refuses a draft that a version has overtaken: simulated or published as it stands, it would take that version back unseen. */
export function requireNewest({ basedOnVersion }: VersionedDraft, newest: NewestVersion | undefined): void {
  if (!newest || newest.version === basedOnVersion) return
  throw new Problem(
    'draft-outdated',
    `Version ${newest.version} was published since. See what it changed, set basedOnVersion of the draft to ${newest.version}, and simulate it again`,
  )
}
