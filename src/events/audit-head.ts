import { Type } from '@sinclair/typebox'
import { chainStart } from '../platform/audit/chain.ts'
import { lastSeal } from '../platform/audit/sealing.ts'
import { sealAsJws } from '../platform/audit/seals.ts'
import { Problem } from '../platform/http/errors.ts'
import type { Platform } from '../platform/http/operation.ts'
import { operation, type TypedApp } from '../platform/http/route.ts'
import { instant, nullable, ref, thing } from '../shared/schema.ts'

export const AuditHead = thing('AuditHead', 'The end of the chain of everything that happened, as it is now.', {
  sequence: Type.Integer({
    format: 'int64',
    minimum: 0,
    description: 'How many events are in the chain.',
    examples: [4711],
  }),
  hash: Type.String({
    pattern: '^[0-9a-f]{64}$',
    description: 'The hash of the last event; zeros where there is none.',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  }),
  sealedAt: nullable(instant(), { description: 'When the last event got its place; null where there is none.' }),
  jws: nullable(
    Type.String({
      maxLength: 2000,
      description: 'A compact JSON Web Signature.',
    }),
    {
      description:
        'All of this, and the identifier of the commissioner, as a compact JSON Web Signature (RFC 7515, EdDSA). Its key is at `/.well-known/audit-keys.json`. Null where nothing signed is there yet.',
      examples: ['eyJhbGciOiJFZERTQSJ9.eyJzZXF1ZW5jZSI6NDcxMX0.c2lnbmF0dXJl'],
    },
  ),
})

export async function auditHeadRoutes(app: TypedApp, { platform }: { platform: Platform }) {
  app.get(
    '/audit-head',
    operation({
      id: 'getAuditHead',
      tag: 'Events',
      summary: 'Read the signed end of the audit, to keep it elsewhere',
      description:
        'Whoever keeps `jws` outside the service can show later that no event was changed and none cut off the end: `npm run audit:verify -- --head` compares.',
      permission: 'event:read',
      schema: { response: { 200: ref(AuditHead) } },
    }),
    async ({ actor }) => {
      if (actor.machine && !actor.ofCommissioner)
        throw new Problem('case-role-required', 'The audit is of the whole commissioner, and for its own systems')
      const last = await platform.database.read(actor, (reads) => lastSeal(reads, actor.commissionerId))
      return {
        sequence: last?.sequence ?? 0,
        hash: last?.hash ?? chainStart,
        sealedAt: last?.seal?.sealedAt ?? null,
        jws: last?.seal ? sealAsJws(last.seal) : null,
      }
    },
  )
}
