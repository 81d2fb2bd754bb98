/** Languages that people in England use and that the names of Unicode's CLDR leave out: signed ones, and some of South Asia and of Travellers. */
const others: Readonly<Record<string, string>> = {
  aii: 'Assyrian',
  bfi: 'British Sign Language',
  bqn: 'Bulgarian Sign Language',
  csl: 'Chinese Sign Language',
  fsl: 'French Sign Language',
  gsg: 'German Sign Language',
  gss: 'Greek Sign Language',
  hno: 'Hindko',
  ils: 'International Sign',
  ins: 'Indian Sign Language',
  isg: 'Irish Sign Language',
  ise: 'Italian Sign Language',
  lls: 'Lithuanian Sign Language',
  lsl: 'Latvian Sign Language',
  phr: 'Pahari-Potwari',
  pks: 'Pakistan Sign Language',
  psr: 'Portuguese Sign Language',
  pso: 'Polish Sign Language',
  rme: 'Angloromani',
  rms: 'Romanian Sign Language',
  rsl: 'Russian Sign Language',
  sgn: 'sign language',
  skr: 'Saraiki',
  ssp: 'Spanish Sign Language',
  sth: 'Shelta',
  syl: 'Sylheti',
  ukl: 'Ukrainian Sign Language',
}
/** Codes that name no language: none, several, and one that is not known. */
const noLanguage: ReadonlySet<string> = new Set(['mis', 'mul', 'und', 'zxx'])
const cldr = new Intl.DisplayNames('en-GB', { type: 'language', fallback: 'none' })

/** A language in English: `Urdu`, `British Sign Language`. Null where nobody has a name for it: a code says nothing to a person. */
export function languageName(code: string): string | null {
  const [language = ''] = code.toLowerCase().split('-')
  if (noLanguage.has(language)) return null
  return others[language] ?? named(code) ?? named(language)
}

function named(code: string): string | null {
  try {
    const name = cldr.of(code)
    // A part that has no name is told as unknown, or as it is written.
    return name === undefined || name === code || /unknown|private/i.test(name) ? null : name
  } catch {
    return null
  }
}
