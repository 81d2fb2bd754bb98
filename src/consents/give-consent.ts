import type { Static } from '@sinclair/typebox'
import { listMandates } from '../case-team/mandates-repository.ts'
import { requireReach } from '../case-team/require-mandate.ts'
import { findLastConsent, findParty, insertConsent } from '../people/consent-repository.ts'
import type { Consent, NewConsent } from '../people/consent-schemas.ts'
import { lockPerson } from '../people/repository.ts'
import { record } from '../platform/audit/audit.ts'
import type { Tx } from '../platform/database/database.ts'
import { orThrow, Problem } from '../platform/http/errors.ts'
import { type Answer, type Context, created, orNotFound } from '../platform/http/operation.ts'
import { newId } from '../platform/work/new-id.ts'
import { mayGive } from '../rules/people/consent.ts'
import { londonDate } from '../shared/dates.ts'
import { lapseConsent } from './end-consent.ts'

/**
 * Records what the person agreed to. One at a time for a person, so that nothing is given between a withdrawal and what follows from it;
 * and one in force for each organisation and purpose: another form or day is a new consent once this one has ended.
 */
export async function giveConsent(
  tx: Tx,
  context: Context,
  personId: string,
  { until = null, saidFor = null, ...input }: Static<typeof NewConsent>,
): Promise<Answer<Consent>> {
  const { actor, now } = context
  orNotFound(await lockPerson(tx, actor, personId))
  const [by, last] = await Promise.all([findParty(tx, actor, personId), findLastConsent(tx, actor, personId, input)])
  if (by === 'representative') requireReach(actor, await listMandates(tx, actor, { personId }), 'giveConsent')
  orThrow(mayGive(by, { saidFor, until }, last?.withdrawnBy ?? null, londonDate(now)))
  if (last?.status === 'in-force') throw new Problem('consent-in-force')
  if (last?.status === 'ended') await lapseConsent(tx, context, last)
  const consent: Consent = {
    id: newId(),
    personId,
    ...input,
    giver: saidFor?.giver ?? (by === 'representative' ? 'representative' : 'person'),
    saidFor,
    until,
    status: 'in-force',
    givenAt: now.toISOString(),
    recordedBy: actor.actorId,
    withdrawnAt: null,
    withdrawnBy: null,
    withdrawalSaidFor: null,
  }
  await Promise.all([
    insertConsent(tx, actor, consent),
    record(tx, actor, {
      type: 'consent.given',
      subjectId: consent.id,
      caseId: null,
      at: now,
      facts: { purpose: input.purpose, organisationId: input.organisationId, by, until },
    }),
  ])
  return created(consent, `/v1/people/${personId}/consents`)
}
