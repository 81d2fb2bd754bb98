import t from 'tap'
import type { CaseMember } from '../../src/case-team/schemas.ts'
import { change } from '../sign-off/acts.ts'
import { anActor } from '../support/actors.ts'
import type { Client } from '../support/client.ts'
import { type Journey, journeyTo } from '../support/journey.ts'
import { aPlanLine, aWish } from '../support/pathway-builders.ts'
import { refused } from '../support/refused.ts'
import { startService } from '../support/service.ts'
import { buy, fileReceipt, reverse } from './acts.ts'

const service = await startService(t)
/** Hands the care coordinator's place to another account, as somebody of the register or a relative may have got it. */
async function handOver({ ids }: Journey, actorId: string, relative = false) {
  const place = [ids.caseId, actorId, relative]
  await service.database.sql(
    `update case_member set actor_id = $2, relative = $3 where case_id = $1 and case_role = 'care-coordinator'`,
    place,
  )
}

/** A care coordinator on the case whose account nobody has registered. */
async function unregistered(journey: Journey): Promise<Client> {
  const actor = anActor('care-coordinator', { sub: `not-registered-${journey.ids.caseId}` })
  const token = await service.tokenFor(actor)
  await service.database.sql('delete from staff_identity where actor_id = $1', [actor.sub])
  await handOver(journey, actor.sub)
  return service.withToken(token)
}

/** A care coordinator on the case who was declared a relative. */
async function relation(journey: Journey): Promise<Client> {
  const theirs = service.as('care-coordinator')
  await handOver(journey, 'the-care-coordinator', true)
  return theirs
}

async function leave(journey: Journey, ...roles: readonly string[]) {
  const { items } = (
    await journey.careCoordinator.get<{ items: CaseMember[] }>(`/v1/cases/${journey.ids.caseId}/members`)
  ).ok
  for (const { id, caseRole } of items)
    if (roles.includes(caseRole))
      await service.database.sql('update case_member set left_at = now() where case_member_id = $1', [id])
}

const held = {
  'third-party': async () => {
    const journey = await journeyTo(service, 'money-agreed')
    const { id } = (await buy(journey)).ok
    await leave(journey, 'broker')
    // Nobody but the organisation spends its money: the care coordinator keeps the papers alone.
    return { journey, id, pay: undefined }
  },
  'direct-payment': async () => {
    const journey = await journeyTo(service, 'plan-drafted', { scheme: 'kent-peer-brokerage', wish: aWish(30_000) })
    const line = { deployment: 'direct-payment', instrument: 'bank-account', holderId: null } as const
    await change(journey, { lines: [aPlanLine({ amountPence: 30_000, ...line })] })
    await journey.on('money-agreed')
    await leave(journey, 'person', 'representative')
    const pay = (client: Client) => buy(journey, { client, instrument: line.instrument })
    return { journey, id: (await pay(journey.careCoordinator)).ok.id, pay }
  },
}

for (const [way, set] of Object.entries(held))
  t.test(`${way}: who writes down what nobody else is there to spend is registered, and no relation`, async (t) => {
    const { journey, id, pay } = await set()
    for (const [become, code] of [
      [unregistered, 'staff-not-registered'],
      [relation, 'own-case'],
    ] as const) {
      const client = await become(journey)
      if (pay) await refused(t, service, () => pay(client), code)
      await refused(t, service, () => fileReceipt(journey, id, {}, client), code)
      await refused(t, service, () => reverse(journey, id, client), code)
    }
    await handOver(journey, 'the-care-coordinator')
    t.equal((await fileReceipt(journey, id, {}, journey.careCoordinator)).status, 201)
  })
