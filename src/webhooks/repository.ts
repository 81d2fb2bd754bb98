import { type Selectable, sql } from 'kysely'
import type { Database } from '../database/tables.ts'
import type { Actor } from '../platform/access/access.ts'
import type { Reads, Tx } from '../platform/database/database.ts'
import { theTenant } from '../platform/database/slots.ts'
import type { PageRequest } from '../platform/http/pages.ts'
import { newId } from '../platform/work/new-id.ts'
import type { OrganisationKind } from '../role-organisations.ts'
import type { Webhook } from './schemas.ts'
import { openSecret, sealSecret } from './secrets.ts'
import { newSecret } from './signature.ts'

const toWebhook = (row: Selectable<Database['webhook']>): Webhook => ({
  id: row.webhook_id,
  organisationId: row.organisation_id,
  url: row.url,
  // It was held to the types that there are when it was written.
  types: row.types as Webhook['types'],
  status: row.status,
  failingSince: row.failing_since?.toISOString() ?? null,
  registeredAt: row.registered_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  version: row.version,
})

/** Whose webhooks an actor has to do with: those of their organisation, or of the commissioner. */
export const ownerOf = ({ ofCommissioner, organisationId }: Pick<Actor, 'ofCommissioner' | 'organisationId'>) =>
  ofCommissioner ? null : organisationId

const ofOwner = (reads: Reads, actor: Actor) =>
  reads
    .selectFrom('webhook')
    .selectAll()
    .where('commissioner_id', '=', actor.commissionerId)
    .where('organisation_id', ownerOf(actor) === null ? 'is' : '=', ownerOf(actor))

export async function findWebhook(reads: Reads, actor: Actor, id: string): Promise<Webhook | undefined> {
  const row = await ofOwner(reads, actor).where('webhook_id', '=', id).executeTakeFirst()
  return row && toWebhook(row)
}

/** A webhook of the actor's organisation, with nobody else at it. */
export async function lockWebhook(tx: Tx, actor: Actor, id: string): Promise<Webhook | undefined> {
  const row = await ofOwner(tx, actor).where('webhook_id', '=', id).forUpdate().executeTakeFirst()
  return row && toWebhook(row)
}

/** One row more than a page, newest first. */
export async function listWebhooks(reads: Reads, actor: Actor, page: PageRequest): Promise<Webhook[]> {
  const rows = await ofOwner(reads, actor)
    .$if(page.after !== undefined, (query) => query.where('webhook_id', '<', page.after ?? ''))
    .orderBy('webhook_id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return rows.map(toWebhook)
}

/** How many webhooks of the actor's organisation are not ended; nobody else registers one for it until this transaction ends. */
export async function lockAndCountWebhooks(tx: Tx, actor: Actor): Promise<number> {
  const lock = `${actor.commissionerId} webhooks of ${ownerOf(actor) ?? 'the commissioner'}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx)
  const { n } = await tx
    .selectFrom('webhook')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('commissioner_id', '=', actor.commissionerId)
    .where('organisation_id', ownerOf(actor) === null ? 'is' : '=', ownerOf(actor))
    .where('ended_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

export async function insertWebhook(tx: Tx, actor: Actor, webhook: Webhook, lookedTo: number): Promise<void> {
  await tx
    .insertInto('webhook')
    .values({
      commissioner_id: actor.commissionerId,
      webhook_id: webhook.id,
      organisation_id: webhook.organisationId,
      url: webhook.url,
      types: webhook.types as string[] | null,
      status: webhook.status,
      looked_to: lookedTo,
      registered_by: actor.actorId,
      registered_at: new Date(webhook.registeredAt),
      version: webhook.version,
    })
    .execute()
}

/** Writes what a webhook is now. */
export async function setWebhook(
  tx: Tx,
  { commissionerId }: Pick<Actor, 'commissionerId'>,
  webhook: Webhook,
): Promise<void> {
  const at = (instant: string | null) => (instant === null ? null : new Date(instant))
  await tx
    .updateTable('webhook')
    .set({
      url: webhook.url,
      types: webhook.types as string[] | null,
      status: webhook.status,
      failing_since: at(webhook.failingSince),
      ended_at: at(webhook.endedAt),
      version: webhook.version,
    })
    .where('commissioner_id', '=', commissionerId)
    .where('webhook_id', '=', webhook.id)
    .execute()
}

/** Makes a secret and gives it: it is kept sealed, and told by nothing else. */
export async function insertSecret(tx: Tx, { commissionerId }: Actor, webhookId: string, now: Date): Promise<string> {
  const [id, secret] = [newId(), newSecret()]
  const { keyId, sealed } = sealSecret(tx, commissionerId, id, secret)
  await tx
    .insertInto('webhook_secret')
    .values({
      ...{ commissioner_id: commissionerId, webhook_secret_id: id, webhook_id: webhookId },
      ...{ key_id: keyId, sealed, made_at: now },
    })
    .execute()
  return secret
}

/** The newest secret signs beside the next until an instant, and what is over is forgotten; says how many sign until then. */
export async function retireSecrets(
  tx: Tx,
  { commissionerId }: Actor,
  webhookId: string,
  until: Date,
  now: Date,
): Promise<number> {
  const theirs = () => sql<boolean>`commissioner_id = ${commissionerId}::uuid and webhook_id = ${webhookId}::uuid`
  await tx.deleteFrom('webhook_secret').where(theirs()).where('until_at', '<=', now).execute()
  await tx
    .updateTable('webhook_secret')
    .set({ until_at: until })
    .where(theirs())
    .where('until_at', 'is', null)
    .execute()
  const { n } = await tx
    .selectFrom('webhook_secret')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(theirs())
    .executeTakeFirstOrThrow()
  return n
}

/** The secrets that sign now, the newest first. */
export async function listSecrets(
  reads: Reads,
  commissionerId: string,
  webhookId: string,
  now: Date,
): Promise<string[]> {
  const rows = await reads
    .selectFrom('webhook_secret')
    .select(['webhook_secret_id', 'key_id', 'sealed'])
    .where('commissioner_id', '=', commissionerId)
    .where('webhook_id', '=', webhookId)
    .where((where) => where.or([where('until_at', 'is', null), where('until_at', '>', now)]))
    .orderBy('webhook_secret_id', 'desc')
    .execute()
  return rows.map(({ webhook_secret_id, key_id, sealed }) =>
    openSecret(reads, commissionerId, webhook_secret_id, { keyId: key_id, sealed }),
  )
}

/** Seals again with the key in use what was sealed with one before it, at the most so many; says how many. */
export async function resealSecrets(tx: Tx, commissionerId: string, keyId: string, most: number): Promise<number> {
  const rows = await tx
    .selectFrom('webhook_secret')
    .select(['webhook_secret_id', 'key_id', 'sealed'])
    .where('commissioner_id', '=', commissionerId)
    .where('key_id', '<>', keyId)
    .orderBy('webhook_secret_id')
    .limit(most)
    .forUpdate()
    .execute()
  await Promise.all(
    rows.map(({ webhook_secret_id: id, key_id, sealed }) => {
      const fresh = sealSecret(tx, commissionerId, id, openSecret(tx, commissionerId, id, { keyId: key_id, sealed }))
      return tx
        .updateTable('webhook_secret')
        .set({ key_id: fresh.keyId, sealed: fresh.sealed })
        .where('commissioner_id', '=', commissionerId)
        .where('webhook_secret_id', '=', id)
        .execute()
    }),
  )
  return rows.length
}

/** A webhook that something is to be done for, and for whom. */
export interface AtWork {
  readonly id: string
  readonly organisation: { readonly id: string; readonly kind: OrganisationKind } | null
  readonly url: string
  readonly behind: boolean
  readonly due: boolean
}

/** The webhooks that are on for which the chain has gone on, or something is to be sent. Those of an organisation that takes part no longer rest. */
export async function listAtWork(reads: Reads, now: Date): Promise<AtWork[]> {
  const rows = await reads
    .selectFrom('webhook as w')
    .leftJoin('organisation as o', (join) =>
      join.on('o.commissioner_id', '=', theTenant).onRef('o.organisation_id', '=', 'w.organisation_id'),
    )
    .select(['w.webhook_id', 'w.url', 'o.organisation_id', 'o.kind'])
    .select([
      sql<boolean>`w.looked_to < coalesce((select max(s.sequence) from audit_seal s where s.commissioner_id = ${theTenant}), 0)`.as(
        'behind',
      ),
      sql<boolean>`exists (select from webhook_delivery d where d.commissioner_id = ${theTenant} and d.webhook_id = w.webhook_id
        and d.status = 'waiting' and d.due_at <= ${now}::timestamptz and (d.claimed_until is null or d.claimed_until <= ${now}::timestamptz)
        and (w.left_alone_until is null or w.left_alone_until <= ${now}::timestamptz))`.as('due'),
    ])
    .where('w.commissioner_id', '=', theTenant)
    .where('w.status', '=', 'on')
    .where('o.ended_at', 'is', null)
    .orderBy('w.webhook_id')
    .execute()
  return rows
    .map(({ webhook_id, url, organisation_id, kind, behind, due }) => ({
      id: webhook_id,
      organisation: organisation_id && kind ? { id: organisation_id, kind } : null,
      url,
      behind,
      due,
    }))
    .filter(({ behind, due }) => behind || due)
}
