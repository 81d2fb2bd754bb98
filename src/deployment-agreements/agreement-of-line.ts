import { findLine } from '../ledger/lines-repository.ts'
import { findWaitingHolding } from '../line-holdings/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { contentHash } from '../platform/audit/content-hash.ts'
import type { Reads } from '../platform/database/database.ts'
import { type AgreementContent, needsAgreement } from '../rules/spending/deployment-agreement.ts'
import { listSpenders } from '../spending/spender.ts'
import { termsOf, termsVersion } from '../words/deployment-terms.ts'
import { findAgreement, type KeptAgreement } from './repository.ts'
import type { DeploymentAgreement } from './schemas.ts'

/** What there is to sign for a line: for the way that was chosen and waits, or else for the way in which its money is held. */
export interface ToSign {
  readonly caseId: string
  readonly planLineId: string
  readonly content: AgreementContent
  readonly contentHash: string
  readonly kept: KeptAgreement | undefined
  /** The choice that waits for this agreement. */
  readonly waitingId: string | undefined
}

/** Undefined where no money is paid into anybody’s hands. What was signed by both stays as it was signed, whoever is on the team since. */
export async function findToSign(reads: Reads, actor: Actor, planLineId: string): Promise<ToSign | undefined> {
  const [line, waiting] = await Promise.all([
    findLine(reads, actor, planLineId),
    findWaitingHolding(reads, actor, planLineId),
  ])
  if (!line) return undefined
  const { deployment, instrument, holderId } = waiting ?? line
  const held = { deployment, instrument, holderId }
  if (!needsAgreement(held)) return undefined
  const { caseId, key } = line
  const [kept, [spenders = []]] = await Promise.all([
    findAgreement(reads, actor, caseId, key, held),
    listSpenders(reads, actor, caseId, [{ key, deployment, holderId }]),
  ])
  const of = { caseId, planLineId, kept, waitingId: waiting?.id }
  if (kept?.personSignedAt && kept.commissionerSignedAt)
    return { ...of, content: contentOf(kept), contentHash: kept.contentHash }
  const content = { termsVersion, line: key, ...held, spenders, terms: termsOf(held) }
  return { ...of, content, contentHash: contentHash({ caseId, ...content }) }
}

const contentOf = ({ termsVersion, line, deployment, instrument, holderId, spenders, terms }: AgreementContent) => ({
  termsVersion,
  line,
  deployment,
  instrument,
  holderId,
  spenders,
  terms,
})

/** An agreement as it is told; what was signed of another text than the one that stands is not told as signed. */
export function toAgreementToSign({ caseId, content, contentHash, kept }: ToSign): DeploymentAgreement {
  return toTold({ caseId, contentHash, ...content }, kept?.contentHash === contentHash ? kept : undefined)
}

type Text = AgreementContent & { readonly caseId: string; readonly contentHash: string }

function toTold(text: Text, signed: KeptAgreement | undefined): DeploymentAgreement {
  const { caseId, contentHash } = text
  const content = contentOf(text)
  return {
    id: signed?.id ?? null,
    caseId,
    ...content,
    terms: [...content.terms],
    spenders: content.spenders.map((spender) => ({ ...spender })),
    contentHash,
    personSignedAs: signed?.personSignedAs ?? null,
    personSignedAt: signed?.personSignedAt?.toISOString() ?? null,
    commissionerSignedAt: signed?.commissionerSignedAt?.toISOString() ?? null,
    endedAt: signed?.endedAt?.toISOString() ?? null,
  }
}

export const toAgreement = (kept: KeptAgreement): DeploymentAgreement => toTold(kept, kept)
