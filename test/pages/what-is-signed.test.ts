import t from 'tap'
import { Look } from '../../src/pages/look.ts'
import { planContentHtml } from '../../src/pages/plan-content.ts'
import { markupOf } from '../../src/platform/html/html.ts'
import { type PlanContent, planHash } from '../../src/support-plans/repository.ts'
import { english } from '../../src/words/pages/page-words.ts'
import { journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { draftWhole, wholePlans } from './a-whole-plan.ts'
import { openPages } from './acts.ts'

type Path = readonly (string | number)[]
type Tree = Readonly<Record<string | number, unknown>>
const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null

/** Where something stands that is nothing but itself. */
const leavesOf = (of: unknown, at: Path = []): Path[] =>
  isTree(of) ? Object.entries(of).flatMap(([name, value]) => leavesOf(value, [...at, name])) : [at]
const valueAt = (of: unknown, path: Path): unknown => path.reduce((at, name) => (isTree(at) ? at[name] : at), of)

/** The same with what another has in one place. */
function withOther<T>(of: T, other: T, path: Path): T {
  const changed = structuredClone(of)
  const last = path.at(-1) ?? ''
  Object.assign(valueAt(changed, path.slice(0, -1)) as object, { [last]: valueAt(other, path) })
  return changed
}

const nothing = new Map<string, string>()
const pageOf = (plan: PlanContent) =>
  markupOf(
    planContentHtml(
      plan,
      { organisations: nothing, services: nothing, categories: nothing, lines: nothing },
      new Look(english, false, [english]),
    ),
  )
const [plan, other] = wholePlans
const id = '0193e1f0-1000-7000-8000-000000000009'

t.test('each field of what is signed is on the page: where one is another, the page is', async (t) => {
  const leaves = leavesOf(plan)
  t.same(leavesOf(other), leaves)
  t.ok(leaves.length > 80)
  const unseen = leaves.filter((path) => {
    t.not(valueAt(plan, path), valueAt(other, path), path.join('.'))
    const changed = withOther(plan, other, path)
    t.not(planHash(id, changed), planHash(id, plan), `${path.join('.')} is signed`)
    return pageOf(changed) === pageOf(plan)
  })
  t.same(
    unseen.map((path) => path.join('.')),
    ['outcomes.0.from.id', 'lines.0.key', 'crisisContingency.tiers.0.key'],
    'an earlier paper is named by its kind, and what points to a key says its title',
  )
})

t.test('what can be chosen for a field is told apart in words', async (t) => {
  for (const start of [
    'plan-deployment-',
    'plan-instrument-',
    'plan-route-',
    'plan-cover-',
    'plan-element-',
    'role-',
  ]) {
    const words = Object.entries(english.words).filter(([key]) => key.startsWith(start))
    t.ok(words.length > 1, start)
    t.equal(new Set(words.map(([, text]) => text)).size, words.length, start)
  }
})

t.test('who takes over, on whose word and all else that a broker writes is read before it is signed', async (t) => {
  const service = await startService(t)
  const journey = await journeyTo(service, 'plan-drafted')
  const { crisisContingency } = plan
  const [line] = plan.lines
  const drafted = await draftWhole(journey)
  t.equal(drafted.crisisContingency?.ifTooUnwell?.choice?.actorId, 'a-sister')
  const reader = await openPages(journey)
  const { text } = await reader.get('/pages/plan')
  const { choice, takesOver, onWhoseWord, until } = crisisContingency.ifTooUnwell
  for (const said of [
    ...[takesOver, onWhoseWord, until, choice.name, choice.actorId],
    ...[crisisContingency.gapsAccepted, crisisContingency.wishesWhenUnwell, crisisContingency.dependants],
    ...[...crisisContingency.triggers, line?.risk, line?.provider, line?.holdsBack],
    ...['Another organisation holds the money for you.', 'Equipment and materials', 'Friday from 22:00 to 06:00'],
  ])
    t.match(text, `${said}`)
  t.notMatch(text, tenants.QYG.brokerageId, 'an organisation is called by its name')
  t.match((await reader.get('/pages/plan?layout=easy')).text, takesOver)
})
