import t from 'tap'
import type { SpendingCheck } from '../../src/spending-checks/schemas.ts'
import { sendFeed } from '../card-feeds/acts.ts'
import { change, decide, pathOf, submit } from '../sign-off/acts.ts'
import { buy, reverse, statementOf } from '../spending/acts.ts'
import { anActor, inTenant } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { journeyTo } from '../support/journey.ts'
import { aPlanLine } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'
import { checksOf, decideCheck, renewCheck } from './acts.ts'

const service = await startService(t)
const doubtful = 'Whiskey the dog’s lead'

t.test('422 spending-excluded: whisky that is bought as leisure, with the rule and where to go instead', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const answer = await buy(journey, { bought: 'Two bottles of whisky' })
  t.match(answer.problem, {
    code: 'spending-excluded',
    status: 422,
    errors: [{ pointer: '/bought', code: 'spending-excluded', detail: /A budget cannot pay for alcohol.*Drinkline/ }],
  })
  t.notMatch(JSON.stringify(answer.problem), /whisky/i, 'not a word of theirs is told')
  t.same(await checksOf(journey), [], 'nothing is left to look at')
  t.equal((await statementOf(journey)).spentPence, 0)
})

t.test('409 words-in-doubt: kept for an officer, who passes it with the reason; then it is bought', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const entries = await audited(service, async () => {
    t.equal((await buy(journey, { amountPence: 1200, bought: doubtful })).problem.code, 'words-in-doubt')
    t.equal((await buy(journey, { amountPence: 1200, bought: 'WHISKEY the dogs lead' })).problem.code, 'words-in-doubt')
  })
  t.match(entries, [{ type: 'spending-check.asked', facts: { foundIn: 'purchase', uses: ['alcohol'] } }], 'once')
  t.notMatch(JSON.stringify(entries), /whiskey/i, 'and no event tells the words')
  t.equal((await statementOf(journey)).spentPence, 0, 'nothing is posted')

  const [check] = await checksOf(journey)
  t.match(check, { words: doubtful, amountPence: 1200, outcome: null, foundIn: 'purchase', uses: ['alcohol'] })
  const { officer, teamManager, broker, careCoordinator } = journey
  const id = check?.id ?? ''
  const open = async () =>
    (await officer.get<{ items: SpendingCheck[] }>('/v1/spending-checks?limit=100')).ok.items.map((one) => one.id)
  t.ok((await open()).includes(id))
  await refused(t, service, () => decideCheck(broker, id), 'permission-missing')
  await refused(t, service, () => decideCheck(careCoordinator, id), 'case-role-required')
  await refused(t, service, () => decideCheck(service.as(inTenant('QOP', 'commissioner-officer')), id), 'not-found')
  t.match((await decideCheck(teamManager, id)).ok, { outcome: 'passed' })
  await refused(t, service, () => decideCheck(officer, id), 'wrong-state')
  t.notOk((await open()).includes(id))
  t.match(await checksOf(journey), [{ because: 'Whiskey is her dog, and this is its lead.' }], 'the person reads why')
  t.equal((await buy(journey, { amountPence: 1200, bought: doubtful })).status, 201)
  t.equal((await buy(journey, { amountPence: 1200, bought: 'Whiskey the dog’s bowl' })).problem.code, 'words-in-doubt')
})

t.test('what was passed is passed for the line, who is paid and the amount, and not a penny more', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const wanted = { amountPence: 1200, bought: doubtful }
  await buy(journey, wanted)
  const [check] = await checksOf(journey)
  t.match(check, { line: 'drum-kit', payee: 'City Drum Shop', amountPence: 1200 })
  void (await decideCheck(journey.officer, check?.id ?? '')).ok
  t.equal((await buy(journey, { ...wanted, payee: 'A man in the park' })).problem.code, 'words-in-doubt')
  t.equal((await buy(journey, { ...wanted, amountPence: 1201 })).problem.code, 'words-in-doubt')
  const [more] = (await checksOf(journey)).filter(({ amountPence }) => amountPence === 1201)
  t.match(more, { outcome: null, words: doubtful })
  t.equal((await buy(journey, { ...wanted, amountPence: 1199 })).status, 201, 'what was passed stays so meanwhile')
  t.equal((await buy(journey, { ...wanted, amountPence: 1, payee: ' CITY drum-shop' })).status, 201)
  void (await decideCheck(journey.officer, more?.id ?? '', 'refused')).ok
  t.equal((await buy(journey, wanted)).problem.code, 'spending-excluded', 'what was found last holds')
})

t.test('what was passed is used up once: what follows it counts together, and a penny more is looked at', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const wanted = (amountPence: number) => ({ amountPence, bought: doubtful })
  const inDoubt = async (amountPence: number) =>
    t.equal((await buy(journey, wanted(amountPence))).problem.code, 'words-in-doubt')
  const pass = async () => {
    const open = (await checksOf(journey)).filter(({ outcome }) => outcome === null)
    t.equal(open.length, 1, 'it is asked once')
    void (await decideCheck(journey.officer, open[0]?.id ?? '')).ok
  }
  await inDoubt(1_000)
  await pass()
  const both = await Promise.all([600, 601].map((pence) => buy(journey, wanted(pence))))
  t.same(both.map(({ status }) => status).sort(), [201, 409], 'of two at once one has it')
  await pass()
  const [first] = both.flatMap((answer) => (answer.status === 201 ? [answer.ok] : []))
  const left = first?.amountPence === 600 ? 601 : 600
  const { id } = (await buy(journey, wanted(left - 1))).ok
  t.equal((await buy(journey, wanted(1))).status, 201, 'to the penny')
  await inDoubt(1)
  void (await reverse(journey, id)).ok
  t.equal((await buy(journey, wanted(left - 1))).status, 201, 'what is given back was not bought')
  void (await reverse(journey, first?.id ?? '')).ok
  await inDoubt(600)
  await pass()
  t.equal((await buy(journey, wanted(600))).status, 409, 'what was asked for was a penny')
})

t.test('who wrote the plan or bought on the case passes nothing on it, by any account of theirs', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  t.equal((await buy(journey, { amountPence: 100 })).status, 201)
  await sendFeed(journey, journey.careCoordinator, '2026-11-24,9.00,BETFRED 204 WIRRAL')
  const [check] = await checksOf(journey)
  await sameHuman(service, 'the-broker-manages', anActor('broker'))
  const again = service.as(anActor('team-manager', { sub: 'the-broker-manages' }))
  await refused(t, service, () => decideCheck(again, check?.id ?? ''), 'second-person-needed')
  t.equal((await decideCheck(journey.officer, check?.id ?? '')).status, 200)
})

t.test('what was refused stays so, until somebody else looks at it again', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  await buy(journey, { bought: doubtful })
  const [first] = await checksOf(journey)
  t.equal((await decideCheck(journey.officer, first?.id ?? '', 'refused')).status, 200)
  t.equal((await buy(journey, { bought: doubtful })).problem.code, 'spending-excluded')
  const again = (await renewCheck(journey.person, first?.id ?? '')).ok
  t.match(again, { said: 'Whiskey is the name of my dog.', outcome: null, words: doubtful })
  await refused(t, service, () => renewCheck(journey.person, first?.id ?? ''), 'wrong-state')
  await refused(t, service, () => renewCheck(journey.person, again.id), 'wrong-state')
  t.equal((await buy(journey, { bought: doubtful })).problem.code, 'words-in-doubt')
  await refused(t, service, () => decideCheck(journey.officer, again.id), 'second-person-needed')
  t.equal((await decideCheck(journey.teamManager, again.id)).status, 200)
  t.equal((await buy(journey, { bought: doubtful })).status, 201)
})

t.test('a shop by the name of a bookmaker is looked at, and two at once ask once', async (t) => {
  const journey = await journeyTo(service, 'money-agreed')
  const both = await Promise.all([1, 2].map(() => buy(journey, { payee: 'Paddy Power', bought: 'Swimming' })))
  t.same(
    both.map(({ problem }) => problem.code),
    ['words-in-doubt', 'words-in-doubt'],
  )
  t.match(await checksOf(journey), [{ words: 'Paddy Power', uses: ['gambling'] }])
  t.equal((await checksOf(journey)).length, 1)
})

t.test(
  'a line of a plan: what is certain cannot be sent; what is in doubt is looked at before it is agreed',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted')
    const line = { key: 'lead', amountPence: 40_000 }
    await change(journey, { lines: [aPlanLine({ ...line, title: 'Whisky' })] })
    const { ids, broker } = journey
    const checks = (await broker.get<{ missing: { code: string }[] }>(pathOf(journey, '/checks'))).ok
    t.match(checks.missing, [{ code: 'spending-excluded', pointer: '/lines/0/title' }])
    const sent = await submit(journey)
    t.match(sent.problem.errors, [{ code: 'spending-excluded' }])

    await change(journey, { lines: [aPlanLine({ ...line, title: doubtful })] })
    await journey.on('plan-signed')
    const [check] = await checksOf(journey)
    t.match(check, { foundIn: 'plan-line', line: 'lead', supportPlanId: ids.supportPlanId, words: doubtful })
    t.match((await decide(journey, journey.careCoordinator)).problem, {
      code: 'words-in-doubt',
      errors: [{ pointer: '/lines/0/title' }],
    })
    t.equal((await decideCheck(journey.officer, check?.id ?? '')).status, 200)
    t.equal((await decide(journey, journey.careCoordinator)).status, 201)
  },
)

t.test('nobody decides on words that they wrote, by any account of theirs', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  await change(journey, { lines: [aPlanLine({ key: 'lead', amountPence: 40_000, title: doubtful })] })
  await journey.on('plan-signed')
  const [check] = await checksOf(journey)
  const asked = check?.id ?? ''
  const both = anActor('commissioner-officer', { sub: 'the-broker' })
  await refused(t, service, () => decideCheck(service.as(both), asked), 'second-person-needed')
})
