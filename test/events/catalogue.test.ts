import t from 'tap'
import { eventCatalogue, readingTypes } from '../../src/event-catalogue/catalogue.ts'
import { sources } from '../support/sources.ts'

const eventTypes = Object.values(eventCatalogue).flatMap(Object.keys)

// That a type which is recorded has its place in the catalogue, and that its facts fit, the compiler shows; here the other way round.
t.test('every type of the catalogue is recorded somewhere', async (t) => {
  const files = await sources('src')
  const code = files.filter(({ path }) => !path.startsWith('src/event-catalogue/')).map(({ text }) => text)
  const types = [...eventTypes, ...readingTypes]
  t.same(
    types.filter((type) => !code.some((text) => text.includes(`'${type}'`))),
    [],
  )
})

t.test(
  'a type is a noun and what happened to it, and nothing is recorded by a type that is put together',
  async (t) => {
    for (const type of eventTypes) t.match(type, /^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$/)
    for (const { path, text } of await sources('src')) t.notMatch(text, /\btype: `[^`]*\.\$/, path)
  },
)
