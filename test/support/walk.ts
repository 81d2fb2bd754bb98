import type { Static } from '@sinclair/typebox'
import type { BudgetInputs } from '../../src/budgets/input-schemas.ts'
import { anActor } from './actors.ts'
import type { Client } from './client.ts'
import { aWish } from './pathway-builders.ts'
import { type IdName, type PathwayStep, pathwaySteps, steps } from './pathway-steps.ts'
import { type SchemeCode, tenants } from './seed.ts'
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
  readonly scheme: SchemeCode
  readonly wish: Static<typeof BudgetInputs>
  /** By the name that the contract gives the path parameter: `ids.caseId`. */
  readonly ids: Readonly<Record<IdName, string>>
  /** Those that there are so far. */
  readonly known: Readonly<Record<string, string>>
  /** From where it stands to a later step. */
  on(to: PathwayStep): Promise<Journey>
}

/** A journey that can also be put where another one came to. */
export interface Walk extends Journey {
  standAt(step: PathwayStep, ids: Readonly<Record<string, string>>): Journey
}

export interface JourneyOptions {
  /** What the budget is worked out from; the plan has a line for each item. */
  readonly wish?: Static<typeof BudgetInputs>
  /** The scheme of the case; Merseyside where none is named. */
  readonly scheme?: SchemeCode
}

const begun = new WeakMap<Service, number>()

/** The usual holders of the roles have been here already, so the next person is another. */
export function othersWereHere(service: Service): void {
  begun.set(service, 1_000)
}

/** A new person, at the start of the pathway. Each call is another person; the first signs in as the role's usual holder. */
export function begin(service: Service, options: JourneyOptions = {}): Walk {
  const number = (begun.get(service) ?? 0) + 1
  begun.set(service, number)
  const own = (role: 'person' | 'representative') =>
    service.as(anActor(role, number === 1 ? {} : { sub: `the-${role}-${number}` }))
  const scheme = options.scheme ?? 'merseyside-one-off'
  const ids: Record<string, string> = { schemeId: tenants.QYG.schemes[scheme], organisationId: tenants.QYG.brokerageId }
  let reached = -1
  const journey: Walk = {
    service,
    person: own('person'),
    representative: own('representative'),
    careCoordinator: service.as('care-coordinator'),
    broker: service.as('broker'),
    officer: service.as('commissioner-officer'),
    teamManager: service.as('team-manager'),
    scheme,
    wish: options.wish ?? aWish(),
    known: ids,
    ids: new Proxy(ids as Record<IdName, string>, {
      get(known, name) {
        const id = known[name as IdName]
        if (id === undefined) throw new Error(`the journey has not come to ${String(name)} yet`)
        return id
      },
    }),
    async on(to) {
      const last = pathwaySteps.indexOf(to)
      for (const next of pathwaySteps.slice(reached + 1, last + 1))
        await steps[next](journey, (more) => Object.assign(ids, more))
      reached = Math.max(reached, last)
      return journey
    },
    standAt(step, more) {
      reached = pathwaySteps.indexOf(step)
      Object.assign(ids, more)
      return journey
    },
  }
  return journey
}
