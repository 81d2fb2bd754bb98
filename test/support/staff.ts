import { type Role, roles } from '../../src/permissions.ts'
import { isStaffRole } from '../../src/role-organisations.ts'
import { type Actor, anActor } from './actors.ts'
import type { Client } from './client.ts'
import type { TestDatabase } from './database.ts'
import { tenants, trainedIn } from './seed.ts'
import type { Service } from './service.ts'

const isStaff = ({ roles: held = [] }: Actor) => roles.some((role) => held.includes(role) && isStaffRole(role))

const brokers = ({ organisation, roles: held = [] }: Actor) => organisation === 'BRK1' || held.includes('broker')

/**
 * Registers each member of staff who asks for a token with an account of their own, as a provisioned organisation has it; brokers as peers, so that each
 * scheme takes them. It is no write of the test: nothing counts it.
 */
export function staffRegister(database: TestDatabase): (actor: Actor) => Promise<void> {
  const known = new Map<string, Promise<unknown>>()
  return async (actor) => {
    if (!isStaff(actor)) return
    const { commissioner, sub, organisation } = actor
    const key = `${commissioner} ${sub}`
    const text = (value: string | undefined) => (value === undefined ? 'null' : `'${value.replaceAll("'", "''")}'`)
    const registered =
      known.get(key) ??
      database.sql(`begin; set local session_replication_role = 'replica';
        insert into staff_member (commissioner_id, staff_member_id, organisation_id, name, is_peer, registered_by, registered_at)
          select c.commissioner_id, md5(${text(key)})::uuid, o.organisation_id, ${text(actor.name)}, coalesce(o.kind = 'brokerage-organisation', false), 'provision', '2026-01-05T09:00:00Z'
          from commissioner c left join organisation o on o.commissioner_id = c.commissioner_id and o.code = ${text(organisation)}
          where c.code = ${text(commissioner)} and not exists (select from staff_identity i
            where i.commissioner_id = c.commissioner_id and i.actor_id = ${text(sub)}) on conflict do nothing;
        insert into staff_identity (commissioner_id, actor_id, staff_member_id, added_by, added_at, confirmed_by, confirmed_at)
          select s.commissioner_id, ${text(sub)}, s.staff_member_id, 'provision', s.registered_at, 'provision', s.registered_at
          from staff_member s join commissioner c on c.commissioner_id = s.commissioner_id
          where c.code = ${text(commissioner)} and s.staff_member_id = md5(${text(key)})::uuid on conflict do nothing;
        ${brokers(actor) ? trainedIn(`md5(${text(key)})::uuid`) : 'select'}; commit`)
    known.set(key, registered)
    await registered
  }
}

/** Registers these accounts as staff, as whoever is sent to a case is before they are. */
export const registerStaff = ({ tokenFor }: Service, role: Role, ...accounts: readonly string[]): Promise<unknown> =>
  Promise.all(accounts.map((sub) => tokenFor(anActor(role, { sub }))))

/** Has somebody work for another organisation from now on, as the register says once they have moved. */
export const movesTo = ({ database }: Service, account: string, organisationId: string): Promise<unknown> =>
  database.sql(
    `update staff_member s set organisation_id = $1 from staff_identity i
      where i.commissioner_id = s.commissioner_id and i.staff_member_id = s.staff_member_id and i.actor_id = $2 and i.commissioner_id = $3`,
    [organisationId, account, tenants.QYG.commissionerId],
  )

/** Somebody with a good token whose account nobody has registered. */
export async function unregistered({ clock, issuer, withToken }: Service, actor: Actor): Promise<Client> {
  const iat = Math.floor(clock.now().getTime() / 1000)
  const token = await issuer.sign({ iss: issuer.issuer, aud: issuer.audience, iat, exp: iat + 600, ...actor })
  return withToken(token, actor)
}

/** Makes a second account one of somebody who is registered already, as the register has it once it is confirmed. */
export async function sameHuman(service: Service, account: string, of: Actor): Promise<void> {
  // Whoever asks for a token is registered.
  await service.tokenFor(of)
  await service.database.sql(
    `insert into staff_identity (commissioner_id, actor_id, staff_member_id, added_by, added_at, confirmed_by, confirmed_at)
      select commissioner_id, $2, staff_member_id, 'a', now(), 'b', now() from staff_identity where commissioner_id = $1 and actor_id = $3
      on conflict (commissioner_id, actor_id) do update set staff_member_id = excluded.staff_member_id`,
    [tenants.QYG.commissionerId, account, of.sub],
  )
}
