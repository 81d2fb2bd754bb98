import type { Static } from '@sinclair/typebox'
import type { LockedCase } from '../case-access/case.ts'
import { openForWriting, requireCaseRole } from '../case-access/open-for-writing.ts'
import { bringIntoForce } from '../line-holdings/bring-into-force.ts'
import { findTakingPart } from '../organisations/repository.ts'
import { followHoldings } from '../payments/follow-holdings.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { mayRecord } from '../rules/people/recording.ts'
import type { CaseRole } from '../rules/scheme/scheme-rules.ts'
import { keepSaidFor } from '../said-for/keep-said-for.ts'
import { londonDate } from '../shared/dates.ts'
import { requireMandateToSign } from '../sign-off/require-mandate-to-sign.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { findToSign, type ToSign, toAgreementToSign } from './agreement-of-line.ts'
import { findAgreement, insertAgreement, setAgreementEnded, setSigned } from './repository.ts'
import type { DeploymentAgreement, NewAgreementSignature } from './schemas.ts'

/**
 * Signs how the money of a line is held. Once both have, money is paid so; and where the way was chosen and waited, it takes the place of the one before in the
 * same moment, so that somebody may spend on every day and nobody in two ways.
 */
export async function signDeploymentAgreement(
  tx: Tx,
  context: Context,
  planLineId: string,
  input: Static<typeof NewAgreementSignature>,
): Promise<Answer<DeploymentAgreement>> {
  const { actor, now } = context
  const [budgetCase, found] = await Promise.all([
    openForWriting(tx, context, { table: 'plan_line', id: planLineId }),
    findToSign(tx, actor, planLineId),
  ])
  const toSign = orNotFound(found, 'agreement-not-needed')
  if (toSign.contentHash !== input.contentHash)
    throw new Problem('agreement-changed', 'The agreement is not the one that you have read')
  const { kept } = toSign
  const same = kept?.contentHash === toSign.contentHash ? kept : undefined
  const by = await signerOf(tx, context, budgetCase, input)
  if (input.party === 'person' ? same?.personSignedAt : same?.commissionerSignedAt) throw new Problem('already-signed')
  await requireHolderTakesPart(tx, context, toSign)
  await requireSecondPerson(tx, actor, [input.party === 'person' ? same?.commissionerSignedBy : same?.personSignedBy])
  const id = same?.id ?? (await beginAnew(tx, context, budgetCase.id, toSign))
  await setSigned(tx, actor, id, input.party === 'commissioner' ? 'commissioner' : by, now)
  const said = { kind: 'deployment-agreement', subjectId: id, as: by.as, words: null } as const
  if (input.party === 'person') await keepSaidFor(tx, context, budgetCase, { ...said, saidFor: input.saidFor ?? null })
  const { line, deployment, instrument } = toSign.content
  const facts = { line, deployment, instrument, party: input.party, termsVersion: toSign.content.termsVersion }
  const about = { subjectId: id, caseId: budgetCase.id, at: now }
  await record(tx, actor, { type: 'deployment-agreement.signed', ...about, facts })
  const signed = orNotFound(await findAgreement(tx, actor, budgetCase.id, line, toSign.content))
  if (signed.personSignedAt && signed.commissionerSignedAt) {
    await record(tx, actor, {
      type: 'deployment-agreement.in-force',
      ...about,
      facts: { line, deployment, instrument },
    })
    if (toSign.waitingId) {
      await followHoldings.before(tx, context, budgetCase.id, planLineId, toSign.content)
      await bringIntoForce(tx, context, budgetCase.id, toSign.waitingId)
    }
    await followHoldings.after(tx, context, budgetCase.id)
  }
  return created(toAgreementToSign({ ...toSign, kept: signed }), `/v1/plan-lines/${planLineId}/deployment-agreement`)
}

/** Who is to hold the money takes part still, although it may have been ended since the way was chosen or the plan was agreed. */
async function requireHolderTakesPart(tx: Tx, { actor }: Context, { content: { holderId } }: ToSign): Promise<void> {
  if (holderId !== null && !(await findTakingPart(tx, actor.commissionerId, holderId)))
    throw new Problem(
      'holding-unsuitable',
      'The organisation that is to hold the money does not take part any more: choose another way',
    )
}

/** What one of the two signed of another text is no agreement: the text that stands is signed anew. */
async function beginAnew(tx: Tx, { actor, now }: Context, caseId: string, toSign: ToSign): Promise<string> {
  if (toSign.kept) await setAgreementEnded(tx, actor, toSign.kept.id, now)
  return insertAgreement(tx, actor, caseId, toSign.content, toSign.contentHash, now)
}

/** The person, or who may sign for them; or the care coordinator, who records that the person signed. For the commissioner, an officer of it. */
async function signerOf(
  tx: Tx,
  context: Context,
  budgetCase: LockedCase,
  { party, saidFor = null }: Static<typeof NewAgreementSignature>,
): Promise<{ readonly as: CaseRole; readonly actorId: string }> {
  const { actor, now } = context
  const today = londonDate(now)
  if (party === 'commissioner') {
    requireCaseRole(budgetCase, actor, 'commissioner-officer')
    orThrow(mayRecord('person', { words: null, saidFor }, today, today))
    return { as: 'person', actorId: actor.actorId }
  }
  const as = requireCaseRole(budgetCase, actor, 'person', 'representative', 'care-coordinator')
  await requireMandateToSign(tx, context, budgetCase.id, as)
  orThrow(mayRecord(as, { words: 'signed', saidFor }, londonDate(budgetCase.openedAt), today))
  return { as, actorId: actor.actorId }
}
