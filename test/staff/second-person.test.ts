import t from 'tap'
import type { Actor } from '../../src/platform/access/access.ts'
import { systemActor } from '../../src/platform/access/system-actor.ts'
import { Problem } from '../../src/platform/http/errors.ts'
import { requireSecondPerson } from '../../src/staff/same-human.ts'
import { anActor } from '../support/actors.ts'
import { tenants } from '../support/seed.ts'
import { startService } from '../support/service.ts'
import { sameHuman } from '../support/staff.ts'

const service = await startService(t)
const system = systemActor(tenants.QYG.commissionerId)
const by = (actorId: string, ...roles: Actor['roles']): Actor => ({ ...system, machine: false, actorId, roles })

/** As what somebody is refused to be the second person after these; null where they are one. */
const refusal = (actor: Actor, ...others: string[]) =>
  service.access.read(actor, async (reads) => {
    try {
      await requireSecondPerson(reads, actor, others)
      return null
    } catch (error) {
      return error instanceof Problem ? error.code : error
    }
  })

t.test('a second person is somebody who is known, and no system, whoever the first was', async (t) => {
  const officer = anActor('commissioner-officer', { sub: 'the-second' })
  await service.tokenFor(officer)
  await sameHuman(service, 'the-seconds-other-account', officer)
  t.equal(await refusal(by('the-second', 'commissioner-officer'), 'the-first'), null)
  t.equal(await refusal(by('the-second', 'commissioner-officer'), 'the-seconds-other-account'), 'second-person-needed')
  for (const others of [[], ['the-first']]) {
    t.equal(await refusal(by('nobody-knows', 'commissioner-officer'), ...others), 'staff-not-registered')
    t.equal(await refusal(by('nobody-knows', 'person', 'broker'), ...others), 'staff-not-registered')
    t.equal(await refusal(system, ...others), 'staff-not-registered')
    t.equal(await refusal(by('somebody', 'person'), ...others), null, 'people themselves are in no register of staff')
  }
  t.equal(await refusal(by('somebody', 'person'), 'somebody'), 'second-person-needed')
})
