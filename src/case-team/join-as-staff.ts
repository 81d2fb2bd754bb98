import type { LockedCase } from '../case-access/case.ts'
import { findOrganisation } from '../organisations/repository.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { orNotFound } from '../platform/http/operation.ts'
import { organisationKindsByRole } from '../role-organisations.ts'
import { isQualified } from '../rules/people/brokers.ts'
import { purposeNeeded } from '../rules/people/consent.ts'
import type { LocalDate } from '../shared/dates.ts'
import { findQualifications } from '../staff/qualifications-repository.ts'
import { findOrganisationOfStaff, findRegistered, isPeer } from '../staff/repository.ts'
import { isConflicted } from './broker-conflicts-repository.ts'
import { requireMayJoin } from './require-may-join.ts'
import type { CaseMember } from './schemas.ts'
import { findGround, type SharingGround } from './sharing-grounds-repository.ts'

type Joining = Pick<CaseMember, 'actorId' | 'caseRole' | 'organisationId'>

/** On what ground somebody may join the team in a role: refuses whoever may not, and whoever is not sent, registered, qualified and free of conflicts as the role asks. */
export async function requireFitToJoin(
  tx: Tx,
  actor: Actor,
  budgetCase: LockedCase,
  joining: Joining,
  members: readonly CaseMember[],
  today: LocalDate,
): Promise<SharingGround | null> {
  await requireMayJoin(tx, actor, actor.actorId, joining, members)
  const purpose = purposeNeeded[joining.caseRole]
  const ground =
    purpose !== null && joining.organisationId !== null
      ? orNotFound(await findGround(tx, actor, budgetCase.personId, joining.organisationId, purpose), 'consent-missing')
      : null
  await requireSender(tx, actor, budgetCase, joining, today)
  return ground
}

const fault = (code: string, detail: string, pointer = '/organisationId') => [{ pointer, code, detail }]

/** Who works on a case is registered as staff, sent by an organisation that gives this role, and holds the place with a sign-in of it. */
async function requireSender(
  tx: Tx,
  actor: Actor,
  budgetCase: LockedCase,
  { actorId, caseRole, organisationId }: Joining,
  today: LocalDate,
): Promise<void> {
  if (caseRole !== 'care-coordinator' && caseRole !== 'broker') return
  if (organisationId === null)
    throw new Problem('request-invalid', `A ${caseRole} acts for an organisation`, {
      errors: fault('required', `a ${caseRole} must have an organisation`),
    })
  const sender = await findOrganisation(tx, actor.commissionerId, organisationId)
  // The constraint, or what they share with it, says what is missing of one that is not there.
  if (sender && (sender.endedAt !== null || !organisationKindsByRole[caseRole].includes(sender.kind)))
    throw new Problem('reference-unknown', undefined, {
      errors: fault('reference-unknown', `names no organisation that sends a ${caseRole}`),
    })
  const human = await findRegistered(tx, actor, actorId)
  if (human === undefined)
    throw new Problem('reference-unknown', undefined, {
      errors: fault('reference-unknown', 'names nobody who is registered as staff', '/actorId'),
    })
  // By the register, and not by who adds them: in whose name they act decides what they see, and whether a payee is their own.
  if ((await findOrganisationOfStaff(tx, actor, human)) !== organisationId)
    throw new Problem('reference-unknown', undefined, {
      errors: fault('reference-unknown', 'is not the organisation that they are registered with as staff'),
    })
  if (caseRole === 'broker') await requireBroker(tx, actor, budgetCase, actorId, human, today)
}

/** A broker is a peer where the scheme has peers, has what the scheme asks of brokers, and declared no conflict on the case. */
async function requireBroker(
  tx: Tx,
  actor: Actor,
  { id, rules }: LockedCase,
  actorId: string,
  human: string,
  today: LocalDate,
): Promise<void> {
  const [peer, qualifications, conflicted] = await Promise.all([
    isPeer(tx, actor, human),
    findQualifications(tx, actor, human),
    isConflicted(tx, id, actorId),
  ])
  if (rules.brokerage.kind === 'peer' && !peer)
    throw new Problem('reference-unknown', undefined, {
      errors: fault(
        'reference-unknown',
        'names nobody who is registered as a peer: the brokers of this scheme have used services too',
        '/actorId',
      ),
    })
  if (conflicted)
    throw new Problem('broker-conflict', 'They declared a conflict of interest on this case, and are no broker of it')
  orThrow(isQualified(rules, { peer, qualifications }, today))
}
