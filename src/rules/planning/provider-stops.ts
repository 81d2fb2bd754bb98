import type { LocalDate } from '../../shared/dates.ts'

/** How many working days there are to mend a plan whose provider has stopped. Set by the service: the person goes without meanwhile. */
export const providerStopWorkingDays = 5

export const providerStopOutcomes = ['mended', 'budget-ended'] as const
export type ProviderStopOutcome = (typeof providerStopOutcomes)[number]

/** Whether a purchase would pay a provider for a day after it stopped. What was bought by then is paid. */
export const paysStopped = (
  { holderId }: { readonly holderId: string | null },
  boughtOn: LocalDate,
  stops: readonly { readonly organisationId: string; readonly stoppedOn: LocalDate }[],
): boolean => stops.some(({ organisationId, stoppedOn }) => organisationId === holderId && boughtOn > stoppedOn)
