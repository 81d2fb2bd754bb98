import { insertMany } from '../platform/database/insert-many.ts'
import { fieldKeysFor } from '../platform/secrets/field-keys.ts'
import type { ResealSome } from '../platform/secrets/reseal.ts'
import { boundTo } from './repository.ts'

/** Seals the lines of imports that wait again with the key in use. A part never changes: another takes its place, unless its lines were done meanwhile. */
export const resealParts: ResealSome = async (tx, commissionerId, keyId, most) => {
  // An import comes before its parts, as for whoever does its lines.
  await tx
    .selectFrom('bulk_import')
    .select('bulk_import_id')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) =>
      eb(
        'bulk_import_id',
        'in',
        eb
          .selectFrom('bulk_import_part')
          .select('bulk_import_id')
          .where('commissioner_id', '=', commissionerId)
          .where('key_id', '<>', keyId),
      ),
    )
    .orderBy('bulk_import_id')
    .forUpdate()
    .execute()
  const rows = await tx
    .deleteFrom('bulk_import_part')
    .where('commissioner_id', '=', commissionerId)
    .where((eb) =>
      eb(
        eb.refTuple('bulk_import_id', 'part'),
        'in',
        eb
          .selectFrom('bulk_import_part')
          .select(['bulk_import_id', 'part'])
          .where('commissioner_id', '=', commissionerId)
          .where('key_id', '<>', keyId)
          .orderBy('bulk_import_id')
          .orderBy('part')
          .limit(most)
          .$asTuple('bulk_import_id', 'part'),
      ),
    )
    .returning(['bulk_import_id', 'part', 'key_id', 'sealed'])
    .execute()
  const keys = fieldKeysFor(tx)
  const fresh = rows.map(({ bulk_import_id, part, key_id, sealed }) => {
    const about = boundTo({ commissionerId, actorId: 'system' }, bulk_import_id, part)
    const again = keys.seal(keys.open({ keyId: key_id, sealed }, about), about)
    return { commissioner_id: commissionerId, bulk_import_id, part, key_id: again.keyId, sealed: again.sealed }
  })
  if (fresh.length > 0) insertMany(tx, 'bulk_import_part', fresh)
  return rows.length
}
