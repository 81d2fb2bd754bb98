import type { Static } from '@sinclair/typebox'
import { setPersonOfCases } from '../case-access/kept-repository.ts'
import { moveReferrals } from '../cases/referrals-repository.ts'
import { dropNumbers } from '../identifiers/drop-numbers.ts'
import { moveIdentifiers } from '../identifiers/repository.ts'
import { moveDoubles, setLikelyDouble } from '../people/likely-doubles-repository.ts'
import { findPersonSubject, setPersonJoined } from '../people/repository.ts'
import type { LikelyDouble } from '../people/schemas.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, done, orNotFound, refusedAfter } from '../platform/http/operation.ts'
import { moveHolds } from '../retention/hold-repository.ts'
import type { Conflict } from '../shared/outcome.ts'
import { setCodeReplaced } from '../sign-ins/codes-repository.ts'
import { requireSecondPerson } from '../staff/same-human.ts'
import { moveRequests } from '../subject-access/request-repository.ts'
import { joinSharing } from './join-sharing.ts'
import { joinSignIns } from './join-sign-ins.ts'
import { openDoubleWithCases } from './open-double.ts'
import type { JoinProposal } from './schemas.ts'

/**
 * Joins two records of one person, as another officer proposed: what has an effect goes over to the record that goes on (cases with all that
 * belongs to them, what is shared, referrals, what was asked for, holds, identifiers, the sign-in, who else they may be), and the other says where it went. What happened stays under the
 * identifier it happened to, and is told of the one that goes on. Two cases in flight in one scheme, or two sign-ins, are in the way: one of
 * them is ended first, by whoever may. A restricted record is not joined: whoever joins two sees both.
 */
export async function confirmJoin(
  tx: Tx,
  context: Context,
  likelyDoubleId: string,
  confirmed: Static<typeof JoinProposal>,
): Promise<Answer<LikelyDouble>> {
  const { actor, now } = context
  const { double, cases: all } = await openDoubleWithCases(tx, context, likelyDoubleId)
  const { goesOnId, joinProposedBy } = double
  if (goesOnId === null || joinProposedBy === null) throw new Problem('wrong-state', 'Nobody has proposed to join them')
  if (goesOnId !== confirmed.goesOnId)
    throw new Problem('precondition-failed', 'Somebody has proposed since that the other record goes on')
  await requireSecondPerson(tx, actor, [joinProposedBy])
  const otherId = double.personIds.find((id) => id !== goesOnId) ?? ''
  const [moved, kept] = [all.filter((one) => one.of === otherId), all.filter((one) => one.of === goesOnId)]
  const rival = moved.find(
    (one) => one.inFlight && kept.some((other) => other.inFlight && other.schemeId === one.schemeId),
  )
  if (rival)
    return blocked(tx, context, double, 'Both records have a case in flight in one scheme: end one of them first', {
      kind: 'case',
      id: rival.id,
    })
  const [stays, goes] = [
    orNotFound(await findPersonSubject(tx, actor.commissionerId, goesOnId)),
    orNotFound(await findPersonSubject(tx, actor.commissionerId, otherId)),
  ]
  if (stays.subject && goes.subject)
    return blocked(tx, context, double, 'Both records have a sign-in: the person or two officers end one of them first')

  const caseIds = moved.map(({ id }) => id)
  await joinSignIns(tx, context, {
    joinProposedBy,
    goesOnId,
    otherId,
    subject: goes.subject ?? stays.subject,
    moves: goes.subject !== null,
    name: stays.name,
    inFlight: all.filter((one) => one.inFlight).map(({ id }) => id),
  })
  await joinSharing(tx, context, otherId, goesOnId)
  const open = await moveDoubles(tx, actor, otherId, goesOnId, now)
  await Promise.all([
    ...open.map((facts) =>
      record(tx, actor, { type: 'person.likely-double-found', subjectId: goesOnId, caseId: null, at: now, facts }),
    ),
    setPersonOfCases(tx, actor, caseIds, goesOnId),
    moveReferrals(tx, actor, otherId, goesOnId),
    moveRequests(tx, actor, otherId, goesOnId),
    moveHolds(tx, actor, otherId, goesOnId),
    moveIdentifiers(tx, actor, otherId, goesOnId),
    setCodeReplaced(tx, actor, otherId, now),
    setPersonJoined(tx, actor, otherId, goesOnId),
    record(tx, actor, {
      type: 'person.joined',
      subjectId: otherId,
      caseId: null,
      at: now,
      facts: { likelyDoubleId, goesOnId, proposedBy: joinProposedBy, caseIds },
    }),
    ...caseIds.map((caseId) =>
      record(tx, actor, {
        type: 'case.person-joined',
        subjectId: caseId,
        caseId,
        at: now,
        facts: { fromPersonId: otherId, toPersonId: goesOnId },
      }),
    ),
  ])
  await dropNumbers(tx, context, goesOnId)
  return done(
    await setLikelyDouble(tx, actor, likelyDoubleId, {
      settled_as: 'joined',
      settled_by: actor.actorId,
      settled_at: now,
    }),
  )
}

/** Keeps that two have said it, so that a case can be ended by it, and tells what is in the way. */
async function blocked(
  tx: Tx,
  { actor, now }: Context,
  { id: likelyDoubleId, goesOnId, joinProposedBy, joinConfirmedBy }: LikelyDouble,
  detail: string,
  conflict?: Conflict,
): Promise<Answer<never>> {
  if (joinConfirmedBy === null && goesOnId !== null && joinProposedBy !== null) {
    await setLikelyDouble(tx, actor, likelyDoubleId, { join_confirmed_by: actor.actorId, join_confirmed_at: now })
    await record(tx, actor, {
      type: 'person.join-confirmed',
      subjectId: goesOnId,
      caseId: null,
      at: now,
      facts: { likelyDoubleId, goesOnId, proposedBy: joinProposedBy },
    })
  }
  return refusedAfter(new Problem('join-blocked', detail, conflict ? { conflict } : {}))
}
