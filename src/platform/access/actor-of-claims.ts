import { isScopeFor, machineScopes } from '../../machine-scopes.ts'
import { permissionOfAll, permissionsByRole, roles } from '../../permissions.ts'
import {
  isOfCommissioner,
  isStaffRole,
  type OrganisationKind,
  organisationKindsByRole,
} from '../../role-organisations.ts'
import { Problem } from '../http/errors.ts'
import type { Identity } from './access.ts'
import { type Claims, claimProblem, isOwnToken } from './claims.ts'

interface Sender {
  readonly id: string
  readonly code: string
  readonly kind: OrganisationKind
}

/** A machine client that is registered and in force; of the commissioner itself where it has no organisation. */
export interface RegisteredClient {
  readonly name: string
  readonly organisation: Sender | null
  readonly scopes: readonly string[]
}

/** What the service knows of what a token names. */
export interface Tenant {
  readonly commissionerId: string
  readonly organisation: Sender | null
  readonly client: RegisteredClient | undefined
  /** Whether the account is of a registered member of staff who works here. */
  readonly isStaff: boolean
}

/** Looks up the commissioner, the organisation and the client that a token names; undefined where one of the first two is not there. */
export type FindTenant = (named: {
  readonly commissioner: string
  readonly organisation: string | undefined
  readonly clientId: string | undefined
  /** The account of who comes with a role of staff. */
  readonly staffId: string | undefined
}) => Promise<Tenant | undefined>

/** The claim in which the issuer vouches for an NHS number, and what another must say of how it proved who that is. */
export interface VerifiedNumber {
  readonly claim: string
  readonly levelClaim: string
  readonly levels: readonly string[]
}

/** Who sends a token with these claims, and what they may do. A claim that does not go with what is registered spoils the token. */
export async function actorOfClaims(
  claims: Claims,
  findTenant: FindTenant,
  verified?: VerifiedNumber,
): Promise<Identity> {
  const own = isOwnToken(claims)
  const { commissioner, organisation } = claims
  const tenant = await findTenant({
    commissioner,
    organisation,
    clientId: own ? claims.sub : undefined,
    staffId: rolesIn(claims).some(isStaffRole) ? claims.sub : undefined,
  })
  if (!tenant)
    throw new Problem(
      'unauthenticated',
      'The token names a commissioner or an organisation that is not registered here',
    )
  if (own) return asMachine(claims, tenant)
  const verifiedNhsNumber = verifiedNumberIn(claims, verified)
  return {
    ...asHuman(claims, tenant),
    ...(claims.client_id === undefined ? {} : { clientId: claims.client_id }),
    ...(verifiedNhsNumber === undefined ? {} : { verifiedNhsNumber }),
  }
}

/** The number, where who it is was proved well enough; at a lower level the token says no number, and is as good for the rest. */
function verifiedNumberIn(claims: Claims, verified: VerifiedNumber | undefined): string | undefined {
  if (!verified) return undefined
  const said = new Map<string, unknown>(Object.entries(claims))
  const value = said.get(verified.claim)
  if (value === undefined) return undefined
  if (typeof value !== 'string' || !/^[0-9]{10}$/.test(value)) throw claimProblem(verified.claim, 'is malformed')
  const level = said.get(verified.levelClaim)
  return typeof level === 'string' && verified.levels.includes(level) ? value : undefined
}

const rolesIn = (claims: Claims) => roles.filter((role) => claims.roles?.includes(role))

/**
 * A person or a member of staff. Roles that the service does not know are of the issuer's other services, and give nothing here; nor do
 * those of staff to an account that is not registered, or whose work here has ended: it could be a second account of somebody else.
 */
function asHuman(claims: Claims, { commissionerId, organisation, isStaff }: Tenant): Identity {
  const claimed = rolesIn(claims)
  const held = claimed.filter((role) => isStaff || !isStaffRole(role))
  const kind = organisation?.kind ?? null
  const foreign = held.find((role) => !organisationKindsByRole[role].includes(kind))
  if (foreign)
    throw claimProblem('roles', `has ${foreign}, which ${kind ? `a ${kind} does not give` : 'needs an organisation'}`)
  return {
    actorId: claims.sub,
    commissionerId,
    organisationId: organisation?.id ?? null,
    ofCommissioner: isOfCommissioner(organisation),
    machine: false,
    roles: held,
    ...(held.length < claimed.length ? { unregistered: true } : {}),
    permissions: new Set([permissionOfAll, ...held.flatMap((role) => permissionsByRole[role])]),
    name: claims.name ?? '',
  }
}

/** A machine client has what is both in its token's scope and registered, and is for systems of its organisation; one that is not registered has nothing. */
function asMachine(claims: Claims, { commissionerId, organisation, client }: Tenant): Identity {
  if (rolesIn(claims).length > 0)
    throw claimProblem('roles', 'has a role of people, and its client asks in its own name')
  if (client && organisation && organisation.id !== client.organisation?.id)
    throw claimProblem('organisation', 'is not the one that the client is registered for')
  const asked = claims.scope?.split(' ') ?? []
  const isOwn = client !== undefined && isOfCommissioner(client.organisation)
  const held = machineScopes.filter((scope) => client?.scopes.includes(scope) && isScopeFor(scope, isOwn))
  return {
    actorId: `client:${claims.sub}`,
    commissionerId,
    organisationId: client?.organisation?.id ?? null,
    ofCommissioner: isOwn,
    machine: true,
    clientId: claims.sub,
    roles: [],
    permissions: new Set([permissionOfAll, ...held.filter((scope) => asked.includes(scope))]),
    name: client?.name ?? '',
  }
}
