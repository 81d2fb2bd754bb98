import type { ImportKind } from './schemas.ts'

/** The kinds that rows and columns can hold: a plan has parts within parts. */
export type InColumns = Exclude<ImportKind, 'plans'>
export const isInColumns = (kind: ImportKind): kind is InColumns => kind !== 'plans'

/** How the text of a cell is read; `text or none`: nothing in it is null. */
type Reading = 'text' | 'text or none' | 'yes or no' | 'number or none' | 'left out'

const identifier = { 'identifier.system': 'text', 'identifier.value': 'text' } as const

/** The columns of each kind in CSV, by the way to the field; a file has all of them but those that can be left out. */
export const columnsOf: Readonly<Record<InColumns, Readonly<Record<string, Reading>>>> = {
  people: {
    ...identifier,
    nhsNumber: 'text or none',
    givenName: 'text or none',
    familyName: 'text or none',
    bornOn: 'text',
    ethnicCategory: 'text',
    language: 'text',
    interpreterNeeded: 'yes or no',
    communicationNeeds: 'text or none',
  },
  cases: {
    ...identifier,
    'person.system': 'text',
    'person.value': 'text',
    schemeCode: 'text',
    trustCode: 'text',
    entryStatus: 'left out',
    careCoordinator: 'left out',
  },
  'current-services': {
    ...identifier,
    'case.system': 'text',
    'case.value': 'text',
    kind: 'text',
    title: 'text',
    provider: 'text',
    serviceCode: 'text or none',
    minutesPerWeek: 'number or none',
    relationshipWith: 'text or none',
    status: 'left out',
    statusReason: 'left out',
  },
}

export const canBeLeftOut = (kind: InColumns, column: string) => columnsOf[kind][column] === 'left out'

/** The value that a record of CSV stands for: what cannot be read is left as it is, and is refused by the schema. */
export function valueOfRecord(kind: InColumns, record: Readonly<Record<string, string>>): unknown {
  const value: Record<string, unknown> = {}
  for (const [column, text] of Object.entries(record)) {
    const read = readCell(text, columnsOf[kind][column])
    if (read === undefined) continue
    const [field = '', part] = column.split('.')
    if (part === undefined) value[field] = read
    else value[field] = { ...(value[field] as object | undefined), [part]: read }
  }
  return value
}

function readCell(text: string, how: Reading | undefined): unknown {
  if (text === '' && how === 'left out') return undefined
  if (text === '' && (how === 'text or none' || how === 'number or none')) return null
  if (how === 'number or none' && /^\d{1,9}$/.test(text)) return Number(text)
  if (how === 'yes or no' && (text === 'true' || text === 'false')) return text === 'true'
  return text
}
