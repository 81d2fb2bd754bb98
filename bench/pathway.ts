import { randomUUID } from 'node:crypto'
import type { Static } from '@sinclair/typebox'
import type { SampleActor } from '../dev/sandbox/actors.ts'
import type { BudgetInputs } from '../src/budgets/input-schemas.ts'
import { daysAfter, londonDate } from '../src/shared/dates.ts'
import { aCase, aConsent, aMember, aPerson } from '../test/support/builders.ts'
import { aTier, daily } from '../test/support/crisis-builders.ts'
import {
  aCrisisContingency,
  accepted,
  anAssessment,
  anExpression,
  aPlan,
  aWish,
} from '../test/support/pathway-builders.ts'
import { tenants } from '../test/support/seed.ts'

type Who = 'care-coordinator' | 'broker' | 'commissioner-officer' | 'team-manager' | 'mdt-member' | Person
type Person = 'person' | 'other-person'
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
  'mdt-member': {
    who: 'mdt-member',
    name: 'Member',
    commissioner: 'QYG',
    organisation: 'RW4',
    roles: ['mdt-member'],
  },
  person: { who: 'person', name: 'Person', commissioner: 'QYG', roles: ['person'] },
  'other-person': { who: 'other-person', name: 'Other', commissioner: 'QYG', roles: ['person'] },
}

/** Cases as the service itself makes them, of which many are copied: with a complete team, with a plan to decide on, and with a plan in force for crises. */
export interface Models {
  readonly open: string
  readonly signed: string
  readonly inForce: string
}

export async function makeModels(url: string, tokenOf: TokenOf): Promise<Models> {
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

  const signIn = async (person: Person, personId: string) => {
    const path = `/people/${personId}/sign-in-codes`
    const issued = await post<{ id: string; code: string }>('care-coordinator', path, { handedOver: 'in-person' })
    await post('commissioner-officer', `/sign-in-codes/${issued.id}/confirmation`)
    await post(person, '/sign-ins', { code: issued.code, bornOn: aPerson().bornOn })
  }
  const open = async (as: Person | null, schemeId = tenants.QYG.schemes['merseyside-one-off']) => {
    const person = await post('care-coordinator', '/people', aPerson())
    if (as) await signIn(as, person.id)
    const { id } = await post('care-coordinator', '/cases', aCase(person.id, { schemeId }))
    // Nobody who decides on the plan later.
    await post('mdt-member', `/people/${person.id}/identity-confirmations`, {
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

  const toSigned = async (
    as: Person,
    schemeId: string,
    inputs: Static<typeof BudgetInputs>,
    content: ReturnType<typeof aPlan>,
  ): Promise<{ caseId: string; planId: string; contentHash: string }> => {
    const signed = await open(as, schemeId)
    const interest = await post(as, `/cases/${signed}/expressions-of-interest`, anExpression())
    await post(as, `/expressions-of-interest/${interest.id}/submission`)
    await post('commissioner-officer', `/expressions-of-interest/${interest.id}/decision`, accepted)
    const assessment = await post('care-coordinator', `/cases/${signed}/needs-assessments`, anAssessment())
    await post('care-coordinator', `/needs-assessments/${assessment.id}/completion`)
    const calculation = await post('care-coordinator', `/cases/${signed}/budget-calculations`, inputs)
    const budget = `/cases/${signed}/indicative-budget`
    await post('care-coordinator', budget, { budgetCalculationId: calculation.id })
    await post('care-coordinator', `${budget}/disclosure`, { how: 'in-person' })
    const plan = await post('broker', `/cases/${signed}/support-plans`, content)
    const { contentHash } = await post<{ contentHash: string }>('broker', `/support-plans/${plan.id}/submission`)
    for (const caseRole of ['broker', 'person', 'care-coordinator'] as const)
      await post(caseRole === 'person' ? as : caseRole, `/support-plans/${plan.id}/signatures`, {
        caseRole,
        how: 'online',
        contentHash,
      })
    return { caseId: signed, planId: plan.id, contentHash }
  }

  const { schemes } = tenants.QYG
  const signed = await toSigned('person', schemes['merseyside-one-off'], aWish(), aPlan())
  const services = [{ service: 'social-care-day', units: 33 }]
  const required = { method: 'required-services', services } as const
  const agreed = await toSigned('other-person', schemes['lambeth-integrated'], required, aPlanForCrises())
  const decision = { outcome: 'agreed', contentHash: agreed.contentHash, reasons: [] }
  await post('team-manager', `/support-plans/${agreed.planId}/decision`, decision)
  return { open: await open(null), signed: signed.caseId, inForce: agreed.caseId }
}

/** An hour of support a day, and one more in a bad patch, paid from what is put aside. */
function aPlanForCrises() {
  const today = londonDate(new Date())
  if (!daily.schedule) throw new Error('the line has a schedule')
  const schedule = { ...daily.schedule, from: today, until: daysAfter(today, 69) }
  const crisisContingency = aCrisisContingency({ tiers: [aTier()] })
  return aPlan(undefined, { lines: [{ ...daily, schedule }], crisisContingency })
}
