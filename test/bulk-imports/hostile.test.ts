import t from 'tap'
import type { ImportKind } from '../../src/bulk-imports/schemas.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { startService } from '../support/service.ts'
import { aPersonLine, brought, known, toNdjson } from './acts.ts'

const service = await startService(t)
const officer = service.as('commissioner-officer')

const [nul, half] = ['\u0000', '\ud83d']
const aCase = (more: object = {}) => ({
  identifier: known(),
  person: known(),
  schemeCode: 'merseyside-one-off',
  trustCode: 'RW4',
  ...more,
})
const aService = (more: object = {}) => ({
  identifier: known(),
  case: known(),
  kind: 'therapy',
  title: 'Talking therapy',
  provider: 'Mersey Mental Health NHS Trust',
  serviceCode: null,
  minutesPerWeek: 60,
  relationshipWith: null,
  ...more,
})
const aPlanOfOne = (line: object = {}, more: object = {}) => ({
  identifier: known(),
  case: known(),
  outcomes: [{ key: 'sleep', words: 'To sleep.' }],
  lines: [{ ...aPlanLine(), ...line }],
  crisisContingency: null,
  ...more,
})
/** Lines that break what they reach, each beside the field that it is refused for. */
const hostile: Readonly<Record<ImportKind, readonly (readonly [line: unknown, pointer: string])[]>> = {
  people: [
    [aPersonLine({ familyName: `Aa${nul}` }), '/familyName'],
    [aPersonLine({ communicationNeeds: `large print ${half}` }), '/communicationNeeds'],
    [aPersonLine({ language: nul }), '/language'],
    [aPersonLine({ nhsNumber: `${nul}9990000018` }), '/nhsNumber'],
    [{ ...aPersonLine(), identifier: known(`a${nul}`) }, '/identifier/value'],
    [{ ...aPersonLine(), [`a${nul}${half}`.repeat(400)]: 1 }, `/${`a${nul}${half}`.repeat(20)}`],
  ],
  cases: [
    [aCase({ schemeCode: `merseyside${nul}` }), '/schemeCode'],
    [aCase({ schemeCode: half }), '/schemeCode'],
    [aCase({ trustCode: `RW4${nul}` }), '/trustCode'],
    [aCase({ person: known(`a${nul}`) }), '/person/value'],
    [aCase({ entryStatus: nul }), '/entryStatus'],
  ],
  'current-services': [
    [aService({ title: `a${nul}` }), '/title'],
    [aService({ provider: half }), '/provider'],
    [aService({ serviceCode: nul }), '/serviceCode'],
    [aService({ relationshipWith: `a${half}` }), '/relationshipWith'],
    [aService({ case: known(`${half}a`) }), '/case/value'],
  ],
  plans: [
    [aPlanOfOne({ title: nul }), '/lines/0/title'],
    [aPlanOfOne({ category: half }), '/lines/0/category'],
    [aPlanOfOne({ provider: `a${nul}` }), '/lines/0/provider'],
    [aPlanOfOne({}, { outcomes: [{ key: 'sleep', words: half }] }), '/outcomes/0/words'],
  ],
}
const good = { people: aPersonLine(), cases: aCase(), 'current-services': aService(), plans: aPlanOfOne() }

for (const kind of Object.keys(hostile) as ImportKind[])
  t.test(`text that cannot be kept is refused line by line, and all others are done: ${kind}`, async (t) => {
    const lines = hostile[kind]
    const nested = `{"identifier":${'['.repeat(30_000)}${']'.repeat(30_000)}}`
    const raw = `${toNdjson([...lines.map(([line]) => line), good[kind]])}${nested}\n`
    const done = await brought(service, officer, raw, { kind })
    t.equal(done.status, 'completed')
    const pointers = done.lines.map(({ errors }) => errors.map(({ pointer }) => pointer))
    t.same(
      pointers.slice(0, lines.length).map(([first]) => first),
      lines.map(([, pointer]) => pointer),
    )
    t.same(pointers.at(-2), { people: [], cases: ['/person'], 'current-services': ['/case'], plans: ['/case'] }[kind])
    t.ok(pointers.at(-1)?.includes('/identifier'), 'and the one that is nested without end')
  })
