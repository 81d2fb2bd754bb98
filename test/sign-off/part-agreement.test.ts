import pg from 'pg'
import t from 'tap'
import { v7 } from 'uuid'
import type { CaseView } from '../../src/cases/schemas.ts'
import type { Decision } from '../../src/decisions/schemas.ts'
import { agreeOnLine } from '../deployment-agreements/acts.ts'
import { fileReceipt } from '../spending/acts.ts'
import { anActor } from '../support/actors.ts'
import { audited } from '../support/audit.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aCrisisContingency, aPurchase, aReason } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { change, decide, escalateTo, overLimit, panelMembers, pathOf, read, vote } from './acts.ts'

const service = await startService(t)

interface Statement {
  readonly agreedPence: number
  readonly lines: readonly { planLineId: string; key: string; agreedPence: number }[]
}

const drums = { line: 'drum-kit', outcome: 'agreed' }

const noMattress = { line: 'mattress', outcome: 'refused' }

const because = { ...aReason, line: 'mattress', whatWouldChange: 'Say why the old one will not do.' }

const inPart = (journey: Journey, client = journey.careCoordinator, more: object = {}) =>
  decide(journey, client, 'agreed-in-part', { lines: [drums, noMattress], reasons: [because], ...more })

const statementOf = async (journey: Journey) =>
  (await journey.broker.get<Statement>(`/v1/cases/${journey.ids.caseId}/statement`)).ok

const caseOf = async (journey: Journey) => (await journey.person.get<CaseView>(`/v1/cases/${journey.ids.caseId}`)).ok

t.test(
  '201: a plan is agreed in part, line by line; the agreed lines open, and each refused one has its reason',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed')
    let id = ''
    const entries = await audited(service, async () => {
      const { ok } = await inPart(journey)
      t.match(ok, {
        decision: {
          outcome: 'agreed-in-part',
          lines: [drums, noMattress],
          reasons: [{ code: 'outcome-not-clear', line: 'mattress', whatWouldChange: because.whatWouldChange }],
        },
        supportPlan: { status: 'agreed', totalPence: 40_000, agreedPence: 25_000, tier: null },
      })
      id = ok.decision.id
    })
    t.match(entries.find((entry) => entry.type === 'support-plan.agreed-in-part')?.facts, {
      totalPence: 40_000,
      agreedPence: 25_000,
      refusedLines: ['mattress'],
    })
    t.match((await journey.person.get(`/v1/decisions/${id}`)).ok, { lines: [drums, noMattress] })
    t.match(await statementOf(journey), { agreedPence: 25_000, lines: [{ key: 'drum-kit', agreedPence: 25_000 }] })
    t.match(await caseOf(journey), { stage: 'spending', step: 'plan-agreed-in-part', waitingFor: ['broker'] })
    t.match((await caseOf(journey)).next, /you can appeal about it/)
    const letter = await journey.person.get<string>(`/v1/decisions/${id}/letter`)
    t.match(letter.body, /A part of your support plan was agreed/)
  },
)

t.test('only what was agreed is spent, and the plan becomes active once that is shown', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  await inPart(journey)
  const line = (await statementOf(journey)).lines[0]?.planLineId
  await agreeOnLine(journey, line)
  const buy = (amountPence: number) =>
    journey.broker.post<{ id: string }>(
      `/v1/plan-lines/${line}/purchases`,
      aPurchase({ amountPence, boughtOn: service.clock.today() }),
    )
  t.equal((await buy(25_001)).problem.code, 'line-overspent')
  const { id } = (await buy(25_000)).ok
  void (await fileReceipt(journey, id, { amountPence: 25_000, issuedOn: service.clock.today() })).ok
  t.match((await read(journey)).ok, { status: 'active', agreedPence: 25_000 })
})

t.test(
  'a decision in part is against the person in part: it can be appealed, and overturned all of it opens',
  async (t) => {
    const journey = await journeyTo(service, 'plan-signed')
    const { id } = (await inPart(journey)).ok.decision
    const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${id}/appeals`, {
      words: 'My back hurts on it.',
    })
    t.equal(appeal.status, 201)
    await journey.officer.post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'overturned', reasons: [] })
    t.match((await read(journey)).ok, { status: 'agreed', agreedPence: 40_000 })
    t.match(await statementOf(journey), { agreedPence: 40_000 })
    t.equal((await caseOf(journey)).clocks.filter(({ kind }) => kind === 'first-payment').length, 1)
  },
)

t.test('a refusal that an appeal overturns opens the plan, and the clock of its first payment', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const { id } = (await decide(journey, journey.careCoordinator, 'refused')).ok.decision
  const appeal = await journey.person.post<{ id: string }>(`/v1/decisions/${id}/appeals`, {
    words: 'My back hurts on it.',
  })
  await journey.officer.post(`/v1/appeals/${appeal.ok.id}/decision`, { outcome: 'overturned', reasons: [] })
  t.match((await read(journey)).ok, { status: 'agreed', agreedPence: 40_000 })
  t.match(
    (await caseOf(journey)).clocks.find(({ kind }) => kind === 'first-payment'),
    { stoppedOn: null, workingDays: 10 },
  )
})

t.test('422: what is not clear on the lines is told whole, and nothing is decided', async (t) => {
  const journey = await journeyTo(service, 'plan-signed')
  const ask = (more: object, outcome: string) => () =>
    decide(journey, journey.careCoordinator, outcome, { reasons: [because], ...more })
  const faults = async (more: object, expected: string[], outcome = 'agreed-in-part') => {
    const { errors } = await refused(t, service, ask(more, outcome), 'lines-unclear', JSON.stringify(more))
    t.same(
      errors?.map(({ pointer, code }) => `${pointer} ${code}`),
      expected,
    )
  }
  await faults({ lines: [drums] }, ['/lines line-undecided', '/lines nothing-refused'])
  await faults({ lines: [drums, noMattress], reasons: [aReason] }, ['/reasons reason-required'])
  await faults({ lines: [drums, noMattress], reasons: [because, { ...because, line: 'drum-kit' }] }, [
    '/reasons/1/line line-agreed',
  ])
  await faults({ lines: [drums, noMattress, { line: 'piano', outcome: 'refused' }] }, ['/lines/2/line line-unknown'])
  await faults({ lines: [] }, [
    '/lines line-undecided',
    '/lines line-undecided',
    '/lines nothing-agreed',
    '/lines nothing-refused',
  ])
  await faults({ reasons: [{ ...aReason, line: 'piano' }] }, ['/reasons/0/line line-unknown'], 'refused')
  for (const [more, outcome, pointer] of [
    [{}, 'agreed-in-part', '/lines'],
    ...['agreed', 'returned', 'refused'].map((outcome) => [{ lines: [drums, noMattress] }, outcome, '/lines'] as const),
    ...['returned', 'refused'].map(
      (outcome) => [{ gapsAcceptedBecause: 'x' }, outcome, '/gapsAcceptedBecause'] as const,
    ),
    [{}, 'perhaps', '/outcome'],
  ] as const) {
    const { errors } = await refused(t, service, ask(more, outcome), 'request-invalid', `${outcome} ${pointer}`)
    t.match(errors, [{ pointer }])
  }
  const unknown = { ...because, code: 'because-i-say-so' }
  await refused(t, service, () => inPart(journey, journey.careCoordinator, { reasons: [unknown] }), 'reason-unknown')
})

t.test(
  '422: a line that covers a worst time is not refused over the person’s head, whatever they accepted',
  async (t) => {
    for (const [gapsAccepted, days, decider] of [
      [null, [1, 2, 3, 4, 5, 6, 7], 'careCoordinator'],
      ['I know about Saturday nights.', [5], 'teamManager'],
    ] as const) {
      const journey = await journeyTo(service, 'plan-drafted')
      const windows = [{ days: [...days], from: '00:00', to: '24:00' }]
      const cover = [
        { kind: 'plan-line' as const, name: 'Sitter', contact: '0151 496 0000', line: 'mattress', windows },
      ]
      await change(journey, { crisisContingency: aCrisisContingency({ cover, gapsAccepted }) })
      await journey.on('plan-signed')
      const agree = () => inPart(journey, journey[decider], { gapsAcceptedBecause: 'The person knows.' })
      t.match((await refused(t, service, agree, 'gaps-not-accepted')).errors, [{ pointer: '/lines' }])
      t.equal((await decide(journey, journey[decider], 'returned')).status, 201)
    }
  },
)

t.test('a panel agrees in part as the votes on each line say', async (t) => {
  const journey = await escalateTo(await journeyTo(service, 'plan-signed'), 'risk-enablement-panel')
  const [lived, second, third] = panelMembers(journey)
  if (!lived || !second || !third) throw new Error('the panel has three members')
  const except = { exceptLines: ['mattress'], reasons: [because] }
  await refused(t, service, () => vote(journey, lived, true, { exceptLines: ['mattress'] }), 'reason-required')
  await refused(t, service, () => vote(journey, lived, true, { ...except, exceptLines: ['piano'] }), 'lines-unclear')
  await vote(journey, lived, true, except)
  await vote(journey, second, true, except)
  t.match((await vote(journey, third)).ok.votes, { agreeing: 1, inPart: 2, against: 0, quorate: true })
  await refused(t, service, () => decide(journey, third), 'panel-decides-by-vote')
  const turned = [
    { ...drums, outcome: 'refused' },
    { ...noMattress, outcome: 'agreed' },
  ]
  const reasons = [{ ...because, line: 'drum-kit' }]
  await refused(t, service, () => inPart(journey, third, { lines: turned, reasons }), 'panel-decides-by-vote')
  t.match((await inPart(journey, third)).ok.decision, { tier: 'risk-enablement-panel', outcome: 'agreed-in-part' })
})

t.test('of two who decide in part at once, one has decided, and a repeated request gets the same answer', async (t) => {
  const journey = await journeyTo(service, 'plan-signed', overLimit)
  const second = service.as(anActor('team-manager', { sub: 'second-manager' }))
  const answers = await Promise.all([decide(journey, journey.teamManager), decide(journey, second, 'refused')])
  t.same(answers.map((answer) => answer.status).sort(), [201, 409])
  const other = await journeyTo(service, 'plan-signed')
  const body = {
    outcome: 'agreed-in-part',
    contentHash: other.ids.contentHash,
    lines: [drums, noMattress],
    reasons: [because],
  }
  const once = await other.careCoordinator.post<{ decision: Decision }>(pathOf(other, '/decision'), body, {
    key: 'part',
  })
  const again = await other.careCoordinator.post<{ decision: Decision }>(pathOf(other, '/decision'), body, {
    key: 'part',
  })
  t.same(again.ok, once.ok)
})

t.test(
  'the database opens no line of a plan that is not agreed, and none that goes beyond what was agreed',
  async (t) => {
    const client = new pg.Client({ connectionString: service.database.serviceUrl })
    await client.connect()
    t.teardown(() => client.end())
    const open = async (journey: Journey, agreedPence: number) => {
      await client.query('begin')
      try {
        await client.query("select set_config('app.commissioner_id', $1, true)", [tenants.QYG.commissionerId])
        await client.query(
          `insert into plan_line (commissioner_id, plan_line_id, case_id, support_plan_id, key, title, category, deployment, instrument, agreed_pence, status)
          values ($1, $2, $3, $4, 'smuggled', 'A line', 'home', 'notional', 'invoice', $5, 'active')`,
          [tenants.QYG.commissionerId, v7(), journey.ids.caseId, journey.ids.supportPlanId, agreedPence],
        )
        await client.query('commit')
      } finally {
        await client.query('rollback')
      }
    }
    const beyond = { code: '23514', constraint: 'plan_line_within_agreement' }
    const hold = (journey: Journey, pence: number, why: string) =>
      open(journey, pence).then(
        () => t.fail(why),
        (error: object) => t.match(error, beyond, why),
      )
    const waiting = await journeyTo(service, 'plan-signed')
    await hold(waiting, 1, 'a plan that nobody has decided on')
    const agreed = await journeyTo(service, 'money-agreed')
    await hold(agreed, 1, 'a penny more than was agreed')
    await inPart(waiting)
    await hold(waiting, 1, 'a line that was refused')
    const raised = 'update plan_line set agreed_pence = agreed_pence + 1 where support_plan_id = $1'
    await t.rejects(service.database.sql(raised, [agreed.ids.supportPlanId]), beyond, 'a line that is raised')
    const sql = 'update support_plan set agreed_pence = total_pence + 1 where support_plan_id = $1'
    await t.rejects(service.database.sql(sql, [agreed.ids.supportPlanId]), /support_plan_agreed_check/)
    await t.rejects(
      service.database.sql('update support_plan set agreed_at = null where support_plan_id = $1', [
        agreed.ids.supportPlanId,
      ]),
      /support_plan_agreed_when_check/,
    )
  },
)
