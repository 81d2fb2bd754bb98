import type { LocalDate } from '../../shared/dates.ts'
import type { Pence } from '../../shared/money.ts'
import type { EntryStatus } from '../scheme/eligibility.ts'

/** What a person wishes for, item by item. */
export interface OneOffInputs {
  readonly method: 'one-off'
  readonly items: readonly { readonly key: string; readonly title: string; readonly amountPence: Pence }[]
}

/** The services thought required for the year. */
export interface RequiredServicesInputs {
  readonly method: 'required-services'
  readonly services: readonly { readonly service: string; readonly units: number }[]
}

/** What was used until a date, in the look-back window of the scheme. */
export interface HistoricCostInputs {
  readonly method: 'historic-cost'
  readonly until: LocalDate
  readonly contacts: readonly { readonly service: string; readonly units: number }[]
}

/** Nothing is asked again: the ratings are those of the needs assessment. */
export interface PointsInputs {
  readonly method: 'points'
}

/** A social-care budget that the person has already, and a GP's agreement to the health need (S3, South Kent Coast). */
export interface LayeredInputs {
  readonly socialCare?: { readonly reference: string; readonly amountPence: Pence } | null
  readonly gpAgreement?: { readonly practiceCode: string; readonly agreedOn: LocalDate } | null
}

export type BudgetInputs = (OneOffInputs | RequiredServicesInputs | HistoricCostInputs | PointsInputs) & LayeredInputs

/** How a domain of life was rated, as far as points look at it, with its title for the explanation. */
export interface RatedDomain {
  readonly key: string
  readonly title: string
  readonly typicalDay: number
  readonly worstDay: number
  readonly worstDaysPerMonth: number
  readonly withoutCurrentSupport: number
}

/** What the case says, kept with the calculation so that it can be run again: the ratings, and the services that the person keeps. */
export interface BudgetFacts {
  readonly ratings: readonly RatedDomain[]
  /** Codes of the price list whose service the person keeps. */
  readonly keptServices: readonly string[]
  /** Whether the person came with a social-care budget; left out where it was not asked. */
  readonly entryStatus?: EntryStatus
}
