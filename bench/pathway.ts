import { randomUUID } from 'node:crypto'
import type { SampleActor } from '../dev/sandbox/actors.ts'
import { londonDate } from '../src/shared/dates.ts'
import { aCase, aConsent, aMember, aPerson } from '../test/support/builders.ts'
import { accepted, anAssessment, anExpression, aPlan, aWish } from '../test/support/pathway-builders.ts'

type Who = 'care-coordinator' | 'broker' | 'commissioner-officer' | 'team-manager' | 'person'
export type TokenOf = (actor: SampleActor) => Promise<string>

export const actors: Readonly<Record<Who, SampleActor>> = {
  'care-coordinator': {
    who: 'care-coordinator',
    name: 'Coordinator',
    commissioner: 'QYG',
    organisation: 'RW4',
    roles: ['care-coordinator'],
  },
  broker: { who: 'broker', name: 'Broker', commissioner: 'QYG', organisation: 'BRK1', roles: ['broker'] },
  'commissioner-officer': {
    who: 'commissioner-officer',
    name: 'Officer',
    commissioner: 'QYG',
    roles: ['commissioner-officer'],
  },
  'team-manager': {
    who: 'team-manager',
    name: 'Manager',
    commissioner: 'QYG',
    organisation: 'RW4',
    roles: ['team-manager'],
  },
  person: { who: 'person', name: 'Person', commissioner: 'QYG', roles: ['person'] },
}

/** Two cases as the service itself makes them, of which many are copied: one with a complete team, one with a plan to decide on. */
export async function makeModels(url: string, tokenOf: TokenOf): Promise<{ open: string; signed: string }> {
  const post = async <Body = { id: string }>(who: Who, path: string, body?: unknown): Promise<Body> => {
    const response = await fetch(`${url}/v1${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await tokenOf(actors[who])}`,
        'idempotency-key': randomUUID(),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as Body
  }

  const signIn = async (personId: string) => {
    const path = `/people/${personId}/sign-in-codes`
    const issued = await post<{ id: string; code: string }>('care-coordinator', path, { handedOver: 'in-person' })
    await post('commissioner-officer', `/sign-in-codes/${issued.id}/confirmation`)
    await post('person', '/sign-ins', { code: issued.code, bornOn: aPerson().bornOn })
  }
  const open = async (signsIn: boolean) => {
    const person = await post('care-coordinator', '/people', aPerson())
    if (signsIn) await signIn(person.id)
    const { id } = await post('care-coordinator', '/cases', aCase(person.id))
    await post('team-manager', `/people/${person.id}/identity-confirmations`, {
      source: 'traced-on-pds',
      evidence: null,
      confirmedOn: londonDate(new Date()),
      bornOn: aPerson().bornOn,
    })
    const saidFor = { giver: 'person', saidOn: londonDate(new Date()), evidence: 'Said to me at home' } as const
    await post('care-coordinator', `/people/${person.id}/consents`, aConsent({ saidFor }))
    await post('care-coordinator', `/cases/${id}/members`, aMember({ actorId: 'sandbox-broker' }))
    await post('care-coordinator', `/cases/${id}/current-services/none`)
    return id
  }

  const signed = await open(true)
  const interest = await post('person', `/cases/${signed}/expressions-of-interest`, anExpression())
  await post('person', `/expressions-of-interest/${interest.id}/submission`)
  await post('commissioner-officer', `/expressions-of-interest/${interest.id}/decision`, accepted)
  const assessment = await post('care-coordinator', `/cases/${signed}/needs-assessments`, anAssessment())
  await post('care-coordinator', `/needs-assessments/${assessment.id}/completion`)
  const calculation = await post('care-coordinator', `/cases/${signed}/budget-calculations`, aWish())
  const budget = `/cases/${signed}/indicative-budget`
  await post('care-coordinator', budget, { budgetCalculationId: calculation.id })
  await post('care-coordinator', `${budget}/disclosure`, { how: 'in-person' })
  const plan = await post('broker', `/cases/${signed}/support-plans`, aPlan())
  const { contentHash } = await post<{ contentHash: string }>('broker', `/support-plans/${plan.id}/submission`)
  for (const caseRole of ['broker', 'person', 'care-coordinator'] as const)
    await post(caseRole, `/support-plans/${plan.id}/signatures`, { caseRole, how: 'online', contentHash })
  return { open: await open(false), signed }
}
