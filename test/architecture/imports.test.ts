import t from 'tap'
import { importsOf, sources } from '../support/sources.ts'

/** The domains, in the order of the pathway. Each may know those before it. */
const journey = [
  'attempts',
  'identifiers',
  'organisations',
  'staff',
  'machine-clients',
  'schemes',
  'clocks',
  'case-progress',
  'case-access',
  'me',
  'documents',
  'case-team',
  'people',
  'sign-ins',
  'cases',
  'page-links',
  'breaches',
  'said-for',
  'capacity',
  'consents',
  'delegations',
  'current-services',
  'decisions',
  'expressions-of-interest',
  'needs-assessments',
  'health-needs',
  'budgets',
  'ledger',
  'payees',
  'bank-accounts',
  'service-agreements',
  'resources',
  'brokerage',
  'support-plans',
  'bulk-imports',
  'spending-checks',
  'line-holdings',
  'line-pauses',
  'crisis-contingencies',
  'reviews',
  'panel-meetings',
  'sign-off',
  'sign-off-figures',
  'person-requests',
  'provider-stops',
  'take-overs',
  'period-ends',
  'spending-questions',
  'spending-stops',
  'payments',
  'crisis-episodes',
  'surplus-recoveries',
  'off-plan-requests',
  'waiting-claims',
  'cover-gaps',
  'case-pauses',
  'closing',
  'findings',
  'concerns',
  'spending',
  'line-moves',
  'give-backs',
  'card-feeds',
  'floats',
  'deployment-agreements',
  'pay-runs',
  'line-providers',
  'appeals',
  'attachments',
  'endings',
  'record-access',
  'objections',
  'simulations',
  'subject-access',
  'retention',
  'exports',
  'record-joining',
  'events',
  'webhooks',
  'notifications',
  'pages',
  'fhir',
]
/** What every domain may know; `rules` and `shared` are the only ones that know nothing of these. */
const ground = [
  'shared',
  'rules',
  'event-catalogue',
  'words',
  'platform',
  'database',
  'problems.ts',
  'problem-remedies.ts',
  'permissions.ts',
  'machine-scopes.ts',
  'permission-views.ts',
  'role-organisations.ts',
]
/** Whoever puts the service together, or runs it. Nobody imports these. */
const outside = [
  'app.ts',
  'config.ts',
  'domains.ts',
  'main.ts',
  'on-breach.ts',
  'pay-gates.ts',
  'sandbox.ts',
  'start.ts',
  'tools',
]

const files = await sources('src')
const partOf = (path: string) => path.split('/')[1] ?? ''

t.test('every part of src has its place', async (t) => {
  const parts = new Set(files.map((file) => partOf(file.path)))
  t.same([...parts].sort(), [...journey, ...ground, ...outside].sort())
})

t.test('imports run back along the journey, never forward', async (t) => {
  for (const file of files) {
    const here = journey.indexOf(partOf(file.path))
    if (here === -1) continue
    const allowed = [...ground, ...journey.slice(0, here + 1)]
    const forward = importsOf(file).filter((path) => path.startsWith('src/') && !allowed.includes(partOf(path)))
    t.same(forward, [], file.path)
  }
})

t.test('the platform knows no domain', async (t) => {
  for (const file of files.filter(({ path }) => partOf(path) === 'platform')) {
    const known = [
      'platform',
      'shared',
      'database',
      'problems.ts',
      'problem-remedies.ts',
      'permissions.ts',
      'machine-scopes.ts',
      'permission-views.ts',
      'role-organisations.ts',
    ]
    t.same(
      importsOf(file).filter((path) => path.startsWith('src/') && !known.includes(partOf(path))),
      [],
      file.path,
    )
  }
})

t.test(
  'the policy book can be read alone: rules know nothing but each other, shared, their data, and the schema library',
  async (t) => {
    const packages = {
      rules: ['@sinclair/typebox'],
      words: [],
      shared: ['@sinclair/typebox', 'temporal-polyfill', 'date-holidays'],
    }
    const parts = {
      rules: ['rules', 'shared'],
      words: ['words', 'rules', 'shared', 'platform/html'],
      shared: ['shared'],
    }
    for (const part of ['rules', 'words', 'shared'] as const)
      for (const file of files.filter(({ path }) => partOf(path) === part)) {
        const others = importsOf(file).filter((path) =>
          path.startsWith('src/')
            ? !parts[part].some((known) => path.startsWith(`src/${known}/`))
            : !(packages[part] as readonly string[]).includes(path) && !path.startsWith('data/'),
        )
        t.same(others, [], file.path)
      }
  },
)

t.test('nobody imports what puts the service together', async (t) => {
  for (const file of files.filter(({ path }) => !outside.includes(partOf(path))))
    t.same(
      importsOf(file).filter((path) => path.startsWith('src/') && outside.includes(partOf(path))),
      [],
      file.path,
    )
})

t.test('production runs without dev: src knows one file of it, in one place', async (t) => {
  const development = files.map(
    (file) => [file.path, importsOf(file).filter((path) => path.startsWith('dev/'))] as const,
  )
  t.same(
    development.filter(([, paths]) => paths.length > 0),
    [['src/sandbox.ts', ['dev/sandbox/sandbox.ts']]],
  )
})

t.test('no import goes round in a circle', async (t) => {
  const edges = new Map(files.map((file) => [file.path, importsOf(file).filter((path) => path.startsWith('src/'))]))
  const done = new Set<string>()
  const circles: string[] = []
  const walk = (path: string, way: readonly string[]) => {
    if (way.includes(path)) circles.push([...way.slice(way.indexOf(path)), path].join(' → '))
    if (way.includes(path) || done.has(path)) return
    for (const next of edges.get(path) ?? []) walk(next, [...way, path])
    done.add(path)
  }
  for (const file of files) walk(file.path, [])
  t.same(circles, [])
})
