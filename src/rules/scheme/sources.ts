/** The published sources that rules and calculations of before cite by a short name. */
const sources: Readonly<Record<string, string>> = {
  S0: 'A person’s own account of being offered a budget, published as a blog',
  S1: 'NHS England, Personal health budgets for mental health',
  S2: 'Mind, report on personal health budgets in mental health, 2013',
  S3: 'Social Care Institute for Excellence, practice examples of integrated personal budgets in mental health',
  S4: 'NHS Confederation, on personal budgets in mental health',
}

/** Citations that were published and said more than their source, or not whose they are, with what they are read as. */
const corrected: readonly (readonly [before: string, now: string])[] = [
  [
    'SNEE ICS unit costs, October 2024: for comparison, not actual expenditure',
    'Set by the scheme: unit costs of another area (Suffolk and North East Essex, October 2024), for comparison, not actual expenditure',
  ],
  [
    'HFMA, reference costs 2016/17',
    'Set by the scheme: national reference costs (Healthcare Financial Management Association, 2016/17), not uplifted',
  ],
  [
    'No verified figure: the community contact of SNEE ICS stands in; kept NHS crisis services are never priced into a budget',
    'Set by the scheme: no verified figure, so a community contact of another area (Suffolk and North East Essex, October 2024) stands in; kept NHS crisis services are never priced into a budget',
  ],
  [
    'Published model table, about 2012/13: not uplifted',
    'Set by the scheme: a published model table of about 2012/13, whose author is not known, not uplifted',
  ],
  [
    "A gap at the person's worst times is accepted above the care coordinator",
    "Set by the scheme: a gap at the person's worst times is accepted above the care coordinator",
  ],
  [
    'mental health: signed off at team level',
    'mental health: budgets that are not integrated are signed off at team level, and this is planned for integrated ones',
  ],
]

/** Where a rule comes from, with no short name left in it, and nothing that its source does not say. */
export function sourceInWords(citation: string): string {
  const named = citation.replaceAll(/\bS[0-4]\b(?=[:,;]|$)/g, (name) => sources[name] ?? name)
  return corrected.reduce((text, [before, now]) => text.replaceAll(before, now), named)
}
