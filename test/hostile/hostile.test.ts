import type { AddressInfo } from 'node:net'
import t from 'tap'
import { permissionsByRole, type Role, roles } from '../../src/permissions.ts'
import { type Actor, aMachine, anActor, inTenant, type Who } from '../support/actors.ts'
import { anOrganisation, unknownId } from '../support/builders.ts'
import { journeyTo } from '../support/journey.ts'
import { startService } from '../support/service.ts'
import { walk } from '../support/tour.ts'
import { asOthers, ofAnotherCase, ofAnotherTenant, plantCase, plantTenant, stateOfOtherTenant } from './canaries.ts'
import { type Attack, type Attacker, attackOf } from './requests.ts'
import { type RawAnswer, type RawRequest, send } from './wire.ts'

/** CI sends ten thousand; with a number of its own a run can be repeated: `HOSTILE_SEED=7 HOSTILE_REQUESTS=10000 npm test -- test/hostile`. */
const seed = Number(process.env.HOSTILE_SEED ?? 1)
const count = Number(process.env.HOSTILE_REQUESTS ?? 2_000)
const sideBySide = 8

t.setTimeout(300_000)
const service = await startService(t)
const { ids: own } = await walk(service)
const another = await journeyTo(service, 'review-done')
const others = { ...own, ...another.known }
const planted = {
  tenant: await plantTenant(service),
  case: await plantCase(service, [another.ids.personId, another.ids.caseId, another.ids.supportPlanId]),
}
const foreign = Object.fromEntries(Object.entries(own).map(([name, id]) => [name, asOthers(id)]))
const unknown = Object.fromEntries(Object.keys(own).map((name) => [name, unknownId()]))
const pools = [own, own, own, own, others, others, foreign, unknown]

/** Those who have no part in the other case; whoever else asks may see it, as its trust's managers and the commissioner's own do. */
const elsewhere = [
  ...(['person', 'representative', 'advocate', 'care-coordinator', 'broker'] as const),
  ...(['panel-member', 'lived-experience-member', 'local-authority-officer'] as const),
]
await service.as('commissioner-officer').post('/v1/organisations', anOrganisation({ code: 'RX9', kind: 'trust' }))
const ofAnotherTrust = ['care-coordinator', 'team-manager', 'mdt-member'] as const

const attackers: Attacker[] = await Promise.all([
  // Those who have a part in their own case come furthest, so they come twice.
  ...[...roles, ...roles].map((role) => attacker(role, anActor(role), role === 'person' || role === 'representative')),
  ...elsewhere.map((role) => attacker(`another ${role}`, anActor(role, { sub: `a-stranger-${role}` }), true)),
  ...ofAnotherTrust.map((role) =>
    attacker(`${role} of another trust`, anActor(role, { sub: `elsewhere-${role}`, organisation: 'RX9' }), true),
  ),
  attacker('machine', aMachine(), false),
  attacker('machine of the trust', aMachine(undefined, 'RW4'), false),
  attacker('nobody', undefined, true),
  ...['commissioner-officer' as const, 'machine' as const].map(async (who) => ({
    ...(await attacker(`${who} of another tenant`, inTenant('QOP', who), true)),
    never: [ofAnotherCase],
    onlyLooks: true,
  })),
  ...['Bearer', 'Bearer x', `Bearer ${'e30.'.repeat(3_000)}`, 'Basic eDp4', `Bearer ${unsigned()}`].map(
    (authorization) => ({
      ...{ name: authorization.slice(0, 20), authorization, permissions: new Set<string>() },
      never: [ofAnotherTenant, ofAnotherCase],
    }),
  ),
])

async function attacker(name: string, who: Who | undefined, noPart: boolean): Promise<Attacker> {
  return {
    name,
    authorization: who && `Bearer ${await service.tokenFor(who)}`,
    permissions: permissionsOf(who),
    never: noPart ? [ofAnotherTenant, ofAnotherCase] : [ofAnotherTenant],
  }
}

function permissionsOf(who: Who | undefined): ReadonlySet<string> {
  if (who === undefined) return new Set()
  const { roles: held = [], scope } = who as Actor
  if (scope !== undefined) return new Set(scope.split(' '))
  return new Set(held.flatMap((role) => permissionsByRole[role as Role]))
}

/** A token of an officer that nobody signed. */
function unsigned(): string {
  const part = (of: object) => Buffer.from(JSON.stringify(of)).toString('base64url')
  return `${part({ alg: 'none' })}.${part({ ...anActor('commissioner-officer'), iss: service.issuer.issuer })}.`
}

const { port } = service.app.server.address() as AddressInfo
const answers = new Map<number, number>()

/** A machine under load may have the service say that it cannot just now: then it is asked again, once, as its answer says. Never if writers wait for each other. */
async function answerTo(request: RawRequest): Promise<RawAnswer> {
  const answer = await send(port, request)
  const inAKnot = service.logLines.some((line) => line.includes('"code":"40'))
  return answer.status === 503 && answer.text.includes('retry-after') && !inAKnot ? send(port, request) : answer
}

function faultOf({ attacker: { never }, request }: Attack, { status, text }: RawAnswer): string | undefined {
  if (status === 0) return 'no answer'
  if (status >= 500) return `status ${status}`
  if (/^x-injected:/im.test(text)) return 'a header that was sent in a value'
  if (status >= 400 && /node_modules|\.ts:\d|\binsert into\b|\bselect "|\bpg_/.test(text))
    return 'an answer that tells how it is made'
  const seen = never.find((canary) => text.includes(canary))
  if (seen) return seen
  // Node itself refuses an expectation, before there is a request.
  if (status >= 400 && status !== 417 && request.method !== 'HEAD' && !text.includes('application/problem+json'))
    return `${status} is no problem`
  return undefined
}

t.test('the canaries are there: whoever may see them does', async (t) => {
  t.ok(planted.tenant > 100 && planted.case > 30, JSON.stringify(planted))
  const person = await service.as(inTenant('QOP', 'machine')).get(`/v1/people/${foreign.personId}`)
  t.match(JSON.stringify(person.ok), ofAnotherTenant)
  const plan = await another.broker.get(`/v1/support-plans/${another.ids.supportPlanId}`)
  t.match(JSON.stringify(plan.ok), ofAnotherCase)
})

t.test(`of ${count} hostile requests none breaks the service, and none gives a byte of somebody else's`, async (t) => {
  const before = await stateOfOtherTenant(service)
  const faults: string[] = []
  const onCall = new Set<string>()
  let next = 0
  const attackOn = async () => {
    while (next < count && faults.length < 20) {
      const n = next
      next += 1
      const attack = attackOf(seed, n, service.contract, attackers, pools)
      const answer = await answerTo(attack.request)
      answers.set(answer.status, (answers.get(answer.status) ?? 0) + 1)
      // Who is on call and says why sees that record for an hour, which is kept and shown to the person.
      if (answer.status === 201 && attack.operation.operationId === 'breakGlass') onCall.add(attack.attacker.name)
      const fault = faultOf(attack, answer)
      if (fault === ofAnotherCase && onCall.has(attack.attacker.name)) continue
      if (fault) faults.push(told(n, fault, attack, answer))
    }
  }
  await Promise.all(Array.from({ length: sideBySide }, attackOn))
  t.same(faults, [])
  t.same(await stateOfOtherTenant(service), before, 'nothing of another tenant has changed')
  t.comment(
    [...answers]
      .sort()
      .map(([status, times]) => `${status}: ${times}`)
      .join(', '),
  )
  // An attack that is stopped at the first door shows nothing.
  const done = [200, 201].reduce((sum, status) => sum + (answers.get(status) ?? 0), 0)
  t.ok(done > count / 20, `${done} were answered with what was asked for`)
  for (const status of [400, 401, 403, 404]) t.ok(answers.has(status), `some get ${status}`)
})

/** Enough to send it again. */
function told(
  n: number,
  fault: string,
  { operation, attacker: { name }, request }: Attack,
  { text }: RawAnswer,
): string {
  const { method, target, headers, body } = request
  const sent = headers
    .filter(([header]) => header !== 'authorization')
    .map(([header, value]) => `${header}: ${value.slice(0, 60)}`)
  const at = Math.max(0, text.indexOf('Canary') - 300)
  const log = service.logLines
    .filter((line) => line.includes('unexpected error'))
    .at(-1)
    ?.slice(0, 900)
  return [
    `${seed}/${n} ${operation.operationId} as ${name}: ${fault}`,
    `${method} ${target.slice(0, 400)}`,
    ...sent,
    String(body).slice(0, 1500),
    text.slice(at, at + 700),
    log,
  ].join('\n')
}

t.test('after all of it the service answers as before', async (t) => {
  t.equal((await service.as('commissioner-officer').get('/v1/schemes')).status, 200)
  t.equal((await fetch(`${service.baseUrl}/_status`)).status, 200)
})
