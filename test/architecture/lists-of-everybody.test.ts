import t from 'tap'
import { sources } from '../support/sources.ts'

const files = await sources('src')

/** The conditions by which a list of a tenant's records asks what its reader sees. */
const asked = /\b(isSeenOfEverybody|visibleCases|listVisibleCases|visiblePeople|maySee)\(/

/** The lists that belong to no record and tell of records, with the name of the function that reads each. */
const lists = files
  .filter(({ path }) => path.endsWith('/operations.ts'))
  .flatMap(({ text }) => [...text.matchAll(/\blist\('(\w+)', '\/[a-z-]+', \{([\s\S]*?)\n {2,4}\}\)/g)])
  .map(([, id = '', spec = '']) => ({
    id,
    ofRecords: !/tellsOf: nobody\b/.test(spec),
    reader: spec.match(/\bread: (?:\([^)]*\) =>\s*)?(\w+)/)?.[1] ?? '',
  }))
  .filter(({ ofRecords }) => ofRecords)

t.test('each list of a tenant’s people or cases asks, where it is read, whom its reader sees', async (t) => {
  t.ok(lists.length >= 10, `${lists.length} were found`)
  for (const { id, reader } of lists) {
    const home = files.filter(({ text }) => new RegExp(`export (async )?(function|const) ${reader}\\b`).test(text))
    t.equal(home.length, 1, `${id} is read by ${reader}`)
    t.ok(asked.test(home[0]?.text ?? ''), `${id}: ${home[0]?.path} does not ask`)
  }
})
