import t from 'tap'
import type { BrokerHandOver } from '../../src/case-team/broker-schemas.ts'
import { systemActor } from '../../src/platform/access/system-actor.ts'
import { leaveCases } from '../../src/sign-ins/leave-cases.ts'
import { anActor } from '../support/actors.ts'
import { unknownId } from '../support/builders.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { registerStaff } from '../support/staff.ts'
import { sweep } from '../support/sweep.ts'
import { aPost, byPost, setPreferences, tell } from './acts.ts'

const post = await aPost(t)
const service = await startService(t, { transports: byPost(post) })

/** Who was told since it was last asked. */
async function told() {
  await tell(service)
  return post.mails.splice(0).map(({ to }) => to)
}

/** Tells all that there is to tell so far: that a letter was told to nobody is told as well. */
async function untilNow() {
  while ((await told()).length > 0 || (await service.database.sql('select from audit_outbox')).length > 0);
}

let people = 0
/** Somebody acts for a person who does not sign in, and gave no address either. */
async function withoutSignIn(more: object = {}): Promise<Journey & { readonly acting: string }> {
  const journey = await journeyTo(service, 'plan-drafted')
  await signsIn(journey, false)
  // Its letter is for them too.
  await untilNow()
  people += 1
  const acting = `acts-${people}@example.org`
  void (await setPreferences(journey.representative, { email: acting, ...more })).ok
  return Object.assign(journey, { acting })
}
const signsIn = ({ ids }: Journey, does: boolean) =>
  service.database.sql(
    `update case_member set left_at = ${does ? 'null' : 'now()'} where case_id = $1 and case_role = 'person'`,
    [ids.caseId],
  )

t.test('who acts for a person who does not sign in is told that it is their turn, and that it is late', async (t) => {
  const { acting, ...journey } = await withoutSignIn()
  await journey.on('plan-submitted')
  t.ok((await told()).includes(acting), 'the plan waits for a signature')
  service.clock.advance({ days: 90 })
  await sweep(service)
  t.ok((await told()).includes(acting), 'it is late')
  t.notOk((await told()).includes(acting), 'once')
})

t.test('where the person signs in meanwhile, it is their turn alone', async (t) => {
  const { acting, ...journey } = await withoutSignIn({ digest: 'daily', digestHour: 7 })
  await journey.on('plan-submitted')
  t.notOk((await told()).includes(acting), 'it waits for the morning')
  await signsIn(journey, true)
  service.clock.advance({ days: 1 })
  t.notOk((await told()).includes(acting))
  const other = await withoutSignIn({ digest: 'daily', digestHour: 7 })
  await other.on('plan-submitted')
  await untilNow()
  service.clock.advance({ days: 1 })
  t.ok((await told()).includes(other.acting), 'else they are told then')
})

t.test('who acts for a person who signs in is told of nothing that waits for the person', async (t) => {
  const journey = await journeyTo(service, 'plan-drafted')
  const acting = 'acts@example.org'
  void (await setPreferences(journey.representative, { email: acting })).ok
  await untilNow()
  await journey.on('plan-submitted')
  t.notOk((await told()).includes(acting))
})

t.test(
  'where the sign-in of the person ends, who acts for them is told what waits for the person since before',
  async (t) => {
    const journey = await journeyTo(service, 'plan-drafted')
    const acting = 'takes-it-on@example.org'
    void (await setPreferences(journey.representative, { email: acting })).ok
    await journey.on('plan-submitted')
    await untilNow()
    service.clock.advance({ days: 3 })
    const { actor } = journey.person
    const context = { actor: systemActor(tenants.QYG.commissionerId), now: service.clock.now() }
    const linked = {
      id: unknownId(),
      personId: journey.ids.personId,
      subject: actor?.sub ?? '',
      linkedBy: 'code',
    } as const
    await service.access.write(context.actor, (tx) =>
      leaveCases(tx, context, {
        ...{ ...linked, codeIssuedBy: null, codeConfirmedBy: null, linkedAt: context.now.toISOString() },
        ...{ endProposedBy: null, endedBy: null, endedAt: null },
      }),
    )
    t.same(await told(), [acting])
    t.same(await told(), [], 'once')
  },
)

t.test('a broker who takes over is told what waits for them since before, and nobody is told it again', async (t) => {
  await registerStaff(service, 'broker', 'next-broker')
  const next = service.as(anActor('broker', { sub: 'next-broker' }))
  void (await setPreferences(next, { email: 'next@brokers.example' })).ok
  const journey = await journeyTo(service, 'team-complete')
  void (await setPreferences(journey.careCoordinator, { email: 'chris@trust.example' })).ok
  await journey.on('budget-disclosed')
  await untilNow()
  service.clock.advance({ days: 3 })
  const handOver = await service
    .as('brokerage-coordinator')
    .post<BrokerHandOver>(`/v1/cases/${journey.ids.caseId}/broker-hand-overs`, {
      ...{ actorId: 'next-broker', name: 'Quillon Next', organisationId: tenants.QYG.brokerageId },
      ...{ notes: 'The drum teacher waits.', toldOn: service.clock.today(), how: 'by-phone' },
    })
  t.same(handOver.ok.openSteps, ['budget-disclosed'])
  t.same(await told(), ['next@brokers.example'])
  t.same(await told(), [], 'once')
})
