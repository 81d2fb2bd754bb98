/** Who gives money back that was paid out to be spent on a line. */
export const givers = ['person', 'representative', 'holder', 'payee'] as const
export type Giver = (typeof givers)[number]

/** What came back, as one officer reads it off the account of the commissioner. */
export interface ReadGiveBack {
  readonly planLineId: string
  readonly amountPence: number
  readonly givenBy: Giver
  readonly receivedOn: string
  /** The payment that came back, where whoever was paid gives it back. */
  readonly paymentId: string | null
}

/** In what two officers differ who recorded the same payment, the first that is said; undefined where they agree. The evidence is each one's own. */
export const whereTheyDiffer = (one: ReadGiveBack, other: ReadGiveBack): keyof ReadGiveBack | undefined =>
  (['planLineId', 'amountPence', 'givenBy', 'receivedOn', 'paymentId'] as const).find(
    (field) => one[field] !== other[field],
  )
