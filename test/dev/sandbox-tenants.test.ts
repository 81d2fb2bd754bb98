import t from 'tap'
import { openSandbox } from '../../dev/sandbox/open-sandbox.ts'
import type { ScenarioList } from '../../dev/sandbox/sandbox-document.ts'
import { items, type Operations } from '../../sdk/typescript/src/index.ts'
import { startSandbox } from '../support/sandbox.ts'

t.setTimeout(300_000)

const sandbox = await startSandbox(t, [
  'lambeth/crisis-active',
  'merseyside/expression-submitted',
  'merseyside/budget-ended',
])
const [officer, other] = ['sandbox-commissioner-officer', 'sandbox-other-commissioner-officer']

interface Clock {
  readonly now: string
  readonly aheadSeconds: number
  readonly code?: string
  readonly detail?: string
}
const clock = (who: string, method = 'GET', path = '/clock', body?: object) =>
  sandbox.ask<Clock>(who, method, path, body)
const advance = (by: string, who: string = officer) => clock(who, 'POST', '/clock/advances', { by })
const aheadDays = ({ body }: { readonly body: Clock }) => Math.round((Date.parse(body.now) - Date.now()) / 86_400_000)
const scenario = async (name: string) => {
  const found = (await sandbox.scenarios()).find((one) => one.name === name)
  if (!found) throw new Error(`nobody stands at ${name}: ${sandbox.logLines.join('\n')}`)
  return found
}
const count = async <Item>(list: AsyncIterable<Item>) => {
  let all = 0
  for await (const _ of list) all += 1
  return all
}
const schemesOf = async (client: Operations) =>
  (await client.listSchemes({ limit: 100 })).items.map(({ id }) => id).sort()

t.test('people stand where the scenario says, and go on with the credentials that it names', async (t) => {
  const submitted = await scenario('merseyside/expression-submitted')
  t.match(submitted, { scheme: 'merseyside-one-off', station: 'expression-submitted', title: /awaits a decision/ })
  const person = sandbox.as(submitted.person.clientId)
  t.match(await person.getCase({ caseId: submitted.caseId }), {
    step: 'expression-submitted',
    personId: submitted.personId,
  })
  const ended = await scenario('merseyside/budget-ended')
  const whole = await sandbox.as(ended.person.clientId).getCase({ caseId: ended.caseId })
  t.match(whole, { step: 'budget-ended', ending: 'ended-at-review' }, 'what takes days has taken them')
  t.ok(Date.parse(whole.openedAt) < Date.now() - 27 * 86_400_000)
  t.equal(aheadDays(await clock(officer)), 0, 'and nobody’s clock was moved for it')
  t.same((await sandbox.ask<ScenarioList>(other, 'GET', '/scenarios')).body, { ready: true, failed: [], items: [] })
})

t.test('the clock of one commissioner goes on, and what falls due is done before the answer', async (t) => {
  const { caseId, person } = await scenario('lambeth/crisis-active')
  const client = sandbox.as(person.clientId)
  const crises = async () => (await client.listCrisisEpisodes({ caseId })).items.map(({ status }) => status)
  t.same(await crises(), ['active'])
  const submitted = await scenario('merseyside/expression-submitted')
  const late = async () => {
    const { items } = await sandbox.as(officer).listTimeline({ caseId: submitted.caseId, limit: 100 })
    return items.some(({ type }) => type === 'case.step-late')
  }
  t.notOk(await late())

  const moved = await advance('P60D')
  t.equal(moved.status, 200)
  t.equal(aheadDays(moved), 60)
  t.same(await crises(), ['stood-down'], 'by itself')
  t.ok(await late(), 'and what is late is somebody’s')
  const { id } = await sandbox.as('sandbox-care-coordinator').registerPerson({
    body: {
      ...{
        nhsNumber: null,
        givenName: 'Later',
        familyName: 'Sandbox-Later',
        bornOn: '1990-05-17',
        ethnicCategory: 'A',
      },
      ...{ language: 'en', interpreterNeeded: false, communicationNeeds: null },
    },
  })
  const [row] = await sandbox.database.sql<{ at: Date }>(
    'select registered_at as at from person where person_id = $1',
    [id],
  )
  t.ok((row?.at.getTime() ?? 0) > Date.now() + 59 * 86_400_000, 'what is recorded is of its time')

  t.equal(aheadDays(await clock(other)), 0, 'the other commissioner has its own')
  t.equal((await sandbox.as(other).getMe()).roles.length, 1)
})

t.test('it goes forwards alone, by an instant or a duration of England', async (t) => {
  const before = (await clock(officer)).body.now
  const set = (now: string) => clock(officer, 'PUT', '/clock', { now })
  for (const [answer, status] of [
    [await set(new Date(Date.parse(before) - 60_000).toISOString()), 400],
    [await set('2100-01-01T00:00:00Z'), 400],
    [await set('tomorrow'), 400],
    [await advance('-P1D'), 400],
    [await advance('PT0S'), 400],
    [await advance('P1000Y'), 400],
    [await advance(`P${'9'.repeat(50)}D`), 400],
    [await clock(officer, 'PUT', '/clock', { now: before, more: true }), 400],
    [await clock(officer, 'POST', '/clock/advances', {}), 400],
  ] as const)
    t.equal(answer.status, status, answer.body.detail ?? '')
  t.equal(aheadDays(await clock(officer)), 60, 'nothing of it moved it')

  const to = new Date(Date.parse(before) + 2 * 86_400_000).toISOString()
  t.ok(Date.parse((await set(to)).body.now) >= Date.parse(to))
  t.equal((await set(to)).status, 200, 'sent twice, it is done once')
  t.equal(aheadDays(await clock(officer)), 62)
  const [tenant] = await sandbox.database.sql<{ id: string }>(
    "select commissioner_id as id from commissioner where code = 'QYG'",
  )
  const restarted = await openSandbox({ folder: t.testdir(), origin: sandbox.url, people: [] })
  await restarted.load({ url: sandbox.database.ownerUrl, pooler: 'none' })
  const ahead = restarted.now(tenant?.id ?? '').getTime() - Date.now()
  t.equal(Math.round(ahead / 86_400_000), 62, 'a restart finds it')
})

t.test('a token is as good as the time of the world says', async (t) => {
  const token = await sandbox.tokenOf(officer)
  await advance('P1Y')
  const { status } = await fetch(`${sandbox.url}/v1/schemes`, { headers: { authorization: `Bearer ${token}` } })
  t.equal(status, 200)
})

t.test('a day is a day of England, also where the clocks change', async (t) => {
  await clock(officer, 'PUT', '/clock', { now: '2029-03-24T12:00:00Z' })
  const { body } = await advance('P1D')
  t.match(body.now, /^2029-03-25T11:00/)
})

t.test('without a token nobody moves a clock or resets', async (t) => {
  for (const [method, path] of [
    ['GET', '/clock'],
    ['PUT', '/clock'],
    ['POST', '/clock/advances'],
    ['POST', '/reset'],
    ['GET', '/scenarios'],
  ] as const)
    t.equal((await fetch(`${sandbox.url}/sandbox${path}`, { method })).status, 401, path)
})

t.test('a reset puts one tenant back to how it began, once for all who ask', async (t) => {
  const before = await sandbox.scenarios()
  const schemes = await schemesOf(sandbox.as(officer))
  const theirs = sandbox.as(other)
  await theirs.registerOrganisation({ body: { code: 'ZZ5', name: 'Another Trust', kind: 'trust' } })
  await sandbox.as(officer).registerOrganisation({ body: { code: 'ZZ6', name: 'A third Trust', kind: 'trust' } })

  const resets = await Promise.all([1, 2, 3].map(() => clock(officer, 'POST', '/reset')))
  t.same(
    resets.map(({ status }) => status),
    [200, 200, 200],
  )
  t.equal((await clock(officer, 'POST', '/reset')).status, 200, 'also while people are being made')
  t.equal(aheadDays(await clock(officer)), 0)
  const after = await sandbox.scenarios()
  t.same(
    after.map(({ name }) => name),
    before.map(({ name }) => name),
  )
  t.same(
    after.filter(({ caseId }) => before.some((one) => one.caseId === caseId)),
    [],
    'people are made anew',
  )
  t.same(await schemesOf(sandbox.as(officer)), schemes, 'schemes are the same')
  const people = await sandbox.database.sql<{ name: string }>(
    `select family_name as name from person p join commissioner c using (commissioner_id) where c.code = 'QYG'`,
  )
  t.equal(people.length, after.length, 'made once, and nobody else is left')
  const codes = async (client: Operations) => {
    const all: string[] = []
    for await (const { code } of items(client.listOrganisations)) all.push(code)
    return all
  }
  t.notOk((await codes(sandbox.as(officer))).includes('ZZ6'))
  t.ok((await codes(theirs)).includes('ZZ5'), 'the other tenant is untouched')
  t.equal(await count(items(sandbox.as(officer).listCases)), after.length)
})

t.test('a reset makes those alone that are asked for', async (t) => {
  const reset = (...scenarios: string[]) => clock(officer, 'POST', '/reset', { scenarios })
  t.equal((await reset('merseyside/plan-drafted')).status, 200)
  t.same(
    (await sandbox.scenarios()).map(({ name }) => name),
    ['merseyside/plan-drafted'],
  )
  const [one, two] = await Promise.all([reset('lambeth/case-opened'), reset('merseyside/case-opened')])
  t.same([one.status, two.status], [200, 200])
  const names = (await sandbox.scenarios()).map(({ name }) => name)
  t.equal(names.length, 1, 'of two that differ the later one stands')
  t.match(names[0], /case-opened$/)
  t.match(await reset('merseyside/nowhere'), { status: 400, body: { code: 'request-invalid' } })
  t.match(await reset('merseyside/case-opened', 'merseyside/case-opened'), { status: 400 })
})

t.test('what could not be made is named, and nothing is said to be ready until a reset made it', async (t) => {
  const name = 'merseyside/expression-submitted'
  const reset = () => sandbox.ask(officer, 'POST', '/reset', { scenarios: [name] })
  const rested = async () => {
    for (;;) {
      const { body } = await sandbox.ask<ScenarioList>(officer, 'GET', '/scenarios')
      if (body.ready || body.failed.length > 0) return body
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  // A refusal for every case that is opened: by a name that is known, so that nobody tries again.
  await sandbox.database.sql('alter table budget_case add constraint webhook_one_per_url check (false) not valid')
  t.equal((await reset()).status, 200)
  t.match(await rested(), { ready: false, failed: [name], items: [] })
  await sandbox.database.sql('alter table budget_case drop constraint webhook_one_per_url')
  t.equal((await reset()).status, 200)
  t.match(await rested(), { ready: true, failed: [], items: [{ name }] })

  await sandbox.database.sql('alter table sandbox.tenant_clock rename to elsewhere')
  t.not((await reset()).status, 200)
  await sandbox.database.sql('alter table sandbox.elsewhere rename to tenant_clock')
  t.match(await rested(), { ready: false, failed: [name] }, 'also where it could not be put back')
})
