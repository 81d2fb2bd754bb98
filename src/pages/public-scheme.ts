import type { Static } from '@sinclair/typebox'
import type { FastifyInstance } from 'fastify'
import { findCommissionerId } from '../organisations/repository.ts'
import type { Permission } from '../permissions.ts'
import type { Identity } from '../platform/access/access.ts'
import { nobody } from '../platform/database/tenants.ts'
import type { Platform } from '../platform/http/operation.ts'
import type { SchemeTransparency } from '../schemes/draft-schemas.ts'
import { Asking } from './asking.ts'

const onlySchemes: ReadonlySet<Permission> = new Set(['scheme:read'])

/** Whoever reads what is public: nobody in particular, who may read schemes and nothing else. */
const anybody = (commissionerId: string): Identity => ({
  actorId: 'public',
  commissionerId,
  organisationId: null,
  ofCommissioner: false,
  machine: false,
  roles: [],
  permissions: onlySchemes,
  name: '',
})

/** What a commissioner tells everybody of a scheme in force, by the code of each; undefined where there is none. */
export async function findPublicScheme(
  app: FastifyInstance,
  { database }: Platform,
  { commissioner, code }: { readonly commissioner: string; readonly code: string },
  requestId: string,
): Promise<Static<typeof SchemeTransparency> | undefined> {
  if (!/^[A-Z0-9]{1,9}$/.test(commissioner) || !/^[a-z0-9-]{1,100}$/.test(code)) return undefined
  const commissionerId = await database.read(nobody, (reads) => findCommissionerId(reads, commissioner))
  if (commissionerId === undefined) return undefined
  const ask = new Asking(app, anybody(commissionerId), requestId)
  const { items } = await ask.get<{ items: readonly { id: string }[] }>(`/v1/schemes?code=${code}`)
  return items[0] && ask.find<Static<typeof SchemeTransparency>>(`/v1/schemes/${items[0].id}/transparency`)
}
