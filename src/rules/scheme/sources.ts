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

/** How a rule says that no source has it: the scheme set it itself. */
const assumed = 'Set by the scheme'

/** A source by the pointer of what it is about: a thing with a `source`, or a field with a source of its own beside it. */
export function sourcesOf(rules: object): { readonly pointer: string; readonly source: string }[] {
  const within = (value: unknown, at: string): { pointer: string; source: string }[] => {
    if (typeof value !== 'object' || value === null) return []
    return Object.entries(value).flatMap(([name, held]) => {
      if (typeof held !== 'string' || !/source$/i.test(name)) return within(held, `${at}/${name}`)
      const field = name.replace(/source$/i, '')
      return [{ pointer: field === '' ? at : `${at}/${field}`, source: held }]
    })
  }
  return within(rules, '')
}

export const isAssumed = (source: string): boolean => source.startsWith(assumed)

/** What a scheme set itself because no source has it, by its pointers. */
export const assumedIn = (rules: object): string[] =>
  sourcesOf(rules).flatMap(({ pointer, source }) => (isAssumed(source) ? [pointer] : []))
