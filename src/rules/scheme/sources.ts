/** The published sources that rules and calculations of before cite by a short name. */
const sources: Readonly<Record<string, string>> = {
  S0: 'A person’s own account of being offered a budget, published as a blog',
  S1: 'NHS England, Personal health budgets for mental health',
  S2: 'Mind, report on personal health budgets in mental health, 2013',
  S3: 'Social Care Institute for Excellence, practice examples of integrated personal budgets in mental health',
  S4: 'NHS Confederation, on personal budgets in mental health',
}

/** Where a rule comes from, with no short name left in it. */
export function sourceInWords(citation: string): string {
  return citation.replaceAll(/\bS[0-4]\b(?=[:,;]|$)/g, (name) => sources[name] ?? name)
}
