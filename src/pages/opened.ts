import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { closeSession, isOpenable, openLink, type PageSession, seeSession } from '../page-links/repository.ts'
import { hashOf, newSecret, tenantOf } from '../page-links/secret.ts'
import { type Permission, permissionOfAll, permissionsByRole } from '../permissions.ts'
import type { Identity } from '../platform/access/access.ts'
import { record } from '../platform/audit/audit.ts'
import type { Platform } from '../platform/http/operation.ts'
import { type PageLinkMaker, pageLinkMakers, pagesOnlyShow } from '../rules/people/page-links.ts'

const cookieName = 'pages'
const cookiePath = '/pages'

/** Pages that are open: whose, and what proves that a form was sent from them. */
export interface Opened {
  readonly session: PageSession
  readonly identity: Identity
  /** Whether they only show. */
  readonly onlyShow: boolean
  /** Goes with every form: another site cannot know it. */
  readonly formToken: string
}

const permissionsOf = (madeAs: PageLinkMaker): ReadonlySet<Permission> => {
  const all: readonly Permission[] = [permissionOfAll, ...permissionsByRole[madeAs]]
  // Every change has a permission of its own, and none of these opens one.
  return new Set<Permission>(pagesOnlyShow(madeAs) ? all.filter((one) => one.endsWith(':read')) : all)
}
const permissionsByMaker: ReadonlyMap<PageLinkMaker, ReadonlySet<Permission>> = new Map(
  pageLinkMakers.map((maker) => [maker, permissionsOf(maker)] as const),
)

/** The person, or who acts or speaks for them, with what their own sign-in may do; or the care coordinator, who sees there what they may see elsewhere, and changes nothing. */
function identityOf({ subject, commissionerId, organisationId, name, madeAs }: PageSession): Identity {
  return {
    actorId: subject,
    commissionerId,
    organisationId,
    ofCommissioner: organisationId === null,
    machine: false,
    roles: [madeAs],
    permissions: permissionsByMaker.get(madeAs) ?? new Set(),
    name,
  }
}

const scopeOf = (commissionerId: string) => ({ commissionerId, actorId: '' })
const formTokenOf = (secret: string) => createHmac('sha256', secret).update('form').digest('base64url')

/** Whether a link would open pages now; looking uses nothing up, since what reads mail looks too. */
export async function opens({ database, now }: Platform, code: string): Promise<boolean> {
  const tenant = tenantOf(code)
  if (tenant === undefined) return false
  return database.read(scopeOf(tenant), (reads) => isOpenable(reads, tenant, hashOf(code), now(tenant)))
}

/** Uses a link up, and opens the pages in this browser; undefined where it opens nothing. */
export async function open(
  { database, now }: Platform,
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
): Promise<Pick<Opened, 'session' | 'identity'> | undefined> {
  const tenant = tenantOf(code)
  if (tenant === undefined) return undefined
  const secret = newSecret(tenant)
  const at = now(tenant)
  const session = await database.write(scopeOf(tenant), async (tx) => {
    const opened = await openLink(tx, tenant, { codeHash: hashOf(code), sessionHash: hashOf(secret), now: at })
    if (!opened) return undefined
    const { linkId: subjectId, caseId, madeAs } = opened
    const actor = { ...identityOf(opened), view: null, writes: true }
    await record(tx, actor, { type: 'page-link.opened', subjectId, caseId, at, facts: { madeAs } })
    return opened
  })
  if (!session) return undefined
  reply.header('set-cookie', cookie(request, cookieName, secret, cookiePath))
  return { session, identity: identityOf(session) }
}

/** The pages that are open in this browser. */
export async function openedIn({ database, now }: Platform, request: FastifyRequest): Promise<Opened | undefined> {
  const secret = cookieIn(request, cookieName)
  const tenant = secret === undefined ? undefined : tenantOf(secret)
  if (secret === undefined || tenant === undefined) return undefined
  const session = await database.write(scopeOf(tenant), (tx) => seeSession(tx, tenant, hashOf(secret), now(tenant)))
  return (
    session && {
      session,
      identity: identityOf(session),
      onlyShow: pagesOnlyShow(session.madeAs),
      formToken: formTokenOf(secret),
    }
  )
}

export async function close({ database, now }: Platform, { session }: Opened): Promise<void> {
  await database.write(scopeOf(session.commissionerId), (tx) => closeSession(tx, session, now(session.commissionerId)))
}

/** A browser that another site sent here brings no cookie, and keeps the one that it has: nobody else closes a person's pages. */
export function forgetCookie(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (cookieIn(request, cookieName) === undefined) return reply
  return reply.header('set-cookie', `${cookie(request, cookieName, '', cookiePath)}; Max-Age=0`)
}

/** Whether a form was sent from these pages: it has their token, and no browser says that another site sent it. */
export function isFromPages({ formToken }: Opened, request: FastifyRequest, sent: string | undefined): boolean {
  const [expected, given] = [Buffer.from(formToken), Buffer.from(sent ?? '')]
  return isOfThisSite(request) && expected.length === given.length && timingSafeEqual(expected, given)
}

/** Every browser of today says where a request comes from; one that says nothing is held to the token alone. */
export function isOfThisSite({ headers }: FastifyRequest): boolean {
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin'
}

/** A form that is sent twice is done once. */
export const newFormKey = (): string => randomUUID()

export function cookieIn(request: FastifyRequest, name: string): string | undefined {
  const found = (request.headers.cookie ?? '').split(';').map((one) => one.trim())
  const start = `${nameFor(request, name)}=`
  return found.find((one) => one.startsWith(start))?.slice(start.length)
}

export function cookie(request: FastifyRequest, name: string, value: string, path: string): string {
  const secure = isSecure(request) ? '; Secure' : ''
  return `${nameFor(request, name)}=${value}; Path=${path}; HttpOnly; SameSite=Strict${secure}`
}

/** Sent over https alone, but for a service on this machine. */
const isSecure = ({ protocol, host }: FastifyRequest): boolean =>
  protocol !== 'http' || !/^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(host)

/** By its name a browser knows that nobody sets it over plain http (RFC 6265bis, 4.1.3.1). */
const nameFor = (request: FastifyRequest, name: string): string => (isSecure(request) ? `__Secure-${name}` : name)
