import type { Static } from '@sinclair/typebox'
import { countAttempt } from '../attempts/attempts-repository.ts'
import { lockCasesOfPerson } from '../case-access/repository.ts'
import { insertPersonOnCases } from '../case-team/repository.ts'
import { isOnTeamOf } from '../people/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, refusedAfter } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { parseNhsNumber } from '../rules/people/nhs-number.ts'
import { isBornOn, mostTriesOfCode } from '../rules/people/sign-ins.ts'
import { findRegistered } from '../staff/repository.ts'
import { isOneOf } from '../staff/same-human.ts'
import { partsOfCode, provesCode } from './code.ts'
import { lockCodeByLocator, setCodeTried, setCodeUsed } from './codes-repository.ts'
import { findSignInOf, insertSignIn, listLinkable, worksOnCases } from './repository.ts'
import type { NewSignIn, SignIn, SignInCode } from './schemas.ts'

/** Whom the proof names, and what of it was wrong, where something was. */
interface Proof {
  readonly person: Awaited<ReturnType<typeof listLinkable>>[number] | undefined
  readonly code: SignInCode | undefined
  readonly fault: 'proof-wrong' | 'works-here' | 'linked' | undefined
}

/**
 * Links the sign-in of whoever asks to the record of a person: by a code and a second fact that the code does not hold, or by an NHS number that
 * the issuer of their token has verified. A sign-in that is there is never overwritten, and nobody who works here takes one. Every refusal
 * sounds the same, and is counted.
 */
export async function linkSignIn(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof NewSignIn>,
): Promise<Answer<SignIn>> {
  if (actor.roles.some((role) => role !== 'person'))
    throw new Problem('sign-in-refused', 'Only a person links their own sign-in, with a token that has no other role')
  await countAttempt(tx, actor, 'sign-in', now)
  if (await findSignInOf(tx, actor)) throw new Problem('sign-in-exists')
  const { person, code, fault } = await proofOf(tx, actor, input, now)
  if (!person || fault) return refuseProof(tx, actor, { person, code, fault }, now)

  const cases = await lockCasesOfPerson(tx, actor, person.id)
  const inFlight = cases.filter((one) => one.inFlight).map(({ id }) => id)
  const signIn: SignIn = {
    id: newId(),
    personId: person.id,
    subject: actor.actorId,
    linkedBy: code ? 'code' : 'verified-nhs-number',
    codeIssuedBy: code?.issuedBy ?? null,
    codeConfirmedBy: code?.confirmedBy ?? null,
    linkedAt: now.toISOString(),
    endProposedBy: null,
    endedBy: null,
    endedAt: null,
  }
  const [places] = await Promise.all([
    insertPersonOnCases(tx, actor, inFlight, { subject: actor.actorId, name: person.name }, now),
    insertSignIn(tx, actor, signIn, code?.id ?? null),
    code ? setCodeUsed(tx, actor, code.id, now) : undefined,
    record(tx, actor, {
      type: 'sign-in.linked',
      subjectId: person.id,
      caseId: null,
      at: now,
      facts: {
        signInId: signIn.id,
        linkedBy: signIn.linkedBy,
        codeIssuedBy: signIn.codeIssuedBy,
        codeConfirmedBy: signIn.codeConfirmedBy,
      },
    }),
  ])
  await Promise.all(
    places.map(({ id, caseId }) =>
      record(tx, actor, {
        type: 'case.member-joined',
        subjectId: id,
        caseId,
        at: now,
        facts: { caseRole: 'person', relative: false },
      }),
    ),
  )
  return created(signIn, `/v1/people/${person.id}/sign-ins`)
}

async function proofOf(tx: Tx, actor: Actor, { code, bornOn }: Static<typeof NewSignIn>, now: Date): Promise<Proof> {
  const proof = code === null ? await byVerifiedNumber(tx, actor) : await byCode(tx, actor, code, now)
  const { person } = proof
  if (!person || proof.fault) return proof
  if (!isBornOn(person.bornOn, bornOn)) return { ...proof, fault: 'proof-wrong' }
  if (person.linked) return { ...proof, fault: 'linked' }
  const known = await isOneOf(tx, actor, [person.registeredBy, proof.code?.issuedBy, proof.code?.confirmedBy])
  const registered = (await findRegistered(tx, actor, actor.actorId)) !== undefined
  const works = known || registered || (await worksOnCases(tx, actor)) || (await isOnTeamOf(tx, actor, person.id))
  return works ? { ...proof, fault: 'works-here' } : proof
}

async function byCode(tx: Tx, actor: Actor, typed: string, now: Date): Promise<Proof> {
  const { locator, secret } = partsOfCode(typed)
  const kept = await lockCodeByLocator(tx, actor, locator, now)
  const proven = await provesCode(secret, kept && { salt: kept.code.id, hash: kept.hash })
  if (!kept) return { person: undefined, code: undefined, fault: 'proof-wrong' }
  const [person] = await listLinkable(tx, actor, { personId: kept.code.personId })
  return { person, code: kept.code, fault: proven && kept.usable ? undefined : 'proof-wrong' }
}

/** A number that two records have proves neither of them: they are joined first. */
async function byVerifiedNumber(tx: Tx, actor: Actor): Promise<Proof> {
  const nhsNumber = parseNhsNumber(actor.verifiedNhsNumber ?? '')
  const people = nhsNumber === undefined ? [] : await listLinkable(tx, actor, { nhsNumber })
  return { person: people.length === 1 ? people[0] : undefined, code: undefined, fault: undefined }
}

/** Counts the try against the code, tells of it where it was somebody's, and says no more than no. */
async function refuseProof(tx: Tx, actor: Actor, { person, code, fault }: Proof, now: Date): Promise<Answer<never>> {
  const burnt = code !== undefined && code.tries + 1 >= mostTriesOfCode
  await Promise.all([
    code ? setCodeTried(tx, actor, code.id, burnt, now) : undefined,
    person
      ? record(tx, actor, {
          type: 'sign-in.refused',
          subjectId: person.id,
          caseId: null,
          at: now,
          facts: { because: fault ?? 'proof-wrong', burnt },
        })
      : undefined,
  ])
  return refusedAfter(new Problem('sign-in-refused'))
}
