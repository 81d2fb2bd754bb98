import type { Static } from '@sinclair/typebox'
import { requireRegistered } from '../case-access/require-independent.ts'
import { listNamedOrganisations, listUnknownOrganisations } from '../organisations/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { invalidAt, orThrow } from '../platform/http/errors.ts'
import { type Answer, type Context, created } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { missingEvidence } from '../rules/spending/payees.ts'
import { mayRegister } from '../rules/spending/registered-payees.ts'
import { londonDate } from '../shared/dates.ts'
import { insertPayee, isNameOfEnded } from './repository.ts'
import type { NewPayee, Payee } from './schemas.ts'

/** Registers somebody to be paid. They are paid once what they need has been seen. What has the name of an organisation that takes part is registered as that organisation. */
export async function registerPayee(
  tx: Tx,
  { actor, now }: Context,
  input: Static<typeof NewPayee>,
): Promise<Answer<Payee>> {
  await requireRegistered(tx, actor)
  const { kind, organisationId } = input
  const isOfficer = actor.roles.includes('commissioner-officer')
  if (kind === 'public-body' && !isOfficer)
    throw invalidAt('/kind', 'A council or a body of the NHS is registered by an officer of the commissioner')
  const [unknown, organisations, isOfEnded] = await Promise.all([
    listUnknownOrganisations(tx, actor.commissionerId, organisationId === null ? [] : [organisationId]),
    listNamedOrganisations(tx, actor.commissionerId),
    isOfficer ? false : isNameOfEnded(tx, actor, input),
  ])
  if (unknown.size > 0)
    throw invalidAt('/organisationId', 'No such organisation is registered here', 'reference-unknown')
  if (isOfEnded)
    throw invalidAt(
      '/name',
      'A payee of this name was ended: an officer of the commissioner opens that one again, or registers another',
    )
  orThrow(mayRegister(input, organisations))
  const payee: Payee = {
    id: newId(),
    ...input,
    evidence: [],
    missing: missingEvidence({ kind, evidence: [] }, londonDate(now)),
    registeredAt: now.toISOString(),
    endingAskedAt: null,
    endedAt: null,
    reopeningAskedAt: null,
    reopeningBecause: null,
    contactAskedAt: null,
    contactChangedAt: null,
    formerContacts: [],
  }
  await insertPayee(tx, actor, payee, now)
  await record(tx, actor, { type: 'payee.registered', subjectId: payee.id, caseId: null, at: now, facts: { kind } })
  return created(payee, `/v1/payees/${payee.id}`)
}
