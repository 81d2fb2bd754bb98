import type { CaseStep } from '../../../src/rules/progress/steps.ts'
import { type SampleActor, subjectOf } from '../actors.ts'
import { credentialOf } from '../token-endpoint.ts'
import { ofScheme } from './of-scheme.ts'

/** The schemes of the scenarios, by the name that they have there: one sum, a social-care budget beside the health element, and a pooled pot. */
export const schemes = {
  merseyside: 'merseyside-one-off',
  'south-kent-coast': 'south-kent-coast',
  lambeth: 'lambeth-integrated',
} as const
export type SchemeName = keyof typeof schemes
export const schemeNames = Object.keys(schemes) as SchemeName[]

interface Station {
  readonly title: string
  /** Who can do what comes next, beside the person themself. */
  readonly next: readonly string[] | ((scheme: SchemeName) => string)
}

/** A step of the way, or what can be open beside it. */
export type StationName = CaseStep | 'crisis-active'

/** Every step at which a case can be: a new one does not compile until somebody stands there. */
const stations: Readonly<Record<StationName, Station>> = {
  'case-opened': { title: 'The case is open, and nothing is written yet', next: ['care-coordinator'] },
  'expression-drafted': { title: 'The expression of interest is written, and not sent', next: ['care-coordinator'] },
  'expression-submitted': { title: 'The expression of interest awaits a decision', next: ['commissioner-officer'] },
  'information-requested': { title: 'The person was asked for more', next: [] },
  'information-requested-of-coordinator': {
    title: 'The care coordinator was asked for more',
    next: ['care-coordinator'],
  },
  'expression-accepted': { title: 'Accepted: needs are to be assessed', next: ['care-coordinator'] },
  'assessment-begun': { title: 'The assessment of needs has begun', next: ['care-coordinator'] },
  'assessment-completed': { title: 'Needs are assessed: a budget is to be worked out', next: ['care-coordinator'] },
  'budget-calculated': { title: 'A budget is worked out, and not adopted', next: ['care-coordinator'] },
  'budget-adopted': { title: 'The budget is adopted: the person is to be told', next: ['care-coordinator'] },
  'budget-disclosed': { title: 'The person knows the amount: a plan is to be written', next: ['broker'] },
  'plan-drafted': { title: 'The plan is being written', next: ['broker'] },
  'plan-submitted': { title: 'The plan awaits signatures', next: ['broker', 'care-coordinator'] },
  'plan-signed': { title: 'The plan is signed, and awaits a decision', next: (scheme) => ofScheme[scheme].decides },
  'plan-returned': { title: 'The plan came back to be changed', next: ['broker'] },
  'plan-refused': { title: 'The plan was refused: the person can appeal, or another is written', next: ['broker'] },
  'plan-agreed-in-part': { title: 'The plan is agreed in part: the rest can be appealed', next: ['broker'] },
  'plan-agreed': { title: 'The plan is agreed, and nothing is spent yet', next: ['broker'] },
  'budget-active': { title: 'Money is being spent', next: ['broker', 'care-coordinator'] },
  'review-scheduled': { title: 'The person asked for a review', next: ['care-coordinator'] },
  'finding-to-confirm': {
    title: 'A review would reduce the budget: that is to be confirmed',
    next: (scheme) => ofScheme[scheme].confirms,
  },
  'plan-to-change': { title: 'A review found that the plan has to change', next: ['broker'] },
  'review-done': { title: 'The first review is done, and it goes on', next: ['broker', 'care-coordinator'] },
  'expression-declined': { title: 'Declined: the person can appeal', next: [] },
  'budget-ended': { title: 'The budget ended at a review, with the person’s agreement', next: [] },
  'case-withdrawn': { title: 'The person withdrew', next: [] },
  'person-died': { title: 'The person has died', next: ['care-coordinator'] },
  'moved-away': { title: 'The person moved away', next: [] },
  'crisis-active': {
    title: 'A crisis is on: it stands down by itself after seven days',
    next: ['care-coordinator'],
  },
  'record-joined': { title: 'There were two records of the person, and this case was of the other', next: [] },
}
/** Of the three, this scheme alone puts money aside for crises. */
const withCrises: SchemeName = 'lambeth'

interface Named {
  readonly name: string
  readonly scheme: SchemeName
  readonly station: StationName
}

/** Each scenario, by scheme and in the order of the pathway. */
export const scenarios: readonly Named[] = schemeNames.flatMap((scheme) =>
  (Object.keys(stations) as StationName[])
    .filter((station) => station !== 'crisis-active' || scheme === withCrises)
    .map((station) => ({ name: `${scheme}/${station}`, scheme, station })),
)
export const scenarioNames = scenarios.map(({ name }) => name)

/** Everybody who is in a scenario signs in for themself. */
export const personOf = ({ scheme, station }: Named): SampleActor => ({
  who: `person-${scheme}-${station}`,
  name: `Sandbox Person at ${station}`,
  commissioner: 'QYG',
  roles: ['person'],
})

export const scenarioPeople: readonly SampleActor[] = scenarios.map(personOf)

/** What the list tells of a scenario beside its identifiers. */
export function whoCanGoOn(name: string) {
  const scenario = scenarios.find((one) => one.name === name)
  if (!scenario) throw new Error(`there is no scenario ${name}`)
  const { title, next } = stations[scenario.station]
  const others = typeof next === 'function' ? [next(scenario.scheme)] : next
  const ofStaff = others.map((who) => credentialOf({ who } as SampleActor))
  return {
    scheme: schemes[scenario.scheme],
    station: scenario.station,
    title,
    person: credentialOf(personOf(scenario)),
    next: ofStaff,
  }
}

/** The sub by which somebody is on a team. */
export const actorIdOf = (who: string) => subjectOf({ who } as SampleActor)
