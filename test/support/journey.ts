import type { CaseMember, CaseView } from '../../src/cases/schemas.ts'
import type { Consent, Person } from '../../src/people/schemas.ts'
import { anActor } from './actors.ts'
import { aCase, aConsent, aMember, aPerson } from './builders.ts'
import type { Client } from './client.ts'
import { tenants } from './seed.ts'
import type { Service } from './service.ts'

/** One person's way as far as a test needs it, with those who are on it and the identifiers of all that came to be. */
export interface Journey {
  readonly service: Service
  readonly person: Client
  readonly representative: Client
  readonly careCoordinator: Client
  readonly broker: Client
  readonly officer: Client
  readonly teamManager: Client
  /** By the name that the contract gives the path parameter: `ids.caseId`. */
  readonly ids: Readonly<Record<IdName, string>>
}

export type IdName = 'schemeId' | 'organisationId' | 'personId' | 'consentId' | 'caseId' | 'memberId'

type Step = (the: Journey, keep: (ids: Partial<Record<IdName, string>>) => void) => Promise<void>

/** The stations, in the order of the journey. Each is reached from the one before it, over HTTP, by whoever does it in life. */
const steps = {
  async 'person-registered'({ careCoordinator, person }, keep) {
    const subject = person.actor?.sub ?? null
    keep({ personId: (await careCoordinator.post<Person>('/v1/people', aPerson({ subject }))).ok.id })
  },

  async 'case-opened'({ careCoordinator, ids }, keep) {
    keep({ caseId: (await careCoordinator.post<CaseView>('/v1/cases', aCase(ids.personId))).ok.id })
  },

  async 'team-complete'({ careCoordinator, person, representative, ids }, keep) {
    const consent = await person.post<Consent>(`/v1/people/${ids.personId}/consents`, aConsent())
    const team = `/v1/cases/${ids.caseId}/members`
    const broker = await careCoordinator.post<CaseMember>(team, aMember())
    const actorId = representative.actor?.sub ?? ''
    const second = {
      actorId,
      capacity: 'representative',
      name: 'Quillon Representative',
      organisationId: null,
    } as const
    await careCoordinator.post<CaseMember>(team, aMember(second))
    keep({ consentId: consent.ok.id, memberId: broker.ok.id })
  },
} satisfies Record<string, Step>

export type Station = keyof typeof steps
export const stations = Object.keys(steps) as Station[]
export const lastStation = stations.at(-1) ?? 'person-registered'

const begun = new WeakMap<Service, number>()

/** Takes a new person to a station. Each call is another person; the first signs in as the role's usual holder. */
export async function journeyTo(service: Service, station: Station): Promise<Journey> {
  const number = (begun.get(service) ?? 0) + 1
  begun.set(service, number)
  const own = (role: 'person' | 'representative') =>
    service.as(anActor(role, number === 1 ? {} : { sub: `the-${role}-${number}` }))
  const ids: Record<string, string> = { schemeId: tenants.QYG.schemeId, organisationId: tenants.QYG.brokerageId }
  const the: Journey = {
    service,
    person: own('person'),
    representative: own('representative'),
    careCoordinator: service.as('care-coordinator'),
    broker: service.as('broker'),
    officer: service.as('commissioner-officer'),
    teamManager: service.as('team-manager'),
    ids: new Proxy(ids as Record<IdName, string>, {
      get(known, name) {
        const id = known[name as IdName]
        if (id === undefined) throw new Error(`the journey to ${station} has no ${String(name)}`)
        return id
      },
    }),
  }
  for (const next of stations.slice(0, stations.indexOf(station) + 1)) {
    await steps[next](the, (more) => Object.assign(ids, more))
  }
  return the
}
